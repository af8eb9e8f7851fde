"""The vault's own entry for a section of the canvas: the note that says what the term means."""

from venture_canvas.canvas.tables import section_kinds
from venture_canvas.canvas.ventures import Ventures
from venture_canvas.vault.snapshot import Snapshot


def lexicon_entry(section: str, snapshot: Snapshot, ventures: Ventures) -> str | None:
    """Return the path of the lexicon entry whose name, title or alias names a section, or None.

    Of several, the one that has the section's most usual name.

    Arguments:
        section: the section's tag.
        snapshot: the vault.
        ventures: tell which notes are lexicon entries.
    """
    kind = section_kinds().get(section)
    names = (section, *kind.names) if kind else (section,)
    found = (path for name in names for path in snapshot.notes_named(name))
    return next((path for path in found if ventures.outlook(snapshot.notes[path]).kind == "lexicon"), None)
