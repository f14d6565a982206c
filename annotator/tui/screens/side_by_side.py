"""A labelling screen with versions of one item side by side under the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.keymap import Keymap, shown
from annotator.labels import Item, LayerName
from annotator.session import Session
from annotator.tui.actions import Act
from annotator.tui.document.rails import Mark
from annotator.tui.guidelines import guidelines
from annotator.tui.help import help_with
from annotator.tui.host import host_of
from annotator.tui.screens.labelling import LabellingScreen
from annotator.tui.screens.reader import Reader
from annotator.tui.widgets.bar import Bar
from annotator.tui.widgets.footer import Footer, footer_of
from annotator.tui.widgets.lines import Line, Part
from annotator.tui.widgets.side_by_side import Shown
from annotator.tui.widgets.versions import Versions


class FooterWith(Footer):
    """The keys of a screen that has more than labelling has."""

    def __init__(self, hints: Callable[[Keymap], list[tuple[str, str]]]) -> None:
        """Take what gives keys with what they do."""
        super().__init__(id="footer")
        self._hints = hints

    def show(self, keymap: Keymap) -> None:
        """Draw the keys."""
        self.draw([footer_of(self._hints(keymap), self.size.width)])


class SideBySideScreen(LabellingScreen):
    """Versions under the text. What they are of, a subclass says.

    Attributes:
        own: The screen's own actions, whose keys come before those of labelling.
        first: Keys that are no actions, with what they do, before those of the actions.
        last: Actions of labelling that stand in the footer behind those, with their words there.
        heading: What the own actions stand under in the help.
        hints: Further lines of the help.
    """

    SCOPED_CSS = False
    """The rules name this class, and are to hold for subclasses too."""
    CSS = """
    SideBySideScreen Bar { height: 11; }
    SideBySideScreen SidePanel { display: none; }
    SideBySideScreen.wide SidePanel { display: block; }
    """
    first: tuple[tuple[str, str], ...] = ()
    last: tuple[tuple[str, str], ...] = ()
    heading = ""
    hints: tuple[str, ...] = ()

    def __init__(self, session: Session, title: str, keys: Keymap | None = None) -> None:
        """Show a session under a title.

        Args:
            session: Has the text.
            title: Of the text.
            keys: The keys of the own actions; None for the usual ones.
        """
        super().__init__(session, title)
        self._own_keys = {action.name: action.keys for action in self.own} | dict(keys or {})
        self._keys = {key: name for name, given in self._own_keys.items() for key in given}
        self._usual: Mapping[str, Act] = dict(self._acts)
        self._acts = {**self._acts, "help": self._help, "read": self._read, **self._own_acts()}

    def _own_acts(self) -> dict[str, Act]:
        """Return what the own actions do."""
        raise NotImplementedError

    def _versions(self, *, in_full: bool = False) -> Shown:
        """Return what the panel shows now; in full, with what would take too much room there."""
        raise NotImplementedError

    def _marks(self) -> tuple[Mark, ...]:
        """Return what stands in the rails above the labels now."""
        raise NotImplementedError

    def _made_bar(self) -> Bar:
        return Versions(id="bar")

    def _made_footer(self) -> Footer:
        return FooterWith(self._footer_hints)

    def _footer_hints(self, keymap: Keymap) -> list[tuple[str, str]]:
        """Return the keys of the footer, each with its word."""
        if self._dialogues.top is not None:  # whose own keys stand in the bar
            return [("esc", "leave"), ("?", "what is this")]
        own = [(self._own_keys[action.name], action.footer) for action in self.own if action.footer]
        usual = [(keymap[name], word) for name, word in self.last]
        return [*self.first, *((shown(keys[0]), word) for keys, word in (*own, *usual) if keys)]

    def show(self) -> None:
        """Draw the versions of what is looked at, and everything else."""
        self.query_one(Footer).show(host_of(self).keymap)
        self.query_one(Versions).shown = self._versions()
        self._pane.extra = self._marks()
        super().show()

    def keys_of(self, name: str) -> tuple[str, ...]:
        """Return the keys of an action."""
        return self._own_keys[name] if name in self._own_keys else super().keys_of(name)

    def _action_of(self, key: str) -> str | None:
        return self._keys.get(key) or super()._action_of(key)

    def _help(self) -> None:
        """Show the own keys, and below them those of labelling."""
        keymap = host_of(self).keymap
        told = [*self.first, *((" ".join(map(shown, self._own_keys[own.name])), own.help) for own in self.own)]
        self.app.push_screen(Reader("Keys", help_with(self.heading, told, self.hints, keymap, set(self._keys))))

    def _read(self) -> None:
        """Show every word of the versions, one below the other."""
        shown = self._versions(in_full=True)
        lines: list[Line] = []
        for number, heading in enumerate(shown.headings):
            lines += [*([[]] if lines else []), [Part(heading, "title")]]
            for row in shown.rows:
                mark = "≠ " if row.differs else "  "
                style = shown.layer if row.is_words else "plain"
                lines.append([Part("  "), Part(f"{mark}{row.label}: ", "dim"), Part(row.values[number], style)])
        self.app.push_screen(Reader(shown.what, lines))

    def _show_guidelines(self, layer: LayerName, field: str, item: Item) -> None:
        """Show the guidelines of an attribute, the value that an item has first; of the layer for another field."""
        scheme = self.session.codebook.layers.get(layer)
        if scheme is None:
            return
        attribute = scheme.attributes.get(field)
        value = None
        if attribute is not None and (code := item.attribute(field)) is not None:
            value = attribute.by_value.get(code)
        lines = guidelines(self.session.codebook, layer, field if attribute else None, value)
        self.app.push_screen(Reader("Guidelines", lines))
