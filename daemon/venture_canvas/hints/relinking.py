"""Make a link lead to a note: how to write its target so that Obsidian finds the note from where the link stands."""

from collections.abc import Iterable
from urllib.parse import quote

from venture_canvas.hints.hint import Edit, Fix, Safety
from venture_canvas.hints.near import one_slip
from venture_canvas.hints.views import WIKI
from venture_canvas.notes.note import Link, Note
from venture_canvas.positions import Span
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.names import file_keys, key_of, last_segment, stem_of

NOWHERE = Span(0, 0)


def nearest_note(paths: Iterable[str], source: str) -> str | None:
    """Return the one note that is fewer folders away from another than all others, or None."""
    ordered = sorted((_distance(path, source), path) for path in paths)
    is_sure = len(ordered) == 1 or (len(ordered) > 1 and ordered[0][0] < ordered[1][0])
    return ordered[0][1] if is_sure else None


def relink(
    index: VaultIndex, note: Note, links: Iterable[Link], path: str, safety: Safety, *, is_slip: bool = False
) -> Fix:
    """Return the fix that makes links lead to a note, with the words they show unchanged.

    With `is_slip` the target was the name of the note with a slip; where a link shows it, that is mended too.
    """
    edits = (
        Edit(note.path, link.target_span, _target(index, note, link, path, is_slip=is_slip)) for link in links
    )
    return Fix(f"Link to {path.removesuffix('.md')}", safety, tuple(edits))


def _target(index: VaultIndex, note: Note, link: Link, path: str, *, is_slip: bool) -> str:
    if link.kind not in WIKI:
        return _written_destination(note, link, path)
    target = written_target(index, path, note.path)
    misspelt = is_slip and stem_of(key_of(last_segment(link.target))) in one_slip(file_keys(path)[-1])
    shows_nothing = link.text is not None or link.fragment or misspelt
    return target if shows_nothing else f"{target}{_pipe(note, link)}{link.target}"


def written_target(index: VaultIndex, path: str, source: str) -> str:
    """Return how a note is linked from another: by its name where that leads there, else by its path."""
    whole = path.removesuffix(".md")
    name = whole.rpartition("/")[2]
    link = Link("wiki", embed=False, target=name, fragment="", text=None, span=NOWHERE, target_span=NOWHERE)
    return name if index.resolve(link, source).paths == (path,) else whole


def _written_destination(note: Note, link: Link, path: str) -> str:
    """Return a path as a Markdown link has it: with blanks as `%20`, unless it stands in angle brackets."""
    in_brackets = note.text[link.target_span.start - 1 : link.target_span.start] == "<"
    return path if in_brackets else quote(path, safe="/")


def _pipe(note: Note, link: Link) -> str:
    """Return the mark before a link's words, which a table escapes."""
    start = note.text.rfind("\n", 0, link.span.start) + 1
    in_table = link.kind == "wiki" and note.text[start : link.span.start].lstrip().startswith("|")
    return r"\|" if in_table else "|"


def _distance(path: str, source: str) -> int:
    """Return how many folders lie between two notes."""
    one, other = path.split("/")[:-1], source.split("/")[:-1]
    shared = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        shared += 1
    return len(one) + len(other) - 2 * shared
