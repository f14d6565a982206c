"""The command `annotator`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. The version is told before anything else is imported."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from annotator import __version__  # noqa: PLC0415 - nothing more is needed to tell it

        sys.stdout.write(f"annotator {__version__}\n")
        return
    if sys.argv[1:2] != ["label"]:
        from annotator.cli import run  # noqa: PLC0415 - see above

        sys.exit(run())
    from annotator.tui import first_paint  # noqa: PLC0415 - imports no Textual; see there

    try:
        first_paint.paint(sys.argv[2:])
        from annotator.cli import run  # noqa: PLC0415 - slow to import, and there is something to read meanwhile

        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        first_paint.withdraw()


if __name__ == "__main__":
    main()
