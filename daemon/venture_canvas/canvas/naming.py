"""What a venture is called."""

import re

from venture_canvas.canvas.phrases import plain, word_list
from venture_canvas.canvas.sections import of_heading
from venture_canvas.canvas.tables import fold
from venture_canvas.notes.note import Note

PARTS = re.compile(r"\s+[–—|-]\s+|\s*[:(),]\s*")
CANVAS_WORDS = re.compile(
    r"\b(?:canvas|business model|slc|lean|map|index|start here|overview|home|read ?me|moc|front page|deck|mapa|karte|carte|overzicht|übersicht|übersicht|inicio|start|draft|version|v\d+|working|final)\b",
    re.IGNORECASE,
)
NUMBERING = re.compile(r"^[\W_]*(?:\d{1,2}[.)]?\s+)?")
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")


def identity_of_note(path: str) -> str:
    """Return the id of the venture that a note holds: its path. No other place gives the same."""
    return path


def identity_of_folder(folder: str, affix: str = "") -> str:
    """Return the id of the venture that a folder's notes hold: the folder, with `/`; `affix` tells several in one folder apart.

    An id is written as the place is: folders whose names differ in case only, or in a hyphen for a space, hold different ventures.
    """
    return f"{folder}//{affix}" if affix else f"{folder}/"


def name_of_affix(name: str, affix: str) -> str:
    """Return what a section note's name adds to the section's, as written: `RF` of `RF - Customers`."""
    wanted = affix.split()
    return " ".join(word for word in re.findall(r"[^\W_]+", name) if fold(word) in wanted)


def name_of_note(note: Note) -> str | None:
    """Return the venture's name that a note gives: its title, first heading or file name without words such as `canvas`.

    None when all it has is such words, or the name of a section.
    """
    heading = next(
        (
            plain(heading.text)
            for heading in note.headings
            if heading.level == 1 and not of_heading(heading.text)
        ),
        None,
    )
    for name in (note.title, heading, note.name):
        kept = [
            part
            for part in PARTS.split(NUMBERING.sub("", name or ""))
            if part and not CANVAS_WORDS.search(part)
        ]
        if kept:
            return kept[0]
    return None


def name_of_folder(name: str) -> str:
    """Return a folder's name, a slug turned into words."""
    return " ".join(word.capitalize() for word in word_list(name)) if SLUG.fullmatch(name) else name
