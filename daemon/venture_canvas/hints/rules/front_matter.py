"""The block of properties as a whole: whether it is there, and whether Obsidian reads it."""

import re
from collections.abc import Iterator

from venture_canvas.hints.front_matter_repairs import merge, repair, twice
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.properties import quoted
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_end
from venture_canvas.hints.tag_profile import HOUSE_KEYS, is_form
from venture_canvas.hints.views import NoteView, VentureView
from venture_canvas.notes.front_matter import read_front_matter
from venture_canvas.notes.note import Note, Problem
from venture_canvas.positions import Span

KEYS = ("title", "tags", "aliases", *HOUSE_KEYS)
"""Properties that a block is known by."""
LEADING_BLANKS = re.compile(r"\s+(?=---)")
NOTES_THAT_MAKE_A_CUSTOM = 3
UNREADABLE = ("not-utf-8", "null-bytes", "note-too-large", "unreadable")
OBSIDIAN = "Obsidian: Properties"


@rule(
    severity="info",
    reads="venture",
    source="First-generation front matter; vault conventions",
    fix="Adds a block with the note's title.",
    bad=(
        {
            "v/Customers.md": "---\ntitle: Customers\n---\n- **Parents**: two-job homes\n",
            "v/Jobs.md": "---\ntitle: Jobs\n---\n- **Parents**: sleep\n",
            "v/Solution.md": "---\ntitle: Solution\n---\nA nursery.\n",
            "v/Costs.md": "⟦Rent and wages.⟧\n",
        },
    ),
    good=(
        {
            "v/Customers.md": "- **Parents**: two-job homes\n",
            "v/Jobs.md": "- **Parents**: sleep\n",
            "v/Solution.md": "---\ntitle: Solution\n---\nA nursery.\n",
            "v/Costs.md": "Rent and wages.\n",
        },
        "## Customers\nParents.\n\n## Jobs\nSleep.\n\n## Solution\nA nursery.\n",
    ),
)
def frontmatter_missing(view: VentureView) -> Iterator[Finding]:
    """A note of a venture has no properties, while the others have.

    Lists and searches go by properties. The one note without them is the one that drops out of all of them.
    """
    notes = [view.notes[path] for path in view.venture.notes if path in view.notes]
    without = [note for note in notes if note.front_matter is None and not note.problems]
    having = sum(note.front_matter is not None and note.front_matter.valid for note in notes)
    if having < NOTES_THAT_MAKE_A_CUSTOM or having <= 2 * len(without):
        return
    for note in without:
        if note.text.strip() and not _pushed_down(note):
            title = note.headings[0].text if note.headings and note.headings[0].level == 1 else note.name
            end = line_end(note)
            block = end.join(("---", f"title: {quoted(title)}", "---", ""))
            yield Finding(
                note.path,
                _first_line(note),
                f"{note.name} has no properties; the other notes of {view.venture.name} have. Add a block with at least a title.",
                fixes=(Fix("Add properties", "suggested", (Edit(note.path, Span(0, 0), block),)),),
            )


@rule(
    severity="error",
    reads="note",
    source=OBSIDIAN,
    fix="Takes out the blank lines above the block.",
    bad=(
        "\n⟦---⟧\ntitle: Riverly\ntags: [canvas]\n---\nText.\n",
        "\n \n⟦---⟧\naliases: [River]\n---\n",
    ),
    good=(
        "---\ntitle: Riverly\n---\n",
        "\n---\nNote: read this first.\n---\nText.\n",
        "Text.\n\n---\ntitle: an example\n---\n",
    ),
)
def frontmatter_not_first(view: NoteView) -> Iterator[Finding]:
    """The block of properties is not at the very top of the note.

    Obsidian reads properties only when the first line of the note is `---`. As it is, it shows the block as text and knows no title,
    no tags and no aliases.
    """
    blanks = _pushed_down(view.note)
    if blanks:
        dashes = Span(blanks.end, blanks.end + 3)
        fix = Fix("Move the properties to the top", "safe", (Edit(view.note.path, blanks, ""),))
        message = "Obsidian does not read these properties, because a blank line stands above them. Start the note with ---."
        yield Finding(view.note.path, dashes, message, fixes=(fix,))


