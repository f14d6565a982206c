"""Two annotators, their editors, other machines and kills, in any order: nothing that was saved is ever lost.

What was told to be saved is in the labels file, in its journal, in a journal that was set aside, or in a kept file;
and nothing that somebody else wrote is written over.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from annotator.corpus import Corpus
from annotator.errors import AnnotatorError
from annotator.files.findings import InvalidFileError
from annotator.labels import Labels
from annotator.session import Session
from annotator.session.opening import alone, open_session
from annotator.session.saving.outside import keep_mine, put_together, take_theirs
from annotator.session.saving.states import SaveState
from annotator.store import emit, labels_path, read_labels
from tests.session.desk import ARTICLE
from tests.session.disk import a_folder
from tests.session.walk import Step, steps, take

NAMES = ("mira", "jory")
WORDS = ("trade had grown", "freight will double", "the ferries", "nobody had asked for", "Print this page")


class Desk:
    """One annotator: a session or none, and what must be on disk."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.path = labels_path(folder / "pact.txt", name)
        self.session: Session | None = None
        self.acknowledged: Labels | None = None
        """The labels that were last told to be saved."""
        self.theirs: bytes | None = None
        """What somebody else wrote, while it must not be written over."""
        self.marks: set[str] = set()
        """Notes that were told to be saved and that nobody took back: each must be somewhere on disk."""
        self.kept: set[str] = set()
        """Notes that were set aside or kept in a file of their own: they stay there."""
        self.written: set[str] = set()
        """Every note that anybody wrote: nothing else may be found."""

    def opened(self) -> Session:
        text = self.folder / "pact.txt"
        return alone(self.path, lambda: open_session(Corpus(self.folder), text, self.name))

    @property
    def at_work(self) -> Session:
        assert self.session is not None
        return self.session

    def notes(self) -> set[str]:
        """Return the notes that are in the labels now."""
        return marks(self.at_work.labels)

    def settle(self) -> None:
        """Take note of what the session says of itself."""
        session = self.at_work
        if session.saver.state is SaveState.CHANGED:
            # The journal has what was done since the file was read; what stood in that file is not in it.
            self.marks = (self.marks & self.notes()) | (self.notes() - marks(session.saver.base))
        elif session.saver.state in {SaveState.SAVED, SaveState.JOURNAL, SaveState.NOTHING}:
            self.acknowledged = session.labels
            if self.theirs is None:
                self.marks = self.notes()

    def promise(self) -> None:
        """Somebody else wrote or removed the file: what only stood there is not ours to keep."""
        found = self.everything()
        self.marks = {mark for mark in self.marks if mark in found}

    def everything(self) -> str:
        """Return all that stands in the files of this annotator, whatever they are called."""
        found = [path for path in self.folder.iterdir() if f"pact.{self.name}.yaml" in path.name]
        return "\n".join(path.read_text(encoding="utf-8") for path in found if not path.name.endswith(".lock"))


def marks(labels: Labels) -> set[str]:
    return {item.note for item in labels.items() if item.note and item.note.startswith("mark-")}


