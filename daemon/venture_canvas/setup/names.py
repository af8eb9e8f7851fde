"""What the folder of a venture is called: a name that every system takes, every link can hold, and no reader misunderstands."""

import re
import unicodedata

from pathvalidate import sanitize_filename

from venture_canvas.canvas.homes import home_of
from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.tables import words
from venture_canvas.setup.template import OWN

NOT_IN_A_LINK = re.compile(r"[#^\[\]]")
MOST_BYTES = 100


def folder_name(name: str) -> str:
    """Return the folder's name for a venture's name.

    Characters that Windows, macOS or a wiki link cannot hold become blanks, a long name is cut, and a name that means something
    else to Windows (`con`) or to the reading of a canvas (`Lexicon`, `Customers`) gets a word more.
    """
    written = NOT_IN_A_LINK.sub(" ", unicodedata.normalize("NFC", name))
    safe = sanitize_filename(
        _trimmed(written), replacement_text=" ", platform="universal", max_len=MOST_BYTES
    )
    folder = _trimmed(safe) or OWN
    return f"{folder} venture" if _means_something_else(folder) else folder


def _trimmed(text: str) -> str:
    return " ".join(text.split()).strip(". ")


def _means_something_else(folder: str) -> bool:
    """Say whether notes in a folder of this name are not read as a venture of their own."""
    is_reference = " ".join(word_list(folder)) in words().reference_folders
    return is_reference or home_of(f"{folder}/Note.md") != folder
