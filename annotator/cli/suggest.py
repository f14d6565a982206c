"""`annotator suggest`: quotes, claims and zones by rule, printed, saved as a pass, or measured against labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import click

from annotator.cli import FINDINGS, complain, say, say_json
from annotator.corpus import Corpus
from annotator.display import escaped_json
from annotator.errors import AnnotatorError
from annotator.store import check_annotator, check_pass, labels_path
from annotator.store.names import GOLD
from annotator.suggest.engine import suggestions_for
from annotator.suggest.evaluation import Score, Tally
from annotator.suggest.passing import check_free, labels_from, write_pass
from annotator.suggest.plugins.choosing import choose
from annotator.suggest.plugins.host import DEFAULT_TIMEOUT, ask, merge
from annotator.suggest.plugins.protocol import Suggester, TextView
from annotator.suggest.suggestion import SUGGESTED_LAYERS, SuggestedLayer, Suggestion
from annotator.suggest.texts import Subject, subject_of, texts_of

_RULES = "rules"
_KINDS = ("form", "type", "frame", "zone")
_WIDEST = 60  # characters of a text shown in the table


def _layers(_: click.Context, __: click.Parameter, value: str | None) -> tuple[SuggestedLayer, ...]:
    if value is None:
        return SUGGESTED_LAYERS
    names = [name.strip() for name in value.split(",") if name.strip()]
    if not names or any(name not in SUGGESTED_LAYERS for name in names):
        raise click.BadParameter(f"choose from {', '.join(SUGGESTED_LAYERS)}, separated by commas")
    return tuple(name for name in SUGGESTED_LAYERS if name in names)


@click.command("suggest")
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print it.")
@click.option("--layers", metavar="LAYERS", callback=_layers, help="Such as quotes,claims (default: all).")
@click.option("--language", metavar="CODE", help="Language of the texts, such as en or de (default: as far as known).")
@click.option("--with", "others", metavar="NAME", multiple=True, help="A suggester to ask besides the rules.")
@click.option("--without-rules", is_flag=True, help="Ask only the suggesters given by --with.")
@click.option("--timeout", metavar="SECONDS", type=click.FloatRange(min=0.1), default=DEFAULT_TIMEOUT, help="For each.")
@click.option("--write", metavar="ANNOTATOR", help="Save the suggestions as labels of that name.")
@click.option("--evaluate", metavar="ANNOTATOR", help="Measure the suggestions against these labels.")
@click.option("--codebook", metavar="FILE", help="A codebook file, or the name of a shipped one.")
def command(  # noqa: PLR0917 - click's parameters
    path: Path,
    form: str,
    layers: tuple[SuggestedLayer, ...],
    language: str | None,
    others: tuple[str, ...],
    without_rules: bool,  # noqa: FBT001
    timeout: float,
    write: str | None,
    evaluate: str | None,
    codebook: str | None,
) -> int:
    """Suggest quotes with their sources, claims, frames and paragraph zones.

    PATH is a text, a folder of texts, or a corpus; the current folder if left out. With --format json the output is a
    list with one object per text, for one text too. Nothing is changed unless --write is given, and then only new files
    are made. Ends with 1 when a text cannot be read.

    \b
    Examples:
      annotator suggest article.txt
      annotator suggest annotations/ --format json
      annotator suggest annotations/ --write rules
      annotator suggest annotations/ --evaluate first
    """
    if write is not None and evaluate is not None:
        raise click.UsageError("Give --write or --evaluate, not both.")
    corpus, paths = texts_of(path, codebook)
    corpus.codebook, corpus.settings, corpus.registry  # noqa: B018 - what is wrong with these is told once
    run = _Run(corpus, layers, language, _chosen(others, without_rules), timeout, rules=not without_rules)
    if evaluate is not None:
        return _evaluate(run, paths, evaluate, form)
    if write is not None:
        return _write(run, paths, check_annotator(write))
    if form == "json":
        return _json(run, paths)
    return _table(run, paths, path)


def _chosen(names: Sequence[str], without_rules: bool) -> list[Suggester]:  # noqa: FBT001
    """Return the suggesters that were asked for, and say where a text goes."""
    if not names and without_rules:
        raise click.UsageError("--without-rules needs a suggester: --with NAME.")
    chosen, notices = choose(names)
    for notice in notices:
        complain(notice)
    return chosen


class _Run:
    """One call of the command: makes the suggestions, text by text."""

    def __init__(
        self,
        corpus: Corpus,
        layers: tuple[SuggestedLayer, ...],
        language: str | None,
        suggesters: list[Suggester],
        timeout: float,
        *,
        rules: bool,
    ) -> None:
        self.corpus = corpus
        self.layers = layers
        self.language = language
        self.suggesters = suggesters
        self.timeout = timeout
        self.rules = rules
        self.failed = False

    def texts(self, paths: Sequence[Path]) -> Iterator[tuple[Subject, list[Suggestion]]]:
        """Yield each text that can be read, with what is suggested for it; complain of the others."""
        for path in paths:
            try:
                subject = subject_of(self.corpus, path, self.language)
            except AnnotatorError as error:
                complain(str(error))
                self.failed = True
                continue
            yield subject, self.suggestions(subject)

    def suggestions(self, subject: Subject) -> list[Suggestion]:
        """Return what the rules and the suggesters say of a text, each once."""
        answers: list[Sequence[Suggestion]] = []
        if self.rules:
            answers.append(suggestions_for(subject.text, subject.paragraphs, subject.language, self.layers))
        if self.suggesters:
            view = TextView(
                subject.text.name,
                subject.text.content,
                tuple(subject.paragraphs),
                subject.language,
                self.corpus.codebook,
                self.layers,
            )
            for suggester in self.suggesters:
                answer = ask(suggester, view, self.timeout)
                for problem in answer.problems:
                    complain(f"{subject.text.path}: {problem}")
                answers.append(answer.suggestions)
        return list(answers[0]) if len(answers) == 1 else merge(answers)

    @property
    def code(self) -> int:
        """The exit code."""
        return FINDINGS if self.failed else 0


def _json(run: _Run, paths: Sequence[Path]) -> int:
    """Print a list with one object per text, each as soon as it is there: thousands of texts need little memory."""
    separator = "["
    for subject, suggestions in run.texts(paths):
        entry = {
            "document": subject.text.name,
            "language": subject.language,
            "suggestions": [item.to_json() for item in suggestions],
        }
        click.echo(separator)
        click.echo(_compact(entry), nl=False)
        separator = ","
    click.echo("[]" if separator == "[" else "\n]")
    return run.code


def _compact(entry: dict[str, Any]) -> str:
    """Return a text's object with one suggestion on each line."""
    lines = ",\n".join(_line(item) for item in entry["suggestions"])
    head = f'{{"document": {_line(entry["document"])}, "language": {_line(entry["language"])}, "suggestions": ['
    return f"{head}\n{lines}\n]}}" if lines else f"{head}]}}"


