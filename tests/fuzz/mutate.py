"""Ways to spoil a file: by byte, by character, by word, by line, by meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.fuzz.nasty import WORDS

_TOKEN = re.compile(r"[^\s,\[\]{}:]+")
_NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
_EDGES = [
    "0",
    "-1",
    "1",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "9" * 50,
    "1.5",
    "1e3",
    "007",
    "0x7",
]


def _flip(data: bytes, random: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.randint(1, 4)):
        spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


def _truncate(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def _cut(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    return data[:start] + data[start + random.randint(1, 60) :]


def _insert(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data) + 1)
    return data[:place] + random.choice(WORDS).encode() + data[place:]


def _insert_character(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data) + 1)
    code = random.choice([random.randrange(0x100), random.randrange(0x3000), random.randrange(0x110000)])
    return data[:place] + chr(code).encode(errors="surrogatepass") + data[place:]


def _lines(change: Callable[[list[str], int, Random], None]) -> Callable[[bytes, Random], bytes]:
    def spoil(data: bytes, random: Random) -> bytes:
        lines = data.decode(errors="surrogateescape").splitlines(keepends=True) or [""]
        change(lines, random.randrange(len(lines)), random)
        return "".join(lines).encode(errors="surrogateescape")

    return spoil


@_lines
def _double(lines: list[str], at: int, random: Random) -> None:
    lines.insert(random.randrange(len(lines) + 1), lines[at])


@_lines
def _repeat(lines: list[str], at: int, random: Random) -> None:
    lines[at] *= random.randint(2, 60)


@_lines
def _drop(lines: list[str], at: int, random: Random) -> None:
    del lines[at : at + random.randint(1, 5)]


@_lines
def _swap(lines: list[str], at: int, random: Random) -> None:
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


@_lines
def _indent(lines: list[str], at: int, random: Random) -> None:
    lines[at] = random.choice([" ", "  ", "    ", "\t", "- ", "? ", "- - - ", "# "]) + lines[at]


@_lines
def _outdent(lines: list[str], at: int, random: Random) -> None:  # noqa: ARG001 - as all the others
    lines[at] = lines[at].lstrip(" -")


@_lines
def _join(lines: list[str], at: int, random: Random) -> None:  # noqa: ARG001 - as all the others
    lines[at] = lines[at].rstrip("\r\n")


def _tokens(pattern: re.Pattern[str], choices: list[str]) -> Callable[[bytes, Random], bytes]:
    def spoil(data: bytes, random: Random) -> bytes:
        content = data.decode(errors="surrogateescape")
        found = list(pattern.finditer(content))
        if not found:
            return data + random.choice(choices).encode()
        here = random.choice(found)
        other = random.choice([random.choice(choices), random.choice(found)[0]])
        return (content[: here.start()] + other + content[here.end() :]).encode(errors="surrogateescape")

    return spoil


def _quote_nothing(data: bytes, random: Random) -> bytes:  # noqa: ARG001 - as all the others
    return data.replace(b'"', b"").replace(b"'", b"")


_WAYS = [
    _flip, _truncate, _cut, _insert, _insert_character, _double, _repeat, _drop, _swap, _indent, _outdent, _join,
    _tokens(_TOKEN, WORDS), _tokens(_TOKEN, WORDS), _tokens(_NUMBER, _EDGES), _tokens(_NUMBER, _EDGES), _quote_nothing,
]  # fmt: skip


def mutated(data: bytes, random: Random) -> bytes:
    """Return a file spoilt in one to three ways."""
    for _ in range(random.choice([1, 1, 2, 3])):
        data = random.choice(_WAYS)(data or b"\n", random)
    return data
