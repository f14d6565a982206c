"""A disk that fails when it is told to, that can be looked at after every call, and that may lose its power."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

CALLS = ("open", "write", "fsync", "replace", "rename", "link", "ftruncate", "unlink", "close", "stat", "fchmod")
"""The calls below `store` that a session makes to write."""

Files = dict[str, bytes]


def a_folder() -> tempfile.TemporaryDirectory[str]:
    """Make a folder for a moment; in memory where that is possible, since thousands of syncs take their time."""
    return tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)


def files_in(folder: Path) -> Files:
    """Return what stands in a folder, without its lock, which does not outlive its process."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".lock")}


@dataclass
class Disk:
    """Stands between a session and the system while it is in use.

    Attributes:
        folder: The folder that is watched; calls on anything else pass.
        fails: Whether the call of this number and name fails, and with which error number; None for no failure.
        short: A write that fails has written half of its bytes before.
        after: Called after each call that went to the system, and after each that failed.
        count: How many calls were made.
    """

    folder: Path
    fails: Callable[[int, str], int | None] = lambda _, __: None
    short: bool = False
    after: Callable[[], None] = lambda: None
    count: int = 0
    model: Model | None = None
    _paths: dict[int, str] = field(default_factory=dict)
    _real: dict[str, Any] = field(default_factory=dict)
    _is_inside: bool = False

    @contextmanager
    def in_use(self) -> Iterator[None]:
        self._real = {name: getattr(os, name) for name in CALLS}
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, self._wrapped(name))
            yield

    def _wrapped(self, name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            real = self._real[name]
            if self._is_inside or not self._concerns(given[0]):
                return real(*given, **named)
            self._is_inside = True  # looking at the disk makes calls too
            try:
                self.count += 1
                number = self.fails(self.count, name)
                if number is not None:
                    if name == "write" and self.short:
                        self._done(name, given, real(given[0], bytes(given[1])[: len(given[1]) // 2]))
                    if name == "close":
                        real(*given)  # Linux closes it all the same
                    raise OSError(number, os.strerror(number))
                result = real(*given, **named)
                self._done(name, given, result)
                return result
            finally:
                self.after()
                self._is_inside = False

        return call

    def _concerns(self, place: Any) -> bool:
        if isinstance(place, int):
            return place in self._paths
        path = str(place)
        return path.startswith(str(self.folder)) and not path.endswith(".lock")

    def _done(self, name: str, given: tuple[Any, ...], result: Any) -> None:
        if name == "open":
            self._paths[result] = str(given[0])
        if self.model is not None:
            path = self._paths.get(given[0]) if isinstance(given[0], int) else str(given[0])
            self.model.take(name, path or "", given, result)
        if name == "close":
            self._paths.pop(given[0], None)


@dataclass
class Inode:
    """A file whatever its name: what is surely on disk, and what was done to it since."""

    synced: bytes = b""
    since: list[tuple[str, bytes]] = field(default_factory=list)

    def after(self, done: int, cut: int | None = None) -> bytes:
        """Return the content when so much of what was done since is on disk, and of the last write only some bytes."""
        content = self.synced
        for index, (what, data) in enumerate(self.since[:done]):
            content = b"" if what == "truncate" else content + (data[:cut] if index == done - 1 else data)
        return content

    def possible(self) -> set[bytes]:
        """Return every content that may be there after a power failure: any number of steps, the last one in part."""
        found = {self.after(done) for done in range(len(self.since) + 1)}
        for done in range(1, len(self.since) + 1):
            found |= {self.after(done, cut) for cut in (1, len(self.since[done - 1][1]) // 2)}
        return found


class Model:
    """What is surely on a disk, call by call, and what may be there after a power failure.

    Writes that were not synced are there up to any point or not at all; names given or taken since the folder was
    synced are there up to any point too.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._synced: dict[str, Inode] = {}
        self._since: list[tuple[str, str, Inode | None]] = []
        self._open: dict[int, Inode] = {}
        for name, data in files_in(folder).items():
            self._synced[name] = Inode(data)

    def _now(self, steps: int | None = None) -> dict[str, Inode]:
        names = dict(self._synced)
        for what, name, inode in self._since[:steps]:
            if what == "set":
                assert inode is not None
                names[name] = inode
            else:
                names.pop(name, None)
        return names

    def take(self, call: str, path: str, given: tuple[Any, ...], result: Any) -> None:
        """Follow a call that succeeded."""
        name = os.path.basename(path)
        match call:
            case "open" if path != self._folder:
                inode = self._now().get(name)
                if inode is None:
                    inode = Inode()
                    self._since.append(("set", name, inode))
                self._open[result] = inode
            case "write":
                self._open[given[0]].since.append(("write", bytes(given[1])[:result]))
            case "ftruncate":
                assert given[1] == 0
                self._open[given[0]].since.append(("truncate", b""))
            case "fsync" if path == self._folder:
                self._synced, self._since = self._now(), []
            case "fsync":
                inode = self._open[given[0]]
                inode.synced, inode.since = inode.after(len(inode.since)), []
            case "replace" | "rename" | "link":
                target = os.path.basename(str(given[1]))
                self._since.append(("set", target, self._now()[name]))
                if call != "link":
                    self._since.append(("drop", name, None))
            case "unlink":
                self._since.append(("drop", name, None))
            case "close":
                self._open.pop(given[0], None)

    def possible(self) -> Iterator[Files]:
        """Yield every folder that may be found after a power failure now."""
        for steps in range(len(self._since) + 1):
            if steps and self._since[steps - 1][0] == "set" and steps < len(self._since):
                # A rename is one step: the new name is there when the old one is not.
                what, name, _ = self._since[steps]
                if what == "drop" and name != self._since[steps - 1][1] and self._is_rename(steps):
                    continue
            names = self._now(steps)
            for contents in itertools.product(*(inode.possible() for inode in names.values())):
                yield dict(zip(names, contents, strict=True))

    def _is_rename(self, steps: int) -> bool:
        """Return whether the steps before and after this number are the two halves of one rename."""
        before, after = self._since[steps - 1], self._since[steps]
        return self._now(steps - 1).get(after[1]) is before[2]
