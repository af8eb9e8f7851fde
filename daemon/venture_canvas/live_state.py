"""The state of a vault above its notes: indexes, ventures and hints, advanced together."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date

import msgspec

from venture_canvas.canvas.tables import reading_with
from venture_canvas.canvas.ventures import Ventures, VenturesRead
from venture_canvas.first_look import first_look
from venture_canvas.hints.engine import Change, Engine, Failure
from venture_canvas.hints.findings import Found, Place
from venture_canvas.hints.reach import reached
from venture_canvas.hints.registry import chosen_rules
from venture_canvas.hints.settings import DEFAULTS, Settings
from venture_canvas.hints.views import Surroundings
from venture_canvas.vault.files import is_note
from venture_canvas.vault.filing import FiledNote, Known, filed
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.trouble import Trouble


class Step(msgspec.Struct, frozen=True):
    """What one step changed: note paths, tag keys, alias texts, venture ids, and the paths of the notes whose hints changed."""

    notes: tuple[str, ...]
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    ventures: tuple[str, ...]
    hints: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.notes or self.tags or self.aliases or self.ventures or self.hints)

    def __or__(self, other: "Step") -> "Step":
        if not other:
            return self
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)
        return Step(*(tuple(sorted({*mine, *its})) for mine, its in pairs))


class Conclusions(msgspec.Struct, frozen=True):
    """What was concluded from the notes of a vault: with it, a start on the same notes reads no canvas and runs no rule.

    Arguments:
        settings, today: with which it was concluded.
        files: the files that can be linked, but for the notes.
        unread: the notes that could not be read; the cache does not hold them.
        ventures: what was read of the ventures.
        found: what the rules found.
    """

    settings: Settings
    today: date | None
    files: tuple[str, ...]
    unread: tuple[FiledNote, ...]
    ventures: VenturesRead
    found: tuple[tuple[Place, Found], ...]


NO_STEP = Step((), (), (), (), ())


class LiveState:
    """Indexes, ventures and hints of one vault.

    Arguments:
        name: the vault's name.
        settings: what its settings file says.
        today: the day on which hints are shown; without one, nothing is said of dates.
    """

    def __init__(self, name: str, settings: Settings = DEFAULTS, today: date | None = None) -> None:
        self._name = name
        self.index = VaultIndex()
        self.ventures = Ventures(name)
        self.settings, self.today = settings, today
        self.hints = self._engine()

    def apply(self, notes: Mapping[str, Known | None], files: Mapping[str, bool]) -> Step:
        """Take in notes and files that came, changed or went."""
        with self.reading():
            return self._apply(notes, files)

    def _apply(self, notes: Mapping[str, Known | None], files: Mapping[str, bool]) -> Step:
        delta = self.index.apply(notes, files)
        looks = {path: look for path in delta.notes if (look := first_look(notes.get(path)))}
        outlooks = {path: (look.digest, look.outlook) for path, look in looks.items()}
        ventures = self.ventures.apply(self.index, delta.notes, delta.links, outlooks)
        # A fix is made for the text as it is, so a venture counts as changed with any of its notes.
        read = ventures | self.ventures.read_from(delta.notes)
        found = {path: look.found for path, look in looks.items() if look.found is not None}
        hints = self.hints.apply(
            Change(delta.notes, reached(self.index, delta), read, bool(delta.tag_forms), found)
        )
        return Step(delta.notes, delta.tags, delta.aliases, tuple(sorted(ventures)), tuple(sorted(hints)))

    def reading(self) -> AbstractContextManager[None]:
        """Read canvases, until the end of the block, with the words that the vault's settings add."""
        return reading_with(self.settings.reading)

    def configure(self, settings: Settings, today: date | None) -> Step:
        """Read the ventures and find the hints by other settings or for another day; return what is not as it was."""
        if (settings, today) == (self.settings, self.today):
            return NO_STEP
        anew = settings.reading != self.settings.reading
        same = settings == self.settings
        self.settings, self.today = settings, today
        with self.reading():
            if same:
                return Step((), (), (), (), tuple(sorted(self.hints.follow(self.around))))
            ventures = self._read_anew() if anew else frozenset()
            before, self.hints = self.hints, self._engine()
            paths = tuple(self.index.notes)
            self.hints.apply(Change(paths, paths, [venture.id for venture in self.ventures.all], vault=True))
            shown = before.paths | self.hints.paths
            hints = (path for path in shown if before.of_note(path) != self.hints.of_note(path))
            return Step((), (), (), tuple(sorted(ventures)), tuple(sorted(hints)))

    def conclude(self) -> Conclusions | None:
        """Return what is concluded from the notes, to be taken up by `restore`; None when a rule failed: then it shall run again."""
        if self.hints.failures:
            return None
        notes = self.index.notes
        return Conclusions(
            settings=self.settings,
            today=self.today,
            files=tuple(path for path in self.index.files if path not in notes),
            unread=tuple(filed(notes[path]) for path in self.index.problems if not notes[path].digest),
            ventures=self.ventures.read(notes),
            found=self.hints.found,
        )

    def restore(self, conclusions: Conclusions, notes: Mapping[str, FiledNote]) -> None:
        """Take up what was concluded before from the same notes; only for a state that is still empty."""
        every = {**notes, **{note.path: note for note in conclusions.unread}}
        self.settings, self.today = conclusions.settings, conclusions.today
        self.index.apply(every, dict.fromkeys(conclusions.files, True))
        self.ventures.restore(conclusions.ventures, ((path, every[path].digest) for path in self.index.notes))
        self.hints = self._engine()
        self.hints.restore(conclusions.found)

    def _read_anew(self) -> frozenset[str]:
        """Read every venture anew; return the ids of those that are not as they were."""
        before = {venture.id: venture for venture in self.ventures.all}
        self.ventures = Ventures(self._name)
        self.ventures.apply(self.index, self.index.notes, ())
        after = {venture.id: venture for venture in self.ventures.all}
        return frozenset(name for name in {**before, **after} if before.get(name) != after.get(name))

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """The problems of the notes, in order of path, and the rules that failed."""
        notes = (
            Trouble(code, message, path)
            for path, problems in sorted(self.index.problems.items())
            for code, message in problems
        )
        return (*notes, *map(_trouble, self.hints.failures))

    def dump(self) -> dict[str, object]:
        """Return everything, canonical and as JSON has it."""
        return {
            **self.index.dump(),
            "ventures": {str(index): venture for index, venture in enumerate(self.ventures.dump())},
            "hints": self.hints.dump(),
            "troubles": {
                path: [code for code, _ in problems] for path, problems in sorted(self.index.problems.items())
            },
        }

    @property
    def around(self) -> Surroundings:
        """What can be asked about the vault as it is."""
        return Surroundings(self.index, self.ventures, self.settings, self.today)

    def _engine(self) -> Engine:
        return Engine(chosen_rules(self.settings), self.around)


def _trouble(failure: Failure) -> Trouble:
    where = f" at {failure.source}" if failure.source else ""
    message = f"The rule {failure.code} failed{where} ({failure.error}), so its hints are missing there. Please report it."
    return Trouble("rule-failed", message, failure.source if is_note(failure.source) else None)
