"""Labels files: where they are, reading and checking them, writing them."""

from annotator.store.emit import emit
from annotator.store.names import (
    AGAIN,
    GOLD,
    META,
    InvalidNameError,
    annotators_of,
    check_annotator,
    check_pass,
    first_pass,
    labels_path,
    meta_path,
    second_pass,
)
from annotator.store.read import read_labels
from annotator.store.write import new_labels, save_labels

__all__ = [
    "AGAIN",
    "GOLD",
    "META",
    "InvalidNameError",
    "annotators_of",
    "check_annotator",
    "check_pass",
    "emit",
    "first_pass",
    "labels_path",
    "meta_path",
    "new_labels",
    "read_labels",
    "save_labels",
    "second_pass",
]
