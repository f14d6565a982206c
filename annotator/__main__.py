"""The command `annotator`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. The version is told before anything else is imported."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from annotator import __version__  # noqa: PLC0415 - nothing more is needed to tell it

        sys.stdout.write(f"annotator {__version__}\n")
        return
    from annotator.cli import run  # noqa: PLC0415 - see above

    sys.exit(run())


if __name__ == "__main__":
    main()
