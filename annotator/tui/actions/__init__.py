"""What the actions do that need the screen: those that ask something, show something, or save.

The rest, which a session does alone, is in `annotator.session.perform`.
"""

from __future__ import annotations

from collections.abc import Callable

Act = Callable[[], None]
"""Does what a key stands for; raises a NotPossibleError where that cannot be."""
Tell = Callable[[str | None], None]
"""Shows a sentence in the bar; nothing takes the last one away."""