@rule(
    severity="error",
    reads="note",
    source=OBSIDIAN,
    fix="Closes the block after its last property.",
    bad=(
        "⟦---⟧\ntitle: Riverly\ntags: [canvas]\n\n# Riverly\nText.\n",
        "⟦---⟧\ntitle: Riverly\nA river runs through it.\n",
    ),
    good=("---\ntitle: Riverly\n---\n", "---\n\nA rule, and prose below it.\n", "---\ntitle: Riverly\n"),
)
def frontmatter_unclosed(view: NoteView) -> Iterator[Finding]:
    """The block of properties is opened and never closed.

    Obsidian takes the rest of the note for properties, cannot read them, and knows no title, tags or aliases.
    """
    block = view.note.front_matter
    for problem in _problems(view.note, "front-matter-unclosed"):
        if block and not block.valid:
            end = line_end(view.note)
            at = block.content.start + len(view.note.text[slice(*block.content)].rstrip())
            edit = Edit(view.note.path, Span(at, at), f"{end}---")
            fix = Fix("Close the properties", "suggested", (edit,))
            yield Finding(view.note.path, problem.span, problem.message, fixes=(fix,))


@rule(
    severity="error",
    reads="note",
    source=OBSIDIAN,
    fix="Writes the line so that it can be read, where that is plain.",
    bad=(
        "---\n⟦title: Riverly: a ferry⟧\n---\n",
        "---\ntitle: Riverly\n⟦tags: [#canvas, #customers]⟧\n---\n",
        "---\n⟦title:Riverly⟧\ntags: [canvas]\n---\n",
        "---\ntitle: Riverly\n⟦aliases: [River⟧\n---\n",
    ),
    good=(
        '---\ntitle: "Riverly: a ferry"\n---\n',
        "---\ntitle: <% tp.file.title %>: draft\ntags: [template]\n---\n",
        "---\ntitle: Riverly\ntitle: Riverly\n---\n",
    ),
)
def frontmatter_invalid_yaml(view: NoteView) -> Iterator[Finding]:
    """The properties cannot be read.

    One line that Obsidian cannot read makes the whole block worthless: no title, no tags, no aliases, until it is mended.
    """
    for problem in _problems(view.note, "front-matter-invalid", "front-matter-too-large"):
        if not is_form(view.note) and not twice(view.note, problem):
            fixes = repair(view.note, problem) if problem.code == "front-matter-invalid" else ()
            yield Finding(view.note.path, problem.span, problem.message, fixes=fixes)


@rule(
    severity="error",
    reads="note",
    source=OBSIDIAN,
    fix="Makes one list of two, or keeps one of two equal values.",
    bad=(
        "---\ntags: [canvas]\ntitle: Riverly\n⟦tags⟧: [customers, canvas]\n---\n",
        "---\ntitle: Riverly\n⟦title⟧: Riverly\n---\n",
        "---\ntitle: Riverly\n⟦title⟧: The ferry\n---\n",
    ),
    good=("---\ntags: {content: [concept]}\ncontent: x\n---\n",),
)
def frontmatter_duplicate_key(view: NoteView) -> Iterator[Finding]:
    """A property is there twice.

    Obsidian cannot tell which of the two holds, and reads none of the block.
    """
    for problem in _problems(view.note, "front-matter-invalid"):
        found = twice(view.note, problem)
        if found:
            first, second = found
            related = (Related(view.note.path, first, "It stands here already."),)
            yield Finding(view.note.path, second, problem.message, related, merge(view.note, first, second))


@rule(
    severity="error",
    reads="note",
    source="Obsidian: accepted file formats, UTF-8",
    fix="Save the file anew, or restore it.",
    bad=("River⟦\0⟧ly\n",),
    good=("Café by the river\n",),
)
def note_unreadable(view: NoteView) -> Iterator[Finding]:
    """A note, or a part of it, cannot be read as it was saved.

    Characters that are lost stay lost once the note is saved again. So look at it before you write on.
    """
    for problem in _problems(view.note, *UNREADABLE):
        yield Finding(view.note.path, problem.span, problem.message)


def _problems(note: Note, *codes: str) -> Iterator[Problem]:
    return (problem for problem in note.problems if problem.code in codes)


def _pushed_down(note: Note) -> Span | None:
    """Return the blank lines above a block that would be read if they were gone."""
    blanks = LEADING_BLANKS.match(note.text)
    if not blanks or note.front_matter:
        return None
    block, problems = read_front_matter(note.text[blanks.end() :])
    is_known = block is not None and (len(block.properties) > 1 or any(block.find(key) for key in KEYS))
    return Span(0, blanks.end()) if is_known and not problems else None


def _first_line(note: Note) -> Span:
    start = len(note.text) - len(note.text.lstrip())
    return Span(start, start + len(note.text[start:].splitlines()[0].rstrip()))
