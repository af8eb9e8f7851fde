"""Links that lead to nothing, and what they may mean."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.homes import home_of
from venture_canvas.canvas.sections import written_names
from venture_canvas.canvas.tables import section_kinds
from venture_canvas.hints.hint import Fix
from venture_canvas.hints.near import one_slip
from venture_canvas.hints.relinking import nearest_note, relink, written_target
from venture_canvas.hints.tag_profile import is_ours
from venture_canvas.hints.views import WIKI, NoteView
from venture_canvas.notes.note import Link
from venture_canvas.vault.names import file_keys, key_of, last_segment, stem_of
from venture_canvas.vault.snapshot import Resolution

NO_FILE = re.compile(r"https?://|www\.|[^/\s]+@[^/\s]+$|.*(?:<%|\{\{)|[a-z]:[\\/]", re.IGNORECASE)
"""Targets that are no file's name: web and mail addresses, what a template fills in, paths of one computer."""
MOST_CHOICES = 3
SHORTEST_SLIP, LONGEST_SLIP = 5, 40
MOST_NAMESAKES = 20
"""Notes of one name among which the one meant is looked for."""
MOST_LINKS = 300
"""Links of a note in which slips are looked for; a note with more is a list that a program made."""


def lost_links(view: NoteView) -> Iterator[tuple[tuple[Link, ...], Resolution]]:
    """Yield the links that lead to nothing, as far as they aim at a file."""
    for links, found in view.aims:
        if found.state == "unresolved" and not NO_FILE.match(links[0].target):
            yield links, found


def is_path(link: Link) -> bool:
    """Say whether a link aims at a file that must have been there, and not at a note to be written."""
    return link.kind not in WIKI or "/" in link.target or link.target.casefold().endswith(".md")


def note_titled(view: NoteView, link: Link, found: Resolution) -> str | None:
    """Return the one note that is called what a link aims at, though its file is not; `Costs.md` means a file, not a title."""
    is_file = bool(_moved(link, found)) or link.target.casefold().endswith(".md")
    return None if is_file else nearest_note(found.named[:MOST_NAMESAKES], view.note.path)


def relinked(view: NoteView, links: tuple[Link, ...], found: Resolution) -> tuple[tuple[Fix, ...], str]:
    """Return the fixes that make links lead to what they may mean, and the name of that when it is one."""
    named = found.named if len(found.named) <= MOST_NAMESAKES else ()
    sure = _moved(links[0], found) or list(named)
    slips = [] if sure else _slips(view, links[0])
    candidates = sure or slips or _section_notes(view, links[0])
    one = nearest_note(candidates, view.note.path)
    paths = [one] if one else sorted(candidates)[:MOST_CHOICES]
    fixes = tuple(
        relink(view.index, view.note, links, path, "suggested", is_slip=bool(slips)) for path in paths
    )
    return fixes, written_target(view.index, one, view.note.path) if one else ""


def _moved(link: Link, found: Resolution) -> list[str]:
    """Return the notes whose file has the name that a link's path ends with."""
    name = stem_of(key_of(last_segment(link.target)))
    return [path for path in found.named[:MOST_NAMESAKES] if file_keys(path)[-1] == name]


def _section_notes(view: NoteView, link: Link) -> list[str]:
    """Return the note of this venture that is the section which a link names in other words: `Revenue Streams` for `Revenue`."""
    tag = written_names().get(key_of(link.target)) if is_ours(view) and link.kind in WIKI else None
    names = section_kinds()[tag].names if tag else ()
    found = {path for name in names for path in view.index.notes_named(name)}
    here = [
        path for path in sorted(found) if home_of(path) == home_of(view.note.path) and path != view.note.path
    ]
    return here if len(here) == 1 else []


def _slips(view: NoteView, link: Link) -> list[str]:
    """Return the notes whose name is a slip away, for the notes of a venture or the method: elsewhere `Book` beside `Books` is no slip."""
    name = stem_of(key_of(last_segment(link.target)))
    if not (
        is_ours(view) and SHORTEST_SLIP <= len(name) <= LONGEST_SLIP and len(view.note.links) <= MOST_LINKS
    ):
        return []
    # A name is looked up without blanks around it: with one of them off, `- Book` would be two slips away from `Book`.
    slips = (slip for slip in one_slip(name) if slip == slip.strip())
    return sorted({path for slip in slips for path in view.index.notes_named(slip)})
