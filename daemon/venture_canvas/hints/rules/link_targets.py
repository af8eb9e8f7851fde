"""What links lead to: headings that are not there, files that are missing, notes that are empty."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from venture_canvas.canvas.homes import home_of
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.near import nearest
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Link, Note
from venture_canvas.notes.regions import Regions
from venture_canvas.positions import Span
from venture_canvas.vault.names import key_of

LOCAL = r"(?i:<?(?:file:|[/](?:Users|home)[/]|[a-z]:[\\/]))"
LOCAL_LINK = re.compile(rf"(?:\]\(|\[\[){LOCAL}[^)\]\n]*(?:\)|\]\])")
FIRST_OF_LOCAL = frozenset("<fF/")
MOST_HEADINGS = 300
"""Headings of a note that a mistyped one is compared with."""
NO_FILE = re.compile(r".*(?:<%|\{\{|://)")
OBSIDIAN = "Obsidian: Internal links"


class _Places(NamedTuple):
    """What links can lead to in a note: its headings by what is compared of them, and the marks of lines, casefolded."""

    headings: dict[str, str]
    marks: frozenset[str]


@rule(
    severity="warning",
    reads="links",
    source="Obsidian: Link to a heading in a note",
    fix="Writes the heading as it stands in the note, where one is a slip away.",
    bad=(
        {
            "Map.md": "See ⟦[[canvas#Early adopter]]⟧.\n",
            "canvas.md": "# Riverly\n## Early Adopters\nNurses.\n",
        },
        {
            "Map.md": "See ⟦[[canvas#Pricing|what it costs]]⟧ and ⟦[[#Nowhere]]⟧.\n",
            "canvas.md": "## Costs\nRent.\n",
        },
        {"Map.md": "As she said: ⟦[[talk#^q9]]⟧\n", "talk.md": "I cannot sleep. ^q1\n"},
    ),
    good=(
        {
            "Map.md": "See [[canvas#early adopters]], [[canvas#Riverly#Early Adopters]], [[canvas#Who pays]], [[talk#^Q1]], [[#Here]].\n\n# Here\n",
            "canvas.md": "# Riverly\n## **Early** Adopters!\nNurses.\n## Who pays?\nClinics.\n",
            "talk.md": "I cannot sleep. ^q1\n",
        },
        {"Map.md": "[[canvas#Gone]] is `[[canvas#gone]]`, see [[plan.pdf#page=3]].\n"},
    ),
)
def link_heading_missing(view: NoteView) -> Iterator[Finding]:
    """A link leads to a heading, or a marked line, that the note does not have.

    Obsidian opens the note at its top, and the reader looks for what was meant.
    """
    places: dict[str, _Places] = {}
    for link in view.note.links:
        note = _target(view, link) if link.fragment else None
        if note is None:
            continue
        known = places[note.path] = places.get(note.path) or _places_in(note)
        if _leads(known, link.fragment):
            continue
        meant = None if "^" in link.fragment else _meant(known.headings, link.fragment)
        advice = (
            f'Did you mean "{meant}"?'
            if meant
            else "Choose one that is there, or link to the note as a whole."
        )
        what = "no line marked" if link.fragment.startswith("^") else "no heading"
        name = "This note" if note.path == view.note.path else note.name
        fixes = _with_heading(view.note, link, meant) if meant else ()
        message = f'{name} has {what} "{link.fragment}". {advice}'
        yield Finding(view.note.path, link.span, message, fixes=fixes)


@rule(
    severity="warning",
    reads="links",
    source="Obsidian: Embed files",
    fix="Put the file into the vault, or take the embed out.",
    bad=("The chain: ⟦![[impact-chain.png]]⟧ and ⟦![](images/ward%204.jpg)⟧\n",),
    good=(
        {
            "Map.md": "![[canvas#Costs]] ![[canvas]] ![](https://example.org/a.png)\n",
            "canvas.md": "## Costs\nRent.\n",
        },
        "`![[impact-chain.png]]`\n",
    ),
)
def embed_missing(view: NoteView) -> Iterator[Finding]:
    """A picture or note that is to be shown here is not in the vault.

    The reader sees a grey box in its place, and what it was to show is told nowhere else.
    """
    for links, found in view.aims:
        link = next((each for each in links if each.embed), None)
        if link and found.state == "unresolved" and not found.named and not NO_FILE.match(link.target):
            message = f'"{link.target}" is not in this vault. Put it in, or take it out here.'
            yield Finding(view.note.path, link.span, message)


@rule(
    severity="warning",
    reads="note",
    source="Obsidian: Attachments lie in the vault",
    fix="Copy the file into the vault and link to it there.",
    bad=(
        "The chain: ⟦![x](file:///chain.tiff)⟧\n",
        "The plan: ⟦[plan](C:\\plans\\2026.xlsx)⟧\n",
    ),
    good=("The [plan](plans/2026.xlsx) on [the site](https://example.org/file:x), not `[x](file:///x)`.\n",),
)
def link_local_file(view: NoteView) -> Iterator[Finding]:
    """A link leads to a file on one computer, outside the vault.

    It works for you, on this computer, until the file moves. For everybody else it is dead.
    """
    code = Regions(view.note.code)
    for found in _local_links(view.note.text, view.note.body_start):
        start = found.start() if found[0].startswith("[[") else _opening(view.note.text, found.start())
        if not code.covers(found.start()):
            message = "This file lies on one computer, outside the vault. Copy it into the vault and link to it there."
            yield Finding(view.note.path, Span(start, found.end()), message)


@rule(
    severity="info",
    reads="links",
    source=OBSIDIAN,
    fix="Write the note.",
    bad=(
        {
            "Map.md": "⟦[[costs]]⟧, once more [[costs]], and ⟦[[Channels|how we reach them]]⟧\n",
            "costs.md": "",
            "Channels.md": "---\ntags: [canvas]\n---\n\n",
        },
    ),
    good=({"Map.md": "[[costs]] [[Map]]\n", "costs.md": "Rent.\n", "advantage.md": ""},),
)
def note_empty_linked(view: NoteView) -> Iterator[Finding]:
    """A link leads to a note with nothing in it.

    Whoever follows it finds an empty page. That is fine while you are about to write it.
    """
    for links, found in view.aims:
        path = found.paths[0] if found.state == "resolved" else view.note.path
        if path != view.note.path and view.index.is_empty(path):
            name = view.index.notes[path].name
            message = f"{name} is still empty. Write it, or take the link out for now."
            yield Finding(view.note.path, links[0].span, message)


@rule(
    severity="info",
    reads="links",
    source="Vault conventions",
    fix="Keep the one with text, delete the empty one.",
    bad=(
        {
            "nursery/customers/early-adopters.md": "⟦⟧",
            "nursery/customers/early-adopters/early-adopters.md": "Nurses of ward 4.\n",
        },
    ),
    good=(
        {"nursery/customers.md": "Parents.\n", "ferry/customers.md": ""},
        {"nursery/customers.md": "Parents.\n", "nursery/people/customers.md": "Clinics.\n"},
    ),
)
def note_name_twin(view: NoteView) -> Iterator[Finding]:
    """An empty note has the same name as another note of the same venture.

    A link by that name may lead to the empty one, and what you wrote in the other seems gone.
    """
    if not view.index.is_empty(view.note.path):
        return
    for path in view.index.notes_named(view.note.name):
        other = view.index.notes[path]
        is_twin = path != view.note.path and key_of(other.name) == key_of(view.note.name)
        if is_twin and home_of(path) == home_of(view.note.path):
            related = (Related(path, Span(0, 0), "The other note of this name."),)
            message = f"This note is empty, and {path.removesuffix('.md')} has the same name. Delete the one you do not need."
            yield Finding(view.note.path, Span(0, 0), message, related)
            return


def _local_links(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the links to files of one computer. A plain search for what opens a link is ten times as fast as one with `re`."""
    end = start
    for at in sorted((*_places_of("](", text, start), *_places_of("[[", text, start))):
        may_be = text[at + 2 : at + 3] in FIRST_OF_LOCAL or text[at + 3 : at + 4] == ":"
        found = LOCAL_LINK.match(text, at) if may_be and at >= end else None
        if found:
            end = found.end()
            yield found


