"""The labelled dataset for Python: a corpus as linked objects.

    corpus = annotator.load("annotations/")
    for quote in corpus.quotes.by("gold").where(form="direct"):
        print(quote.text, quote.sources[0].name, quote.paragraph.number)

What is read stands in `reading`; the objects in `corpus`, `document`, `document_labels`, `paragraph` and `items`; what
a group of them can do in `collection`. Nothing here changes a file.
"""

from annotator.dataset.collection import Collection, Documents, UnknownDocumentError
from annotator.dataset.conditions import UnknownValueError
from annotator.dataset.corpus import LabelledCorpus
from annotator.dataset.document import Document
from annotator.dataset.document_labels import DocumentLabels
from annotator.dataset.item import Item
from annotator.dataset.items import Claim, Frame, Quote, Source
from annotator.dataset.loading import LoadError, load
from annotator.dataset.paragraph import Paragraph
from annotator.dataset.view import UnknownAttributeError, View

__all__ = [
    "Claim",
    "Collection",
    "Document",
    "DocumentLabels",
    "Documents",
    "Frame",
    "Item",
    "LabelledCorpus",
    "LoadError",
    "Paragraph",
    "Quote",
    "Source",
    "UnknownAttributeError",
    "UnknownDocumentError",
    "UnknownValueError",
    "View",
    "load",
]
