"""Saving one labels file: each edit into the journal, all of them into the file, and what is said of it meanwhile."""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.files import atomic
from annotator.files.atomic import SaveError
from annotator.labels import Labels
from annotator.session.edits import Edit, difference
from annotator.session.saving.standing import Standing
from annotator.session.saving.states import ExternallyChangedError, SaveState
from annotator.session.saving.transcript import written
from annotator.store.emit import Emitter
from annotator.store.journal import Journal, journal_path
from annotator.store.write import labels_bytes


class Saver:
    """Keeps the labels of one session on disk. Safe to call from any thread; only the session's own records edits.

    An edit goes into the journal first (`flush`), and with all others into the labels file later (`fold`).

    Attributes:
        path: The labels file.
        base: The labels as they stand in the file that was last read or written.
        recorded: Called after each edit, to have it flushed soon.
    """

    def __init__(self, path: Path, labels: Labels, *, on_disk: str | None = None) -> None:
        """Take the file and the labels that stand in it now (or that an absent file means).

        Args:
            path: The labels file.
            labels: What stands in it.
            on_disk: The fingerprint of the file as it was read; None where there is none.
        """
        self.path = path
        self.base = labels
        self.recorded: Callable[[], None] | None = None
        self._file = Standing(path, on_disk)
        self._journal = Journal(path, on_disk)
        self._emitter = Emitter()
        self._newest = labels
        self._pending: list[Edit] = []
        """Edits that are in no file."""
        self._edits = 0
        """How many edits were recorded; `_folded` of them are in the labels file."""
        self._folded = 0
        self._failures: dict[str, str] = {}
        """The last failure to write the journal and the labels file, until one succeeds."""
        self._records = threading.Condition()
        self._flush_took = 0.0
        """Seconds that the last flush took."""
        self._disk = threading.RLock()

    # --- what is said ------------------------------------------------------------------------------------------------

    @property
    def state(self) -> SaveState:
        """Where the labels are now."""
        if "journal" in self._failures and not self.is_folded:
            return SaveState.MEMORY
        if self._pending:
            return SaveState.SAVING
        if self._file.is_changed:
            return SaveState.CHANGED
        if not self.is_folded:
            return SaveState.JOURNAL if "labels" in self._failures else SaveState.SAVED
        return SaveState.SAVED if self.has_file else SaveState.NOTHING

    @property
    def failure(self) -> str | None:
        """What could not be saved and where the labels are instead, in sentences; None where all is well."""
        match self.state:
            case SaveState.MEMORY:
                return f"{self._failures['journal']}. Your last edits are in memory only: keep this open."
            case SaveState.JOURNAL | SaveState.SAVING if "labels" in self._failures:
                return f"{self._failures['labels']}. Your labels are safe in {journal_path(self.path).name} beside it."
            case SaveState.CHANGED:
                return str(ExternallyChangedError(self.path))
            case _:
                return None

    @property
    def digest(self) -> str | None:
        """The fingerprint of the labels file as it was last read or written; None where there was none."""
        return self._file.digest

    @property
    def has_file(self) -> bool:
        """Whether there was a labels file when it was last read or written."""
        return self._file.digest is not None

    @property
    def is_changed_outside(self) -> bool:
        """Whether the labels file was found to be another than the one that was read or last written."""
        return self._file.is_changed

    @property
    def is_folded(self) -> bool:
        """Whether every edit is in the labels file."""
        return self._folded == self._edits and self._newest is self.base

    # --- what is done ------------------------------------------------------------------------------------------------

    def record(self, edit: Edit, labels: Labels) -> None:
        """Take an edit, and the labels as they are after it. Nothing is written here."""
        with self._records:
            self._pending.append(edit)
            self._newest = labels
            self._edits += 1
        if self.recorded is not None:
            self.recorded()

    def flush(self) -> None:
        """Put the edits that are in memory only into the journal; all of them again where it was taken away.

        Raises:
            SaveError: When that fails; they stay in memory.
        """
        with self._disk:
            pending = list(self._pending)
            if pending or self._journal.is_lost:
                self._flush(pending)

    def _flush(self, pending: Sequence[Edit]) -> None:
        began = time.monotonic()
        try:
            self._journal.append([{"edit": written(edit)} for edit in pending])
        except Exception as error:
            failure = _as_save_error(journal_path(self.path), error)
            self._failures["journal"] = str(failure)
            raise failure from error
        self._failures.pop("journal", None)
        self._flush_took = time.monotonic() - began
        with self._records:
            del self._pending[: len(pending)]
            self._records.notify_all()

    def wait_briefly(self, seconds: float) -> None:
        """Give a flush that another thread does the time it takes, where the last one took less than this.

        Args:
            seconds: How long to wait at the most.
        """
        if self._pending and self._flush_took < seconds:
            with self._records:
                self._records.wait_for(lambda: not self._pending, seconds)

    def fold(self) -> None:
        """Write the labels file, and begin the journal anew.

        Raises:
            SaveError: When the file cannot be written; the old one is untouched.
            ExternallyChangedError: When it is not the file that was read or last written.
        """
        with self._disk:
            with self._records:
                labels, edits, pending = self._newest, self._edits, list(self._pending)
            if edits == self._folded and labels is self.base:
                return
            try:
                if labels == self.base and not self._file.is_doubtful:  # undone, back to what the file has
                    if self._journal.is_begun:  # its beginning anew is not synced, and without power may not have been
                        self._flush(pending)
                    self.base = labels
                else:
                    self._write(labels, pending)
                self._journal.restart(self._file.digest)
            except ExternallyChangedError:
                raise
            except Exception as error:
                failure = _as_save_error(self.path, error)
                self._failures["labels"] = str(failure)
                raise failure from error
            self._failures.clear()
            with self._records:
                newer = self._edits - edits
                del self._pending[: len(self._pending) - newer]
                self._folded = edits

    def _write(self, labels: Labels, pending: Sequence[Edit]) -> None:
        self._file.check()
        data = labels_bytes(self.path, labels, self._emitter)
        digest = hashlib.sha256(data).hexdigest()
        with contextlib.suppress(SaveError):  # the labels file may be one that can be written where its journal cannot
            # Written before the file takes its name: whoever finds both knows that the journal is in the file.
            self._flush(pending)
            self._journal.append([{"folded": digest}])
        self._file.replace(data, digest)
        self.base = labels

    def save(self) -> None:
        """Put everything on disk, into the labels file, or at least into the journal.

        Raises:
            SaveError: When the labels file cannot be written; `failure` says where the labels are.
            ExternallyChangedError: When it is not the file that was read or last written.
        """
        with self._disk:
            try:
                self.fold()
            except (SaveError, ExternallyChangedError):
                self.flush()
                raise

    def look(self) -> bool:
        """Look whether somebody else changed the labels file; return whether that is news."""
        with self._disk:
            return self._file.look()

    def adopt(self, labels: Labels, digest: str | None) -> None:
        """Go on from a labels file that somebody else wrote, and that was read.

        Args:
            labels: What stands in it; what an absent file means where there is none.
            digest: Its fingerprint; None where there is none.
        """
        with self._disk:
            self._file.take(digest)
            self.base = labels
            with self._records:
                rest = difference(labels, self._newest, "going on from another version")
                self._pending = [] if rest.is_empty else [rest]
            if rest.is_empty:
                self._journal.restart(digest)
                return
            # What the journal holds goes on from the file that was: what makes one into the other takes its place.
            self._journal.rebase(digest)
            with contextlib.suppress(SaveError):
                self.flush()

    def keep_beside(self) -> Path:
        """Write the labels to a file of their own beside the labels file, and return it.

        Raises:
            SaveError: When it cannot be written.
        """
        return self._keep(self.path)

    def rescue(self, folder: Path) -> Path:
        """Write the labels into another folder, where nothing else could be written; return the file.

        Raises:
            SaveError: When that cannot be written either.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(folder, error, "made") from error
        return self._keep(folder / self.path.name)

    def _keep(self, near: Path) -> Path:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
        kept = near.with_name(f"{near.name}.kept-{stamp}")
        with self._disk:
            atomic.write(kept, labels_bytes(self.path, self._newest))
        return kept

    def close(self) -> None:
        """Save what was not, and take the journal away, unless it holds what the labels file does not."""
        with self._disk:
            if not self.is_folded:
                with contextlib.suppress(AnnotatorError):  # who leaves has been told before what cannot be saved
                    self.save()
            if self.is_folded:
                self._journal.remove()
            else:
                self._journal.close()


def _as_save_error(path: Path, error: Exception) -> SaveError:
    """Return an error as one that is told and tried again, whatever it is: nothing may keep the rest from disk."""
    if isinstance(error, SaveError):
        return error
    told = error if isinstance(error, OSError) else OSError(f"an error of the program's own ({type(error).__name__})")
    return SaveError(path, told)