def _places_of(mark: str, text: str, start: int) -> Iterator[int]:
    at = text.find(mark, start)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _opening(text: str, end: int) -> int:
    """Return where the link starts whose square bracket closes at an offset."""
    line = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    start = max(text.rfind("[", line, end), line)
    return start - 1 if text[start - 1 : start] == "!" else start


def _target(view: NoteView, link: Link) -> Note | None:
    """Return the note that a link leads to."""
    found = view.index.resolve(link, view.note.path)
    return view.index.notes.get(found.paths[0]) if found.state == "resolved" else None


def _places_in(note: Note) -> _Places:
    headings = {_bare(heading.text): heading.text for heading in note.headings}
    return _Places(headings, frozenset(each.casefold() for each in note.block_ids))


def _leads(places: _Places, fragment: str) -> bool:
    """Say whether a note has a heading, or a marked line, that Obsidian takes for the one named."""
    last = fragment.rpartition("#")[2]
    if last.startswith("^"):
        return last[1:].casefold() in places.marks
    wanted = _bare(last)
    return not wanted or wanted in places.headings


def _bare(text: str) -> str:
    """Return what Obsidian compares of a heading: its letters and digits, without case."""
    return "".join(character for character in key_of(text) if character.isalnum())


def _meant(headings: dict[str, str], fragment: str) -> str | None:
    """Return the heading that is a slip away, as a link writes it."""
    found = nearest(_bare(fragment.rpartition("#")[2]), headings) if len(headings) <= MOST_HEADINGS else None
    return re.sub(r"\s*[#^|\[\]*:\\]+\s*", " ", headings[found]).strip() if found else None


def _with_heading(note: Note, link: Link, heading: str) -> tuple[Fix, ...]:
    """Return the fix that makes a wiki link lead to another heading."""
    start = note.text.find("#", link.target_span.end, link.span.end)
    if link.kind not in ("wiki", "property") or start < 0:
        return ()
    end = note.text.find(link.fragment, start, link.span.end) + len(link.fragment)
    edit = Edit(note.path, Span(start + 1, end), heading)
    return (Fix(f"Link to {heading}", "suggested", (edit,)),)
