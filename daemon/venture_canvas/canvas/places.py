"""Where a venture is: its id, the name that its place gives it, and the folder or note that holds it."""

from collections import Counter
from collections.abc import Sequence

from venture_canvas.canvas.homes import home_of
from venture_canvas.canvas.kinds import NoteReading
from venture_canvas.canvas.naming import (
    identity_of_folder,
    identity_of_note,
    name_of_affix,
    name_of_folder,
    name_of_note,
)
from venture_canvas.canvas.venture import Place
from venture_canvas.vault.snapshot import Snapshot

LINKS_OF_A_MAP = 3


def place_of(
    group: Sequence[NoteReading],
    home: str,
    beside: Sequence[NoteReading],
    snapshot: Snapshot,
    vault_name: str,
) -> Place:
    """Return where the venture of some notes is.

    Arguments:
        group: its notes, those that hold a whole section first.
        home: the folder that they live in.
        beside: all notes of that home that have to do with a venture.
        snapshot: the vault.
        vault_name: names a venture that lives in the vault's root.
    """
    first = group[0]
    if first.outlook.kind == "canvas" and first.outlook.is_core:
        name = name_of_note(first.note) or first.note.name
        return Place(identity_of_note(first.note.path), name, first.note.path)
    affix = first.outlook.affix if _is_shared(beside, group) else ""
    name = (
        name_of_affix(first.note.name, affix)
        or _name_of_map(group, home, snapshot)
        or name_of_folder(home.rpartition("/")[2] or vault_name)
    )
    return Place(identity_of_folder(home, affix), name, home)


def _is_shared(beside: Sequence[NoteReading], group: Sequence[NoteReading]) -> bool:
    """Say whether section notes of another venture live in the same folder, so that only their affix tells them apart."""
    here = {each.outlook.affix for each in beside if each.outlook.kind == "section"}
    return len(here) > 1 and len({each.outlook.affix for each in group if each.outlook.section}) == 1


def _name_of_map(group: Sequence[NoteReading], home: str, snapshot: Snapshot) -> str | None:
    """Return the name that the note which lists a venture's sections gives, or None where there is no such note."""
    paths = {reading.note.path for reading in group}
    counts = Counter(
        source
        for path in paths
        for source in snapshot.backlinks(path, beneath=home)
        if source not in paths and home_of(source) == home
    )
    best = max(counts, key=lambda source: (counts[source], source), default=None)
    if best is None or counts[best] < min(LINKS_OF_A_MAP, len(paths)):
        return None
    return name_of_note(snapshot.notes[best])
