"""The labelling screen: the document, its side panel, the bar, and what each key does there."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.strip import Strip

from annotator.actions import SOURCE_DIGITS
from annotator.corpus import KnownSource
from annotator.errors import AnnotatorError
from annotator.files.findings import short
from annotator.labels import Item, LayerName, Source
from annotator.session import Coding, NotPossibleError, Session, Zoning
from annotator.session.deciding import Deciding
from annotator.session.outside import keep_mine, put_together, take_theirs
from annotator.session.perform import PERFORMERS
from annotator.tui.autosave import Autosave
from annotator.tui.dialogues import Dialogues
from annotator.tui.dialogues.decide import Decide
from annotator.tui.dialogues.outside import Answer, Outside
from annotator.tui.document.pane import DocumentPane
from annotator.tui.frames import Frames
from annotator.tui.guidelines import guidelines
from annotator.tui.host import host_of
from annotator.tui.screens.reader import Reader
from annotator.tui.widgets.bar import Bar
from annotator.tui.widgets.footer import Footer
from annotator.tui.widgets.lines import Part
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

    CSS = """
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

    def __init__(self, session: Session, title: str) -> None:
        """Show a session under a title."""
        super().__init__()
        self.session = session
        self.text_title = title
        self._title, self._bar = TitleRow(id="title"), Bar(id="bar")
        self._pane, self._side = DocumentPane(session), SidePanel(id="side")
        begun = "" if session.saver.has_file else "? shows every key. Labels are saved as you go."
        self.message = session.read_only or session.told or begun
        self.autosave = Autosave(self, session)
        self.put_off = False
        """Whether the person was asked about a file that somebody else changed, and has not settled it."""
        self._dialogues = Dialogues(session, self._known_sources, self.do_codebook)
        self._frames = Frames(self, self.show, self._pane.warm, lambda: self._side.warm(session))

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._title
        with Body(id="body"):
            yield self._pane
            yield self._side
        yield Footer(id="footer")
        yield self._bar

    def on_mount(self) -> None:
        """Take the codebook's colours, and those of a theme when it is changed."""
        for widget in (self._pane, self._side, self._bar):
            widget.colour_layers(self.session.codebook)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self._show_all))

        self.autosave.start()

    def on_unmount(self) -> None:
        """Let others write the labels."""
        self.autosave.stop()
        self.session.close()

    def on_autosave_tried(self) -> None:
        """Tell what came of saving; ask where somebody else changed the file."""
        if not self.session.saver.is_changed_outside:
            self.put_off = False
        elif self._dialogues.top is None and not self.put_off:
            self.ask_outside()
        self._frames.want()

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
        if self._dialogues.top is not None:
            above = self._bar.ask(self._dialogues.top)
        else:
            saver = self.session.saver
            said = (self.message, saver.failure) if saver.is_changed_outside else (saver.failure, self.message)
            told = said[0] or said[1] or ""
            self._bar.tell(self.session, told.replace(f"{saver.path.parent}/", ""))
        edge = self._pane.size.width
        self._pane.cover([strip.crop(0, edge) for strip in above])
        self._side.cover([strip.crop(edge) for strip in above])
        self._pane.show()
        self._side.show(self.session)
        self.autosave.settle()
        self._title.show(self.session, self.text_title, self.autosave.state)

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
        self.message = ""
        name = host_of(self).action_of(event.key)
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

    def ask_outside(self) -> None:
        """Ask what shall become of labels whose file somebody else changed."""
        self.put_off = True  # not asked again unless something has to be written
        if isinstance(self._dialogues.top, Outside):
            return
        saver = self.session.saver
        is_gone = not saver.path.exists()
        self._dialogues.open(
            Outside(saver.path.name, is_gone=is_gone, edits=not saver.is_folded, answered=self._answer_outside)
        )

    def _answer_outside(self, answer: Answer) -> None:
        name = self.session.saver.path.name
        registry = host_of(self).corpus.registry
        try:
            if answer == "merge":
                conflicts = put_together(self.session, registry)
                self._tell(f"{name} holds both versions now. u brings yours back.")
                if conflicts:
                    lines = [[Part(" • "), Part(conflict.sentence)] for conflict in conflicts]
                    self.app.push_screen(Reader("Changed on both sides", lines))
            elif answer == "reload":
                take_theirs(self.session, registry)
                self._tell(f"{name} was read again. u brings your version back.")
            else:
                kept = keep_mine(self.session, registry)
                self._tell(f"Your version is kept as {kept.name}; this is theirs. u brings yours back.")
        except AnnotatorError as error:
            self._tell(str(error).splitlines()[0])

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
        own: Callable[[], object] | None = getattr(self, f"do_{name}", None)
        self._attempt(own or (lambda: self._tell(PERFORMERS[name](self.session))))
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

    # --- actions that ask something ----------------------------------------------------------------------------------

    def _label(self, layer: LayerName) -> None:
        self._dialogues.begin(Coding.label(self.session, layer))

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
        self._dialogues.begin(Coding.edit(self.session, self._item("edit")))

    def do_zone(self) -> None:
        """Say what the paragraph is."""
        self._dialogues.begin(Zoning(self.session))

    def do_undecided(self) -> None:
        """Go through what waits for a decision."""
        self._dialogues.open(Decide(Deciding(self.session)))

    def do_link_source(self) -> None:
        """Pick or type the source of the item here."""
        self._dialogues.pick_for(self._target().id, self._link)

    def do_note(self) -> None:
        """Write a note on the item here."""
        item = self._item("write a note on")

        def answered(text: str | None) -> None:
            if text is not None and (text.strip() or None) != item.note:
                self.session.change(item, "note on", note=text.strip() or None)

        self._dialogues.ask(f"Note on {item.id}:", item.note or "", answered)

    def do_search(self) -> None:
        """Ask for words and go to where they stand next."""

        def answered(text: str | None) -> None:
            if text is None:
                return
            if not text.strip() and not self.session.searched:
                self._tell("Type what to look for.")
            elif not self.session.search(text.strip()):
                self._tell(f"“{short(self.session.searched)}” does not stand in this text.")

        again = f"Nothing typed looks for “{short(self.session.searched)}” again." if self.session.searched else ""
        self._dialogues.ask("Search:", "", answered, again)

    def _item(self, what: str) -> Item:
        item = self.session.item_here()
        if item is None:
            raise NotPossibleError(f"There is no label here to {what}.")
        return item

    def _target(self) -> Item:
        target = self.session.target()
        if target is None:
            raise NotPossibleError("There is no quote, claim or frame here to link a source to.")
        return target

    def _pick_number(self, number: int) -> None:
        sources = self.session.labels.sources
        if number > len(sources):
            raise NotPossibleError(f"There is no source {number} yet: o labels one.")
        self._link(sources[number - 1])

    def _link(self, source: Source) -> None:
        target = self._target()
        if source.id in target.linked and not self.session.naming_words(target, source):
            raise NotPossibleError(f"{target.id} has {source.name} already; e, then its digit, takes that off.")
        self.session.link(target, source)
        self._tell(f"{target.id} is linked to {source.name}.")

    def _known_sources(self) -> list[KnownSource]:
        return list((host_of(self).corpus.registry or {}).values())

    # --- actions that show something else ----------------------------------------------------------------------------

    def do_codebook(self) -> None:
        """Show the guidelines for what is asked now, or for the item under the cursor."""
        coding, item = self._dialogues.coding, self.session.item_here()
        layer: LayerName = self.session.layers[0]
        attribute = value = None
        if coding is not None:
            layer, attribute = coding.layer, coding.step
            choices = coding.choices()
            value = choices[coding.highlighted].guidelines if choices else None
        elif item is not None and item.layer in self.session.codebook.layers:
            layer = item.layer
            scheme = self.session.codebook.layers[layer]
            attribute = scheme.main
            code = item.attribute(attribute) if attribute else None
            value = scheme.attributes[str(attribute)].by_value.get(code) if code is not None else None
        self.app.push_screen(Reader("Guidelines", guidelines(self.session.codebook, layer, attribute, value)))

    def do_page_down(self) -> None:
        """Go a screen down."""
        self.session.cursor.to_paragraph(self._pane.paragraph_a_screen_away(1))

    def do_page_up(self) -> None:
        """Go a screen up."""
        self.session.cursor.to_paragraph(self._pane.paragraph_a_screen_away(-1))

    def do_help(self) -> None:
        """Show every key."""
        host_of(self).show_help()

    def do_theme(self) -> None:
        """Change between light and dark."""
        host_of(self).toggle_theme()

    def do_library(self) -> None:
        """Go to the library."""
        if self._save() is None:
            host_of(self).show_library()

    def do_save(self) -> None:
        """Save now."""
        if self._save() is None:
            saver = self.session.saver
            self._tell(f"Saved in {saver.path}." if saver.has_file else "There is nothing to save yet.")

    def _save(self) -> str | None:
        """Save; ask where somebody else changed the file. Return the sentence of a failure."""
        failure = self.autosave.now()
        if self.session.saver.is_changed_outside:
            self.ask_outside()
        elif failure:
            self._tell(failure)
        return failure

    def do_suspend(self) -> None:
        """Stop, and go on when the shell says so."""
        self.autosave.now()
        self.app.action_suspend_process()

    def do_quit(self) -> None:
        """Save and quit."""
        host_of(self).leave()
