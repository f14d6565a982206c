"""What the README shows works."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import COMMANDS, run
from annotator.codebook import shipped
from annotator.files import strict_yaml
from annotator.labels import Quote
from annotator.text import read_text
from tests.docs.pages import README, ROOT, blocks, pages, prose

_CALL = re.compile(r"(?:^|[ /`$])annotator ([a-z]+(?:\|[a-z]+)*)([^`\n#&;]*)", re.MULTILINE)
_GROUPS = {"codebook"}


def excerpt() -> dict[str, Any]:
    """Return the quote that the README shows."""
    (yaml,) = blocks(README, "yaml")
    (quote,) = strict_yaml.parse(yaml.encode(), "README.md").value["quotes"]
    return dict(quote)


def test_the_quote_in_the_readme_has_the_keys_of_the_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "labels.schema.json").read_text(encoding="utf-8"))
    assert excerpt().keys() <= schema["$defs"]["Quote"]["properties"].keys()


def test_the_quote_in_the_readme_is_what_the_text_has_there() -> None:
    quote = shipped().label_models.items["quotes"].model_validate(excerpt())
    assert isinstance(quote, Quote)
    content = read_text(ROOT / "annotations" / "bridge-pact-wire.txt").content
    for _, span in quote.located_spans():
        assert content[span.start : span.end] == span.text


def test_the_python_in_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (example,) = blocks(README, "python")
    exec(example, {})
    printed = capsys.readouterr().out.splitlines()
    labelled = list((ROOT / "annotations").glob("*.first.yaml"))
    assert bool(printed) == bool(labelled)


def calls(page: Path) -> Iterator[tuple[str, ...]]:
    """Yield every call of the program that a page shows: command, subcommand where there is one, options."""
    code = re.findall(r"(`[^`\n]+`)", prose(page).replace(r"\|", "|")) + blocks(page, "sh", "console", "bash")
    for fragment in code:
        for names, rest in _CALL.findall(fragment):
            words = rest.split()
            options = tuple(word.partition("=")[0] for word in words if word.startswith("--"))
            if names in _GROUPS and words and not words[0].startswith("-"):
                for name in words[0].split("|"):
                    yield (names, name, *options)
            else:
                yield (names, *options)


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_and_options_that_a_page_names_exist(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for call in sorted(set(calls(page))):
        names = [word for word in call if not word.startswith("--")]
        assert run([*names, "--help"]) == 0, call
        told = capsys.readouterr().out
        for option in call[len(names) :]:
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", told), call


def test_the_readme_names_every_command() -> None:
    assert {call[0] for call in calls(README)} == COMMANDS.keys()
