"""Deciding on screen what a revised text or a merge left open."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotator import keymap
from annotator.codebook import shipped
from annotator.corpus import Corpus
from annotator.reanchoring.revision import Wanted, revise
from annotator.store import check
from annotator.text import Text
from tests.tui.conftest import Desk, OpenDesk

BEFORE = """Bridge pact signed

“We built it,” Mira Halden said. She said it twice, and “we will keep it,” she said.

Trade grew by 12 percent.
"""
AFTER = BEFORE.replace("“We built it,” Mira Halden said", "“We have built it,” Mira Halden declared").replace(
    "12", "13"
)
DIGEST = hashlib.sha256(BEFORE.encode()).hexdigest()
LABELS = f"""\
format: 1
document: pact
text_sha256: "{DIGEST}"
annotator: mira
codebook: {{name: source-framing, version: "1.0.0"}}
complete: false
paragraphs:
- {{start: 0, end: 18, zone: headline, reviewed: []}}
- {{start: 20, end: 104, zone: body, reviewed: []}}
- {{start: 106, end: 131, zone: body, reviewed: []}}
sources:
- id: s1
  name: Mira Halden
  type: named_individual
  reliability: F
  mentions:
  - {{start: 35, end: 46, text: Mira Halden}}
quotes:
- id: q1
  content:
  - {{start: 20, end: 34, text: "“We built it,”"}}
  cue: {{start: 47, end: 51, text: said}}
  sources: [s1]
  source_spans:
  - {{start: 35, end: 46, text: Mira Halden}}
  within: null
  form: direct
  stance: neutral
- id: q2
  content:
  - {{start: 76, end: 94, text: "“we will keep it,”"}}
  cue: {{start: 99, end: 103, text: said}}
  sources: [s1]
  source_spans: []
  within: null
  form: direct
claims:
- id: c1
  spans:
  - {{start: 106, end: 130, text: Trade grew by 12 percent}}
  claimants: []
  type: quantity
  credibility: 6
frames: []
"""
CONFLICT = """\
undecided:
- reason: conflict
  claim:
    id: c1
    spans:
    - {start: 106, end: 116, text: Trade grew}
    claimants: [s1]
    type: prediction
    credibility: 5
