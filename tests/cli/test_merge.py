"""`annotator merge`, by hand and as git's merge driver."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli import run
from annotator.store.journal import Journal
from annotator.store.lock import Lock
from tests.cli.conftest import Annotator
from tests.docs.pages import DOCS, blocks
from tests.sample import LABELS, changed, put

MIRA = "pact.mira.yaml"
PAGE = DOCS / "merging.md"
STANCE = ("  form: direct\n  stance: neutral\n", "  form: direct\n  stance: distancing\n")
OURS = changed(LABELS, *STANCE)
THEIRS = changed(LABELS, "credibility: 6", "credibility: 3")
AGAINST = changed(LABELS, "  form: direct\n  stance: neutral\n", "  form: direct\n  stance: endorsing\n")
WAITING = """\
undecided:
- reason: conflict
  quote:
    id: q1
    content:
    - {start: 70, end: 84, text: "“We built it,”"}
    - {start: 95, end: 117, text: "“and we will keep it.”"}
    cue: {start: 89, end: 93, text: said}
    sources: [s1]
    source_spans:
    - {start: 85, end: 88, text: she}
    within: null
    form: direct
    stance: endorsing
"""


def versions(here: Path, base: str, ours: str, theirs: str) -> list[Path]:
    """Put the article and three versions of its labels into a folder; ours where labels stand."""
    put(here, ours)
    for name, content in (("base.yaml", base), ("theirs.yaml", theirs)):
        (here / name).write_bytes(content.encode())
    return [here / "base.yaml", here / MIRA, here / "theirs.yaml"]


def read(path: Path) -> str:
    return path.read_bytes().decode()


def test_what_both_sides_did_is_written_into_ours(annotator: Annotator, here: Path) -> None:
    files = versions(here, LABELS, OURS, THEIRS)
    outcome = annotator("merge", *files)
    assert (outcome.code, outcome.out, outcome.err) == (0, [f"{files[1]}: merged, no conflicts."], [])
    assert read(files[1]) == changed(OURS, "credibility: 6", "credibility: 3")
    assert (read(files[0]), read(files[2])) == (LABELS, THEIRS)
    assert sorted(path.name for path in here.iterdir()) == ["base.yaml", MIRA, "pact.txt", "theirs.yaml"]


def test_a_conflict_is_told_marked_in_a_valid_file_and_ends_with_1(annotator: Annotator, here: Path) -> None:
    versions(here, LABELS, OURS, AGAINST)
    outcome = annotator("merge", "base.yaml", MIRA, "theirs.yaml")
    assert outcome.code == 1
    assert outcome.out == [
        "pact.mira.yaml: Quote q1 was changed on both sides (stance): ours stays, theirs waits in undecided.",
        "pact.mira.yaml: merged, 1 conflict.",
    ]
    assert read(here / MIRA) == OURS + WAITING
    assert annotator("validate", MIRA).code == 0


def test_conflicts_as_json(annotator: Annotator, here: Path) -> None:
    versions(here, LABELS, OURS, AGAINST)
    outcome = annotator("merge", "base.yaml", MIRA, "theirs.yaml", "--format", "json")
    told = json.loads("\n".join(outcome.out))
    assert [(each["item"], each["fields"]) for each in told["conflicts"]] == [("q1", ["stance"])]
    assert told["conflicts"][0]["sentence"].startswith("Quote q1 was changed on both sides")
    assert told["renamed"] == {}


def test_another_file_can_take_the_result(annotator: Annotator, here: Path) -> None:
    versions(here, LABELS, OURS, THEIRS)
    assert annotator("merge", "base.yaml", MIRA, "theirs.yaml", "-o", "both.yaml").code == 0
    assert read(here / MIRA) == OURS
    assert read(here / "both.yaml") == changed(OURS, "credibility: 6", "credibility: 3")


@pytest.mark.parametrize("base", [os.devnull, "empty.yaml"])
def test_an_empty_common_version_is_none(annotator: Annotator, here: Path, base: str) -> None:
    (here / "empty.yaml").write_bytes(b"\n")
    versions(here, LABELS, LABELS, LABELS)
    assert annotator("merge", base, MIRA, "theirs.yaml").code == 0
    assert read(here / MIRA) == LABELS
    (here / "theirs.yaml").write_bytes(AGAINST.encode())
    assert annotator("merge", base, MIRA, "theirs.yaml").code == 0
    assert read(here / MIRA).count("- id: q1\n") == 1
    assert "- id: q4\n" in read(here / MIRA)  # the other quote of that id


def test_a_version_that_wins_whole_keeps_its_comments(annotator: Annotator, here: Path) -> None:
    commented = "# by hand\n" + THEIRS
    versions(here, LABELS, LABELS, commented)
    assert annotator("merge", "base.yaml", MIRA, "theirs.yaml").code == 0
    assert read(here / MIRA) == commented


def test_a_copy_with_another_name_is_told_its_place(annotator: Annotator, here: Path) -> None:
    (here / "corpus").mkdir()
    put(here / "corpus", LABELS)
    for name, content in (("a", LABELS), ("b", OURS), ("c", THEIRS)):
        (here / name).write_bytes(content.encode())
    outcome = annotator("merge", "a", "b", "c", "--path", f"corpus/{MIRA}")
    assert (outcome.code, outcome.out) == (0, [])
    assert read(here / "b") == changed(OURS, "credibility: 6", "credibility: 3")
    assert read(here / "corpus" / MIRA) == LABELS


def test_sources_that_only_the_other_side_knows_are_no_fault(annotator: Annotator, here: Path) -> None:
    known = changed(THEIRS, "name: Jory Pellin\n", "name: Jory Pellin\n  registry: jory-pellin\n")
    versions(here, LABELS, OURS, known)
    (here / "sources.yaml").write_text("sources: []\n")
    assert annotator("merge", "base.yaml", MIRA, "theirs.yaml").code == 0
    assert "registry: jory-pellin" in read(here / MIRA)


def other_text(content: str) -> str:
    start = content.index('text_sha256: "') + len('text_sha256: "')
    return content[:start] + "0" * 64 + content[start + 64 :]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "sentence"),
    [
        (LABELS, OURS, changed(THEIRS, "annotator: mira", "annotator: tom"),
         "The two versions are by different annotators, 'mira' and 'tom'"),
        (LABELS, OURS, other_text(THEIRS), "The two versions are about different versions of the text 'pact'"),
        (LABELS, other_text(OURS), other_text(THEIRS),
         "pact.mira.yaml:3:14: text_sha256: the text is not the one that was labelled"),
        (LABELS, OURS, changed(THEIRS, "within: q2", "within: q9"),
         "theirs.yaml:58:11: quotes[2].within: there is no quote 'q9'"),
        (LABELS, OURS, "a: [", "theirs.yaml:1:5: this is not valid YAML"),
        ("<<<<<<< ours\n", OURS, THEIRS, "base.yaml:1:1: expected keys with values, found"),
        (LABELS, "", THEIRS, "pact.mira.yaml is empty: there is nothing to merge."),
        (LABELS, changed(OURS, "document: pact", "document: treaty"), THEIRS,
         "The two versions are about different texts: 'treaty' and 'pact'."),
        (LABELS, OURS, changed(THEIRS, "format: 1", "format: 2"), "labels format 2 is newer than this program reads"),
    ],
)  # fmt: skip
def test_what_cannot_be_merged_is_told_and_ours_stays_as_it_was(
    annotator: Annotator, here: Path, base: str, ours: str, theirs: str, sentence: str
) -> None:
    versions(here, base, ours, theirs)
    outcome = annotator("merge", "base.yaml", MIRA, "theirs.yaml")
    assert (outcome.code, outcome.out) == (2, [])
    assert sentence in "\n".join(outcome.err)
    assert read(here / MIRA) == ours
    assert not list(here.glob(".*"))


def test_a_file_without_a_text_or_without_such_a_name_is_refused(annotator: Annotator, here: Path) -> None:
    versions(here, LABELS, OURS, THEIRS)
    (here / "pact.txt").rename(here / "gone.txt")
    assert annotator("merge", "base.yaml", MIRA, "theirs.yaml").err == [
        (
            "pact.txt is not there, and labels are only merged against their text: --path says where the labels file "
            "stands if this is a copy of it."
        )
    ]
    for name in ("base.yaml", "pact.meta.yaml", "notes"):
        outcome = annotator("merge", "base.yaml", name, "theirs.yaml")
        assert (outcome.code, outcome.err[0].split(":")[0]) == (
            2, f"{name} is not the name of a labels file, which is TEXT.ANNOTATOR.yaml",
        )  # fmt: skip
    outcome = annotator("merge", "bse.yaml", MIRA, "theirs.yaml", "--path", "gone.mira.yaml")
    assert outcome.err == [
        "bse.yaml: cannot be read: No such file or directory; give /dev/null if there is no common version"
    ]


def test_a_file_that_somebody_labels_in_is_left_alone(annotator: Annotator, here: Path) -> None:
    versions(here, LABELS, OURS, THEIRS)
    lock = Lock(here / MIRA)
    try:
        outcome = annotator("merge", "base.yaml", here / MIRA, "theirs.yaml")
    finally:
        lock.release()
    assert outcome.code == 2
    assert "is being labelled by" in outcome.err[0]
    assert read(here / MIRA) == OURS


# --- as git's merge driver -------------------------------------------------------------------------------------------

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Repository:
    """A repository set up as the page on merging says, in a folder with a space in its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.corpus = folder / "annotations"
        self.corpus.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Mira")
        self.git("config", "user.email", "mira@example.org")
        *words, driver = shlex.split(blocks(PAGE, "sh")[1])
        assert words == ["git", "config", "merge.annotator.driver"]
        self.git(*words[1:], driver.replace("annotator", f'"{sys.executable}" -m annotator', 1))
        (folder / ".gitattributes").write_text("*.txt -text\n" + blocks(PAGE, "gitattributes")[0])
        (self.corpus / "pact.meta.yaml").write_text("title: Bridge pact\n")
        put(self.corpus)
        self.commit("begin")

    def git(self, *arguments: str, fails: bool = False) -> str:
        ran = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        assert (ran.returncode != 0) == fails, ran.stdout + ran.stderr
        return ran.stdout + ran.stderr

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def write(self, labels: str, message: str) -> None:
        (self.corpus / MIRA).write_bytes(labels.encode())
        self.commit(message)

    def branches(self, base: str | None, ours: str, theirs: str) -> None:
        """Make a branch `other` with theirs, and ours on the main one."""
        if base is not None:
            self.write(base, "base")
        self.git("checkout", "-q", "-b", "other")
        self.write(theirs, "theirs")
        self.git("checkout", "-q", "main")
        self.write(ours, "ours")

    @property
    def labels(self) -> str:
        return read(self.corpus / MIRA)

    @property
    def status(self) -> list[str]:
        return self.git("status", "--porcelain").splitlines()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "the work")


