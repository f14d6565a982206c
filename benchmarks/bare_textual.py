"""The least that Textual can do: a Static that tells the last key and how many there were."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Echoes a key."""

    count = 0

    def compose(self) -> ComposeResult:
        """Show one Static."""
        yield Static("Quillmarsh", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Tell the key."""
        self.count += 1
        self.query_one(Static).update(f"{event.key} {self.count} pressed")


if __name__ == "__main__":
    Bare().run()
