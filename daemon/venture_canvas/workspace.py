"""A live vault: notes, indexes and ventures kept current together. What every face talks to."""

import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import msgspec

from venture_canvas.canvas.lexicon import lexicon_entry
from venture_canvas.canvas.model import Venture
from venture_canvas.conclusions import keep_conclusions, take_up_conclusions
from venture_canvas.hints.hint import Hint
from venture_canvas.hints.settings import Settings, SettingsReading
from venture_canvas.hints.views import Surroundings
from venture_canvas.live_state import LiveState, Step
from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import parse_note
from venture_canvas.reading_processes import Readers
from venture_canvas.telling import Listener, State, Subscribers
from venture_canvas.vault.disk import NOTHING, Disk, DiskChange, Progress, collector_paused
from venture_canvas.vault.files import EVERYTHING
from venture_canvas.vault.gathering import Dirty
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.open_notes import OpenNotes
from venture_canvas.vault.planning import NewText, NotWrittenError
from venture_canvas.vault.reconcile import LOOK_AGAIN_AFTER
from venture_canvas.vault.roots import SETTINGS_FILE
from venture_canvas.vault.trouble import Trouble
from venture_canvas.vault.watch import Watch
from venture_canvas.vault.watcher import shared_watcher
from venture_canvas.vault.writing import Recovery, write
from venture_canvas.vault_settings import read_settings, settings_troubles, switch_rule
from venture_canvas.verifying import Difference, Verifier

TRY_AGAIN_AFTER = 60.0
"""Seconds until what could not be read is tried again; a system without a free handle tells nobody that it has one again."""

