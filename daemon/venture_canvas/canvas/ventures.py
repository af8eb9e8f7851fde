"""Which ventures a vault holds, kept current by difference.

A venture is a note that holds a whole canvas, or the section notes of one folder. Both are found by looking at one **home** at a
time: the folder of a note, climbed out of folders that only sort a canvas's parts (`Canvas/`, `Customer Model/`, `types/`). A
change therefore never looks further than the homes it touches.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from venture_canvas.canvas.grouping import Group, grouped
from venture_canvas.canvas.homes import home_of, note_meant
from venture_canvas.canvas.kinds import NoteReading, Outlook
from venture_canvas.canvas.model import Venture
from venture_canvas.canvas.outlooks import NONE_TOLD, Outlooks, Told
from venture_canvas.canvas.places import place_of
from venture_canvas.canvas.venture import Place, read_venture
from venture_canvas.notes.note import Note
from venture_canvas.vault.snapshot import Snapshot

NO_GROUP = Group([], [])


class _Read(NamedTuple):
    """A venture, the notes it was put together from, and the paths of all notes that its model depends on."""

    group: Group
    venture: Venture
    paths: frozenset[str]

    def is_of(self, group: Group) -> bool:
        """Say whether it was put together from just these readings."""
        return all(
            len(mine) == len(its) and all(one is other for one, other in zip(mine, its, strict=True))
            for mine, its in zip(self.group, group, strict=True)
        )


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
        self._outlooks = Outlooks()
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
        return self._outlooks.of(note)

    def reading(self, note: Note) -> NoteReading:
        """Return what a note is, with the tree of its lines when it carries a part of a canvas."""
        return self._outlooks.reading(note)

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
            if self._outlooks.look_at(path, snapshot, outlooks.get(path)):
                touched.add(home_of(path))
        return frozenset(
            changed for home in sorted(touched) for changed in self._rebuild(home, snapshot, stale)
        )

    def read(self, paths: Iterable[str]) -> VenturesRead:
        """Return everything that was read, to be taken up again by `restore`; `paths` are those of all notes, in order."""
        numbers: dict[Outlook, int] = {}
        of_notes = tuple(numbers.setdefault(self._outlooks.at(path), len(numbers)) for path in paths)
        return VenturesRead(
            outlooks=tuple(numbers),
            of_notes=of_notes,
            homes=self._outlooks.homes,
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
        told = (
            (path, (digest, read.outlooks[number]))
            for (path, digest), number in zip(notes, read.of_notes, strict=True)
        )
        self._outlooks.restore(told, read.homes)
        for home, ventures in read.ventures.items():
            self._keep(home, tuple(_Read(NO_GROUP, venture, frozenset(paths)) for venture, paths in ventures))
        self._by_id = {venture.id: venture for venture in self.all}

    def dump(self) -> list[object]:
        """Return everything, ready for JSON, in an order that depends on nothing else."""
        return [msgspec.to_builtins(venture) for venture in self.all]

    def _rebuild(self, home: str, snapshot: Snapshot, stale: frozenset[str]) -> list[str]:
        """Read the ventures of a home anew, those that a change concerns, and return the ids of those that are not as they were."""
        before = self._read.pop(home, ())
        after = self._read_home(home, snapshot, [read for read in before if read.paths.isdisjoint(stale)])
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

    def _read_home(self, home: str, snapshot: Snapshot, untouched: Sequence[_Read]) -> tuple[_Read, ...]:
        """Read the ventures of a home, but for those of one note of which nothing changed."""
        readings = self._outlooks.in_home(home, snapshot)
        by_first = {read.group.notes[0].note.path: read for read in untouched if read.group.notes}
        return tuple(
            _still_of(group, by_first)
            or _read_group(place_of(group.notes, home, readings, snapshot, self._vault_name), group, snapshot)
            for group in grouped(readings, home, self._vault_name)
        )


def _still_of(group: Group, untouched: Mapping[str, _Read]) -> _Read | None:
    """Return the venture of a note that holds a whole canvas as it was read before; folders are named by notes around them."""
    if group.notes[0].outlook.kind != "canvas":
        return None
    read = untouched.get(group.notes[0].note.path)
    return read if read and read.is_of(group) else None


def _read_group(place: Place, group: Group, snapshot: Snapshot) -> _Read:
    """Read one venture from its notes."""

    def note_of(target: str, source: str) -> str | None:
        return note_meant(snapshot, target, source)

    venture = read_venture(place, group, note_of, snapshot.notes.get)
    types = (customer.note for customer in venture.customer_types if customer.note)
    again = (each.path for each in venture.retellings)
    return _Read(group, venture, frozenset((*venture.notes, *types, *again)))
