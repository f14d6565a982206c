"""A pass of its own: everything that is suggested for a text, as the labels of one annotator."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.codebook import Codebook
from annotator.errors import AnnotatorError
from annotator.files import atomic
from annotator.labels import Labels
from annotator.store import check_annotator, emit, labels_path, new_labels
from annotator.store.check import faults
from annotator.store.lock import Lock, LockedError
from annotator.store.write import schema_for
from annotator.suggest.acceptance import NotAcceptedError, accept
from annotator.suggest.sources.naming import Registry
from annotator.suggest.suggestion import Suggestion
from annotator.suggest.words.language import DEFAULT
from annotator.text import Text
from annotator.text.paragraphs import ParagraphRule


class PassError(AnnotatorError):
    """A pass that cannot be written."""


def labels_from(
    text: Text,
    suggestions: Sequence[Suggestion],
    annotator: str,
    codebook: Codebook,
    registry: Registry | None = None,
    *,
    rule: ParagraphRule = "auto",
    language: str = DEFAULT,
) -> tuple[Labels, int]:
    """Return labels with every suggestion that can be one, and how many could not.

    A suggestion is left out where the codebook has no such layer or asks for what is not suggested. Nothing is marked
    as reviewed: nobody looked.

    Args:
        text: The text.
        suggestions: What is suggested for it.
        annotator: The name of the pass.
        codebook: The codebook of the labels.
        registry: The corpus's known sources, by id.
        rule: How paragraphs are found.
        language: The language of the text.

    Raises:
        PassError: When what came out is not valid; this is a fault of whoever suggested it.
    """
    labels = new_labels(text, annotator, codebook, rule)
    left_out = 0
    outer_first = sorted(suggestions, key=lambda item: (item.place[0], -item.place[1]))
    for suggestion in outer_first:
        try:
            labels = accept(labels, suggestion, text.content, codebook, registry=registry, language=language).labels
        except NotAcceptedError:
            left_out += 1
    found = next(faults(labels, text, codebook, registry), None)
    if found is not None:
        path, message = found
        raise PassError(f"{text.path}: {'.'.join(map(str, path))}: {message}. Nothing was written.")
    return labels, left_out


def check_free(text: Path, annotator: str) -> Path:
    """Return where a pass is written, after a look that nothing stands there.

    Raises:
        InvalidNameError: When the pass cannot have that name.
        PassError: When there are labels of that name.
    """
    path = labels_path(text, check_annotator(annotator))
    if path.exists() or path.is_symlink():
        raise PassError(f"{path} is there already and is never overwritten: choose another name, or remove it.")
    return path


def write_pass(path: Path, labels: Labels) -> None:
    """Write the labels of a pass to a new file, under the lock of that file.

    Raises:
        PassError: When there are labels by now, or somebody is making them.
        SaveError: When they cannot be written.
    """
    try:
        lock = Lock(path)
    except LockedError as error:
        raise PassError(f"{error} Nothing was written.") from None
    except OSError as error:
        raise PassError(f"{path} cannot be written: {error.strerror or error}.") from None
    try:
        atomic.write(path, emit(labels, schema_for(path)).encode(), replace=False)
    except FileExistsError:
        raise PassError(f"{path} is there already and is never overwritten: choose another name.") from None
    finally:
        lock.release()
