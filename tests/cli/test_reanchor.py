"""`annotator reanchor`."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
import yaml

from annotator.store.journal import Journal
from annotator.store.lock import Lock
from tests.cli.conftest import Annotator
from tests.sample import ARTICLE, LABELS, TEXT, changed, put

LEAD = f"Estmere, Monday.\n\n{ARTICLE}"
CUT = changed(ARTICLE, "Trade had grown", "Trade has grown")
HEADER = "labels           moved  marks  waiting  to review"
KEPT = "pact.mira.yaml.before-reanchor"
X = "Open the text with `annotator label` and press X to decide what waits."
META = f'# kept by hand\ntitle: Bridge pact\nsha256: "{TEXT.sha256}"\n'


def revised(folder: Path, content: str, labels: str = LABELS) -> None:
    put(folder, labels)
    (folder / "pact.txt").write_bytes(content.encode())


def saved(folder: Path, name: str = "pact.mira.yaml") -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    return loaded


def test_labels_move_to_the_revised_text_and_the_file_before_is_kept(annotator: Annotator, here: Path) -> None:
    revised(here, LEAD)
    outcome = annotator("reanchor", "pact.txt")
    assert (outcome.code, outcome.err) == (0, [])
    assert outcome.out == [
        HEADER,
        "pact.mira.yaml       8      0        0          5  by words and order",
        f"{KEPT} keeps the labels as they were.",
    ]
    assert (here / KEPT).read_text(encoding="utf-8") == LABELS
    assert annotator("validate", ".").out == ["2 files checked, no faults."]
    quotes = saved(here)["quotes"]
    assert isinstance(quotes, list)
    assert quotes[0]["cue"] == {"start": 89 + 18, "end": 93 + 18, "text": "said"}


def test_what_has_no_place_waits_in_the_file_and_ends_with_one(annotator: Annotator, here: Path) -> None:
    revised(here, CUT)
    outcome = annotator("reanchor", ".")
    assert (outcome.code, outcome.err) == (1, [])
    assert outcome.out == [
        HEADER,
        "pact.mira.yaml       6      0        2          4  by words and order",
        "pact.mira.yaml: c1: not in the text any more: Trade had grown by 12 percent",
        "pact.mira.yaml: f1: not in the text any more: Trade had grown by 12 percent.",
        f"{KEPT} keeps the labels as they were.",
        X,
    ]
    assert [entry["reason"] for entry in saved(here)["undecided"]] == ["not_found", "not_found"]
    assert annotator("status").out[1] == "pact  mira             0/4         3       3       0       0  2 undecided"
    waits = "2 labels wait for a decision: X in `annotator label` goes through them."
    assert annotator("validate").out == ["2 files checked, no faults.", waits]


def test_done_twice_nothing_moves_but_what_waits_is_told_again(annotator: Annotator, here: Path) -> None:
    revised(here, CUT)
    annotator("reanchor", ".")
    before = (here / "pact.mira.yaml").read_bytes()
    outcome = annotator("reanchor", ".")
    assert outcome.code == 1
    assert outcome.out[1] == "pact.mira.yaml       —      —        2          —  the text is the one that was labelled"
    assert (here / "pact.mira.yaml").read_bytes() == before
    assert sorted(path.name for path in here.iterdir()) == ["pact.mira.yaml", KEPT, "pact.txt"]


def test_the_text_as_it_was_makes_it_exact(annotator: Annotator, here: Path) -> None:
    revised(here, LEAD)
    (here / "old").mkdir()
    (here / "old" / "article.txt").write_bytes(ARTICLE.encode())
    outcome = annotator("reanchor", "pact.txt", "--from", "old/article.txt")
    assert outcome.out[1] == "pact.mira.yaml       8      0        0          3  by the text as it was"
    paragraphs = saved(here)["paragraphs"]
    assert isinstance(paragraphs, list)
    assert [(entry["zone"], entry["reviewed"]) for entry in paragraphs[:3]] == [
        ("body", []),
        ("headline", ["sources", "quotes", "claims", "frames"]),
        ("body", ["quotes"]),
    ]


def test_another_text_is_not_taken_for_it(annotator: Annotator, here: Path) -> None:
    revised(here, LEAD)
    (here / "other.md").write_text("Other.", encoding="utf-8")
    outcome = annotator("reanchor", "pact.txt", "--from", "other.md")
    assert outcome.code == 2
    now = hashlib.sha256(b"Other.").hexdigest()[:12]
    told = f"other.md is not the text that was labelled: its SHA-256 is {now}…, the labels name {TEXT.sha256[:12]}…"
    assert outcome.err == [told]
    assert (here / "pact.mira.yaml").read_text(encoding="utf-8") == LABELS


def test_the_text_as_it_was_is_found_in_git(annotator: Annotator, here: Path) -> None:
    put(here, LABELS)
    (here / ".gitattributes").write_text("*.txt -text\n", encoding="utf-8")
    who = ["-c", "user.name=Mira", "-c", "user.email=mira@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "labels"]):
        subprocess.run(["git", *command], cwd=here, check=True)
    (here / "pact.txt").write_bytes(LEAD.encode())
    outcome = annotator("reanchor", here / "pact.txt")
    assert outcome.out[1].endswith("by the text as it was")


def test_a_dry_run_writes_nothing(annotator: Annotator, here: Path) -> None:
    revised(here, CUT)
    (here / "pact.meta.yaml").write_text(META, encoding="utf-8")
    outcome = annotator("reanchor", ".", "--dry-run")
    assert outcome.code == 1
    assert outcome.out[-2:] == [
        "pact.meta.yaml would name the text as it is now (sha256).",
        "Nothing was written (--dry-run).",
    ]
    assert sorted(path.name for path in here.iterdir()) == ["pact.meta.yaml", "pact.mira.yaml", "pact.txt"]
    assert (here / "pact.mira.yaml").read_text(encoding="utf-8") == LABELS
    assert (here / "pact.meta.yaml").read_text(encoding="utf-8") == META


def test_the_metadata_name_the_text_as_it_is_and_keep_everything_else(annotator: Annotator, here: Path) -> None:
    revised(here, LEAD)
    (here / "pact.meta.yaml").write_text(META, encoding="utf-8")
    outcome = annotator("reanchor", ".")
    assert outcome.out[-1] == "pact.meta.yaml names the text as it is now (sha256)."
    now = hashlib.sha256(LEAD.encode()).hexdigest()
    assert (here / "pact.meta.yaml").read_text(encoding="utf-8") == META.replace(TEXT.sha256, now)
    assert annotator("validate").code == 0


def test_labels_with_other_faults_are_left_alone_with_every_finding(annotator: Annotator, here: Path) -> None:
    revised(here, LEAD, changed(changed(LABELS, "within: q2", "within: q9"), "end: 219, text", "end: 218, text"))
    (here / "pact.meta.yaml").write_text(META, encoding="utf-8")
    before = (here / "pact.mira.yaml").read_bytes()
    outcome = annotator("reanchor", ".")
    assert outcome.code == 2
    assert outcome.err == [
        "pact.mira.yaml:58:11: quotes[2].within: there is no quote 'q9'",
        "pact.mira.yaml:63:34: claims[0].spans[0].text: 190–218 is another length than that of its text",
    ]
    assert (here / "pact.mira.yaml").read_bytes() == before
    assert (here / "pact.meta.yaml").read_text(encoding="utf-8") == META


def test_labels_that_somebody_is_working_on_are_left_alone(annotator: Annotator, here: Path) -> None:
    revised(here, LEAD)
    lock = Lock(here / "pact.mira.yaml")
    try:
        outcome = annotator("reanchor", "pact.mira.yaml")
    finally:
        lock.release()
    assert outcome.code == 2
    assert outcome.err[0].startswith("pact.mira.yaml is being labelled by ")
    assert outcome.err[0].endswith("Nothing was moved: try again when it is closed.")
    assert (here / "pact.mira.yaml").read_text(encoding="utf-8") == LABELS


def test_labels_with_edits_in_a_journal_are_left_alone(annotator: Annotator, here: Path) -> None:
    revised(here, LEAD)
    Journal(here / "pact.mira.yaml", None).append([{"edit": {}}])
    outcome = annotator("reanchor", ".")
    assert outcome.code == 2
    assert outcome.err[0].startswith("pact.mira.yaml has edits in .pact.mira.yaml.journal that are not in it yet")


def test_one_annotator_can_be_asked_for(annotator: Annotator, here: Path) -> None:
    revised(here, LEAD)
    tom = changed(LABELS, "annotator: mira", "annotator: tom")
    (here / "pact.tom.yaml").write_text(tom, encoding="utf-8")
    assert annotator("reanchor", ".", "--annotator", "mira").code == 0
    assert (here / "pact.tom.yaml").read_text(encoding="utf-8") == tom
    status = annotator("status")
    assert status.code == 1
    assert status.out[-1] == (
        "pact  tom        the text was revised since: `annotator reanchor` moves these labels to it"
    )
    assert annotator("reanchor", ".", "--annotator", "nobody").out == ["There are no labels here."]


def test_for_programs_what_was_done_is_json(annotator: Annotator, here: Path) -> None:
    revised(here, changed(CUT, "“We built it,”", '"We built it,"'))
    outcome = annotator("reanchor", ".", "--format", "json")
    assert outcome.code == 1
    words = "Trade had grown by 12 percent"
    assert json.loads("\n".join(outcome.out)) == [
        {
            "file": "pact.mira.yaml",
            "revised": True,
            "moved": 6,
            "changed": ["q1"],
            "decided": [],
            "undecided": [
                {"reason": "not_found", "layer": "claims", "id": "c1", "words": [words]},
                {"reason": "not_found", "layer": "frames", "id": "f1", "words": [f"{words}."]},
            ],
            "to_review": 4,
            "with_old_text": False,
            "kept": KEPT,
            "hash_taken": False,
            "error": None,
        }
    ]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("none.txt", "none.txt does not exist."),
        ("pact.md", "pact.md is neither a corpus folder, a .txt text nor the labels file of one."),
        ("lost.mira.yaml", "lost.mira.yaml is neither a corpus folder, a .txt text nor the labels file of one."),
    ],
)
def test_what_is_no_text_is_told(annotator: Annotator, here: Path, path: str, told: str) -> None:
    put(here, LABELS)
    for name in ("pact.md", "lost.mira.yaml"):
        (here / name).write_text("x\n", encoding="utf-8")
    outcome = annotator("reanchor", path)
    assert (outcome.code, outcome.out, outcome.err) == (2, [], [told])


def test_a_text_that_is_none_any_more_is_told_and_its_labels_stay(annotator: Annotator, here: Path) -> None:
    revised(here, " \n")
    outcome = annotator("reanchor", ".")
    assert (outcome.code, outcome.err) == (2, ["pact.txt is empty: there is nothing to label."])
    assert (here / "pact.mira.yaml").read_text(encoding="utf-8") == LABELS


def test_words_with_escape_codes_are_shown_as_pictures(annotator: Annotator, here: Path) -> None:
    labels = changed(LABELS, "name: an engineer\n", 'name: "\\e]0;x\\a"\n')
    labels = changed(labels, "text: Trade had grown by 12 percent}", 'text: "Trade had grown \\e[12J percent"}')
    revised(here, CUT, labels)
    outcome = annotator("reanchor", ".")
    assert "\x1b" not in "".join([*outcome.out, *outcome.err])


def test_labelling_says_what_to_do_with_a_revised_text(annotator: Annotator, here: Path) -> None:
    revised(here, LEAD)
    outcome = annotator("label", "pact.txt", "--annotator", "mira")
    assert outcome.code == 2
    assert "`annotator reanchor` moves them to it" in outcome.err[0]
