"""Labels files: where they are, reading and checking them, writing them."""

from annotator.store.emit import emit
from annotator.store.names import GOLD, META, InvalidNameError, annotators_of, check_annotator, labels_path, meta_path
from annotator.store.read import read_labels
from annotator.store.write import new_labels, save_labels

__all__ = [
    "GOLD",
    "META",
    "InvalidNameError",
    "annotators_of",
    "check_annotator",
    "emit",
    "labels_path",
    "meta_path",
    "new_labels",
    "read_labels",
    "save_labels",
]
