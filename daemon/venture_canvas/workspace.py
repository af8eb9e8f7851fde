"""A live vault: notes, indexes and ventures kept current together. What every face talks to."""

import logging
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import msgspec

from venture_canvas.canvas.lexicon import lexicon_entry
from venture_canvas.canvas.model import Venture
from venture_canvas.conclusions import keep_conclusions, take_up_conclusions
from venture_canvas.hints.hint import Hint
from venture_canvas.hints.settings import Settings, SettingsReading
from venture_canvas.hints.views import Surroundings
from venture_canvas.live_state import LiveState, Step, differences
from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import parse_note
from venture_canvas.reading_processes import Readers
from venture_canvas.vault.disk import NOTHING, Disk, DiskChange, Progress, collector_paused
from venture_canvas.vault.files import EVERYTHING, is_under
from venture_canvas.vault.filing import Known, unpacked
from venture_canvas.vault.gathering import Dirty
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.reconcile import CONFIRM_AFTER_NS
from venture_canvas.vault.roots import SETTINGS_FILE
from venture_canvas.vault.trouble import Trouble
from venture_canvas.vault.watch import Watch
from venture_canvas.vault.watcher import shared_watcher
from venture_canvas.vault.writing import NewText, NotWrittenError, recover, write
from venture_canvas.vault_settings import read_settings, settings_troubles, switch_rule

__all__ = ["Change", "Difference", "Progress", "State", "Trouble", "Workspace"]

logger = logging.getLogger(__name__)

CONFIRM_AFTER = CONFIRM_AFTER_NS / 1e9 + 0.1
"""Seconds until a great loss is looked at once more."""
TRY_AGAIN_AFTER = 60.0
"""Seconds until what could not be read is tried again; a system without a free handle tells nobody that it has one again."""
SETTLING = CONFIRM_AFTER + 1.0
"""Seconds that `verify` gives a change which is under way to arrive: the slowest is a great loss, which is looked at twice."""
ATTEMPTS = 5
"""How often `verify` builds once more when the vault moves on meanwhile."""


class State(msgspec.Struct, frozen=True):
    """How a workspace is.

    Arguments:
        status: whether it is being indexed, current, or kept as it was last seen.
        watching: how changes on the disk are found.
        generation: the number of the last step that changed something.
        notes: how many notes there are.
        buffers: how many notes are open in editors.
        troubles: what a person should know of.
        parsed: how many notes were read and parsed since the start; none after a start on an unchanged vault.
    """

    status: Literal["indexing", "ready", "unavailable"]
    watching: Literal["events", "polling", "off"]
    generation: int
    notes: int
    buffers: int
    troubles: tuple[Trouble, ...]
    parsed: int = 0


class Change(msgspec.Struct, frozen=True):
    """What one step changed; sent to every subscriber once.

    `ventures` holds the ids of the ventures whose model changed, came or went; `notes`, `tags` and `aliases` what the indexes
    changed in; `state` is set when the state (not only its counts) changed; `hints` holds the paths of the notes whose hints may not be
    as they were.
    """

    generation: int
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    ventures: tuple[str, ...] = ()
    state: State | None = None
    hints: tuple[str, ...] = ()


class Difference(msgspec.Struct, frozen=True):
    """Where the live state and a fresh build disagree."""

    what: str
    live: str
    fresh: str


Listener = Callable[[Change], None]


def local_day() -> date:
    """Return the day it is here."""
    return datetime.now().astimezone().date()


