"""Which ventures a vault holds, kept current by difference.

A venture is a note that holds a whole canvas, or the section notes of one folder. Both are found by looking at one **home** at a
time: the folder of a note, climbed out of folders that only sort a canvas's parts (`Canvas/`, `Customer Model/`, `types/`). A
change therefore never looks further than the homes it touches.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from venture_canvas.canvas import kinds, sections
from venture_canvas.canvas.kinds import NoteReading, Outlook
from venture_canvas.canvas.model import Venture
from venture_canvas.canvas.naming import name_of_folder, name_of_note, slug
from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.tables import section_kinds, words
from venture_canvas.canvas.venture import Place, read_venture
from venture_canvas.notes.note import Link, Note
from venture_canvas.positions import Span
from venture_canvas.vault.snapshot import Snapshot

NOWHERE = Span(0, 0)
SECTIONS_OF_A_FOLDER = 2
SECTIONS_OF_A_PART = 2
LINKS_OF_A_MAP = 3


def home_of(path: str) -> str:
    """Return the folder that a note's venture lives in, by the note's path alone."""
    folder = path.rpartition("/")[0]
    while folder:
        above, _, name = folder.rpartition("/")
        if not (sections.of_heading(name) or " ".join(word_list(name)) in words().sorting_folders):
            break
        folder = above
    return folder


class Ventures:
    """The ventures of a vault.

    Arguments:
        vault_name: names a venture that lives in the vault's root.
    """

    def __init__(self, vault_name: str) -> None:
        self._vault_name = vault_name
        self._readings: dict[str, NoteReading] = {}
        self._homes: dict[str, set[str]] = {}
        self._ventures: dict[str, tuple[Venture, ...]] = {}
        self._read_by: dict[str, set[str]] = {}

    @property
    def all(self) -> tuple[Venture, ...]:
        """Every venture, in order of its root."""
        found = [venture for home in self._ventures.values() for venture in home]
        return tuple(sorted(found, key=lambda venture: venture.root))

    def outlook(self, note: Note) -> Outlook:
        """Return what a note is."""
        known = self._readings.get(note.path)
        return known.outlook if known and known.note is note else kinds.read(note).outlook

    def apply(self, snapshot: Snapshot, notes: Iterable[str], links: Iterable[str]) -> frozenset[str]:
        """Take in a change.

        Arguments:
            snapshot: the vault after it.
            notes: the paths of the notes that came, changed or went.
            links: the paths of the notes of which a link may now lead elsewhere.

        Returns:
            The ids of the ventures that came, changed or went.
        """
        touched: set[str] = set()
        for path in notes:
            touched |= self._read_by.get(path, set())
            if self._read(path, snapshot.notes.get(path)) or home_of(path) in self._ventures:
                touched.add(home_of(path))
        for path in links:
            touched |= self._read_by.get(path, set())
        return frozenset(changed for home in sorted(touched) for changed in self._rebuild(home, snapshot))

    def dump(self) -> list[object]:
        """Return everything, ready for JSON, in an order that depends on nothing else."""
        return [msgspec.to_builtins(venture) for venture in self.all]

    def _read(self, path: str, note: Note | None) -> bool:
        """Read a note anew; say whether it has, or had, to do with a venture."""
        before = self._readings.pop(path, None)
        home = home_of(path)
        if before:
            self._homes[home].discard(path)
        reading = kinds.read(note) if note else None
        if reading and _matters(reading.outlook):
            self._readings[path] = reading
            self._homes.setdefault(home, set()).add(path)
            return True
        return before is not None

    def _rebuild(self, home: str, snapshot: Snapshot) -> list[str]:
        """Read the ventures of a home anew and return the ids of those that are not as they were."""
        before = {venture.id: venture for venture in self._ventures.pop(home, ())}
        readings = [self._readings[path] for path in sorted(self._homes.get(home, ()))]
        ventures = tuple(self._venture(home, group, snapshot) for group in grouped(readings, home, self._vault_name))
        if ventures:
            self._ventures[home] = ventures
        self._forget(home)
        for venture in ventures:
            for path in (*venture.notes, *(customer.note for customer in venture.customer_types if customer.note)):
                self._read_by.setdefault(path, set()).add(home)
        after = {venture.id: venture for venture in ventures}
        return [name for name in {**before, **after} if before.get(name) != after.get(name)]

    def _forget(self, home: str) -> None:
        for path in [path for path, homes in self._read_by.items() if home in homes]:
            self._read_by[path].discard(home)

    def _venture(self, home: str, group: Sequence[NoteReading], snapshot: Snapshot) -> Venture:
        def note_of(target: str, source: str) -> str | None:
            return _target(snapshot, target, source)

        alone = group[0].note if group[0].outlook.kind == "canvas" and group[0].outlook.is_core else None
        root = alone.path if alone else home
        name = (name_of_note(alone) or alone.name) if alone else self._name_of_group(home, group, snapshot)
        place = Place(slug(root.removesuffix(".md")) or slug(self._vault_name) or "vault", name, root)
        return read_venture(place, group, note_of, snapshot.notes.get)

    def _name_of_group(self, home: str, group: Sequence[NoteReading], snapshot: Snapshot) -> str:
        """Name a venture by the note that lists its sections, else by its folder."""
        paths = {reading.note.path for reading in group}
        counts: dict[str, int] = {}
        for path in paths:
            for source in snapshot.backlinks(path):
                if source not in paths and home_of(source) == home:
                    counts[source] = counts.get(source, 0) + 1
        best = max(counts, key=lambda source: (counts[source], source), default=None)
        if best and counts[best] >= min(LINKS_OF_A_MAP, len(paths)) and (name := name_of_note(snapshot.notes[best])):
            return name
        return name_of_folder(home.rpartition("/")[2] or self._vault_name)


def _matters(outlook: Outlook) -> bool:
    if outlook.kind in ("canvas", "section", "type"):
        return True
    return outlook.kind == "other" and len(outlook.sections) >= SECTIONS_OF_A_PART and not outlook.is_core


def _target(snapshot: Snapshot, target: str, source: str) -> str | None:
    """Return the note that a link means: the one it leads to, else the only one that has its target's name."""
    found = snapshot.resolve(Link("wiki", False, target, "", None, NOWHERE, NOWHERE), source)  # noqa: FBT003
    if found.state == "resolved":
        return found.paths[0]
    near = [path for path in (*found.paths, *found.named) if home_of(path) == home_of(source)]
    return near[0] if len(near) == 1 else found.named[0] if len(found.named) == 1 else None


