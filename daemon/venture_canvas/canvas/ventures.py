"""Which ventures a vault holds, kept current by difference.

A venture is a note that holds a whole canvas, or the section notes of one folder. Both are found by looking at one **home** at a
time: the folder of a note, climbed out of folders that only sort a canvas's parts (`Canvas/`, `Customer Model/`, `types/`). A
change therefore never looks further than the homes it touches.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from venture_canvas.canvas import kinds, sections
from venture_canvas.canvas.kinds import NoteReading, Outlook
from venture_canvas.canvas.model import Venture
from venture_canvas.canvas.naming import (
    identity_of_folder,
    identity_of_note,
    name_of_affix,
    name_of_folder,
    name_of_note,
)
from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.tables import section_kinds, words
from venture_canvas.canvas.venture import Place, read_venture
from venture_canvas.notes.note import Link, Note
from venture_canvas.positions import Span
from venture_canvas.vault.snapshot import Snapshot

NOWHERE = Span(0, 0)
NONE_TOLD: Mapping[str, "Told"] = MappingProxyType({})
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


class _Read(NamedTuple):
    """A venture, the notes it was put together from, and the paths of all notes that its model depends on."""

    group: tuple[NoteReading, ...]
    venture: Venture
    paths: frozenset[str]

    def is_of(self, group: Sequence[NoteReading]) -> bool:
        """Say whether it was put together from just these readings."""
        return len(self.group) == len(group) and all(
            one is other for one, other in zip(self.group, group, strict=True)
        )


Told = tuple[str, Outlook]
"""What a note is, after the digest of the text that says so."""


class VenturesRead(msgspec.Struct, frozen=True):
    """What was read of a vault's ventures, to be taken up again when the notes are as they were.

    Arguments:
        outlooks: every outlook that a note has, each once.
        of_notes: the number of each note's outlook among them, in order of path.
        homes: the notes that have to do with a venture, by home.
        ventures: by home, each with the paths of the notes that its model depends on.
    """

    outlooks: tuple[Outlook, ...]
    of_notes: tuple[int, ...]
    homes: dict[str, tuple[str, ...]]
    ventures: dict[str, tuple[tuple[Venture, tuple[str, ...]], ...]]


class Ventures:
    """The ventures of a vault.

    Arguments:
        vault_name: names a venture that lives in the vault's root.
    """

    def __init__(self, vault_name: str) -> None:
        self._vault_name = vault_name
        self._readings: dict[str, NoteReading] = {}
        self._outlooks: dict[str, Told] = {}
        self._homes: dict[str, set[str]] = {}
        self._read: dict[str, tuple[_Read, ...]] = {}
        self._readers: dict[str, set[str]] = {}
        self._by_id: dict[str, Venture] = {}

    @property
    def all(self) -> tuple[Venture, ...]:
        """Every venture, in order of its root, and of its id where a folder and a note that is open have one name."""
        found = [read.venture for home in self._read.values() for read in home]
        return tuple(sorted(found, key=lambda venture: (venture.root, venture.id)))

    def get(self, identity: str) -> Venture | None:
        """Return a venture by its id, or None."""
        return self._by_id.get(identity)

    def read_from(self, paths: Iterable[str]) -> frozenset[str]:
        """Return the ids of the ventures that are read from any of some notes."""
        homes = {home for path in paths for home in self._readers.get(path, ())}
        wanted = frozenset(paths)
        return frozenset(
            read.venture.id
            for home in homes
            for read in self._read.get(home, ())
            if not read.paths.isdisjoint(wanted)
        )

    def outlook(self, note: Note) -> Outlook:
        """Return what a note is."""
        known, outlook = self._outlooks.get(note.path, ("", None))
        return outlook if outlook and known == note.digest else kinds.read(note).outlook

    def reading(self, note: Note) -> NoteReading:
        """Return what a note is, with the tree of its lines when it carries a part of a canvas."""
        known = self._readings.get(note.path)
        return known if known and known.note.digest == note.digest else kinds.read(note)

    def apply(
        self,
        snapshot: Snapshot,
        notes: Iterable[str],
        links: Iterable[str],
        outlooks: Mapping[str, Told] = NONE_TOLD,
    ) -> frozenset[str]:
        """Take in a change.

        Arguments:
            snapshot: the vault after it.
            notes: the paths of the notes that came, changed or went.
            links: the paths of the notes of which a link may now lead elsewhere.
            outlooks: what some of the notes are, where that has been told already.

        Returns:
            The ids of the ventures that came, changed or went.
        """
        stale = frozenset((*notes, *links))
        touched = {home for path in stale for home in self._readers.get(path, ())}
        # A note that lists the sections names the venture, so any note in a venture's home, and where its links lead, counts.
        touched |= {home for path in stale if (home := home_of(path)) in self._read}
        for path in notes:
            if self._look_at(path, home_of(path), snapshot, outlooks.get(path)):
                touched.add(home_of(path))
        return frozenset(
            changed for home in sorted(touched) for changed in self._rebuild(home, snapshot, stale)
        )

    def read(self, paths: Iterable[str]) -> VenturesRead:
        """Return everything that was read, to be taken up again by `restore`; `paths` are those of all notes, in order."""
        numbers: dict[Outlook, int] = {}
        of_notes = tuple(numbers.setdefault(self._outlooks[path][1], len(numbers)) for path in paths)
        return VenturesRead(
            outlooks=tuple(numbers),
            of_notes=of_notes,
            homes={home: tuple(paths) for home, paths in self._homes.items()},
            ventures={
                home: tuple((read.venture, tuple(read.paths)) for read in ventures)
                for home, ventures in self._read.items()
            },
        )

    def restore(self, read: VenturesRead, notes: Iterable[tuple[str, str]]) -> None:
        """Take up what was read before.

        Arguments:
            read: from `read`, of a vault with the same notes.
            notes: the path and the digest of each, in order of path.
        """
        for (path, digest), number in zip(notes, read.of_notes, strict=True):
            self._outlooks[path] = (digest, read.outlooks[number])
        self._homes = {home: set(paths) for home, paths in read.homes.items()}
        for home, ventures in read.ventures.items():
            self._keep(home, tuple(_Read((), venture, frozenset(paths)) for venture, paths in ventures))
        self._by_id = {venture.id: venture for venture in self.all}

    def dump(self) -> list[object]:
        """Return everything, ready for JSON, in an order that depends on nothing else."""
        return [msgspec.to_builtins(venture) for venture in self.all]

    def _look_at(self, path: str, home: str, snapshot: Snapshot, told: "Told | None") -> bool:
        """Read a note anew; say whether it has, or had, to do with a venture."""
        mattered = path in self._homes.get(home, ())
        self._readings.pop(path, None)
        if mattered:
            self._homes[home].discard(path)
        self._outlooks.pop(path, None)
        if told and not _matters(told[1]):
            self._outlooks[path] = told
            return mattered
        note = snapshot.notes.get(path)
        reading = kinds.read(note) if note else None
        if reading:
            self._outlooks[path] = (reading.note.digest, reading.outlook)
        if reading and _matters(reading.outlook):
            self._readings[path] = reading
            self._homes.setdefault(home, set()).add(path)
            return True
        return mattered

    def _reading_at(self, path: str, snapshot: Snapshot) -> NoteReading:
        """Return the reading of a note that has to do with a venture; after a restart it is read when its venture is read anew."""
        if path not in self._readings:
            self._readings[path] = kinds.read(snapshot.notes[path])
        return self._readings[path]

    def _rebuild(self, home: str, snapshot: Snapshot, stale: frozenset[str]) -> list[str]:
        """Read the ventures of a home anew, those that a change concerns, and return the ids of those that are not as they were."""
        before = self._read.pop(home, ())
        readings = [self._reading_at(path, snapshot) for path in sorted(self._homes.get(home, ()))]
        after = tuple(
            self._read_group(home, group, snapshot, stale, before)
            for group in grouped(readings, home, self._vault_name)
        )
        for path in {path for read in before for path in read.paths}:
            self._readers[path].discard(home)
        self._keep(home, after)
        old, new = ({read.venture.id: read.venture for read in each} for each in (before, after))
        for name in old.keys() - new.keys():
            self._by_id.pop(name, None)
        self._by_id |= new
        return [name for name in {**old, **new} if old.get(name) != new.get(name)]

    def _keep(self, home: str, ventures: tuple[_Read, ...]) -> None:
        if ventures:
            self._read[home] = ventures
        for path in {path for read in ventures for path in read.paths}:
            self._readers.setdefault(path, set()).add(home)

    def _read_group(
        self,
        home: str,
        group: Sequence[NoteReading],
        snapshot: Snapshot,
        stale: frozenset[str],
        before: Sequence["_Read"],
    ) -> "_Read":
        """Read one venture, unless all it was read from is as it was."""
        for read in before:
            if read.paths.isdisjoint(stale) and read.is_of(group) and group[0].outlook.kind == "canvas":
                return read
        venture = self._venture(home, group, snapshot)
        types = (customer.note for customer in venture.customer_types if customer.note)
        return _Read(tuple(group), venture, frozenset((*venture.notes, *types)))

    def _venture(self, home: str, group: Sequence[NoteReading], snapshot: Snapshot) -> Venture:
        def note_of(target: str, source: str) -> str | None:
            return _target(snapshot, target, source)

        return read_venture(self._place(home, group, snapshot), group, note_of, snapshot.notes.get)

    def _place(self, home: str, group: Sequence[NoteReading], snapshot: Snapshot) -> Place:
        first = group[0]
        if first.outlook.kind == "canvas" and first.outlook.is_core:
            name = name_of_note(first.note) or first.note.name
            return Place(identity_of_note(first.note.path), name, first.note.path)
        affix = first.outlook.affix if self._is_shared(home, group) else ""
        name = name_of_affix(first.note.name, affix) or self._name_of_group(home, group, snapshot)
        return Place(identity_of_folder(home, affix), name, home)

    def _is_shared(self, home: str, group: Sequence[NoteReading]) -> bool:
        """Say whether section notes of another venture live in the same folder, so that only their affix tells them apart."""
        outlooks = [self._readings[path].outlook for path in self._homes[home]]
        here = {outlook.affix for outlook in outlooks if outlook.kind == "section"}
        return len(here) > 1 and len({each.outlook.affix for each in group if each.outlook.section}) == 1

    def _name_of_group(self, home: str, group: Sequence[NoteReading], snapshot: Snapshot) -> str:
        """Name a venture by the note that lists its sections, else by its folder."""
        paths = {reading.note.path for reading in group}
        counts: dict[str, int] = {}
        for path in paths:
            for source in snapshot.backlinks(path, beneath=home):
                if source not in paths and home_of(source) == home:
                    counts[source] = counts.get(source, 0) + 1
        best = max(counts, key=lambda source: (counts[source], source), default=None)
        if (
            best
            and counts[best] >= min(LINKS_OF_A_MAP, len(paths))
            and (name := name_of_note(snapshot.notes[best]))
        ):
            return name
        return name_of_folder(home.rpartition("/")[2] or self._vault_name)


def _matters(outlook: Outlook) -> bool:
    if outlook.kind in ("canvas", "section", "type") or (outlook.kind == "lexicon" and outlook.section):
        return True
    return outlook.kind == "other" and len(outlook.sections) >= SECTIONS_OF_A_PART and not outlook.is_core


def _target(snapshot: Snapshot, target: str, source: str) -> str | None:
    """Return the note that a link means: the one it leads to, else the only one that has its target's name."""
    link = Link(
        kind="wiki", embed=False, target=target, fragment="", text=None, span=NOWHERE, target_span=NOWHERE
    )
    found = snapshot.resolve(link, source)
    if found.state == "resolved":
        return found.paths[0]
    near = [path for path in (*found.paths, *found.named) if home_of(path) == home_of(source)]
    return near[0] if len(near) == 1 else found.named[0] if len(found.named) == 1 else None