class Workspace:
    """A live vault.

    Every method may be called from any thread; one lock serialises them.

    Arguments:
        root: the vault's folder, absolute.
        cache: the file that holds the facts between two runs, or None for no cache.
        journal: the file that keeps what is being written, or None for none; see `vault.journal`.
        adjust: changes the settings that the vault's file gives, as a command's options do.
        today: tells the day.
    """

    def __init__(
        self,
        root: Path,
        *,
        cache: Path | None = None,
        journal: Path | None = None,
        adjust: Callable[[Settings], Settings] | None = None,
        today: Callable[[], date] = local_day,
    ) -> None:
        self.root = root
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._disk = Disk(root, cache)
        self._journal = journal
        self._left_half_written: tuple[Trouble, ...] = ()
        self._live = LiveState(root.name)
        self._adjust, self._today = adjust or (lambda settings: settings), today
        self._settings = SettingsReading()
        self._buffers: dict[str, Note] = {}
        self._beneath: dict[str, Known | None] = {}
        self._listeners: list[Listener] = []
        self._watch: Watch | None = None
        self._generation = 0
        self._concluded: int | None = None
        self._opened = False
        self._told: State | None = None

    def open(self, progress: Progress | None = None) -> None:
        """Index the vault. Slow on a large vault without a cache."""
        with self._lock:
            self._recover()
            self._settings = read_settings(self.root)
            with collector_paused():
                known = self._disk.recall()
                settings = self._adjust(self._settings.settings)
                taken_up = take_up_conclusions(self._disk, self._live, known, settings)
                readers = Readers(settings, self._today())
                found = self._disk.look(EVERYTHING, progress, known, readers)
                self._opened = True
                if not taken_up:
                    self._configure()
                    found = DiskChange({**known, **found.notes}, found.files, found.unreadable)
                self._generation += taken_up
                self._concluded = self._generation if taken_up else None
                self._advance(found)
            if not taken_up:
                self._keep_conclusions()

    def watch(self) -> None:
        """Follow the disk from now on."""
        with self._lock:
            self._watch = shared_watcher().watch(self.root, self._look)
            self._advance(NOTHING)

    def close(self) -> None:
        """Stop following the disk and close the cache."""
        if self._watch:
            self._watch.close()
        with self._lock:
            self._watch = None
            self._keep_conclusions()
            self._disk.close()

    @property
    def parsed(self) -> int:
        """How many notes were parsed from the disk since the workspace was made."""
        return self._disk.parsed

    @property
    def generation(self) -> int:
        """The number of the last step that changed something."""
        return self._generation

    @property
    def state(self) -> State:
        """How the workspace is."""
        with self._lock:
            doubt = self._disk.doubt
            return State(
                status="indexing" if not self._opened else "unavailable" if doubt else "ready",
                watching=self._watch.mode if self._watch else "off",
                generation=self._generation,
                notes=len(self._live.index.notes),
                buffers=len(self._buffers),
                troubles=self._troubles(),
                parsed=self._disk.parsed,
            )

    @contextmanager
    def reading(self) -> Iterator[VaultIndex]:
        """Hold the vault still while something is read from its indexes."""
        with self._lock:
            yield self._live.index

    @property
    def snapshot(self) -> VaultIndex:
        """The indexes; see `reading` for more than one question at a time."""
        return self._live.index

    @property
    def ventures(self) -> tuple[Venture, ...]:
        """The ventures, in order of their root."""
        with self._lock:
            return self._live.ventures.all

    @property
    def settings(self) -> SettingsReading:
        """What the vault's settings file says, and what of it could not be used."""
        return self._settings

    def hints(self, path: str | None = None) -> tuple[Hint, ...]:
        """Return the hints of a note, or of all of them, in order, as they are today."""
        with self._lock:
            self._follow_the_day()
            hints = self._live.hints
            return hints.all() if path is None else hints.of_note(unicodedata.normalize("NFC", path))

    @contextmanager
    def supposing(self, path: str, text: str) -> Iterator[VaultIndex]:
        """Hold the vault still as it would be if a note had some text, while something is asked of it; nobody is told."""
        path = unicodedata.normalize("NFC", path)
        with self._lock:
            self._follow_the_day()
            before = self._live.index.notes.get(path)
            supposed = parse_note(path, text, has_bom=before.has_bom if before else False)
            self._live.apply({path: supposed}, {})
            try:
                yield self._live.index
            finally:
                self._live.apply({path: before}, {})

    @contextmanager
    def writing(self, path: str, text: str) -> Iterator[tuple[Note, Surroundings]]:
        """Hold the vault still as it is, while something is asked about a note that is being written."""
        path = unicodedata.normalize("NFC", path)
        with self._lock, self._live.reading():
            known = self._live.index.notes.get(path)
            note = known if known and known.text == text else parse_note(path, text)
            yield note, self._live.around

    def check(self, path: str, text: str) -> tuple[Hint, ...]:
        """Return the hints that a note would have with some text."""
        with self.supposing(path, text):
            return self._live.hints.of_note(unicodedata.normalize("NFC", path))

    def lexicon_entry(self, section: str) -> str | None:
        """Return the path of the vault's own entry for a section of the canvas, or None."""
        with self._lock:
            return lexicon_entry(section, self._live.index, self._live.ventures)

    def write(self, texts: Mapping[str, NewText]) -> None:
        """Write notes to the disk, all of them or none, and take them in.

        Raises:
            NotWrittenError: nothing was written, and why.
        """
        with self._lock:
            opened = sorted(path for path in texts if path in self._buffers)
            if opened:
                message = f"{opened[0]} is open in an editor. Apply the fix there, or close the note first."
                raise NotWrittenError("open", message)
            by_spelling = {self._disk.spelling(path): text for path, text in texts.items()}
            write(self.root, by_spelling, self._journal)
            self._advance(self._closed(self._disk.look(texts, known=self._live.index.notes)))

    def switch_rule(self, code: str, *, on: bool) -> None:
        """Turn a rule on or off in the settings file, and let that count at once.

        Raises:
            NotWrittenError: nothing was written, and why.
        """
        with self._lock:
            # Without a file to compare with, only a look tells that the folder is still the vault.
            self.look([SETTINGS_FILE])
            if doubt := self._disk.doubt:
                raise NotWrittenError("refused", f"{doubt.message} Nothing was written.")
            switch_rule(self.root, code, on=on, journal=self._journal)
            self.look([SETTINGS_FILE])

    def look(self, paths: Iterable[str]) -> None:
        """Take in what the disk says of some notes now, without waiting to be told of it."""
        self._look(frozenset(paths))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener, from the thread that made it, with every change; return what ends that."""
        with self._lock:
            self._listeners.append(listener)

        def end() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return end

    def edit(self, path: str, text: str) -> None:
        """Let an open editor's text stand for a note until `release`."""
        path = unicodedata.normalize("NFC", path)
        with self._lock:
            on_disk = self._beneath.setdefault(path, self._live.index.notes.get(path))
            note = parse_note(path, text, has_bom=_has_bom(on_disk))
            self._buffers[path] = note
            self._advance(DiskChange({path: note}, {}))

    def release(self, path: str) -> None:
        """Let the disk speak for a note again."""
        path = unicodedata.normalize("NFC", path)
        with self._lock:
            if self._buffers.pop(path, None) is not None:
                # A disk that is not there just now says nothing; then what it said last still holds.
                last = {path: self._beneath.pop(path)}
                found = self._closed(self._disk.look([path], known=self._live.index.notes))
                self._advance(DiskChange({**last, **found.notes}, found.files))

    def verify(self) -> tuple[Difference, ...]:
        """Compare the live state with a build from scratch.

        Nobody waits for the build. When the vault moves on meanwhile, another one is made, so that only what differed at first and
        stays different is told. What was known of folders that may not be looked into is not compared.
        """
        try:
            return self._lasting_differences()
        except _DoubtedError as doubted:
            return (Difference("vault", "as it was last seen", str(doubted)),)

    def _lasting_differences(self) -> tuple[Difference, ...]:
        seen, found = self._moment(), self._compare()
        for _ in range(ATTEMPTS):
            if not found or not self._moves_on(seen):
                break
            seen, found = self._moment(), _stayed(found, self._compare())
        return found

    def _compare(self) -> tuple[Difference, ...]:
        with self._changed:
            self._changed.wait_for(lambda: self._disk.doubt is None, timeout=SETTLING)
            buffers = dict(self._buffers)
        disk = Disk(self.root)
        on_disk = disk.open()
        if doubt := self._disk.doubt or disk.doubt:
            raise _DoubtedError(doubt.message)
        kept = self._kept(on_disk.unreadable)
        fresh = LiveState(self.root.name, self._adjust(read_settings(self.root).settings), self._today())
        fresh.apply({**kept.notes, **on_disk.notes, **buffers}, {**kept.files, **on_disk.files})
        with self._lock:
            live = self._live.dump()
        return tuple(Difference(*found) for found in differences(live, fresh.dump()))

    def _kept(self, unreadable: frozenset[str]) -> DiskChange:
        """Return what is known of files that may not be looked at."""
        with self._lock:
            notes = self._live.index.notes
            hidden = [path for path in self._live.index.files if is_under(path, unreadable)]
            return DiskChange(
                {path: notes[path] for path in hidden if path in notes},
                {path: True for path in hidden if path not in notes},
            )

    def _moves_on(self, seen: object) -> bool:
        """Say whether anything changed since a moment, or does so before long."""
        with self._changed:
            return self._changed.wait_for(lambda: self._moment() != seen, timeout=SETTLING)

    def _moment(self) -> object:
        with self._lock:
            return self._generation, self._disk.doubt

    def _look(self, dirty: Dirty) -> None:
        """Take in what happened on the disk."""
        with self._lock:
            # A file is read again on little suspicion; when its bytes are those of the note that is known, that note stands.
            found = self._disk.look(EVERYTHING if dirty is None else dirty, known=self._live.index.notes)
            self._advance(self._closed(found))
            doubt, watch, missed = self._disk.doubt, self._watch, self._disk.missed
        if watch and doubt and doubt.confirm:
            watch.look(after=CONFIRM_AFTER)
        elif watch and missed:
            watch.look(after=TRY_AGAIN_AFTER)

    def _closed(self, found: DiskChange) -> DiskChange:
        """Return what a look found, with the editors' text for the notes that are open; for those it is kept until they are closed."""
        beneath = {path: note for path, note in found.notes.items() if path in self._buffers}
        self._beneath |= beneath
        for path, note in beneath.items():
            if self._buffers[path].has_bom != _has_bom(note):
                self._buffers[path] = parse_note(path, self._buffers[path].text, has_bom=_has_bom(note))
        notes = {path: self._buffers.get(path, note) for path, note in found.notes.items()}
        return DiskChange(notes, found.files)

    def _keep_conclusions(self) -> None:
        """Keep what is concluded, unless it is kept already, or comes from the text of open editors."""
        if self._opened and not self._buffers and self._concluded != self._generation:
            keep_conclusions(self._disk, self._live)
            self._concluded = self._generation

    def _advance(self, change: DiskChange) -> None:
        step = self._live.apply(change.notes, change.files)
        if SETTINGS_FILE in change.files:
            self._settings = read_settings(self.root)
        if others := self._configure():
            step = msgspec.structs.replace(
                step,
                hints=tuple(sorted({*step.hints, *others.hints})),
                ventures=tuple(sorted({*step.ventures, *others.ventures})),
            )
        self._generation += bool(step)
        state = self.state
        is_news = self._told is None or _condition(state) != _condition(self._told)
        if step or is_news:
            self._told = state
            self._changed.notify_all()
            self._tell(step, state if is_news else None)

    def _follow_the_day(self) -> None:
        """Let a new day count: no clock wakes the workspace at midnight, so it is looked at when hints are asked for."""
        if self._today() != self._live.today:
            self._advance(NOTHING)

    def _configure(self) -> Step:
        """Let the settings and the day count; return what is not as it was."""
        return self._live.configure(self._adjust(self._settings.settings), self._today())

    def _tell(self, step: Step, state: State | None) -> None:
        change = Change(
            self._generation, step.notes, step.tags, step.aliases, step.ventures, state, step.hints
        )
        for listener in tuple(self._listeners):
            listener(change)

    def _recover(self) -> None:
        """Undo a write in which the last run was killed."""
        if self._journal is None:
            return
        try:
            recover(self.root, self._journal)
        except OSError as error:
            logger.exception("A write that was interrupted could not be undone.")
            self._left_half_written = (_half_written(error),)

    def _troubles(self) -> tuple[Trouble, ...]:
        doubt = self._disk.doubt
        unavailable = (Trouble("vault-unavailable", doubt.message),) if doubt else ()
        watching = self._watch.troubles if self._watch else ()
        return (
            *unavailable,
            *self._left_half_written,
            *watching,
            *settings_troubles(self._settings),
            *self._disk.troubles,
            *self._live.troubles,
        )


class _DoubtedError(Exception):
    """There is nothing to compare with: the vault is not there, or not as anybody would believe."""


def _half_written(error: OSError) -> Trouble:
    why = error.strerror or type(error).__name__
    message = f"A fix was interrupted and cannot be undone now ({why}). Make the vault writable; it is tried again at the next start."
    return Trouble("half-written", message)


def _has_bom(on_disk: Known | None) -> bool:
    """Say whether a note that is open will be saved with a byte order mark."""
    return on_disk is not None and unpacked(on_disk).has_bom


def _condition(state: State) -> tuple[object, ...]:
    """Return what of a state is worth telling when it changes."""
    return state.status, state.watching, state.troubles


def _stayed(before: tuple[Difference, ...], now: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """Return the differences of now whose live side is as it was before."""
    stuck = {(each.what, each.live) for each in before}
    return tuple(each for each in now if (each.what, each.live) in stuck)
