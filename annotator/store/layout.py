"""The layout of `annotator.store.emit` as expressions: what a labels file looks like that nobody touched.

Every repetition that could be tried in several ways is possessive, so that matching takes time linear in the file.
"""

from __future__ import annotations

import json
import re
from itertools import product

from annotator.labels import LAYERS, SCOPES, ZONES

_NUMBER = "(0|[1-9][0-9]{0,17})"
_COUNTED = "[1-9][0-9]{0,17}"
_BARE = r"[A-Za-z\u00c0-\u024f][\w’'./()%+-]*+(?: [\w’'./()%+&-]++)*+"
# What YAML does not allow bare, and what the emitter writes as an escape though it is more than one line to YAML 1.1.
_PLAIN = r'[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]'
_ESCAPES = rf'"(?:{_PLAIN}|\\(?:["\\nrtbf]|u(?!d[89a-f])[0-9a-f]{{4}}))*+"'  # halves of characters are an error in YAML
_ID = "[A-Za-z][A-Za-z0-9_.-]{0,63}"
_IDS = rf"\[((?:{_ID}(?:, {_ID})*+)?)\]\n"
_SPAN_LINES = r"((?:  - \{[^\n]+\n)++)"
_MAYBE_SPAN_LINES = rf"(?: \[\]\n|\n{_SPAN_LINES})"
_ANYTHING_ELSE = r"|([\s\S]+)"
_KEY = "[a-z][a-z0-9_]*+: "
_CODED = rf"((?:  {_KEY}[^\n]+\n)*+)"
_LAYERS = "|".join(LAYERS)

HEADER = re.compile(
    rf"(?:# yaml-language-server: \$schema={_PLAIN}*+\n)?format: 1\ndocument: ([^\n]+)\n"
    r'text_sha256: "([0-9a-f]{64})"\nannotator: ([^\n]+)\n'
    r'codebook: \{name: ([^\n]+), version: "([0-9]+\.[0-9]+\.[0-9]+)"\}\n'
    rf"complete: (true|false)\n(?:sample: \[((?:{_COUNTED}(?:, {_COUNTED})*+)?)\]\n)?paragraphs:( \[\])?\n"
)
PARAGRAPH = re.compile(
    rf"- \{{start: {_NUMBER}, end: {_NUMBER}, zone: ({'|'.join(ZONES)}), "
    rf"reviewed: \[((?:(?:{_LAYERS})(?:, (?:{_LAYERS}))*+)?)\]\}}\n{_ANYTHING_ELSE}"
)
SPAN = re.compile(
    rf"\n  (?:-|cue:) \{{start: {_NUMBER}, end: {_NUMBER}, "
    rf'text: (?:({_BARE})|"({_PLAIN}*+)"|({_ESCAPES}))\}}(?=\n)'
)
SOURCE = re.compile(
    rf"- id: ({_ID})\n  name: ([^\n]+)\n(?:  registry: ([^\n]+)\n)?"
    rf"((?:  (?!mentions:){_KEY}[^\n]+\n)*+)  mentions:{_MAYBE_SPAN_LINES}{_CODED}{_ANYTHING_ELSE}"
)
QUOTE = re.compile(
    rf"- id: ({_ID})\n  content:\n{_SPAN_LINES}  cue: (null|\{{[^\n]+)\n  sources: {_IDS}"
    rf"  source_spans:{_MAYBE_SPAN_LINES}  within: ({_ID})\n{_CODED}{_ANYTHING_ELSE}"
)
CLAIM = re.compile(rf"- id: ({_ID})\n  spans:\n{_SPAN_LINES}  claimants: {_IDS}{_CODED}{_ANYTHING_ELSE}")
FRAME = re.compile(
    rf"- id: ({_ID})\n  scope: ({'|'.join(SCOPES)})\n  spans:{_MAYBE_SPAN_LINES}  voice: {_IDS}{_CODED}{_ANYTHING_ELSE}"
)
MADE_FROM = re.compile(r'made_from:\n((?:- \{annotator: [^\n]+, sha256: "[0-9a-f]{64}"\}\n)++)')
MADE_FROM_ONE = re.compile(r'- \{annotator: ([^\n]+), sha256: "([0-9a-f]{64})"\}\n')
FIELD = re.compile(r"([a-z][a-z0-9_]*+): ([^\n]+)\n")
INTEGER = re.compile("0|[1-9][0-9]{0,17}")
_WORDS = re.compile(_BARE)
_QUOTED = re.compile(_ESCAPES)
REGISTERED = re.compile("[a-z0-9][a-z0-9_-]{0,63}")
READ_OTHERWISE = frozenset(
    "".join(letters)
    for word in ("true", "false", "null", "yes", "no", "on", "off")
    for letters in product(*zip(word, word.upper(), strict=True))
)
"""Words that some YAML reader takes for something else, in any case: they do not stand bare."""
LONGEST = 5


class NotOursError(Exception):
    """Something the emitter would have written differently, or that may be wrong."""


def words_in(written: str) -> str:
    """Return the words that stand bare or in double quotes.

    Raises:
        NotOursError: When the emitter would not have written them so.
    """
    if written[0] != '"':
        if not _WORDS.fullmatch(written) or (len(written) <= LONGEST and written in READ_OTHERWISE):
            raise NotOursError
        return written
    if written == '""' or not _QUOTED.fullmatch(written):
        raise NotOursError
    return unescaped(written)


def unescaped(quoted: str) -> str:
    """Return what stands in double quotes; the escapes are those of JSON."""
    if "\\" not in quoted:
        return quoted[1:-1]
    found: str = json.loads(quoted)
    return found
