"""Codebooks that were read and checked before, so that opening a text waits neither for YAML nor for models of theirs.

One disposable file for each codebook file, in the folder of caches. It holds as JSON what the codebook says, and is
used only for exactly the bytes it was made of, by exactly the program that checked them; anything else is read anew.
Nothing tells where it cannot be read or written.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotator import __version__
from annotator.codebook import check, model
from annotator.codebook.model import Attribute, Codebook, Layer, Value
from annotator.errors import AnnotatorError
from annotator.files import atomic
from annotator.files.caching import cache_home
from annotator.files.reading import read_file

_FORMAT = 1
_MOST_BYTES = 16 * 1024 * 1024


def recalled(path: Path, digest: str) -> Codebook | None:
    """Return the codebook in a file as it was when it was kept; None where it was not, or is another one now.

    Args:
        path: The codebook file.
        digest: The SHA-256 of its content.
    """
    body = _body(path, digest)
    try:
        return None if body is None else _codebook(json.loads(body))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def keep(path: Path, codebook: Codebook) -> None:
    """Keep a codebook that was read from a file, unless it is kept already.

    Args:
        path: The codebook file.
        codebook: What was read from it.
    """
    if codebook.digest is None or _body(path, codebook.digest) is not None:
        return
    body = codebook.model_dump_json(exclude_unset=True).encode()
    with suppress(OSError, AnnotatorError):
        place = _place(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(place, _head(codebook.digest, body) + b"\n" + body)


def _body(path: Path, digest: str) -> bytes | None:
    """Return what was kept of a file with that content; None where nothing was, or not all of it is there."""
    try:
        head, _, body = read_file(_place(path), _MOST_BYTES).partition(b"\n")
        return body if head == _head(digest, body) else None
    except OSError:
        return None


def _place(path: Path) -> Path:
    name = os.path.realpath(path).encode(errors="surrogateescape")
    return cache_home() / f"{hashlib.sha256(name).hexdigest()[:32]}.codebook"


def _head(digest: str, body: bytes) -> bytes:
    """Return the line that tells what a body was made of, by whom, and that it is whole."""
    checked_by = [os.stat(module.__file__ or "").st_mtime_ns for module in (model, check)]  # in a checkout they change
    return f"annotator-codebook {_FORMAT} {__version__} {checked_by} {digest} {zlib.crc32(body):08x}".encode()


# --- from plain values to models, which checked them before ----------------------------------------------------------


def _codebook(plain: dict[str, Any]) -> Codebook:
    return Codebook.model_construct(**plain | {"layers": _each(_layer, plain["layers"])})


def _layer(plain: dict[str, Any]) -> Layer:
    attributes = {"attributes": _each(_attribute, plain["attributes"])} if "attributes" in plain else {}
    return Layer.model_construct(**plain | attributes)


def _attribute(plain: dict[str, Any]) -> Attribute:
    fields = dict(plain)
    if "values" in plain:
        fields["values"] = tuple(Value.model_construct(**value) for value in plain["values"])
    if "missing" in plain:
        fields["missing"] = tuple(plain["missing"])
    if "when" in plain:
        fields["when"] = _each(tuple, plain["when"])
    return Attribute.model_construct(**fields)


def _each(make: Any, plain: Mapping[str, Any]) -> dict[str, Any]:
    return {name: make(value) for name, value in plain.items()}
