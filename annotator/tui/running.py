"""Running an app on the terminal: what is the same whichever screens it has."""

from __future__ import annotations

import gc
import sys

from textual.app import App

from annotator.tui import first_paint

_SWITCH = 0.0002
"""Seconds after which a thread that writes labels gives way to the screen; Python's own are 0.005."""


def run(app: App[None]) -> int:
    """Run an app until it is left, with a driver of ours; return the exit code.

    A terminal where something was painted is taken over without clearing it first.
    """
    if sys.platform != "win32":
        from annotator.tui.driver import HandedOver, PromptDriver  # noqa: PLC0415 - not to be had on Windows

        app.driver_class = HandedOver if first_paint.is_up() else PromptDriver
    # What is there now stays: no looking through thousands of labels for garbage while keys are pressed.
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(_SWITCH)
    app.run()
    first_paint.withdraw(taken_over=True)
    return app.return_code or 0