class Machine(RuleBasedStateMachine):
    """What can happen to a text that two people label."""

    def __init__(self) -> None:
        super().__init__()
        self._holder = a_folder()
        self.folder = Path(self._holder.name)
        (self.folder / "pact.txt").write_bytes(ARTICLE.encode())
        self.desks = {name: Desk(self.folder, name) for name in NAMES}
        self.count = 0

    def teardown(self) -> None:
        for desk in self.desks.values():
            if desk.session is not None and desk.session.lock is not None:
                desk.session.lock.release()
        self._holder.cleanup()

    who = st.sampled_from(NAMES)

    def working(self, name: str) -> Desk | None:
        desk = self.desks[name]
        return desk if desk.session is not None else None

    # --- the annotator -----------------------------------------------------------------------------------------------

    @rule(name=who)
    def opens(self, name: str) -> None:
        desk = self.desks[name]
        if desk.session is not None:
            return
        try:
            session = desk.opened()
        except InvalidFileError:
            assert desk.theirs is not None, "nothing that was saved here has faults"
            return
        assert session.read_only is None
        desk.session = session
        if desk.acknowledged is not None and desk.theirs is None:
            assert session.labels == desk.acknowledged, session.told
        assert marks(session.labels) <= desk.written
        desk.kept |= desk.marks - marks(session.labels)
        desk.theirs = None
        desk.settle()

    @rule(name=who, step=steps())
    def does(self, name: str, step: Step) -> None:
        if desk := self.working(name):
            take(desk.at_work, step)

    @rule(name=who, words=st.sampled_from(WORDS))
    def marks_something(self, name: str, words: str) -> None:
        if desk := self.working(name):
            session = desk.at_work
            place = session.text.content.index(words)
            session.cursor.to_range(place, place + len(words))
            self.count += 1
            mark = f"mark-{self.count}-"
            desk.written.add(mark)
            session.create("claims", {**session.propose("claims"), "type": "other", "note": mark})

    @rule(name=who, how=st.sampled_from(["flush", "fold", "save"]))
    def saves(self, name: str, how: str) -> None:
        if desk := self.working(name):
            try:
                getattr(desk.at_work.saver, how)()
            except AnnotatorError:
                assert desk.at_work.saver.is_changed_outside
                assert desk.theirs is not None
            desk.settle()

    @rule(name=who)
    def undoes(self, name: str) -> None:
        if desk := self.working(name):
            desk.at_work.undo()

    @rule(name=who)
    def looks(self, name: str) -> None:
        if desk := self.working(name):
            desk.at_work.saver.look()

    @rule(name=who)
    def leaves(self, name: str) -> None:
        if desk := self.working(name):
            desk.at_work.close()
            desk.settle()
            if not desk.at_work.saver.is_changed_outside:
                assert not list(self.folder.glob(f".pact.{name}.yaml.journal")), "left cleanly"
            desk.session = None

    @rule(name=who)
    def is_killed(self, name: str) -> None:
        if desk := self.working(name):
            assert desk.at_work.lock is not None
            desk.at_work.lock.release()
            desk.session = None

    @rule(name=who)
    def opens_a_second_time(self, name: str) -> None:
        if desk := self.working(name):
            before = desk.everything()
            with suppress(InvalidFileError):
                second = desk.opened()
                assert second.read_only is not None
                with pytest.raises(AnnotatorError, match="You can look, but not label"):
                    second.set_complete(complete=not second.labels.complete)
                second.close()
            assert desk.everything() == before

    @rule(name=who, how=st.sampled_from([put_together, take_theirs, keep_mine]))
    def settles_a_change(self, name: str, how: object) -> None:
        desk = self.working(name)
        if desk is None or not desk.at_work.saver.is_changed_outside:
            return
        mine = desk.notes()
        try:
            assert callable(how)
            how(desk.at_work)
        except AnnotatorError:
            assert desk.theirs is not None
        else:
            desk.theirs = None
            if how is not take_theirs:
                assert all(mark in desk.everything() for mark in mine), "both versions are kept"
            desk.kept |= mine if how is keep_mine else set()
            desk.marks = desk.notes()
            desk.acknowledged = desk.at_work.labels

    # --- somebody else -----------------------------------------------------------------------------------------------

    @rule(name=who)
    def somebody_breaks_the_file(self, name: str) -> None:
        self.outside(name, b"quotes: [\n  {id: q1, id: q1}\n")

    @rule(name=who)
    def somebody_adds_a_comment(self, name: str) -> None:
        path = self.desks[name].path
        if path.exists():
            self.outside(name, path.read_bytes() + b"# read\n")

    @rule(name=who, words=st.sampled_from(WORDS))
    def somebody_labels_elsewhere(self, name: str, words: str) -> None:
        """Another machine has the same file, and adds to it."""
        desk = self.desks[name]
        with suppress(InvalidFileError):
            other = open_session(Corpus(self.folder), self.folder / "pact.txt", name)
            place = other.text.content.index(words)
            other.cursor.to_range(place, place + len(words))
            self.count += 1
            mark = f"mark-{self.count}-"
            desk.written.add(mark)
            other.create("claims", {**other.propose("claims"), "type": "other", "note": mark})
            self.outside(name, emit(other.labels).encode())

    @rule(name=who)
    def somebody_removes_the_file(self, name: str) -> None:
        """Removed, and not by this program: what stood in it is theirs to lose; what stands in a journal is not."""
        desk = self.desks[name]
        if desk.session is not None and desk.path.exists():
            # Whoever works on it has all of it in the session, and can write it again.
            desk.path.unlink()
            # Where there was none when it was opened, that is what was read.
            desk.theirs = b"" if desk.session.saver.has_file else None
            desk.promise()

    @rule(name=who)
    def somebody_puts_back_what_was_read(self, name: str) -> None:
        desk = self.working(name)
        if desk is None or not desk.at_work.saver.has_file or desk.theirs is None:
            return
        content = emit(desk.at_work.saver.base).encode()
        desk.path.write_bytes(content)
        is_ours = hashlib.sha256(content).hexdigest() == desk.at_work.saver.digest
        desk.theirs = None if is_ours else content
        desk.promise()

    def outside(self, name: str, content: bytes) -> None:
        desk = self.desks[name]
        desk.path.write_bytes(content)
        desk.theirs = content
        desk.promise()

    # --- what always holds -------------------------------------------------------------------------------------------

    @invariant()
    def what_others_wrote_is_still_there(self) -> None:
        for desk in self.desks.values():
            if desk.theirs:
                assert desk.path.read_bytes() == desk.theirs
            elif desk.theirs == b"":
                assert not desk.path.exists()

    @invariant()
    def the_file_is_valid_unless_somebody_broke_it(self) -> None:
        for desk in self.desks.values():
            if desk.theirs is None and desk.path.exists() and desk.session is not None:
                read_labels(desk.path, desk.session.text, desk.session.codebook)

    @invariant()
    def nothing_that_was_saved_is_lost(self) -> None:
        for desk in self.desks.values():
            found = desk.everything()
            missing = {mark for mark in desk.marks | desk.kept if mark not in found}
            assert not missing, f"{desk.name}: {missing}"

    @precondition(lambda self: any(desk.session for desk in self.desks.values()))
    @invariant()
    def nobody_has_the_labels_of_the_other(self) -> None:
        for desk in self.desks.values():
            if desk.session is not None:
                assert desk.notes() <= desk.written


def run(examples: int, length: int) -> None:
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples, stateful_step_count=length, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_whatever_happens_nothing_that_was_saved_is_lost() -> None:
    run(60, 40)


@pytest.mark.long
def test_whatever_happens_for_long_nothing_that_was_saved_is_lost() -> None:
    run(800, 80)