def grouped(readings: Sequence[NoteReading], home: str, vault_name: str) -> list[list[NoteReading]]:
    """Sort the notes of one home into ventures.

    Every note with a whole canvas is a venture; section notes are one together, or one for each affix (`PP - Customers`, `Lumen
    Customers`) where a section stands twice. What is left over joins the only venture there is.
    """
    canvases = [reading for reading in readings if reading.outlook.kind == "canvas" and reading.outlook.is_core]
    parts = [reading for reading in readings if reading.outlook.kind in ("canvas", "other") and not reading.outlook.is_core]
    types = [reading for reading in readings if reading.outlook.kind == "type"]
    owned = _with_known_affix([reading for reading in readings if reading.outlook.kind == "section"], home, vault_name)
    by_section = [group for group in _by_affix(owned) if _is_venture(group)]
    if len(canvases) == 1 and not any(_covers(group, sections.CUSTOMERS) for group in by_section):
        return [[*canvases, *owned, *_not_covered(parts, [*canvases, *owned]), *types]]
    if len(by_section) == 1:
        only = [*by_section[0], *_not_covered(parts, by_section[0]), *types]
        return [only, *([canvas] for canvas in canvases)]
    return [*by_section, *([canvas] for canvas in canvases)]


def _with_known_affix(readings: Sequence[NoteReading], home: str, vault_name: str) -> list[NoteReading]:
    """Keep the section notes whose name adds nothing, or something that a sibling or the folder shares."""
    sections_by_affix: dict[str, set[str | None]] = {}
    for reading in readings:
        sections_by_affix.setdefault(reading.outlook.affix, set()).add(reading.outlook.section)
    place = set(word_list(home.rpartition("/")[2] or vault_name))
    return [
        reading
        for reading in readings
        if not reading.outlook.affix
        or len(sections_by_affix[reading.outlook.affix]) > 1
        or set(reading.outlook.affix.split()) <= place
    ]


def _by_affix(readings: Sequence[NoteReading]) -> list[list[NoteReading]]:
    carried = [reading.outlook.section for reading in readings]
    if len(carried) == len(set(carried)):
        return [list(readings)] if readings else []
    groups: dict[str, list[NoteReading]] = {}
    for reading in readings:
        groups.setdefault(reading.outlook.affix, []).append(reading)
    return list(groups.values())


def _is_venture(group: Sequence[NoteReading]) -> bool:
    held = {tag for reading in group for tag in reading.outlook.sections}
    core = any(section_kinds()[tag].core for tag in held)
    return core and (len(held) >= SECTIONS_OF_A_FOLDER or any(reading.outlook.tagged for reading in group))


def _covers(group: Sequence[NoteReading], tag: str) -> bool:
    return any(tag in reading.outlook.sections for reading in group)


def _not_covered(parts: Sequence[NoteReading], group: Sequence[NoteReading]) -> list[NoteReading]:
    """Return the notes that add a section to a venture."""
    held = {tag for reading in group for tag in reading.outlook.sections}
    return [part for part in parts if not part.outlook.sections <= held]
