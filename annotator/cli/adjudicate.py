"""`annotator adjudicate`: make gold labels of what several annotators said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.actions import ADJUDICATION, COMPARISON
from annotator.cli import FINDINGS, USAGE, complain, say, say_json
from annotator.corpora import check_corpus
from annotator.corpus import Corpus, CorpusError, corpus_of, open_text
from annotator.errors import AnnotatorError
from annotator.keymap import load as load_keymap
from annotator.listing import known_annotator
from annotator.store import GOLD

if TYPE_CHECKING:
    from annotator.adjudication.comparing import Comparison
    from annotator.adjudication.opening import Wanted
    from annotator.adjudication.order import Order
    from annotator.adjudication.session import GoldSession
    from annotator.session import Session


def _names(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in (value or "").split(",") if name.strip()))
    for name in names:
        if known_annotator(name) == GOLD:
            raise click.BadParameter("gold is what is made; name those it is made from")
    return names


def _name(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    return None if value is None else known_annotator(value)


@click.command("adjudicate")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--annotators", metavar="NAMES", callback=_names, help="Whose labels, such as mira,jory (default: all).")
@click.option(
    "--order", type=click.Choice(["text", "worst"]), default="text", help="In which order to decide (default: text)."
)
@click.option("--blind", is_flag=True, help="Name nobody, and shuffle who is A and who is B.")
@click.option("--begin", is_flag=True, help="Make the gold files, with what is agreed, and do not open them.")
@click.option("--list", "listing", is_flag=True, help="Print what waits for a decision; exit code 1 if anything does.")
@click.option(
    "--compare", metavar="NAME", callback=_name, help="Show what gold changed in the labels of one annotator."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--codebook", metavar="FILE", help="A codebook file, or the name of a shipped one.")
def command(  # noqa: PLR0917 - click gives one argument for each option
    paths: tuple[Path, ...],
    annotators: tuple[str, ...],
    order: Order,
    blind: bool,  # noqa: FBT001 - click's way
    begin: bool,  # noqa: FBT001
    listing: bool,  # noqa: FBT001
    compare: str | None,
    form: str,
    codebook: str | None,
) -> int:
    """Make gold labels of what several annotators said.

    PATHS are .txt files or one corpus folder. What annotators agree on is taken over; their versions of everything else
    are shown side by side, and one key takes one, both or neither. The result is saved beside each text, as
    NAME.gold.yaml, and can be left and gone on with at any time.

    \b
    Examples:
      annotator adjudicate annotations/story.txt
      annotator adjudicate annotations/ --annotators mira,jory --blind
      annotator adjudicate annotations/ --list --order worst
      annotator adjudicate annotations/ --begin
      annotator adjudicate annotations/story.txt --compare mira
    """
    from annotator.adjudication.opening import Wanted  # noqa: PLC0415 - needs an extra, which says so

    if begin and (listing or compare):
        raise click.UsageError("--begin makes the gold files and nothing else: give it alone.")
    corpus, texts = _texts(paths, codebook)
    wanted = Wanted(corpus, annotators)
    library = paths[0].is_dir() or len(texts) > 1
    if compare is not None:
        texts = wanted.compared(texts, compare) if paths[0].is_dir() else texts
        return _list_changes(wanted, texts, compare, form) if listing else _compare(wanted, texts, compare, library)
    if paths[0].is_dir():
        texts = wanted.texts(texts)
        if not texts:
            raise CorpusError(f"No text in {paths[0]} was labelled by two annotators: there is nothing to adjudicate.")
    if listing:
        return _list(wanted, texts, order, form, blind=blind)
    if begin:
        return _begin(wanted, texts)
    return _open(wanted, texts, order, blind=blind, library=library)


def _texts(paths: tuple[Path, ...], codebook: str | None) -> tuple[Corpus, list[Path]]:
    corpus = corpus_of(paths[0], codebook)
    if paths[0].is_dir():
        if len(paths) > 1:
            raise CorpusError("Give one corpus folder, or several texts of one folder.")
        check_corpus(paths[0])
        return corpus, corpus.text_paths()
    for path in paths:
        if path.is_dir() or corpus_of(path).folder.resolve() != corpus.folder.resolve():
            raise CorpusError(f"{path} is not in the same folder as {paths[0]}: adjudicate one corpus at a time.")
        open_text(path)
    return corpus, list(dict.fromkeys(paths))


def _list(wanted: Wanted, texts: Sequence[Path], order: Order, form: str, *, blind: bool) -> int:
    from annotator.adjudication.listing import Listed, lines, listed  # noqa: PLC0415 - needs an extra

    found: list[Listed] = []
    faulty = False
    for path in texts:
        try:
            found += listed(wanted, path, order, blind=blind)
        except AnnotatorError as error:
            if len(texts) == 1:
                raise
            complain(str(error))
            faulty = True
    if form == "json":
        say_json([one.to_dict() for one in found])
    else:
        for line in lines(found):
            say(line)
    return USAGE if faulty else FINDINGS if found else 0


def _begin(wanted: Wanted, texts: Sequence[Path]) -> int:
    from annotator.adjudication.disagreements import undecided  # noqa: PLC0415 - needs an extra
    from annotator.adjudication.opening import gold_path, read_gold, write_begun, zones_told  # noqa: PLC0415

    faulty = False
    for path in texts:
        try:
            is_new = write_begun(wanted, path)
            labels = read_gold(wanted, path)
        except AnnotatorError as error:
            if len(texts) == 1:
                raise
            complain(str(error))
            faulty = True
            continue
        there, waiting = sum(1 for _ in labels.items()), len(undecided(labels))
        how = "begun" if is_new else "was begun before"
        say(f"{gold_path(path)}: {how}, {there} items, {waiting} disagreement{'' if waiting == 1 else 's'}.")
        if told := zones_told(wanted, open_text(path), labels):
            say(f"  {told}")
    return USAGE if faulty else 0


def _list_changes(wanted: Wanted, texts: Sequence[Path], name: str, form: str) -> int:
    from annotator.adjudication.listing import ListedChange, changed_lines  # noqa: PLC0415 - needs an extra
    from annotator.adjudication.opening import compared  # noqa: PLC0415

    found: dict[Path, Comparison] = {}
    faulty = False
    for path in texts:
        try:
            found[path] = compared(wanted, path, name)
        except AnnotatorError as error:
            if len(texts) == 1:
                raise
            complain(str(error))
            faulty = True
    listed = [ListedChange(path, one, change) for path, one in found.items() for change in one.changed]
    if form == "json":
        say_json([one.to_dict() for one in listed])
    else:
        for change in listed:
            say(change.sentence)
        comparisons = list(found.values())
        codebooks = [wanted.corpus.codebook_named(one.gold.codebook.name) for one in comparisons]
        for line in changed_lines(comparisons, codebooks):
            say(line)
    return USAGE if faulty else FINDINGS if listed else 0


def _compare(wanted: Wanted, texts: list[Path], name: str, library: bool) -> int:  # noqa: FBT001
    from annotator.adjudication.opening import compared, open_to_compare  # noqa: PLC0415 - needs an extra

    def opener(path: Path) -> Session:
        compared(wanted, path, name)  # says why, where it cannot be
        return open_to_compare(wanted, path, name)

    from annotator.labelling import require_terminal  # noqa: PLC0415

    keymap, own = load_keymap(), load_keymap(table=COMPARISON)
    first = None if library else opener(texts[0])
    require_terminal()
    from annotator.tui.adjudicating import ComparingApp  # noqa: PLC0415 - slow to import
    from annotator.tui.running import run  # noqa: PLC0415

    app = ComparingApp(
        wanted.corpus,
        texts,
        name,
        opener,
        keymap,
        compared=lambda path: compared(wanted, path, name),
        first=first,
        own=own,
    )
    return run(app)


def _open(wanted: Wanted, texts: list[Path], order: Order, *, blind: bool, library: bool) -> int:
    from annotator.adjudication.opening import disagreements_of, open_gold  # noqa: PLC0415 - needs an extra
    from annotator.labelling import require_terminal  # noqa: PLC0415

    wanted.corpus.codebook  # noqa: B018 - a faulty codebook is told before the screen opens
    wanted.corpus.registry  # noqa: B018 - so is a faulty registry
    keymap, own = load_keymap(), load_keymap(table=ADJUDICATION)
    require_terminal()
    opened: list[Any] = []

    def opener(path: Path) -> GoldSession:
        opened.append(open_gold(wanted, path))
        session: GoldSession = opened[-1]
        return session

    def total(session: GoldSession) -> int:
        return disagreements_of(wanted, session.labels, session.text.path)

    try:
        first = None if library else opener(texts[0])
        from annotator.tui.adjudicating import AdjudicatingApp  # noqa: PLC0415 - slow to import
        from annotator.tui.running import run  # noqa: PLC0415

        app = AdjudicatingApp(
            wanted.corpus, texts, opener, keymap, first=first, order=order, blind=blind, total=total, own=own
        )
        return run(app)
    finally:
        for session in opened:
            session.close()
