"""Saving when nobody can be asked any more: told to end by a signal, the terminal gone, an error of the program."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_state_path

from annotator.errors import AnnotatorError
from annotator.files.atomic import SaveError
from annotator.session.saving.states import SaveState
from annotator.session.session import Session


def save_at_last(session: Session) -> str | None:
    """Save in whatever way is left, and say which; None where there is nothing to save.

    That is the labels file; else the journal beside it; else a file of its own in the user's state folder. Labels whose
    file somebody else changed are kept in a file of their own beside it.
    """
    saver = session.saver
    if session.read_only:
        return None
    try:
        saver.save()
    except AnnotatorError as error:
        failure = saver.failure or str(error)
        if saver.state is SaveState.JOURNAL:
            return failure
        return f"{failure.partition('. Your last edits')[0].rstrip('.')}. {_kept(session)}"
    return f"Your labels are saved in {saver.path}." if saver.has_file else None


def _kept(session: Session) -> str:
    saver = session.saver
    try:
        kept = saver.keep_beside() if saver.state is SaveState.CHANGED else saver.rescue(rescue_folder())
    except SaveError as error:
        return f"{error}. Your last edits are lost."
    except Exception as error:  # noqa: BLE001 - nobody is there any more to see anything else
        return f"They could not be written elsewhere either ({type(error).__name__}). Your last edits are lost."
    return f"Your labels are kept in {kept}."


def rescue_folder() -> Path:
    """Return where labels go that cannot be written anywhere near their text."""
    return user_state_path("annotator") / "rescued"