"""


@pytest.fixture
def moved(tmp_path: Path) -> str:
    """Labels of the revised text, in which a quote and a claim wait."""
    folder = tmp_path / "earlier"
    folder.mkdir()
    (folder / "pact.txt").write_bytes(AFTER.encode())
    (folder / "pact.mira.yaml").write_bytes(LABELS.encode())
    (done,) = revise(Corpus(folder), folder / "pact.txt", Wanted())
    assert done.labels is not None
    assert [entry.item.id for entry in done.labels.undecided] == ["q1", "c1"]
    return (folder / "pact.mira.yaml").read_text(encoding="utf-8")


def faults(at: Desk) -> list[str]:
    text = Text("pact", at.session.text.content, at.session.text.sha256, at.path)
    return [message for _, message in check.faults(at.session.labels, text, shipped())]


def words(found: dict[str, Any], item_id: str) -> list[str]:
    """Return the labelled words of an item in a saved file."""
    (item,) = (item for layer in ("sources", "quotes", "claims") for item in found[layer] if item["id"] == item_id)
    return [span["text"] for span in item.get("content") or item.get("spans") or item["mentions"]]


async def test_the_title_says_how_many_wait_and_the_bar_goes_to_the_likeliest_place(desk: OpenDesk, moved: str) -> None:
    async with desk(AFTER, files={"pact.mira.yaml": moved}) as at:
        assert "2 undecided" in (await at.screen_text()).splitlines()[0]
        await at.press("X")
        shown = await at.screen_text()
        assert "Q1 quote 1/2 its words are not in the text any more" in shown
        assert "words 1/3 were: “We built it,” stands nowhere" in shown
        assert "selected “We have built it" in shown


async def test_an_item_is_put_back_piece_by_piece_on_the_words_selected(desk: OpenDesk, moved: str) -> None:
    async with desk(AFTER, files={"pact.mira.yaml": moved}) as at:
        await at.press("X")
        await at.select("“We have built it,”")
        await at.press("enter")
        await at.select("declared")
        await at.press("enter enter")
        assert "q1 is in its place; 1 label waits still." in await at.screen_text()
        found = await at.saved()
        assert faults(at) == []
    assert words(found, "q1") == ["“We have built it,”"]
    (quote,) = (quote for quote in found["quotes"] if quote["id"] == "q1")
    assert quote["cue"]["text"] == "declared"
    assert [span["text"] for span in quote["source_spans"]] == ["Mira Halden"]
    assert (quote["sources"], quote["stance"]) == (["s1"], "neutral")
    assert [entry["claim"]["id"] for entry in found["undecided"]] == ["c1"]


async def test_a_piece_that_is_gone_is_left_out(desk: OpenDesk, moved: str) -> None:
    async with desk(AFTER, files={"pact.mira.yaml": moved}) as at:
        await at.press("X")
        await at.select("“We have built it,”")
        await at.press("enter x x")
        found = await at.saved()
    (quote,) = (quote for quote in found["quotes"] if quote["id"] == "q1")
    assert (quote["cue"], quote["source_spans"]) == (None, [])


async def test_an_item_cannot_be_without_words(desk: OpenDesk, moved: str) -> None:
    async with desk(AFTER, files={"pact.mira.yaml": moved}) as at:
        await at.press("X tab x")
        assert "Nothing would be left of c1: give it words, or let it go with d." in await at.screen_text()
        assert len((await at.saved())["undecided"]) == 2


async def test_pieces_and_edges_are_set_as_ever_while_it_is_asked(desk: OpenDesk, moved: str) -> None:
    async with desk(AFTER, files={"pact.mira.yaml": moved}) as at:
        await at.press("X tab")
        await at.select("Trade grew")
        await at.press("plus")
        await at.select("13")
        await at.press("L enter")
        found = await at.saved()
    assert words(found, "c1") == ["Trade grew", "13 percent"]


async def test_letting_go_takes_the_entry_away_and_undo_brings_it_back(desk: OpenDesk, moved: str) -> None:
    async with desk(AFTER, files={"pact.mira.yaml": moved}) as at:
        await at.press("X d")
        assert "q1 is let go; 1 label waits still." in await at.screen_text()
        assert [entry["claim"]["id"] for entry in (await at.saved())["undecided"]] == ["c1"]
        await at.press("u")
        assert "Undone: let go q1." in await at.screen_text()
        assert await at.saved() == yaml.safe_load(moved)
        await at.press("d d")
        assert "c1 is let go; nothing waits any more." in await at.screen_text()
        assert "undecided" not in await at.saved()
        await at.press("u u")
        assert await at.saved() == yaml.safe_load(moved)


async def test_later_leaves_everything_as_it_is(desk: OpenDesk, moved: str) -> None:
    async with desk(AFTER, files={"pact.mira.yaml": moved}) as at:
        await at.press("X tab shift+tab escape")
        assert "2 labels wait for a decision." in await at.screen_text()
        assert await at.saved() == yaml.safe_load(moved)


async def test_a_text_in_which_something_waits_is_not_done(desk: OpenDesk, moved: str) -> None:
    async with desk(AFTER, files={"pact.mira.yaml": moved}) as at:
        await at.press("C")
        shown = " ".join((await at.screen_text()).split())
        assert "The text cannot be marked as done while 2 labels wait for a decision: X goes through them." in shown
        await at.press("X d d C")
        assert (await at.saved())["complete"] is True


async def test_where_nothing_waits_that_is_said(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("X")
        assert "Nothing waits for a decision." in await at.screen_text()
        assert "undecided" not in (await at.screen_text()).splitlines()[0]


@pytest.mark.parametrize(
    ("key", "kind", "spans", "claimants"),
    [("1", "quantity", ["Trade grew by 12 percent"], []), ("2", "prediction", ["Trade grew"], ["s1"])],
    ids=["mine", "theirs"],
)
async def test_the_two_sides_of_a_conflict_stand_side_by_side(
    desk: OpenDesk, key: str, kind: str, spans: list[str], claimants: list[str]
) -> None:
    async with desk(BEFORE, files={"pact.mira.yaml": LABELS + CONFLICT}, size=(100, 30)) as at:
        await at.press("X")
        rows = [" ".join(row.split()) for row in (await at.screen_text()).splitlines()]
        assert "C1 claim 1/1 the other side of the merge differs" in rows
        assert "type mine quantity theirs prediction" in rows
        assert "spans mine “Trade grew by 12 percent” theirs “Trade grew”" in rows
        await at.press("enter")
        assert "Keep yours with 1, or take theirs with 2." in await at.screen_text()
        await at.press(key)
        found = await at.saved()
        assert faults(at) == []
        await at.press("u")
        assert (await at.saved()) == yaml.safe_load(LABELS + CONFLICT)
    assert words(found, "c1") == spans
    assert (found["claims"][0]["type"], found["claims"][0]["claimants"]) == (kind, claimants)
    assert "undecided" not in found


async def test_a_mention_is_added_to_its_source(desk: OpenDesk) -> None:
    waits = """\
