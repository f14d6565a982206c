"""The codebook's guidelines as lines to read: for a value, an attribute, a layer."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.codebook import Attribute, Codebook, Value
from annotator.labels import LayerName
from annotator.tui.widgets.lines import Line, Part


def guidelines(
    codebook: Codebook, layer: LayerName, attribute: str | None = None, value: Value | None = None
) -> list[Line]:
    """Return what the codebook says of a layer, or of one attribute of it, the given value first."""
    lines: list[Line] = []
    scheme = codebook.layers[layer]
    if attribute is None or attribute not in scheme.attributes:
        lines += _entry(layer, scheme.definition, scheme.question)
        lines += _told("Spans", scheme.span_rules)
        for name, entry in scheme.attributes.items():
            lines += [[], *_attribute(codebook, name, entry)]
        return lines
    entry = scheme.attributes[attribute]
    if value is not None:
        lines += [*_value(codebook, entry, value), []]
    lines += _attribute(codebook, attribute, entry)
    for other in entry.values:
        if other is not value:
            lines += [[], *_value(codebook, entry, other)]
    return lines


def _entry(name: str, definition: str, question: str) -> Iterator[Line]:
    yield [Part(name.replace("_", " ").upper(), "title")]
    yield from _told("", definition)
    yield from _told("Ask", question)


def _told(what: str, words: str, style: str = "plain") -> Iterator[Line]:
    if words:
        yield [Part("  "), Part(f"{what}: ", "dim"), Part(words, style)] if what else [Part("  "), Part(words, style)]


def _attribute(codebook: Codebook, name: str, attribute: Attribute) -> Iterator[Line]:
    yield from _entry(name, attribute.definition, attribute.question)
    yield from _told("For example", attribute.example)
    yield from _told("But not", attribute.counterexample)
    if attribute.required:
        yield [Part("  mandatory", "key")]
    for other, codes in attribute.when.items():
        yield from _told("Only where", f"{other} is {', '.join(map(str, codes))}")
    if attribute.missing:
        yield from _told("Not a judgement, missing in any statistic", ", ".join(map(str, attribute.missing)))
    yield from _told("Source", codebook.references.get(attribute.citation or "", ""), "dim")


def _value(codebook: Codebook, attribute: Attribute, value: Value) -> Iterator[Line]:
    shown = f" ({value.shown})" if value.shown != str(value.value) else ""
    yield [Part(f"[{value.key}] ", "key"), Part(f"{value.value}{shown}", "strong")]
    yield from _told("", value.definition)
    yield from _told("Ask", value.question)
    yield from _told("For example", value.example, "good")
    yield from _told("But not", value.counterexample, "warn")
    if value.citation and value.citation != attribute.citation:
        yield from _told("Source", codebook.references.get(value.citation, ""), "dim")