def grouped(readings: Sequence[NoteReading], home: str, vault_name: str) -> list[list[NoteReading]]:
    """Sort the notes of one home into ventures.

    Every note with a whole canvas is a venture; section notes are one together, or one for each affix (`PP - Customers`, `Lumen
    Customers`) where a section stands twice. What is left over joins the only venture there is. Beside the lexicon's entry for
    Customers, notes that are named like sections are entries too, unless one of them holds a venture's customers.
    """
    canvases = [
        reading for reading in readings if reading.outlook.kind == "canvas" and reading.outlook.is_core
    ]
    parts = [
        reading
        for reading in readings
        if reading.outlook.kind in ("canvas", "other") and not reading.outlook.is_core
    ]
    types = [reading for reading in readings if reading.outlook.kind == "type"]
    owned = _with_known_affix(
        [reading for reading in readings if reading.outlook.kind == "section"], home, vault_name
    )
    if _has_entry(readings) and not _covers(owned, sections.CUSTOMERS):
        owned = []
    by_section = [group for group in _by_affix(owned) if _is_venture(group)]
    if len(canvases) == 1 and not any(_covers(group, sections.CUSTOMERS) for group in by_section):
        return [[*canvases, *owned, *_not_covered(parts, [*canvases, *owned]), *types]]
    if len(by_section) == 1:
        joining = [canvas for canvas in canvases if _completes(canvas, by_section[0])]
        group = [*by_section[0], *joining]
        only = [*group, *_not_covered(parts, group), *types]
        return [only, *([canvas] for canvas in canvases if canvas not in joining)]
    return [*by_section, *([canvas] for canvas in canvases)]


def _has_entry(readings: Sequence[NoteReading]) -> bool:
    return any(
        each.outlook.kind == "lexicon" and each.outlook.section == sections.CUSTOMERS for each in readings
    )


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


def _completes(canvas: NoteReading, group: Sequence[NoteReading]) -> bool:
    """Say whether a note with several sections (`Jobs + Alternatives`) holds what a venture with customers lacks, and no customers."""
    held = {tag for reading in group for tag in reading.outlook.sections}
    return sections.CUSTOMERS in held and held.isdisjoint(canvas.outlook.sections)


def _covers(group: Sequence[NoteReading], tag: str) -> bool:
    return any(tag in reading.outlook.sections for reading in group)


def _not_covered(parts: Sequence[NoteReading], group: Sequence[NoteReading]) -> list[NoteReading]:
    """Return the notes that add a section to a venture."""
    held = {tag for reading in group for tag in reading.outlook.sections}
    return [part for part in parts if not part.outlook.sections <= held]
