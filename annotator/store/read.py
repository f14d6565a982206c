"""Reading a labels file: strictly, and against its text, codebook and registry."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from annotator.codebook import Codebook
from annotator.files import strict_yaml
from annotator.files.findings import Finding, InvalidFileError, first
from annotator.files.validate import validate
from annotator.labels import FORMAT, Labels
from annotator.store.check import faults
from annotator.store.names import leads_out
from annotator.text import Text


def read_own(path: Path) -> strict_yaml.Document:
    """Read a file of a corpus: labels, metadata, settings or registry.

    A link that leads out of the folder is not followed, since a corpus of other people could point it anywhere.

    Raises:
        InvalidFileError: With one finding per fault, or the one that the file cannot be read.
    """
    if leads_out(path):
        message = "this is a link that leads out of the folder, and is not followed; copy the file itself there"
        raise InvalidFileError([Finding(str(path), message)])
    return strict_yaml.read(path)


def read_labels(path: Path, text: Text, codebook: Codebook, registry: Container[str] | None = None) -> Labels:
    """Return the labels in a file, or every reason why it has none that can be used.

    Args:
        path: The labels file.
        text: The text it is about.
        codebook: The codebook in effect.
        registry: The ids of the corpus's known sources, or None.

    Raises:
        InvalidFileError: With one finding per fault, each with line, column and field.
    """
    return check_labels(read_own(path), text, codebook, registry, annotator=_annotator_in(path))


def check_labels(
    document: strict_yaml.Document,
    text: Text,
    codebook: Codebook,
    registry: Container[str] | None = None,
    *,
    annotator: str | None = None,
    revised: bool = False,
) -> Labels:
    """Return the labels in a YAML document that has been read.

    Args:
        document: The labels file.
        text: The text it is about.
        codebook: The codebook in effect.
        registry: The ids of the corpus's known sources, or None.
        annotator: Who labelled, by the file's name; None not to compare.
        revised: Take labels of a text that was revised since, which cannot be applied to it as they are.

    Raises:
        InvalidFileError: With one finding per fault.
    """
    labels = typed_labels(document, codebook)
    check_facts(labels, document, text, codebook, registry, annotator=annotator, revised=revised)
    return labels


def typed_labels(document: strict_yaml.Document, codebook: Codebook) -> Labels:
    """Return labels whose keys and values are those of the format and the codebook, and look at nothing else.

    Raises:
        InvalidFileError: With one finding per fault.
    """
    _refuse_newer(document)
    _refuse_other_codebook(document, codebook)
    return validate(codebook.label_models.labels, document)


def check_facts(
    labels: Labels,
    document: strict_yaml.Document,
    text: Text,
    codebook: Codebook,
    registry: Container[str] | None = None,
    *,
    annotator: str | None = None,
    revised: bool = False,
) -> None:
    """Look whether labels are true: of the text, of each other, of the file's name. Arguments as for `check_labels`.

    Raises:
        InvalidFileError: With one finding per fault, of the first ones.
    """
    found = faults(labels, text, codebook, registry, revised=revised)
    findings = first(document.finding(place, message) for place, message in found)
    if annotator is not None and labels.annotator != annotator:
        message = f"'{labels.annotator}' is not who the file's name says, '{annotator}'"
        findings.insert(0, document.finding(("annotator",), message))
    if findings:
        raise InvalidFileError(findings)


def _annotator_in(path: Path) -> str:
    return path.stem.rpartition(".")[2]


def _refuse_newer(document: strict_yaml.Document) -> None:
    """Say of a newer format that it is one, instead of listing what looks wrong in it."""
    version = document.value.get("format") if isinstance(document.value, dict) else None
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        message = f"labels format {version} is newer than this program reads ({FORMAT}); update annotator"
        raise InvalidFileError([document.finding(("format",), message)])


def _refuse_other_codebook(document: strict_yaml.Document, codebook: Codebook) -> None:
    """Say of labels made with another codebook that they are, instead of listing all that this one does not have."""
    named = document.value.get("codebook") if isinstance(document.value, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    if isinstance(name, str) and name != codebook.name:
        message = (
            f"made with '{name}', but the codebook here is '{codebook.name}'; corpus.yaml or --codebook says which"
        )
        raise InvalidFileError([document.finding(("codebook", "name"), message)])
