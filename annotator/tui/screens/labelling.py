"""The labelling screen: the document, its side panel, the bar, and what each key does there."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.strip import Strip

from annotator.actions import SOURCE_DIGITS, Action
from annotator.corpus import KnownSource
from annotator.session import NotPossibleError, Session
from annotator.session.perform import PERFORMERS
from annotator.tui.actions.asking import Asking
from annotator.tui.actions.keeping import Keeping
from annotator.tui.actions.offering import Offers
from annotator.tui.actions.showing import Showing
from annotator.tui.autosave import Autosave
from annotator.tui.dialogues import Dialogues
from annotator.tui.document.pane import DocumentPane
from annotator.tui.frames import Frames
from annotator.tui.host import host_of
from annotator.tui.widgets.bar import Bar
from annotator.tui.widgets.footer import Footer
from annotator.tui.widgets.side import SidePanel
from annotator.tui.widgets.title import TitleRow

_NO_KEY = {"ctrl+c": "Q saves and quits; u undoes."}
"""What is said to keys that mean something elsewhere."""


class Body(Horizontal):
    """Where text and side panel stand, with nothing of its own to paint."""

    BLANK = True


class LabellingScreen(Screen[None]):
    """One session on the screen."""

    BLANK = True

    # For the rules of CSS, Textual would parse those of everything anew.
    DEFAULT_CSS = """
    TitleRow { dock: top; height: 1; background: $panel; }
    #body { height: 1fr; }
    DocumentPane { width: 1fr; height: 100%; }
    SidePanel { width: 27; height: 100%; }
    Bar { dock: bottom; height: 4; margin-bottom: 1; background: $surface; }
    Footer { dock: bottom; height: 1; background: $panel; }
    LabellingScreen.narrow SidePanel { display: none; }
    LabellingScreen.wide SidePanel { width: 42; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (66, "normal"), (110, "wide")]  # noqa: RUF012 - declared so by Textual

    own: ClassVar[tuple[Action, ...]] = ()
    """Actions of this screen beside those of labelling."""

    def __init__(self, session: Session, title: str) -> None:
        """Show a session under a title."""
        super().__init__(classes=self._breadth())
        self.session = session
        self.text_title = title
        self._title, self._bar = TitleRow(id="title"), self._made_bar()
        self._pane, self._side = DocumentPane(session), SidePanel(id="side")
        begun = "" if session.saver.has_file else "? shows every key. Labels are saved as you go."
        self.message = session.read_only or session.told or begun
        self.autosave = Autosave(self, session)
        showing = Showing(self, session, self._pane)
        self._dialogues = Dialogues(session, self._known_sources, lambda: showing.guidelines(self._dialogues))
        self._asking = Asking(session, self._dialogues, self._tell)
        self.keeping = Keeping(self, session, self.autosave, self._dialogues, self._tell)
        self.offers = Offers(self, session, self._pane, self._dialogues, self._tell)
        self._acts = {
            **self._asking.by_name(),
            **showing.by_name(self._dialogues),
            **self.keeping.by_name(),
            **self.offers.by_name(),
        }
        self._told_saved: tuple[object, ...] = ()
        """What the last frame told of saving, and what was asked in it."""
        self._unbuilt = iter(session.codebook.label_models.items.values())
        self._frames = Frames(self, self.show, self._pane.warm, lambda: self._side.warm(session), self._warm_model)

    def _breadth(self) -> str:
        """Return the class of the width there is; if Textual added it, it would work out all styles once more."""
        width = self.app.size.width
        return next((name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS) if width >= least), "")

    def _made_bar(self) -> Bar:
        return Bar(id="bar")

    def _made_footer(self) -> Footer:
        return Footer(id="footer")

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._title
        with Body(id="body"):
            yield self._pane
            yield self._side
        yield self._made_footer()
        yield self._bar

    def on_mount(self) -> None:
        """Take the codebook's colours, and those of a theme when it is changed."""
        for widget in (self._pane, self._side, self._bar):
            widget.colour_layers(self.session.codebook)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self._show_all))

        self.autosave.start()
        self.call_after_refresh(self.offers.start)

    def on_unmount(self) -> None:
        """Let others write the labels."""
        self.offers.stop()
        self.autosave.stop()
        self.session.close()

    def on_autosave_tried(self) -> None:
        """Tell what came of saving, if that is news; ask where somebody else changed the file."""
        self.keeping.tried()
        if (self.autosave.state, self.session.saver.failure, self._dialogues.top) != self._told_saved:
            self._frames.want_too()

    def on_offers_came(self, event: Offers.Came) -> None:
        """Show what was found."""
        if told := self.offers.came(event.news, event.rank):
            self.message = told
        self._frames.want_too()

    def on_resize(self, event: events.Resize) -> None:
        """Draw everything at its new size."""
        self._bar.fit(event.size.height)
        self.call_after_refresh(self._show_all)

    def on_screen_resume(self) -> None:
        """Draw everything when a dialog above is gone."""
        self.call_after_refresh(self._show_all)

    def on_bar_resized(self) -> None:
        """Draw what is asked in the room there is now."""
        self.show()

    def _show_all(self) -> None:
        """Draw what only a size or a theme changes too."""
        self.query_one(Footer).show(host_of(self).keymap)
        self.show()

    def show(self) -> None:
        """Draw the session as it is now; each part repaints only the rows that differ."""
        above: list[Strip] = []
        saver, asked = self.session.saver, self._dialogues.top
        failure = saver.failure
        if asked is not None:
            above = self._bar.ask(asked)
        else:
            said = (self.message, failure) if saver.is_changed_outside else (failure, self.message)
            told = said[0] or said[1] or ""
            self._bar.tell(self.session, told.replace(f"{saver.path.parent}/", ""))
        edge = self._pane.size.width
        self._pane.cover([strip.crop(0, edge) for strip in above])
        self._side.cover([strip.crop(edge) for strip in above])
        self._pane.show()
        self.offers.drawn()
        self._side.show(self.session)
        self.autosave.settle()
        state = self.autosave.state
        self._title.show(self.session, self.text_title, state)
        self._told_saved = state, failure, asked

    def _warm_model(self) -> None:
        """Have one more layer's model built, which checks the items that are made; the first time takes long."""
        model = next(self._unbuilt, None)
        if model is not None:
            model.model_rebuild()

    def on_idle(self) -> None:
        """Draw what the keys did that have come so far."""
        self._frames.idle()

    # --- keys and mouse ----------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Do what the key means: an answer while something is asked, an action otherwise."""
        event.stop()
        event.prevent_default()
        if self.app.screen is not self:  # typed ahead while something else was opening: it is meant for that
            self.app.post_message(events.Key(event.key, event.character))
            return
        self.offers.hush()
        self.message = ""
        name = self._action_of(event.key)
        if (
            self._dialogues.top is not None
            and event.key not in self._through
            and not self._dialogues.passes(event.key, name)
        ):
            self._attempt(lambda: self._dialogues.key(event.key, event.character))
            self.message = self.message or self._dialogues.message
        elif name is not None:
            self.perform(name)
            return
        elif event.key in SOURCE_DIGITS:
            self._attempt(lambda: self._pick_number(int(event.key)))
        else:
            self.message = _NO_KEY.get(event.key, f"{event.key} does nothing here; ? shows every key.")
        self._after()

    def keys_of(self, name: str) -> tuple[str, ...]:
        """Return the keys of an action."""
        return host_of(self).keymap[name]

    def _action_of(self, key: str) -> str | None:
        return host_of(self).action_of(key)

    def _pick_number(self, number: int) -> None:
        self._asking.pick_number(number)

    @property
    def _through(self) -> set[str]:
        """The keys that mean the same whatever is asked: those with ctrl that quit, save and change the theme."""
        keymap = host_of(self).keymap
        return {key for name in ("quit", "save", "theme") for key in keymap[name] if key.startswith("ctrl+")}

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted words where words are asked for."""
        event.stop()
        self._dialogues.paste(event.text)
        self.show()

    def on_document_pane_selected(self, event: DocumentPane.Selected) -> None:
        """Take over what the mouse selected."""
        if self._dialogues.top is None or self._dialogues.lets_select:
            self.session.cursor.to_mouse(event.first, event.last)
            self.message = ""
            self.show()

    def perform(self, name: str) -> None:
        """Take an action by its name."""
        self._attempt(self._acts.get(name) or (lambda: self._tell(PERFORMERS[name](self.session))))
        self._dialogues.follow(self.message)
        self._after()

    def _attempt(self, act: Callable[[], object]) -> None:
        """Act, and tell what is not possible instead of failing."""
        try:
            act()
        except NotPossibleError as error:
            self._tell(str(error))

    def _tell(self, sentence: str | None) -> None:
        self.message = sentence or ""

    def _after(self) -> None:
        """Draw soon, and see to it that what changed is saved."""
        self._frames.want()
        self.autosave.follow()
        self.offers.follow()

    def _known_sources(self) -> list[KnownSource]:
        return list((host_of(self).corpus.registry or {}).values())