def _line(value: Any) -> str:
    return escaped_json(value, indent=None)


def _table(run: _Run, paths: Sequence[Path], asked: Path) -> int:
    if not paths:
        say(f"There are no texts in {asked}.")
    for subject, suggestions in run.texts(paths):
        count = f"{len(suggestions)} suggestion{'' if len(suggestions) == 1 else 's'}"
        say(f"{subject.text.name}: {count} ({subject.language})")
        for item in suggestions:
            content = subject.text.content
            kind = next((item.attributes[name] for name in _KINDS if name in item.attributes), "")
            words = " … ".join(content[start:end] for start, end in item.spans)
            who = " & ".join(" ".join(content[s:e] for s, e in source) for source in item.sources)
            named = ", ".join(item.resolved)
            told = f"{who} = {named}" if named and named != who else who
            begin = f"  {item.place[0]:>7}  {item.layer:<6}  {kind:<22}{item.score:>5.2f}"
            say(f"{begin}  {_short(words):<{_WIDEST}}  {_short(told)}".rstrip())
    return run.code


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


def _write(run: _Run, paths: Sequence[Path], annotator: str) -> int:
    for path in paths:
        check_free(path, annotator)  # before anything is written: all the files, or none
    for subject, suggestions in run.texts(paths):
        target = check_free(subject.text.path, annotator)
        corpus = run.corpus
        labels, left_out = labels_from(
            subject.text,
            suggestions,
            annotator,
            corpus.codebook,
            cast("Any", corpus.registry),
            rule=corpus.settings.paragraphs,
            language=subject.language,
        )
        write_pass(target, labels)
        counts = ", ".join(f"{len(labels.layer(layer))} {layer}" for layer in ("sources", "quotes", "claims", "frames"))
        say(f"{target}: {counts}" + (f"; {left_out} suggestions left out" if left_out else ""))
    return run.code


def _evaluate(run: _Run, paths: Sequence[Path], annotator: str, form: str) -> int:
    if annotator != GOLD:
        check_pass(annotator)
    tally = Tally()
    labelled = [path for path in paths if labels_path(path, annotator).is_file()]
    if not labelled:
        raise click.UsageError(f"There are no labels of '{annotator}' to compare with.")
    for subject, suggestions in run.texts(labelled):
        try:
            labels = run.corpus.read_labels(subject.text, annotator)
        except AnnotatorError as error:
            complain(str(error))
            run.failed = True
            continue
        tally.add(labels, suggestions)
        if run.rules:
            tally.add_sources(labels, subject.text.content, subject.language)
    scores = list(tally.scores())
    if form == "json":
        say_json([asdict(score) | score.rates() for score in scores])
    else:
        _scores(scores, len(labelled))
    return run.code


def _scores(scores: Sequence[Score], texts: int) -> None:
    say(f"{texts} text{'' if texts == 1 else 's'}. P, R, F1: exact | IoU ≥ 0.5. Speaker: overlapping, exact.")
    width = max((len(score.name) for score in scores), default=4) + 2
    columns = f"{'P':>5}{'R':>6}{'F1':>6}"
    say(f"{'layer':<8}{'':<{width}}{'gold':>5}{'found':>6}  {columns}  | {columns}  {'speaker':>12}")
    for score in scores:
        rates = score.rates()
        exact = "".join(f"{_rate(rates[f'exact_{name}']):>6}" for name in ("precision", "recall", "f1"))
        loose = "".join(f"{_rate(rates[f'iou_{name}']):>6}" for name in ("precision", "recall", "f1"))
        speaker = f"{_rate(rates['speaker_overlap']):>6}{_rate(rates['speaker_exact']):>6}"
        gold = "" if score.gold is None else str(score.gold)
        name = "" if score.group == "layer" else score.name
        say(f"{score.layer:<8}{name:<{width}}{gold:>5}{score.suggested:>6} {exact}  |{loose}  {speaker}".rstrip())


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
