"""Turn the bytes of a file into the text of a note, and name the version of that text."""

import re
from codecs import BOM_UTF8
from hashlib import blake2b
from typing import NamedTuple

from venture_canvas.notes.note import Problem
from venture_canvas.positions import Span

REPLACEMENT = "\ufffd"
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """The text of a note, and what was wrong with its bytes."""

    text: str
    has_bom: bool
    problems: tuple[Problem, ...]


def digest_of(content: bytes) -> str:
    """Return the name of a version of a file: the BLAKE2b hash of its bytes, 32 hex digits."""
    return blake2b(content, digest_size=16).hexdigest()


def encode(text: str, *, has_bom: bool) -> bytes:
    """Return the bytes a text has in a file; a lone surrogate becomes three bytes rather than an error."""
    return (BOM_UTF8 if has_bom else b"") + text.encode("utf-8", "surrogatepass")


def decode(content: bytes) -> Decoded:
    """Read bytes as UTF-8, whatever they are.

    The BOM is cut off; bytes that are not UTF-8 become U+FFFD and a problem.
    """
    has_bom = content.startswith(BOM_UTF8)
    encoded = content.removeprefix(BOM_UTF8)
    try:
        text, problems = encoded.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        text = encoded.decode("utf-8", "replace")
        return Decoded(
            text, has_bom, (_not_utf_8(text, len(encoded[: error.start].decode("utf-8"))), *_null_bytes(text))
        )
    return Decoded(text, has_bom, problems + _null_bytes(text))


def repair(text: str) -> Decoded:
    """Make a text from an editor fit for UTF-8: a lone surrogate becomes U+FFFD and a problem, offsets stay."""
    found = LONE_SURROGATE.search(text)
    if not found:
        return Decoded(text, has_bom=False, problems=_null_bytes(text))
    text = LONE_SURROGATE.sub(REPLACEMENT, text)
    return Decoded(text, has_bom=False, problems=(_not_utf_8(text, found.start()), *_null_bytes(text)))


def _not_utf_8(text: str, offset: int) -> Problem:
    message = (
        "Some characters of this note are lost because the file is not saved as UTF-8. "
        "Save it as UTF-8, then replace each \ufffd by the character it stands for."
    )
    return Problem("not-utf-8", message, Span(offset, min(offset + 1, len(text))))


def _null_bytes(text: str) -> tuple[Problem, ...]:
    offset = text.find("\0")
    if offset < 0:
        return ()
    message = "This note holds null bytes, as a damaged file or one saved as UTF-16 does. Restore it, or save it as UTF-8."
    return (Problem("null-bytes", message, Span(offset, offset + 1)),)
