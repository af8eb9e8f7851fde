"""What a venture is called."""

import re
from zlib import crc32

from venture_canvas.canvas.phrases import plain, word_list
from venture_canvas.canvas.sections import of_heading
from venture_canvas.canvas.tables import fold
from venture_canvas.notes.note import Note

VAULT = "."
"""The id of a venture that lives in the vault's own folder."""
PARTS = re.compile(r"\s+[–—|-]\s+|\s*[:(),]\s*")
CANVAS_WORDS = re.compile(
    r"\b(?:canvas|business model|slc|lean|map|index|start here|overview|home|read ?me|moc|front page|deck|mapa|karte|carte|overzicht|übersicht|übersicht|inicio|start|draft|version|v\d+|working|final)\b",
    re.IGNORECASE,
)
NUMBERING = re.compile(r"^[\W_]*(?:\d{1,2}[.)]?\s+)?")
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")


def identity_of_note(path: str) -> str:
    """Return the id of the venture that a note holds: its path, readable; no other path gives the same."""
    return _identity(path)


def identity_of_folder(folder: str, affix: str = "") -> str:
    """Return the id of the venture that a folder's notes hold; `affix` tells several in one folder apart."""
    return _identity(f"{folder}/{affix}".strip("/")) or VAULT


def name_of_affix(name: str, affix: str) -> str:
    """Return what a section note's name adds to the section's, as written: `RF` of `RF - Customers`."""
    wanted = affix.split()
    return " ".join(word for word in re.findall(r"[^\W_]+", name) if fold(word) in wanted)


def _identity(path: str) -> str:
    """Return a path as lower-case words joined by hyphens; where that hides a difference, a check sum is added."""
    stem = path.removesuffix(".md")
    readable = "/".join("-".join(re.findall(r"[^\W_]+", fold(part))) for part in stem.split("/"))
    suffix = ".md" if stem != path else ""
    hidden = re.sub(r"[ _]", "-", stem.casefold()) != readable
    return f"{readable}-{crc32(path.encode()):08x}{suffix}" if hidden else readable + suffix


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
