"""The actions that need no screen, by their names: what a key press, a script or a benchmark calls."""

from __future__ import annotations

from collections.abc import Callable

from annotator.session.cueing import told_cue
from annotator.session.labelling import NotPossibleError
from annotator.session.session import Session
from annotator.session.suggestions.offering import Offering
from annotator.session.suggestions.suggested import described, told_accepted, told_rejected

Performer = Callable[[Session], str | None]
"""Does one thing to a session; returns a sentence for the person, or None where the screen says enough."""


def _next_paragraph(session: Session) -> str | None:
    return None if session.cursor.to_paragraph(session.cursor.paragraph + 1) else "This is the last paragraph."


def _previous_paragraph(session: Session) -> str | None:
    return None if session.cursor.to_paragraph(session.cursor.paragraph - 1) else "This is the first paragraph."


def _reviewed_next(session: Session) -> str | None:
    asked = session.is_asked(session.cursor.paragraph)
    if asked:
        session.set_reviewed(reviewed=True)
    number = session.cursor.paragraph + 1
    if session.to_following():
        return None if asked else f"Paragraph {number} is not in the sample, and not marked."
    if session.unreviewed:
        last = "The last paragraph" if asked and not session.is_sampled else "No paragraph of the sample follows"
        return f"{last}; {_paragraphs(session.unreviewed)} before it still to review."
    if session.is_sampled:
        return "Every paragraph of the sample is reviewed."
    if session.labels.complete:
        return "Every paragraph is reviewed, and the text is marked as done."
    return "Every paragraph is reviewed: mark the text as done if it is."


def _unreview(session: Session) -> str:
    session.set_reviewed(reviewed=False)
    return f"Paragraph {session.cursor.paragraph + 1} is marked as not reviewed."


def _next_unreviewed(session: Session) -> str | None:
    what = " of the sample" if session.is_sampled else ""
    return None if session.to_unreviewed() else f"Every paragraph{what} is reviewed."


def _moves(move: Callable[[Session], bool], otherwise: str = "") -> Performer:
    def perform(session: Session) -> str | None:
        return None if move(session) else otherwise or None

    return perform


def _add_piece(session: Session) -> str:
    cursor = session.cursor
    kept = cursor.selection.range
    cursor.keep_piece()
    count = len(cursor.selection.pieces)
    told = f"{count} piece{'' if count == 1 else 's'} kept: "
    # Behind a quoted string the next one is the likeliest other piece: a quote that its attribution interrupts.
    if kept in session.units.quotations(cursor.paragraph) and cursor.next_quotation(within=True):
        return told + "the next quoted string is selected, and is labelled with it."
    return told + "go to the next one, then label them together."


def _item(direction: int, otherwise: str) -> Performer:
    return _moves(lambda session: session.to_item(direction) is not None, otherwise)


def _cue(session: Session) -> str:
    return told_cue(session.set_cue())


def _respan(session: Session) -> str:
    before = session.labels
    item = session.respan()
    return f"{item.id} has other words now." if session.labels is not before else f"{item.id} has these words already."


def _delete(session: Session) -> str:
    return f"{session.delete().id} is deleted; undo brings it back."


def _undo(session: Session) -> str:
    what = session.undo()
    return f"Undone: {what}." if what else "There is nothing to undo."


def _redo(session: Session) -> str:
    what = session.redo()
    return f"Done again: {what}." if what else "There is nothing to redo."


def _complete(session: Session) -> str:
    session.set_complete(complete=not session.labels.complete)
    if not session.labels.complete:
        return "The text is not marked as done any more."
    left = session.unreviewed
    if not left:
        return "The text is marked as done."
    return f"The text is marked as done, though {_paragraphs(left)} {'is' if left == 1 else 'are'} not reviewed."


def _offering(session: Session) -> Offering:
    if session.offering is None:
        raise NotPossibleError("Nothing is suggested here.")
    return session.offering


def _next_suggestion(session: Session) -> str | None:
    offering = _offering(session)
    said = offering.next()
    told = described(session, offering.current) if offering.current is not None else ""
    return " ".join(part for part in (said, told) if part)


def _accept(session: Session) -> str:
    return told_accepted(session, _offering(session).accept())


def _reject(session: Session) -> str:
    return told_rejected(session, _offering(session).reject())


def _blind(session: Session) -> str:
    if _offering(session).toggle_blind():
        return "You label blind from here on: nothing is suggested until you press it again."
    return "Suggestions are shown: what you label from here on is not blind."


def _paragraphs(count: int) -> str:
    return f"{count} paragraph{'' if count == 1 else 's'}"


PERFORMERS: dict[str, Performer] = {
    "next_paragraph": _next_paragraph,
    "previous_paragraph": _previous_paragraph,
    "first_paragraph": _moves(lambda session: session.cursor.to_paragraph(0)),
    "last_paragraph": _moves(lambda session: session.cursor.to_paragraph(len(session.units) - 1)),
    "reviewed_next": _reviewed_next,
    "next_unreviewed": _next_unreviewed,
    "word_left": _moves(lambda session: session.cursor.previous_word()),
    "word_right": _moves(lambda session: session.cursor.next_word()),
    "next_quotation": _moves(lambda session: session.cursor.next_quotation(), "No quoted string from here on."),
    "previous_sentence": _moves(lambda session: session.cursor.sentence(-1)),
    "next_sentence": _moves(lambda session: session.cursor.sentence(1)),
    "grow": _moves(lambda session: session.cursor.grow()),
    "shrink": _moves(lambda session: session.cursor.shrink()),
    "extend_left": _moves(lambda session: session.cursor.extend("start")),
    "extend_right": _moves(lambda session: session.cursor.extend("end")),
    "shrink_left": _moves(lambda session: session.cursor.shorten("start")),
    "shrink_right": _moves(lambda session: session.cursor.shorten("end")),
    "clause_on": _moves(lambda session: session.cursor.to_clause_end(1)),
    "clause_back": _moves(lambda session: session.cursor.to_clause_end(-1)),
    "clause_start": _moves(lambda session: session.cursor.to_clause_start()),
    "start_left": _moves(lambda session: session.cursor.nudge("start", -1)),
    "start_right": _moves(lambda session: session.cursor.nudge("start", 1)),
    "end_left": _moves(lambda session: session.cursor.nudge("end", -1)),
    "end_right": _moves(lambda session: session.cursor.nudge("end", 1)),
    "add_piece": _add_piece,
    "clear_selection": _moves(lambda session: session.cursor.drop_pieces()),
    "label_cue": _cue,
    "next_suggestion": _next_suggestion,
    "accept": _accept,
    "reject": _reject,
    "blind": _blind,
    "delete": _delete,
    "respan": _respan,
    "next_item": _item(1, "No label from here on."),
    "previous_item": _item(-1, "No label before this one."),
    "undo": _undo,
    "redo": _redo,
    "unreview": _unreview,
    "complete": _complete,
}
