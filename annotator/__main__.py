"""The command `annotator`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. The version is told before anything else is imported."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from annotator import __version__  # noqa: PLC0415 - nothing more is needed to tell it

        sys.stdout.write(f"annotator {__version__}\n")
        return
    try:
        from annotator.cli import run  # noqa: PLC0415 - see above

        code = run()
    except KeyboardInterrupt:  # before a command could take it: there is nothing to save yet
        sys.stderr.write("Stopped.\n")
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