@needs_git
def test_git_merges_labels_by_item(repository: Repository) -> None:
    repository.branches(LABELS, OURS, THEIRS)
    repository.git("merge", "-q", "--no-edit", "other")
    assert repository.labels == changed(OURS, "credibility: 6", "credibility: 3")
    assert repository.status == []
    assert not list(repository.folder.glob(".merge*"))


@needs_git
def test_git_keeps_a_contradiction_as_a_conflict_in_a_valid_file(repository: Repository) -> None:
    repository.branches(LABELS, OURS, AGAINST)
    told = repository.git("merge", "--no-edit", "other", fails=True)
    assert "annotations/pact.mira.yaml: Quote q1 was changed on both sides (stance)" in told
    assert repository.labels == OURS + WAITING
    assert repository.status == ["UU annotations/pact.mira.yaml"]
    assert run(["validate", str(repository.corpus)]) == 0
    repository.commit("decided later")
    assert repository.status == []


@needs_git
def test_git_merges_labels_that_both_sides_began(repository: Repository) -> None:
    repository.branches(None, LABELS, changed(LABELS, "name: Jory Pellin", "name: Ada Brenn"))
    repository.git("merge", "-q", "--no-edit", "other")
    assert "id: s2\n  name: Jory Pellin\n" in repository.labels
    assert "id: s4\n  name: Ada Brenn\n" in repository.labels
    assert run(["validate", str(repository.corpus)]) == 0


