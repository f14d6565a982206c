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

    from annotator.tui import first_paint  # noqa: PLC0415 - imports no Textual; see there

    gc.disable()  # hundreds of modules are imported now, and all stays; whoever opens the screen enables it again
    try:
        first_paint.paint(sys.argv[2:])
        return _run()  # there is something to read while it is imported
    finally:
        first_paint.withdraw()


if __name__ == "__main__":
    main()
