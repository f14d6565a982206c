"""A small corpus in which one file is spoilt, and everything that can be done with it."""

from __future__ import annotations

import contextlib
import io
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import annotator
from annotator import keymap
from annotator.cli import run
from annotator.corpus import corpus_of
from annotator.display import visible
from annotator.errors import AnnotatorError
from annotator.files import strict_yaml
from annotator.session import NotPossibleError, Session
from annotator.session.opening import open_session
from annotator.session.perform import PERFORMERS
from annotator.tui.document.layout import lay_out
from annotator.tui.document.wrap import wrap
from annotator.tui.guidelines import guidelines
from annotator.tui.widgets.bar import idle_lines
from annotator.tui.widgets.side import side_lines
from tests.sample import ARTICLE, LABELS

_PATIENCE = 2.0
"""Seconds of computing time after which something hangs."""
_STILL = 60.0
"""Seconds after which something waits for what will never come."""

FILES = {
    "pact.txt": ARTICLE.encode(),
    "pact.mira.yaml": LABELS.encode(),
    "pact.meta.yaml": b'title: Bridge pact signed\noutlet: Northern Wire\npublished: "2025-05-12"\nlanguage: en\n',
    "corpus.yaml": b"title: A small corpus\ncodebook: source-framing\nlanguage: en\nparagraphs: auto\n",
    "sources.yaml": b"sources:\n- id: mira-halden\n  name: Mira Halden\n  aliases: [Halden]\n  description: Minister\n",
    "own.yaml": (
        b"format: 1\nname: own\nversion: 1.0.0\ntitle: Our own\nlayers:\n  quotes:\n    definition: Words of others\n"
        b"    colour: '#aabbcc'\n    attributes:\n      form:\n        required: true\n        values:\n"
        b"        - {value: direct, key: d, definition: In quotes}\n        - {value: indirect, key: i}\n"
        b"      score:\n        when: {form: [direct]}\n        values:\n        - {value: 1, key: '1'}\n"
        b"references: {a: b}\n"
    ),
    "keys.yaml": b"grow: g\nlabel_quote: [q, f2]\nundo: ctrl+z\nnote: []\n",
}
"""The corpus, by name of file: kinds of files that people write, and that come with a corpus of other people."""


class HangError(BaseException):
    """Something took longer than anything may; no exception that anybody catches."""


@contextlib.contextmanager
def watched() -> Iterator[None]:
    """Interrupt what hangs: what computes for long, and what waits for long."""

    def ring(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - a signal handler's signature
        raise HangError(signal.Signals(number).name)

    before = {number: signal.signal(number, ring) for number in (signal.SIGVTALRM, signal.SIGALRM)}
    signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
    signal.setitimer(signal.ITIMER_REAL, _STILL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


class Victim:
    """The corpus on disk."""

    def __init__(self, folder: Path) -> None:
        """Put the corpus into a folder."""
        self.folder = folder / "corpus"
        self.other = folder / "other"
        for place in (self.folder, self.other):
            place.mkdir()
        for name, data in FILES.items():
            (self.folder / name).write_bytes(data)

    def endures(self, name: str, data: bytes) -> None:
        """Spoil one file, do everything, and see that nothing fails, hangs, is written or reaches a terminal."""
        path = self.folder / name
        path.write_bytes(data)
        for attempt in self._attempts(name, path):
            with watched(), contextlib.suppress(AnnotatorError):
                attempt()
        assert {other.name: other.read_bytes() for other in self.folder.iterdir()} == {**FILES, name: data}
        path.write_bytes(FILES[name])
        for left in self.other.iterdir():
            left.unlink()

    def _attempts(self, name: str, path: Path) -> Iterator[Callable[[], object]]:
        if name == "keys.yaml":
            yield lambda: keymap.load(path)
            yield lambda: _command("keys", "--keymap", path)
            return
        if name == "own.yaml":
            yield lambda: _command("codebook", "check", path)
            yield lambda: _command("codebook", "show", path)
            yield lambda: _label(open_session(corpus_of(self.folder, str(path)), self.folder / "pact.txt", "tom"))
            return
        if path.suffix == ".yaml":
            yield lambda: strict_yaml.read(path)
        else:
            yield lambda: _command("add", path, "--to", self.other)
        yield lambda: _command("validate", self.folder)
        yield lambda: annotator.load(self.folder, on_error="collect").quotes
        if name in {"pact.txt", "pact.mira.yaml"}:
            yield lambda: _label(open_session(corpus_of(self.folder), self.folder / "pact.txt", "mira"))
        else:
            yield lambda: open_session(corpus_of(self.folder), self.folder / "pact.txt", "mira")
        yield lambda: corpus_of(self.folder).title(self.folder / "pact.txt")


def _label(session: Session) -> None:
    """Walk through a text, and lay out everything that the screen shows of it."""
    for name in WALK:
        with contextlib.suppress(NotPossibleError):
            PERFORMERS[name](session)
    rows = wrap(session.text.content, *session.units.paragraph(session.cursor.paragraph), 30)
    lay_out(session, session.cursor.paragraph, rows, {}, focused=True)
    side_lines(session, 24, 20)
    idle_lines(session, "", 60, 4)
    for layer in session.layers:
        guidelines(session.codebook, layer, None, None)


WALK = "next_quotation grow extend_right add_piece last_paragraph next_item".split()


def _command(*arguments: str | Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(argument) for argument in arguments])
    assert code in {0, 1, 2}
    written = out.getvalue() + err.getvalue()
    assert visible(written.replace("\n", "")) == written.replace("\n", "")
    assert len(written) < 60_000
    assert "Traceback" not in written