undecided:
- reason: ambiguous
  source:
    id: s1
    name: Mira Halden
    type: named_individual
    mentions:
    - {start: 900, end: 903, text: She}
    - {start: 950, end: 953, text: she}
"""
    async with desk(BEFORE, files={"pact.mira.yaml": LABELS + waits}) as at:
        await at.press("X")
        assert "mention 1/2 were: She stands at 1 place" in await at.screen_text()
        await at.press("enter")
        assert len((await at.saved())["undecided"]) == 1
        await at.press("enter")
        found = await at.saved()
        assert faults(at) == []
    assert words(found, "s1") == ["Mira Halden", "She", "she"]


async def test_the_next_place_of_the_words_is_one_key_away(desk: OpenDesk) -> None:
    waits = """\
undecided:
- reason: ambiguous
  claim:
    id: c7
    spans:
    - {start: 0, end: 4, text: said}
    claimants: [s9]
    type: quantity
"""
    async with desk(BEFORE, files={"pact.mira.yaml": LABELS + waits}) as at:
        await at.press("X")
        assert "stands at 3 places" in await at.screen_text()
        await at.press("n n enter")
        found = await at.saved()
        assert faults(at) == []
    assert found["claims"][1]["spans"] == [{"start": 99, "end": 103, "text": "said"}]
    assert found["claims"][1]["claimants"] == []  # the source is not there any more


async def test_a_quote_that_comes_back_takes_in_those_it_encloses(desk: OpenDesk) -> None:
    waits = """\
undecided:
- reason: not_found
  quote:
    id: q9
    content:
    - {start: 800, end: 803, text: Old}
    cue: null
    sources: []
    source_spans: []
    within: null
    form: indirect
"""
    async with desk(BEFORE, files={"pact.mira.yaml": LABELS + waits}) as at:
        await at.press("X")
        await at.select("it twice, and “we will keep it,” she said")
        await at.press("enter")
        found = await at.saved()
        assert faults(at) == []
        await at.press("u")
        assert await at.saved() == yaml.safe_load(LABELS + waits)
    assert {quote["id"]: quote["within"] for quote in found["quotes"]} == {"q1": None, "q2": "q9", "q9": None}


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (20, 5), (20, 1)])
async def test_it_is_asked_at_any_size(desk: OpenDesk, moved: str, size: tuple[int, int]) -> None:
    hostile = moved.replace("name: Mira Halden", 'name: "\\e]0;x\\a[/]"')
    async with desk(AFTER, files={"pact.mira.yaml": hostile}, size=size) as at:
        await at.press("X tab n enter u 1 2 z tab")
        shown = await at.screen_text()
        assert "\x1b" not in shown
        await at.press("escape")
        assert len(yaml.safe_load(at.path.read_text(encoding="utf-8"))["undecided"]) <= 2


async def test_the_library_tells_what_waits_and_which_text_was_revised(desk: OpenDesk, moved: str) -> None:
    files = {
        "pact.mira.yaml": moved,
        "other.txt": AFTER,
        "other.mira.yaml": LABELS.replace("document: pact", "document: other"),
    }
    async with desk(AFTER, files=files, library=True) as at:
        await at.app.workers.wait_for_complete()
        shown = await at.screen_text()
    assert "2 undecided" in shown
    assert "the text was revised: annotator reanchor" in shown


async def test_its_own_keys_are_answers_whatever_a_keymap_gives_them_to(desk: OpenDesk, moved: str) -> None:
    async with desk(
        AFTER, files={"pact.mira.yaml": moved}, keys=dict(keymap.load(Path("/dev/null"))) | {"grow": ("d",)}
    ) as at:
        await at.press("X d")
        assert "q1 is let go" in await at.screen_text()