BUSY_AFTER = 1.0
"""Seconds that who asks how the workspace is waits for it; somebody who waited longer would take the program for dead."""


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
        self._recovery = Recovery(root, journal)
        self._live = LiveState(root.name)
        self._adjust, self._today = adjust or (lambda settings: settings), today
        self._settings = SettingsReading()
        self._open_notes = OpenNotes()
        self._subscribers = Subscribers(self._changed)
        self._watch: Watch | None = None
        self._generation = 0
        self._concluded: int | None = None
        self._opened = False

    def open(self, progress: Progress | None = None) -> None:
        """Index the vault. Slow on a large vault without a cache."""
        with self._lock:
            self._recovery.run()
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
        """Stop following the disk, tell of changes no more, and close the cache."""
        if self._watch:
            self._watch.close()
        with self._lock:
            self._watch = None
            self._subscribers.end()
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
        """How the workspace is; while it takes in very much at once, how it was told last, as one that is being indexed."""
        if not self._lock.acquire(timeout=BUSY_AFTER):
            return msgspec.structs.replace(self._subscribers.told, status="indexing")
        try:
            return self._state()
        finally:
            self._lock.release()

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
            HalfWrittenError: it failed in the middle, and cannot be undone now; the state says so, too.
            NotWrittenError: nothing was written, and why.
        """
        with self._lock:
            self.refuse_open(texts)
            by_spelling = {self._disk.spelling(path): text for path, text in texts.items()}
            with self._writing(texts):
                write(self.root, by_spelling, self._journal)

    def refuse_open(self, paths: Iterable[str]) -> None:
        """Make sure that no editor has one of some notes open.

        Raises:
            NotWrittenError: one has.
        """
        opened = sorted(path for path in paths if path in self._open_notes.notes)
        if opened:
            message = f"{opened[0]} is open in an editor. Apply the fix there, or close the note first."
            raise NotWrittenError("open", message)

    def switch_rule(self, code: str, *, on: bool) -> None:
        """Turn a rule on or off in the settings file, and let that count at once.

        Raises:
            HalfWrittenError: it failed after it was written, and cannot be undone now; the state says so, too.
            NotWrittenError: nothing was written, and why.
        """
        with self._lock:
            # Without a file to compare with, only a look tells that the folder is still the vault.
            self.look([SETTINGS_FILE])
            if doubt := self._disk.doubt:
                raise NotWrittenError("refused", f"{doubt.message} Nothing was written.")
            with self._writing([SETTINGS_FILE]):
                switch_rule(self.root, code, on=on, journal=self._journal)

    def look(self, paths: Iterable[str]) -> None:
        """Take in what the disk says of some notes now, without waiting to be told of it."""
        self._look(frozenset(paths))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener, from the thread that made it, with every change; return what ends that."""
        return self._subscribers.add(listener)

    def edit(self, path: str, text: str) -> None:
        """Let an open editor's text stand for a note until `release`."""
        path = unicodedata.normalize("NFC", path)
        with self._lock:
            note = self._open_notes.edit(path, text, self._live.index.notes.get(path))
            self._advance(DiskChange({path: note}, {}))

    def release(self, path: str) -> None:
        """Let the disk speak for a note again."""
        path = unicodedata.normalize("NFC", path)
        with self._lock:
            if path in self._open_notes.notes:
                # A disk that is not there just now says nothing; then what it said last still holds.
                last = {path: self._open_notes.release(path)}
                found = self._found([path])
                self._advance(DiskChange({**last, **found.notes}, found.files))

    def verify(self) -> tuple[Difference, ...]:
        """Compare the live state with a build from scratch.

        Nobody waits for the build. When the vault moves on meanwhile, another one is made, so that only what differed at first and
        stays different is told. What was known of folders that may not be looked into is not compared.
        """
        verifier = Verifier(
            self._live,
            self._disk,
            self._open_notes,
            changed=self._changed,
            moment=self._moment,
            empty=self._empty,
        )
        return verifier.verify()

    def _state(self) -> State:
        doubt = self._disk.doubt
        return State(
            status="indexing" if not self._opened else "unavailable" if doubt else "ready",
            watching=self._watch.mode if self._watch else "off",
            generation=self._generation,
            notes=len(self._live.index.notes),
            buffers=len(self._open_notes.notes),
            troubles=self._troubles(),
            parsed=self._disk.parsed,
            open=tuple(sorted(self._open_notes.notes)),
        )

    def _moment(self) -> object:
        with self._lock:
            return self._generation, self._disk.doubt

    def _empty(self) -> LiveState:
        """Return a state without notes, by the settings in the vault's file and for this day."""
        return LiveState(self.root.name, self._adjust(read_settings(self.root).settings), self._today())

    @contextmanager
    def _writing(self, paths: Iterable[str]) -> Iterator[None]:
        """Take in what a write to some files did, also when it failed."""
        try:
            with self._recovery.around_a_write():
                yield
        finally:
            self._advance(self._found(paths))

    def _look(self, dirty: Dirty) -> None:
        """Take in what happened on the disk."""
        with self._lock:
            self._advance(self._found(EVERYTHING if dirty is None else dirty))
            doubt, watch, missed = self._disk.doubt, self._watch, self._disk.missed
        if watch and doubt and doubt.confirm:
            watch.look(after=LOOK_AGAIN_AFTER)
        elif watch and missed:
            watch.look(after=TRY_AGAIN_AFTER)

    def _found(self, under: Iterable[str]) -> DiskChange:
        """Return what a look at the disk finds, beneath the open editors."""
        # A file is read again on little suspicion; when its bytes are those of the note that is known, that note stands.
        return self._open_notes.cover(self._disk.look(under, known=self._live.index.notes))

    def _keep_conclusions(self) -> None:
        """Keep what is concluded, unless it is kept already, or comes from the text of open editors."""
        if self._opened and not self._open_notes.notes and self._concluded != self._generation:
            keep_conclusions(self._disk, self._live)
            self._concluded = self._generation

    def _advance(self, change: DiskChange) -> None:
        step = self._live.apply(change.notes, change.files)
        if SETTINGS_FILE in change.files:
            self._settings = read_settings(self.root)
        step |= self._configure()
        self._generation += bool(step)
        self._subscribers.tell(step, self._state())

    def _follow_the_day(self) -> None:
        """Let a new day count: no clock wakes the workspace at midnight, so it is looked at when hints are asked for."""
        if self._today() != self._live.today:
            self._advance(NOTHING)

    def _configure(self) -> Step:
        """Let the settings and the day count; return what is not as it was."""
        return self._live.configure(self._adjust(self._settings.settings), self._today())

    def _troubles(self) -> tuple[Trouble, ...]:
        doubt = self._disk.doubt
        unavailable = (Trouble("vault-unavailable", doubt.message),) if doubt else ()
        watching = self._watch.troubles if self._watch else ()
        return (
            *unavailable,
            *self._recovery.troubles,
            *watching,
            *settings_troubles(self._settings),
            *self._disk.troubles,
            *self._live.troubles,
        )
