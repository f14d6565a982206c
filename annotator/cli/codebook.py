"""`annotator codebook`: show, check, schema."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli import FINDINGS, complain, say, say_json
from annotator.codebook import Codebook, find, shipped_names
from annotator.codebook.find import DEFAULT, read, schemas_folder
from annotator.codebook.schema import labels_schema, schema_of, text_of
from annotator.corpus import Meta, Registry, Settings
from annotator.errors import AnnotatorError
from annotator.files import atomic
from annotator.files.findings import InvalidFileError


@click.group("codebook")
def command() -> None:
    """Show and check codebooks; write JSON Schemas.

    \b
    Examples:
      annotator codebook show
      annotator codebook show generic-frames-5
      annotator codebook check my-codebook.yaml
    """


@command.command("show")
@click.argument("codebook", default=DEFAULT)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
def show(codebook: str, form: str) -> None:
    """Print a codebook's guidelines: a file, or the name of a shipped one.

    \b
    Example:
      annotator codebook show source-framing | less
    """
    found = find(codebook)
    if form == "json":
        say_json(found.model_dump(mode="json", exclude_defaults=True))
        return
    _show(found)


def _show(codebook: Codebook) -> None:
    say(f"{codebook.title} ({codebook.name} {codebook.version})")
    _told("", codebook.description)
    for name, layer in codebook.layers.items():
        say()
        say(name.upper())
        _told("  ", layer.definition, layer.question, layer.span_rules)
        for attribute_name, attribute in layer.attributes.items():
            say()
            say(f"  {attribute_name}{' (mandatory)' if attribute.required else ''}")
            _told("    ", attribute.definition, attribute.question)
            for value in attribute.values:
                say(f"    [{value.key}] {value.value}")
                _told("        ", value.definition, value.question)
                _told("        + ", value.example)
                _told("        - ", value.counterexample)
    say()
    for reference in codebook.references.values():
        say(f"{reference}")
    say()
    say(f"Shipped: {', '.join(shipped_names())}")


def _told(indent: str, *paragraphs: str) -> None:
    for paragraph in paragraphs:
        if paragraph:
            say(f"{indent}{paragraph}")


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> int:
    """Check codebook files; ends with 1 when one has faults.

    \b
    Example:
      annotator codebook check my-codebook.yaml
    """
    faulty = False
    for file in files:
        if not file.is_file():
            raise click.UsageError(f"{file} does not exist or is no file.")
        try:
            codebook = read(file)
        except InvalidFileError as error:
            complain(str(error))
            faulty = True
        else:
            attributes = sum(len(layer.attributes) for layer in codebook.layers.values())
            counted = f"{len(codebook.layers)} layers, {attributes} attributes"
            say(f"{file}: {codebook.name} {codebook.version}, {counted}: fine.")
    return FINDINGS if faulty else 0


def schemas(codebook: Codebook) -> dict[str, str]:
    """Return the schema files for a codebook, by name."""
    return {
        "labels.schema.json": text_of(labels_schema(codebook)),
        "codebook.schema.json": text_of(schema_of(Codebook, "Codebook")),
        "corpus.schema.json": text_of(schema_of(Settings, "Corpus settings")),
        "meta.schema.json": text_of(schema_of(Meta, "What is known of a text")),
        "sources.schema.json": text_of(schema_of(Registry, "Known sources")),
    }


@command.command("schema")
@click.option("--codebook", default=DEFAULT, metavar="FILE", help="The codebook the labels are made with.")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="The folder to write to.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; end with 1 where a file is not current.")
def schema(codebook: str, folder: Path | None, only_check: bool) -> int:  # noqa: FBT001 - a click flag
    """Write JSON Schemas for editors: labels, codebook, corpus, meta, sources.

    \b
    Examples:
      annotator codebook schema --to schemas/
      annotator codebook schema --codebook my-codebook.yaml --to annotations/
    """
    files = schemas(find(codebook))
    target = folder or schemas_folder()
    stale = [name for name, content in files.items() if _content(target / name) != content]
    if only_check:
        for name in stale:
            complain(f"{target / name} is not current: `annotator codebook schema --to {target}` writes it.")
        return FINDINGS if stale else 0
    if folder is None:
        click.echo(files["labels.schema.json"], nl=False)
        return 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AnnotatorError(f"{folder} cannot be made: {error.strerror or error}.") from None
    for name in stale:
        atomic.write(folder / name, files[name].encode())
        say(f"{folder / name} written.")
    return 0


def _content(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
