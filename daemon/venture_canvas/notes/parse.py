"""Read one note: the parts of this package, put together."""

from venture_canvas.notes.aliases import aliases_of
from venture_canvas.notes.block_ids import block_ids_of
from venture_canvas.notes.comments import comments_of
from venture_canvas.notes.decoding import Decoded, decode, digest_of, encode, repair
from venture_canvas.notes.front_matter import read_front_matter
from venture_canvas.notes.links import property_links
from venture_canvas.notes.markdown import read_markdown
from venture_canvas.notes.note import Note, Problem
from venture_canvas.notes.regions import Regions
from venture_canvas.notes.tags import inline_tags, property_tags
from venture_canvas.positions import Span

MAX_NOTE_BYTES = 4 * 1024 * 1024

TOO_LARGE = f"This note is larger than {MAX_NOTE_BYTES // 1024**2} MB, so nothing in it is read. Split it into several notes."


def read_note(path: str, content: bytes) -> Note:
    """Read a note from the bytes of its file. Never fails: what cannot be read becomes a problem of the note.

    Arguments:
        path: relative to the vault, with `/`, NFC.
        content: the file as it is.
    """
    digest = digest_of(content)
    if len(content) > MAX_NOTE_BYTES:
        return unread_note(path, "note-too-large", TOO_LARGE, digest=digest)
    return _note(path, digest, decode(content))


def parse_note(path: str, text: str, *, digest: str | None = None, has_bom: bool = False) -> Note:
    """Read a note from the text an editor holds. Never fails, as `read_note`.

    Arguments:
        path: relative to the vault, with `/`, NFC.
        text: without BOM; a lone surrogate in it becomes U+FFFD.
        digest: the version of the text; by default the one it has when it is saved.
        has_bom: whether its file starts with a BOM.
    """
    content = encode(text, has_bom=has_bom)
    digest = digest_of(content) if digest is None else digest
    if len(content) > MAX_NOTE_BYTES:
        return unread_note(path, "note-too-large", TOO_LARGE, digest=digest)
    return _note(path, digest, repair(text)._replace(has_bom=has_bom))


def unread_note(path: str, code: str, message: str, *, digest: str = "") -> Note:
    """Return a note of which nothing is known but why.

    Arguments:
        path: relative to the vault, with `/`, NFC.
        code: `note-too-large`, `not-downloaded`, `outside-the-vault` or `unreadable`.
        message: what is wrong and what to do, for the founder.
        digest: the version of the file, when its bytes are known.
    """
    problem = Problem(code, message, Span(0, 0))
    return Note(
        path=path, digest=digest, text="", has_bom=False, front_matter=None, tags=(), aliases=(), headings=(), links=(),
        block_ids=(), comments=(), code=(), problems=(problem,),
    )  # fmt: skip


def _note(path: str, digest: str, decoded: Decoded) -> Note:
    text = decoded.text
    front_matter, problems = read_front_matter(text)
    start = front_matter.span.end if front_matter else 0
    markdown = read_markdown(text, start)
    code = Regions(markdown.code)
    return Note(
        path=path,
        digest=digest,
        text=text,
        has_bom=decoded.has_bom,
        front_matter=front_matter,
        tags=(
            *(property_tags(text, front_matter) if front_matter else ()),
            *inline_tags(text, start, Regions((*markdown.code, *markdown.targets)), Regions(markdown.tables)),
        ),
        aliases=tuple(aliases_of(text, front_matter)) if front_matter else (),
        headings=markdown.headings,
        links=(*(property_links(text, front_matter) if front_matter else ()), *markdown.links),
        block_ids=tuple(block_ids_of(text, start, code)),
        comments=tuple(comments_of(text, start, code)),
        code=markdown.code,
        problems=decoded.problems + problems,
    )
