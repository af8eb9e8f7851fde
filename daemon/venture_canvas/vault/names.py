"""How names are compared, and what a note is called.

Obsidian compares file names and tags without case. Keys are what is compared here: the canonical caseless form of Unicode
(15.0, section 3.13, D145), composed, so that `Café` typed on macOS and on Linux are one name.
"""

import re
import unicodedata
from functools import lru_cache

from venture_canvas.notes.note import Note

NOTE_ENDING = ".md"
ASCII_WORD = re.compile(r"[a-z0-9]+")
NO_BREAK_SPACE = "\u00a0"


def key_of(text: str) -> str:
    """Return the form in which a name, path or tag is compared.

    A no-break space, which pasted text is full of, counts as a space, as in Obsidian's own paths.
    """
    return text.casefold() if text.isascii() else _canonical(text)


@lru_cache(maxsize=4096)
def _canonical(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace(NO_BREAK_SPACE, " "))
    return unicodedata.normalize("NFC", decomposed.casefold())


def slug_of(key: str) -> str:
    """Return the words of a key, joined by `-`: `founder’s guide (draft)` gives `founders-guide-draft`."""
    if key.isalnum():
        return key
    plain = key.replace("'", "").replace("’", "")
    words = ASCII_WORD.findall(plain) if plain.isascii() else "".join(map(_word_character, plain)).split()
    return "-".join(words)


def last_segment(path: str) -> str:
    """Return what follows the last `/` of a path."""
    return path.rpartition("/")[2]


def stem_of(key: str) -> str:
    """Return a key without the ending of a note."""
    return key.removesuffix(NOTE_ENDING)


def file_keys(path: str) -> tuple[str, ...]:
    """Return the keys of a file's name: with its ending and, for a note, without."""
    name = key_of(last_segment(path))
    return tuple(dict.fromkeys((name, stem_of(name))))


def names_of(note: Note | None) -> set[str]:
    """Return the keys of everything a note may be called by; nothing for no note.

    These are its file name, title, first heading and aliases, and the slug of each. A file name that is a slug
    (`early-adopters.md`) also stands for its words.
    """
    if not note:
        return set()
    file_name = file_keys(note.path)[-1]
    written = [
        note.title or "",
        *(heading.text for heading in note.headings[:1]),
        *(alias.text for alias in note.aliases),
    ]
    keys = {file_name, *(key_of(name.strip()) for name in written)}
    keys.update([slug_of(key) for key in keys])
    if file_name == slug_of(file_name):
        keys.add(file_name.replace("-", " "))
    keys.discard("")
    return keys


def _word_character(character: str) -> str:
    # Vowel signs and accents are marks, not letters: without them a Hindi or Arabic word falls apart.
    belongs = character.isalnum() or unicodedata.category(character).startswith("M")
    return character if belongs else " "
