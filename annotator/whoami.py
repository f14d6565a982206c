"""Who is labelling, when nobody says so."""

from __future__ import annotations

import getpass
import os
import re
import subprocess
import unicodedata

from annotator.store import InvalidNameError, check_annotator

_MAX = 64


def annotator_name() -> str:
    """Return the annotator's name: `$ANNOTATOR`, else the git user, else the login name, made into a valid name.

    Raises:
        InvalidNameError: When `$ANNOTATOR` is not a valid name, or there is no name to be had.
    """
    if named := os.environ.get("ANNOTATOR"):
        return check_annotator(named)
    for candidate in (_git_user, _login):
        try:
            return check_annotator(as_name(candidate()))
        except InvalidNameError:
            continue
    raise InvalidNameError("Nobody knows your name here: give one with --annotator NAME.")


def as_name(words: str) -> str:
    """Make a person's name into an annotator's: `Zoë Müller` into `zoe-muller`; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MAX]


def _git_user() -> str:
    try:
        command = ["git", "config", "--get", "user.name"]
        found = subprocess.run(command, capture_output=True, text=True, timeout=2, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return found.stdout


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
