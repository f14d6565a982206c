"""The labelling screen: the document, its side panel, the attribute bar, and what each key does there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
from annotator.tui.dialogues import Ask, Dialogue, Pick, Questions
from annotator.tui.dialogues.pick import Candidate
from annotator.tui.document.pane import DocumentPane
from annotator.tui.guidelines import guidelines
from annotator.tui.screens.reader import Reader
from annotator.tui.widgets.bar import Bar
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
        self._links: dict[str, Callable[[Source], None]] = {}
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
        if self._dialogues and event.key not in self._through:
            self._dialogues[-1].key(event.key, event.character)
            self._settle()
        elif name is not None:
            self.perform(name)
            return
        elif event.key in SOURCE_DIGITS:
            self._attempt(lambda: self._pick_number(int(event.key)))
        else:
            self.message = f"{event.key} does nothing here; ? shows every key."
        self.after()

    @property
    def _through(self) -> set[str]:
        """The keys that mean the same whatever is asked: those with ctrl that quit, save and change the theme."""
        keymap = self.annotator_app.keymap
        return {key for name in ("quit", "save", "theme") for key in keymap[name] if key.startswith("ctrl+")}

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted words where words are asked for."""
        event.stop()
        if self._dialogues:
            self._dialogues[-1].paste(event.text)
            self.show()

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

    # --- what the bar asks -------------------------------------------------------------------------------------------

    def _begin(self, asked: Coding | Zoning) -> None:
        self._dialogues.append(Questions(asked, self))
        self._settle()

    def _settle(self) -> None:
        """Leave dialogues that are over; a source that was made inside another dialogue is linked there."""
        while self._dialogues and self._dialogues[-1].done:
            over = self._dialogues.pop()
            if not isinstance(over, Questions):
                continue
            self.message = over.asked.message
            made = over.asked.item if isinstance(over.asked, Coding) else None
            if isinstance(made, Source) and (link := self._links.pop(made.id, None)):
                self._attempt(partial(link, made))

    def ask_text(self, coding: Coding) -> None:
        """Let the person type the answer of a coding step."""

        def answered(text: str | None) -> None:
            if text is not None:
                coding.set_text(text)
            elif coding.needs_text_now:
                coding.set_text("")

        now = coding.value()
        self._dialogues.append(Ask(f"{coding.heading}:", "" if now is None else str(now), answered, coding.question))

    def find_source(self, coding: Coding) -> None:
        """Let the person find or name the source of what is coded."""

        def picked(candidate: Candidate | None) -> None:
            if candidate is None:
                return
            if candidate.source is not None:
                coding.pick(candidate.source)
            elif coding.layer == "sources":
                coding.name_draft(candidate.name, candidate.known.id if candidate.known else None)
            else:
                self._name_source(candidate, coding.pick)

        self._pick_source(picked)

    def _pick_source(self, picked: Callable[[Candidate | None], None]) -> None:
        known = list((self.annotator_app.corpus.registry or {}).values())
        self._dialogues.append(Pick(self.session.labels.sources, known, picked))

    def _name_source(self, candidate: Candidate, link: Callable[[Source], None], *, mention: bool = False) -> None:
        """Begin a source that was typed or taken from the registry, and link it when it is there.

        Args:
            candidate: Its name.
            link: Takes the source.
            mention: The selected words are its mention.
        """
        coding = Coding.label(self.session, "sources")
        coding.name_draft(candidate.name, candidate.known.id if candidate.known else None, mention=mention)
        self._links = {coding.item_id: link}
        # Below what is asked now: the pick that led here is over and about to be taken off.
        self._dialogues.insert(len(self._dialogues) - 1, Questions(coding, self))

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

        def link(source: Source) -> None:
            if (item := self.session.index.get(target.id)) is not None:
                self.session.link(item, source)

        def picked(candidate: Candidate | None) -> None:
            if candidate is not None and candidate.source is not None:
                self._attempt(partial(self._link, candidate.source))
            elif candidate is not None:
                self._name_source(candidate, link, mention=True)

        self._pick_source(picked)

    def do_note(self) -> None:
        """Write a note on the item here."""
        item = self.session.item_here()
        if item is None:
            raise NotPossibleError("There is no label here to write a note on.")

        def answered(text: str | None) -> None:
            if text is not None and (text.strip() or None) != item.note:
                self.session.change(item, "note on", note=text.strip() or None)

        self._dialogues.append(Ask(f"Note on {item.id}:", item.note or "", answered))

    def do_search(self) -> None:
        """Ask for words and go to where they stand next."""

        def answered(text: str | None) -> None:
            if text is None:
                return
            if not text.strip() and not self.session.searched:
                self.message = "Type what to look for."
            elif not self.session.search(text.strip()):
                self.message = f"“{self.session.searched}” does not stand in this text."

        again = f"Nothing typed looks for “{self.session.searched}” again." if self.session.searched else ""
        self._dialogues.append(Ask("Search:", "", answered, again))

    def do_codebook(self) -> None:
        """Show the guidelines for what is asked now, or for the item under the cursor."""
        codebook = self.session.codebook
        layer: LayerName = self.session.layers[0]
        attribute = value = None
        if (coding := self._coding) is not None:
            layer, attribute = coding.layer, coding.step
            choices = coding.choices()
            value = choices[coding.highlighted].guidelines if choices else None
        elif (item := self.session.item_here()) is not None and item.layer in codebook.layers:
            layer = item.layer
            attribute = codebook.layers[layer].main
            code = item.attribute(attribute) if attribute else None
            value = codebook.layers[layer].attributes[str(attribute)].by_value.get(code) if code is not None else None
        self.app.push_screen(Reader("Guidelines", guidelines(codebook, layer, attribute, value)))

    @property
    def _coding(self) -> Coding | None:
        """What is being coded now, or None."""
        asked = self._dialogues[-1].asked if self._dialogues and isinstance(self._dialogues[-1], Questions) else None
        return asked if isinstance(asked, Coding) else None

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