@needs_git
def test_git_leaves_labels_that_cannot_be_merged_as_they_were(repository: Repository) -> None:
    repository.branches(LABELS, OURS, other_text(THEIRS))
    told = repository.git("merge", "--no-edit", "other", fails=True)
    assert "The two versions are about different versions of the text 'pact'" in told
    assert repository.labels == OURS
    assert repository.status == ["UU annotations/pact.mira.yaml"]
    told = repository.git("checkout", "--merge", "--", "annotations/pact.mira.yaml")
    assert "annotations/pact.mira.yaml: The two versions are about different versions" in told  # it is tried again


@needs_git
def test_git_merges_again_what_was_not_decided(repository: Repository) -> None:
    repository.branches(LABELS, OURS, AGAINST)
    repository.git("merge", "--no-edit", "other", fails=True)
    repository.commit("not decided")
    repository.git("checkout", "-q", "other")
    repository.write(changed(AGAINST, "credibility: 6", "credibility: 3"), "more")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-edit", "other")
    assert repository.labels == changed(OURS, "credibility: 6", "credibility: 3") + WAITING


@needs_git
def test_git_rebases_and_cherry_picks_labels_too(repository: Repository) -> None:
    repository.branches(LABELS, OURS, THEIRS)
    repository.git("checkout", "-q", "other")
    repository.git("rebase", "-q", "main")
    assert repository.labels == changed(OURS, "credibility: 6", "credibility: 3")
    assert repository.status == []


@needs_git
def test_git_merges_meta_files_by_itself(repository: Repository) -> None:
    told = repository.git("check-attr", "merge", "annotations/pact.meta.yaml", "annotations/pact.mira.yaml")
    assert [line.rpartition(": ")[2] for line in told.splitlines()] == ["unspecified", "annotator"]


def test_a_file_with_edits_in_its_journal_is_not_merged_into(annotator: Annotator, here: Path) -> None:
    files = versions(here, LABELS, OURS, THEIRS)
    Journal(here / MIRA, hashlib.sha256(OURS.encode()).hexdigest()).append([{"edit": {}}])
    outcome = annotator("merge", *files)
    assert outcome.code == 2
    [told] = outcome.err
    assert told == (
        f"{files[1]} is not up to date: there are edits in .pact.mira.yaml.journal beside it. Where nobody is "
        "labelling, open the text with `annotator label` once; that takes them in."
    )
    assert read(files[1]) == OURS
