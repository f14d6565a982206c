"""The labelled dataset for Python: a corpus as linked objects.

    corpus = annotator.load("annotations/")
    for quote in corpus.quotes.by("gold").where(form="direct"):
        print(quote.text, quote.sources[0].name, quote.paragraph.number)

Which files there are stands in `listing`, what is in them in `contents` and `cache`; the objects in `corpus`,
`document`, `document_labels`, `paragraph` and `items`; what a group of them can do in `collection`; tables in `table`,
`tokens` and one `as_…` for each library. Nothing here changes a file of the corpus.
"""

from annotator.dataset.cache import CacheWarning
from annotator.dataset.collection import Collection, Documents, UnknownDocumentError
from annotator.dataset.conditions import UnknownValueError
from annotator.dataset.corpus import LabelledCorpus
from annotator.dataset.document import Document
from annotator.dataset.document_labels import DocumentLabels
from annotator.dataset.item import Item
from annotator.dataset.items import Claim, Frame, Quote, Source
from annotator.dataset.loading import LoadError, load
from annotator.dataset.paragraph import Paragraph
from annotator.dataset.splitting import SplitError
from annotator.dataset.table import Column, Table
from annotator.dataset.tokens import OverlapError
from annotator.dataset.view import UnknownAttributeError, View

__all__ = [
    "CacheWarning",
    "Claim",
    "Collection",
    "Column",
    "Document",
    "DocumentLabels",
    "Documents",
    "Frame",
    "Item",
    "LabelledCorpus",
    "LoadError",
    "OverlapError",
    "Paragraph",
    "Quote",
    "Source",
    "SplitError",
    "Table",
    "UnknownAttributeError",
    "UnknownDocumentError",
    "UnknownValueError",
    "View",
    "load",
]
