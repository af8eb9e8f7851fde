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


def slug(text: str) -> str:
    """Return a text as lower-case words joined by hyphens, folders by a slash."""
    return "/".join("-".join(re.findall(r"[^\W_]+", fold(part))) for part in text.split("/")).strip("/")


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
