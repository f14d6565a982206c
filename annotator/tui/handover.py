"""Taking the terminal over from the first paint without a flash."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

_ALTERNATE = "\x1b[?1049h"


class HandedOver(LinuxDriver):
    """Textual's driver for a terminal that is in its alternate screen already: entering it again would clear it."""

    def write(self, data: str) -> None:
        """Write, but for the order to enter the alternate screen."""
        if data != _ALTERNATE:
            super().write(data)
