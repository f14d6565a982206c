"""The text before a revision, where it is still there: in a file that was kept, or in git.

It is known by its SHA-256, which the labels carry, so that nothing has to be believed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.text import decode, read_bytes

_SECONDS = 20
_MOST = 200
"""How many versions are looked at, from the newest on."""


class OtherTextError(AnnotatorError):
    """A file that was given as the text before, and is not."""


def from_file(path: Path, digest: str) -> str:
    """Return the text before from a file.

    Args:
        path: The file.
        digest: The SHA-256 that the labels carry.

    Raises:
        TextError: When the file cannot be read.
        OtherTextError: When it is another text than the one that was labelled.
    """
    data = read_bytes(path, "give the text as it was labelled")
    if (found := hashlib.sha256(data).hexdigest()) != digest:
        raise OtherTextError(
            f"{path} is not the text that was labelled: its SHA-256 is {found[:12]}…, the labels name {digest[:12]}…"
        )
    return decode(data, str(path))


def from_git(text: Path, digest: str) -> str | None:
    """Return the text before from the history of a git repository; None where it is not there, or there is no git.

    Args:
        text: The text as it is now.
        digest: The SHA-256 that the labels carry.
    """
    name = f"./{text.name}"
    commits = _git(text.parent, "rev-list", f"--max-count={_MOST}", "HEAD", "--", name)
    # As it is staged, then as it was committed.
    versions = [f":{name}", *(f"{commit}:{name}" for commit in (commits or b"").decode("ascii", "replace").split())]
    for version in versions:
        data = _git(text.parent, "cat-file", "blob", version)
        if data is not None and hashlib.sha256(data).hexdigest() == digest:
            return decode(data, version)
    return None


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git says; None where it says nothing."""
    # Only commands that show what is there, and neither fetch nor ask: the settings of a folder are not trusted.
    command = ["git", "--no-optional-locks", "-C", str(folder), *arguments]
    quiet = os.environ | {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL, env=quiet
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return done.stdout if done.returncode == 0 else None
