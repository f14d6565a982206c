"""What somebody would use instead: each writes the same content in its own format and reads it back.

None of these but the first two validates anything. All make their objects as a user gets them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from annotator.codebook import Codebook
from annotator.labels import Labels
from annotator.text import Text

Content = list[tuple[Text, Labels]]


@dataclass(frozen=True)
class Alternative:
    """A way to keep labels, and to load all of a corpus."""

    name: str
    write: Callable[[Path, Content], None]
    read: Callable[[Path], Any]


def alternatives(codebook: Codebook) -> list[Alternative]:
    """Return the alternatives whose libraries are installed."""
    model = codebook.label_models.labels
    orjson, pandas, datasets, spacy, cassis = (
        _installed(name) for name in ("orjson", "pandas", "datasets", "spacy", "cassis")
    )
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def pyyaml(folder: Path) -> list[Any]:
        paths = sorted(folder.glob("*.yaml"))
        return [model.model_validate(yaml.load(path.read_bytes(), Loader=loader)) for path in paths]

    def json_pydantic(folder: Path) -> list[Any]:
        return [model.model_validate_json(path.read_bytes()) for path in sorted(folder.glob("*.json"))]

    def json_plain(folder: Path) -> list[Any]:
        return [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]

    found = [
        Alternative("PyYAML (C) + pydantic", _write_yaml, pyyaml),
        Alternative("JSON files + pydantic", _write_json, json_pydantic),
        Alternative("JSON files, json", _write_json, json_plain),
        Alternative("brat files, a simple parser", _write_brat, _read_brat),
    ]
    if orjson:
        found.append(
            Alternative(
                "JSON files, orjson",
                _write_json,
                lambda folder: [orjson.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))],
            )
        )
    if pandas:
        found.append(
            Alternative(
                "one JSONL file, pandas",
                _write_jsonl,
                lambda folder: pandas.read_json(folder / "all.jsonl", lines=True),
            )
        )
    if datasets:

        def hugging_face(folder: Path) -> Any:
            return datasets.Dataset.from_parquet(str(folder / "all.parquet"), cache_dir=str(folder / "cache")).to_list()

        found.append(Alternative("datasets, Parquet", _write_parquet, hugging_face))
    if spacy:
        tokens, vocabulary = import_module("spacy.tokens"), import_module("spacy.vocab").Vocab()
        found.append(
            Alternative(
                "spaCy DocBin",
                _write_docbin,
                lambda folder: [
                    list(tokens.DocBin().from_disk(path).get_docs(vocabulary))
                    for path in sorted(folder.glob("*.spacy"))
                ],
            )
        )
    if cassis:
        found.append(Alternative("CAS XMI, cassis", _write_cas, _read_cas))
    return found


def _installed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None


def _plain(labels: Labels) -> dict[str, Any]:
    return labels.model_dump(mode="json", exclude_none=True)


def _write_yaml(folder: Path, content: Content) -> None:
    for text, labels in content:
        (folder / f"{text.name}.yaml").write_text(yaml.safe_dump(_plain(labels), allow_unicode=True), encoding="utf-8")


def _write_json(folder: Path, content: Content) -> None:
    for text, labels in content:
        (folder / f"{text.name}.json").write_text(json.dumps(_plain(labels), ensure_ascii=False), encoding="utf-8")


def _rows(content: Content) -> list[dict[str, Any]]:
    return [
        {"document": text.name, "layer": item.layer, "id": item.id, "text": " ".join(span.text for span in item.main)}
        | {"spans": [[span.start, span.end] for span in item.main], "linked": list(item.linked)}
        for text, labels in content
        for item in labels.items()
    ]


def _write_jsonl(folder: Path, content: Content) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in _rows(content))
    (folder / "all.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_parquet(folder: Path, content: Content) -> None:
    import_module("datasets").Dataset.from_list(_rows(content)).to_parquet(str(folder / "all.parquet"))


# --- brat ------------------------------------------------------------------------------------------------------------

_BRAT = re.compile(r"T(\d+)\t(\w+) ([\d ;]+)\t(.*)")


def _write_brat(folder: Path, content: Content) -> None:
    for text, labels in content:
        lines, number, marks = [], 0, {}
        for item in labels.items():
            for span in item.main:
                number += 1
                marks.setdefault(item.id, f"T{number}")
                words = span.text.replace("\n", " ")
                lines.append(f"T{number}\t{item.layer} {span.start} {span.end}\t{words}")
        relations = [
            (item.id, source) for item in labels.items() for source in item.linked if {item.id, source} <= marks.keys()
        ]
        lines += [f"R{at}\tby Arg1:{marks[a]} Arg2:{marks[b]}" for at, (a, b) in enumerate(relations, 1)]
        (folder / f"{text.name}.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / f"{text.name}.txt").write_bytes(text.content.encode())


def _read_brat(folder: Path) -> list[Any]:
    found = []
    for path in sorted(folder.glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode()
        spans, relations = {}, []
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := _BRAT.fullmatch(line):
                offsets = [tuple(map(int, piece.split())) for piece in match[3].split(";")]
                spans[f"T{match[1]}"] = {"type": match[2], "offsets": offsets, "text": match[4]}
            elif line.startswith("R"):
                relations.append(line.split("\t")[1].split())
        found.append({"text": text, "spans": spans, "relations": relations})
    return found


# --- spaCy and CAS ---------------------------------------------------------------------------------------------------


def _write_docbin(folder: Path, content: Content) -> None:
    spacy = import_module("spacy")
    tokens = import_module("spacy.tokens")
    blank = spacy.blank("en")
    for text, labels in content:
        doc = blank(text.content)
        for layer in ("sources", "quotes", "claims", "frames"):
            pieces = [span for item in labels.items() if item.layer == layer for span in item.main]
            doc.spans[layer] = [doc.char_span(one.start, one.end, layer, alignment_mode="expand") for one in pieces]
        tokens.DocBin(docs=[doc], store_user_data=True).to_disk(folder / f"{text.name}.spacy")


def _types() -> Any:
    cassis = import_module("cassis")
    types = cassis.TypeSystem()
    item = types.create_type("labels.Item", supertypeName="uima.tcas.Annotation")
    for name in ("layer", "id"):
        types.create_feature(item, name, "uima.cas.String")
    return types


def _write_cas(folder: Path, content: Content) -> None:
    cassis = import_module("cassis")
    types = _types()
    kind = types.get_type("labels.Item")
    for text, labels in content:
        cas = cassis.Cas(typesystem=types)
        cas.sofa_string, cas.sofa_mime = text.content, "text/plain"
        for item in labels.items():
            cas.add_all([kind(begin=one.start, end=one.end, layer=item.layer, id=item.id) for one in item.main])
        cas.to_xmi(folder / f"{text.name}.xmi")


def _read_cas(folder: Path) -> list[Any]:
    cassis = import_module("cassis")
    types = _types()
    found = []
    for path in sorted(folder.glob("*.xmi")):
        with path.open("rb") as file:
            cas = cassis.load_cas_from_xmi(file, typesystem=types)
        found.append(list(cas.select("labels.Item")))
    return found
