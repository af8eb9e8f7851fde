"""Where a note's venture lives: its **home**, told by the note's path alone, and which note a link means from there."""

from venture_canvas.canvas import sections
from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.tables import words
from venture_canvas.notes.note import Link
from venture_canvas.positions import Span
from venture_canvas.vault.snapshot import Snapshot

NOWHERE = Span(0, 0)


def home_of(path: str) -> str:
    """Return the folder that a note's venture lives in, by the note's path alone."""
    folder = path.rpartition("/")[0]
    while folder:
        above, _, name = folder.rpartition("/")
        if not (sections.of_heading(name) or " ".join(word_list(name)) in words().sorting_folders):
            break
        folder = above
    return folder


def note_meant(snapshot: Snapshot, target: str, source: str) -> str | None:
    """Return the note that a link means: the one it leads to, else the only one that has its target's name.

    Arguments:
        snapshot: the vault.
        target: what the link says.
        source: the path of the note it stands in; notes in its home come before others of the same name.
    """
    link = Link(
        kind="wiki", embed=False, target=target, fragment="", text=None, span=NOWHERE, target_span=NOWHERE
    )
    found = snapshot.resolve(link, source)
    if found.state == "resolved":
        return found.paths[0]
    near = [path for path in (*found.paths, *found.named) if home_of(path) == home_of(source)]
    return near[0] if len(near) == 1 else found.named[0] if len(found.named) == 1 else None
