"""The command `annotator`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line. The version is told before anything else is imported."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from annotator import __version__  # noqa: PLC0415 - nothing more is needed to tell it

        sys.stdout.write(f"annotator {__version__}\n")
        return
    # Whoever builds a model would else read what every installed package says of itself, for plugins nobody wants here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        code = _labelled() if sys.argv[1:2] == ["label"] else _run()
    except KeyboardInterrupt:  # before a command could take it: there is nothing to save yet
        sys.stderr.write("Stopped.\n")
        code = 130
    sys.exit(code)


def _run() -> int:
    from annotator.cli import run  # noqa: PLC0415 - slow to import

    return run()


def _labelled() -> int:
    import gc  # noqa: PLC0415 - see `main`

    gc.disable()  # hundreds of modules are imported now, and all stays; whoever opens the screen enables it again
    from annotator.tui import first_paint  # noqa: PLC0415 - imports no Textual; see there

    try:
        first_paint.paint(sys.argv[2:])  # there is something to read while the rest is imported
        one = _one_text(sys.argv[2:])
        return _run() if one is None else _opened(*one)
    finally:
        first_paint.withdraw()


def _one_text(arguments: list[str]) -> tuple[str, str | None] | None:
    """Return the text and the annotator where nothing else is asked for: as most are called, and click takes long.

    Args:
        arguments: What follows `label` on the command line.
    """
    text, annotator = arguments[:1], None
    if len(arguments) == 3 and "--annotator" in arguments[:2]:  # noqa: PLR2004 - the text, the option, the name
        at = arguments.index("--annotator")
        annotator = arguments[at + 1]
        text = arguments[:at] or arguments[2:]
    elif len(arguments) != 1:
        return None
    given = [*text, "x" if annotator is None else annotator]
    if sys.platform == "win32" or not all(given) or any(each.startswith("-") for each in given):
        return None  # what click makes of patterns where no shell does; what is missing; options
    return text[0], annotator


def _opened(text: str, annotator: str | None) -> int:
    from annotator.telling import answered  # noqa: PLC0415 - see `_labelled`

    def act() -> int:
        from pathlib import Path  # noqa: PLC0415

        from annotator.labelling import label  # noqa: PLC0415

        return label((Path(text),), annotator=annotator)

    return answered(act)


if __name__ == "__main__":
    main()
