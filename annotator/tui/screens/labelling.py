"""The labelling screen: the document, its side panel, the attribute bar, and what each key does there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from annotator.actions import SOURCE_DIGITS
from annotator.errors import AnnotatorError
from annotator.labels import LayerName, Source
from annotator.session import Coding, NotPossibleError, Session, Zoning
from annotator.session.perform import PERFORMERS
from annotator.tui.document.pane import DocumentPane
from annotator.tui.guidelines import guidelines
from annotator.tui.screens.picker import Candidate, SourcePicker
from annotator.tui.screens.prompt import Prompt
from annotator.tui.screens.reader import Reader
from annotator.tui.widgets.bar import Bar, Dialogue
from annotator.tui.widgets.footer import Footer
from annotator.tui.widgets.side import SidePanel
from annotator.tui.widgets.title import FAILED, NOTHING, SAVED, SAVING, SaveState, TitleRow

if TYPE_CHECKING:
    from annotator.tui.app import AnnotatorApp

_IDLE = 0.4
"""Seconds without an edit after which the labels are written."""
_RETRY = 5.0
"""Seconds after which a save that failed is tried again."""


class LabellingScreen(Screen[None]):
    """One session on the screen."""

    CSS = """
    TitleRow { dock: top; height: 1; background: $primary-background; }
    #body { height: 1fr; }
    DocumentPane { width: 1fr; height: 100%; }
    SidePanel { width: 27; height: 100%; border-left: vkey $primary-background-lighten-2; padding-left: 1; }
    Bar { dock: bottom; height: 3; margin-bottom: 1; background: $surface; }
    Footer { dock: bottom; height: 1; background: $primary-background; }
    .narrow SidePanel { display: none; }
    .wide SidePanel { width: 42; }
    .low Bar { height: 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (66, "normal"), (110, "wide")]  # noqa: RUF012 - declared so by Textual
    VERTICAL_BREAKPOINTS = [(0, "low"), (14, "high")]  # noqa: RUF012 - declared so by Textual

    def __init__(self, session: Session, title: str) -> None:
        """Show a session under a title."""
        super().__init__()
        self.session = session
        self.text_title = title
        self.message = ""
        self._dialogues: list[Dialogue] = []
        self._link_after: str | None = None
        self._save_timer: Timer | None = None

    @property
    def annotator_app(self) -> AnnotatorApp:
        """The app, with its keymap and corpus."""
        return cast("AnnotatorApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield TitleRow(id="title")
        with Horizontal(id="body"):
            yield DocumentPane(self.session)
            yield SidePanel(id="side")
        yield Footer(id="footer")
        yield Bar(id="bar")

    def on_mount(self) -> None:
        """Say how to begin."""
        for widget in (self.query_one(DocumentPane), self.query_one(SidePanel), self.query_one(Bar)):
            widget.colour_layers(self.session.codebook)
        if self.session.saver.is_saved(self.session.labels) and not self.session.saver.path.exists():
            self.message = "? shows every key. Labels are saved as you go."

    def on_resize(self) -> None:
        """Draw everything at its new size."""
        self.call_after_refresh(self.show)

    def on_screen_resume(self) -> None:
        """Draw everything when a dialog above is gone."""
        self.call_after_refresh(self.show)

    # --- drawing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Draw the session as it is now; each part repaints only the rows that differ."""
        self.query_one(DocumentPane).show()
        self.query_one(SidePanel).show(self.session)
        self.query_one(TitleRow).show(self.session, self.text_title, self._save_state())
        self.query_one(Footer).show(self.annotator_app.keymap)
        bar = self.query_one(Bar)
        if self._dialogues:
            bar.ask(self._dialogues[-1])
        else:
            told = self.session.saver.failure or self.message
            bar.tell(self.session, told.replace(f"{self.session.saver.path.parent}/", ""))

    def _save_state(self) -> SaveState:
        saver = self.session.saver
        if saver.is_saved(self.session.labels):
            return SAVED if saver.path.exists() else NOTHING
        return FAILED if saver.failure else SAVING

    # --- keys and mouse ----------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Do what the key means: an answer while something is asked, an action otherwise."""
        event.stop()
        event.prevent_default()
        self.message = ""
        name = self.annotator_app.action_of(event.key)
        if self._dialogues and name not in {"quit", "save", "theme"}:
            self._answer(event)
        elif name is not None:
            self.perform(name)
            return
        elif event.key in SOURCE_DIGITS:
            self._attempt(lambda: self._pick_number(int(event.key)))
        else:
            self.message = f"{event.key} does nothing here; ? shows every key."
        self.after()

    def perform(self, name: str) -> None:
        """Take an action by its name."""
        own: Callable[[], object] | None = getattr(self, f"do_{name}", None)
        if own is not None:
            self._attempt(own)
        else:
            self._attempt(lambda: setattr(self, "message", PERFORMERS[name](self.session) or ""))
        self.after()

    def _attempt(self, act: Callable[[], object]) -> None:
        """Act, and tell what is not possible instead of failing."""
        try:
            act()
        except NotPossibleError as error:
            self.message = str(error)

    def after(self) -> None:
        """Draw, and see to it that what changed is saved."""
        self.show()
        if not self.session.saver.is_saved(self.session.labels):
            self._save_soon(_IDLE)

    def on_document_pane_selected(self, event: DocumentPane.Selected) -> None:
        """Take over what the mouse selected."""
        if not self._dialogues:
            self.session.cursor.to_mouse(event.first, event.last)
            self.message = ""
            self.show()

    # --- the attribute bar -------------------------------------------------------------------------------------------

    def _answer(self, event: events.Key) -> None:
        dialogue = self._dialogues[-1]
        dialogue.message = ""
        keys: dict[str, Callable[[], None]] = {
            "enter": dialogue.finish,
            "escape": dialogue.cancel,
            "tab": dialogue.forward,
            "shift+tab": dialogue.back,
            "right": lambda: dialogue.move(1),
            "left": lambda: dialogue.move(-1),
            "down": lambda: dialogue.move(1),
            "up": lambda: dialogue.move(-1),
            "space": self._type if dialogue.wants_text else dialogue.choose_highlighted,
            "backspace": dialogue.clear,
            "question_mark": self.do_codebook,
        }
        if dialogue.asks_sources:
            keys["slash"] = self._find_source
        if event.key in keys:
            self._attempt(keys[event.key])
        elif event.character and self._press(dialogue, event.character):
            pass
        else:
            dialogue.message = f"{event.key} is no answer here."
        self._settle()

    def _press(self, dialogue: Dialogue, key: str) -> bool:
        pressed = False

        def press() -> None:
            nonlocal pressed
            pressed = dialogue.press(key)

        self._attempt(press)
        return pressed

    def _begin(self, dialogue: Dialogue) -> None:
        self._dialogues.append(dialogue)
        self._settle()

    def _settle(self) -> None:
        """Leave dialogues that are over; open the prompt where an answer must be typed."""
        while self._dialogues and self._dialogues[-1].done:
            over = self._dialogues.pop()
            self.message = over.message
            if isinstance(over, Coding) and isinstance(over.item, Source) and self._dialogues:
                outer = self._dialogues[-1]
                if isinstance(outer, Coding):
                    outer.pick(over.item)
            elif isinstance(over, Coding) and isinstance(over.item, Source) and self._link_after:
                target = self.session.index.get(self._link_after)
                self._link_after = None
                if target is not None:
                    self.session.link(target, over.item)
        if self._dialogues and isinstance(self._dialogues[-1], Coding) and self._dialogues[-1].needs_text_now:
            self._type()

    def _type(self) -> None:
        dialogue = self._dialogues[-1]
        now = dialogue.value() if isinstance(dialogue, Coding) else None

        def answered(text: str | None) -> None:
            dialogue.set_text(text or "") if text is not None else dialogue.back()
            self._settle()
            self.after()

        self.app.push_screen(Prompt(f"{dialogue.heading}:", str(now or "")), answered)

    def _find_source(self) -> None:
        coding = self._dialogues[-1]
        if not isinstance(coding, Coding):
            return

        def picked(candidate: Candidate | None) -> None:
            if candidate is not None:
                if candidate.source is not None:
                    self._attempt(lambda: coding.pick(cast("Source", candidate.source)))
                elif coding.layer == "sources":
                    coding.name_draft(candidate.name, candidate.known.id if candidate.known else None)
                else:
                    self._begin(self._new_source(candidate))
            self._settle()
            self.after()

        self._pick_source(picked)

    def _pick_source(self, picked: Callable[[Candidate | None], None]) -> None:
        known = list((self.annotator_app.corpus.registry or {}).values())
        self.app.push_screen(SourcePicker(self.session.labels.sources, known), picked)

    def _new_source(self, candidate: Candidate, *, mention: bool = False) -> Coding:
        """Begin a source that was typed or taken from the registry; the selected words are not its mention, save if so."""
        coding = Coding.label(self.session, "sources")
        coding.name_draft(candidate.name, candidate.known.id if candidate.known else None, mention=mention)
        return coding

    # --- actions that need the screen --------------------------------------------------------------------------------

    def _label(self, layer: LayerName) -> None:
        self._begin(Coding.label(self.session, layer))

    def do_label_source(self) -> None:
        """Label a source."""
        self._label("sources")

    def do_label_quote(self) -> None:
        """Label a quote."""
        self._label("quotes")

    def do_label_claim(self) -> None:
        """Label a claim."""
        self._label("claims")

    def do_label_frame(self) -> None:
        """Label framing."""
        self._label("frames")

    def do_edit(self) -> None:
        """Go through the attributes of the item here."""
        item = self.session.item_here()
        if item is None:
            raise NotPossibleError("There is no label here to edit.")
        self._begin(Coding.edit(self.session, item))

    def do_zone(self) -> None:
        """Say what the paragraph is."""
        self._begin(Zoning(self.session))

    def _pick_number(self, number: int) -> None:
        sources = self.session.labels.sources
        if number > len(sources):
            raise NotPossibleError(f"There is no source {number} yet: o labels one.")
        self._link(sources[number - 1])

    def _link(self, source: Source) -> None:
        target = self.session.target()
        if target is None:
            raise NotPossibleError("There is no quote, claim or frame here to link a source to.")
        self.session.link(target, source)
        linked = self.session.index.get(target.id)
        on = linked is not None and source.id in linked.linked
        self.message = f"{target.id} {'is linked to' if on else 'is not linked any more to'} {source.name}."

    def do_link_source(self) -> None:
        """Pick or type the source of the item here."""
        target = self.session.target()
        if target is None:
            raise NotPossibleError("There is no quote, claim or frame here to link a source to.")

        def picked(candidate: Candidate | None) -> None:
            if candidate is not None and candidate.source is not None:
                source = candidate.source
                self._attempt(lambda: self._link(source))
            elif candidate is not None:
                self._link_after = target.id
                self._begin(self._new_source(candidate, mention=True))
            self.after()

        self._pick_source(picked)

    def do_note(self) -> None:
        """Write a note on the item here."""
        item = self.session.item_here()
        if item is None:
            raise NotPossibleError("There is no label here to write a note on.")

        def answered(text: str | None) -> None:
            if text is not None and (text.strip() or None) != item.note:
                self.session.change(item, "note on", note=text.strip() or None)
            self.after()

        self.app.push_screen(Prompt(f"Note on {item.id}:", item.note or ""), answered)

    def do_search(self) -> None:
        """Ask for words and go to where they stand next."""

        def answered(text: str | None) -> None:
            if text is not None:
                if not text.strip() and not self.session.searched:
                    self.message = "Type what to look for."
                elif not self.session.search(text):
                    self.message = f"“{self.session.searched}” does not stand in this text."
            self.after()

        again = f"Search (⏎ again: {self.session.searched}):" if self.session.searched else "Search:"
        self.app.push_screen(Prompt(again), answered)

    def do_codebook(self) -> None:
        """Show the guidelines for what is asked now, or for the item under the cursor."""
        codebook = self.session.codebook
        layer: LayerName = self.session.layers[0]
        attribute = value = None
        if self._dialogues and isinstance(coding := self._dialogues[-1], Coding):
            layer, attribute = coding.layer, coding.step
            choices = coding.choices()
            value = choices[coding.highlighted].guidelines if choices else None
        elif (item := self.session.item_here()) is not None and item.layer in codebook.layers:
            layer = item.layer
            attribute = codebook.layers[layer].main
            code = item.attribute(attribute) if attribute else None
            value = codebook.layers[layer].attributes[str(attribute)].by_value.get(code) if code is not None else None
        self.app.push_screen(Reader("Guidelines", guidelines(codebook, layer, attribute, value)))

    def do_page_down(self) -> None:
        """Go a screen down."""
        self.session.cursor.to_paragraph(self.query_one(DocumentPane).paragraph_a_screen_away(1))

    def do_page_up(self) -> None:
        """Go a screen up."""
        self.session.cursor.to_paragraph(self.query_one(DocumentPane).paragraph_a_screen_away(-1))

    def do_help(self) -> None:
        """Show every key."""
        self.annotator_app.show_help()

    def do_theme(self) -> None:
        """Change between light and dark."""
        self.annotator_app.toggle_theme()

    def do_library(self) -> None:
        """Go to the library."""
        if self.save_now():
            self.annotator_app.show_library()

    def do_quit(self) -> None:
        """Save and quit."""
        self.annotator_app.leave()

    # --- saving ------------------------------------------------------------------------------------------------------

    def do_save(self) -> None:
        """Save now."""
        if self.save_now():
            self.message = f"Saved in {self.session.saver.path}."

    def save_now(self) -> bool:
        """Save before going on; return whether everything is on disk."""
        try:
            self.session.saver.save(self.session.labels)
        except AnnotatorError as error:
            self.message = str(error)
            return False
        return True

    def _save_soon(self, delay: float) -> None:
        if self._save_timer is not None:
            self._save_timer.stop()
        self._save_timer = self.set_timer(delay, self._save_in_background)

    @work(thread=True, exclusive=True, group="save")
    def _save_in_background(self) -> None:
        try:
            self.session.saver.save(self.session.labels)
        except AnnotatorError:
            self.app.call_from_thread(self._save_soon, _RETRY)
        self.app.call_from_thread(self.show)
