"""The properties of a note one by one: those the house form asks for, and whether their values can be right."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.phrases import key as plain_key
from venture_canvas.canvas.phrases import plain
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.properties import find, is_blank, quoted, with_lines, with_value
from venture_canvas.hints.rule import rule
from venture_canvas.hints.tag_profile import HOUSE_KEYS, belongs, is_form, profile_of
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Note, Scalar
from venture_canvas.notes.regions import Regions
from venture_canvas.notes.yaml_spans import text_span
from venture_canvas.positions import Span

REQUIRED = ("title", *HOUSE_KEYS)
"""What a note that sorts its tags under categories has; `source` may be empty. The tags themselves are there, or nothing tells."""
FILLED = ("title", "description", "last_updated")
IGNORED = {"tag": "tags", "alias": "aliases"}
"""Properties that Obsidian has not read since 1.9, and what they are called now."""
SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s|$)|$)")
PROSE_LINE = re.compile(r"^(?![ \t]*(?:[#>|`$%<!\[-]|\d+[.)]|[*+•] )).*\w.*$", re.MULTILINE)
LONGEST_DESCRIPTION = 300
SENTENCES_OF_A_DESCRIPTION = 2
FRONT = "First-generation front matter: title, description, last_updated, source, tags"


@rule(
    severity="info",
    reads="note",
    dated=True,
    source=FRONT,
    fix="Adds the properties, filled in from the note where it says so.",
    bad=(
        "⟦---⟧\ntitle: Parents\nlast_updated: 2026-03-09\nsource:\ntags:\n  content: [lexicon-entry]\n---\nWho pays.\n",
    ),
    good=(
        "---\ntags:\n  content: [concept]\n---\nAn idea.\n",
        "---\ntitle: Parents\ndescription: Who pays\nlast_updated: 2026-03-09\nsource:\ntags:\n  content: [concept]\n---\n",
        "---\ntags: [canvas-example, early-stage]\n---\n",
        "---\ntags:\n  topic: [soup]\n---\n",
    ),
)
def field_missing(view: NoteView) -> Iterator[Finding]:
    """A property is missing that notes with sorted tags have.

    The title and the description are what lists, searches and language models show of a note; the date and the source tell how far
    it can be trusted.
    """
    note = view.note
    if profile_of(note) != "mapping" or is_form(note) or not belongs(view):
        return
    missing = [name for name in REQUIRED if find(note, name) is None]
    # Who leaves out two of them has another form of their own.
    if len(missing) == 1:
        lines = [f"{name}: {_proposal(view, name) or ''}".rstrip() for name in missing]
        edit = with_lines(note, lines)
        message = (
            f"These properties have no {', no '.join(missing)}. Add what is missing; source may stay empty."
        )
        fixes = (Fix(f"Add {', '.join(missing)}", "suggested", (edit,)),) if edit else ()
        yield Finding(note.path, Span(0, 3), message, fixes=fixes)


@rule(
    severity="hint",
    reads="note",
    dated=True,
    source=FRONT,
    fix="Takes the title from the heading, the description from the first sentence, the date from today.",
    bad=(
        "---\ntitle: Parents\n⟦description⟧:\nsource:\ntags:\n  content: [concept]\n---\n# Parents\n\nThey pay. And they sleep.\n",
        "---\n⟦title⟧: ''\n⟦last_updated⟧: \ntags: [canvas-example, early-stage]\n---\n",
    ),
    good=(
        "---\ntitle: Parents\ndescription: Who pays\nsource:\ntags:\n  content: [concept]\n---\n",
        "---\ntitle:\ndescription:\ntags: [soup]\n---\nPeel the onions.\n",
        "---\ntitle: <% tp.file.title %>\ndescription:\ntags:\n  content: [template]\n---\n",
    ),
)
def field_empty(view: NoteView) -> Iterator[Finding]:
    """A property that others read is there and says nothing.

    A list of notes shows an empty line for it. What it should say is mostly written in the note already.
    """
    if is_form(view.note) or not belongs(view):
        return
    for name in FILLED:
        entry = find(view.note, name)
        if entry and is_blank(entry.value):
            written = _proposal(view, name)
            edit = with_value(view.note, entry, written) if written else None
            fixes = (Fix(f"Fill in {name}", "suggested", (edit,)),) if edit else ()
            yield Finding(view.note.path, entry.key_span, f"{name} is empty. {_asked(name)}", fixes=fixes)


@rule(
    severity="warning",
    reads="note",
    source="First-generation front matter",
    fix="Takes out what was typed twice.",
    bad=(
        '---\ntitle: "⟦title: ⟧Riverly"\n---\n',
        "---\ndescription: 'A ferry'\nlast_updated: ⟦'last_updated: ⟧2026-03-09'\n---\n".replace("⟦'", "'⟦"),
    ),
    good=(
        '---\ntitle: "Source: the sea"\ndescription: "Title and date are missing"\n---\n',
        "---\nsource: |\n  source: a talk\n---\n",
    ),
)
def frontmatter_title_nested(view: NoteView) -> Iterator[Finding]:
    """The name of a property was typed into its value.

    Every list then shows it: "title: Riverly" instead of Riverly.
    """
    for name in FILLED:
        entry = find(view.note, name)
        text = entry.value.value if entry and isinstance(entry.value, Scalar) else None
        if entry and isinstance(text, str) and text.casefold().startswith(f"{name}:"):
            start = view.note.text.find(text[: len(name) + 1], entry.value.span.start)
            if start < 0:
                continue
            rest = text[len(name) + 1 :]
            place = Span(start, start + len(text) - len(rest.lstrip()))
            fix = Fix(f'Take out "{name}:"', "safe", (Edit(view.note.path, place, ""),))
            message = f'The {name} starts with "{name}:", which was typed twice. Take it out.'
            yield Finding(view.note.path, place, message, fixes=(fix,))


@rule(
    severity="warning",
    reads="note",
    source="Obsidian 1.9: tag, alias and cssclass are no longer read",
    fix="Writes the name that Obsidian reads.",
    bad=("---\n⟦tag⟧: [customers]\n---\n", "---\n⟦alias⟧: The Ferry\ntags: [canvas]\n---\n"),
    good=("---\ntags: [customers]\naliases: [The Ferry]\ntag line: Over the river\n---\n",),
)
def property_not_read(view: NoteView) -> Iterator[Finding]:
    """Tags or aliases stand under a name that Obsidian no longer reads.

    Since Obsidian 1.9 only `tags` and `aliases` count. By the old names `tag` and `alias` the note is not found.
    """
    for old, new in IGNORED.items():
        entry = find(view.note, old)
        if entry and not is_blank(entry.value):
            edit = Edit(view.note.path, entry.key_span, new)
            fixes = () if find(view.note, new) else (Fix(f"Write {new}", "safe", (edit,)),)
            message = f"Obsidian does not read {old}. Write {new}."
            yield Finding(view.note.path, entry.key_span, message, fixes=fixes)


@rule(
    severity="info",
    reads="note",
    on=False,
    source="Obsidian: Properties, title",
    fix="Writes the heading into the title.",
    bad=("---\ntitle: ⟦Riverly⟧\ntags: [canvas-example, early-stage]\n---\n# The Ferry\n",),
    good=("---\ntitle: Riverly - Social Lean Canvas\ntags: [canvas-example, early-stage]\n---\n# Riverly\n",),
)
def title_heading_mismatch(view: NoteView) -> Iterator[Finding]:
    """The title and the first heading call the note by different names.

    Off by default: some vaults name notes one way and head them another on purpose.
    """
    entry, title = find(view.note, "title"), view.note.title
    heading = next((each for each in view.note.headings if each.level == 1), None)
    if not entry or not title or not heading or not belongs(view):
        return
    one, other = plain_key(title), plain_key(heading.text)
    if one and other and one not in other and other not in one:
        place = text_span(view.note.text, entry.value.span)
        edit = Edit(view.note.path, entry.value.span, quoted(plain(heading.text)))
        message = f'The title says "{title}", the heading "{plain(heading.text)}". Write one of them in both places.'
        yield Finding(view.note.path, place, message, fixes=(Fix("Use the heading", "suggested", (edit,)),))


@rule(
    severity="hint",
    reads="note",
    on=False,
    source=FRONT,
    fix="Write one or two sentences that say what is in the note.",
    bad=("---\ntitle: Customers\ndescription: ⟦Customers⟧\ntags:\n  content: [concept]\n---\n",),
    good=("---\ntitle: Customers\ndescription: Who pays. Who uses.\ntags:\n  content: [concept]\n---\n",),
)
def description_poor(view: NoteView) -> Iterator[Finding]:
    """The description repeats the title, or tells the whole story.

    Off by default: a matter of taste. A description is what a list shows beside the title, so it says more than the title and less
    than the note.
    """
    entry = find(view.note, "description")
    text = entry.value.value if entry and isinstance(entry.value, Scalar) else None
    if not entry or not isinstance(text, str) or not text.strip() or not belongs(view):
        return
    sentences = sum(1 for _ in re.finditer(r"[.!?](?=\s|$)", text.strip()))
    repeats = plain_key(text) == plain_key(view.note.title or view.note.name)
    if repeats or sentences > SENTENCES_OF_A_DESCRIPTION or len(text) > LONGEST_DESCRIPTION:
        advice = "Say what is in the note." if repeats else "Keep it to a sentence or two."
        message = f"This description {'repeats the title' if repeats else 'is long'}. {advice}"
        yield Finding(view.note.path, text_span(view.note.text, entry.value.span), message)


def _asked(name: str) -> str:
    return {
        "title": "What is this note called?",
        "description": "Say in a sentence what is in the note.",
        "last_updated": "Write the day of the last change, such as 2026-03-09.",
    }[name]


def _proposal(view: NoteView, name: str) -> str | None:
    """Return what a property may say, as YAML has it."""
    if name == "source":
        return None
    if name == "last_updated":
        return view.around.today.isoformat() if view.around.today else None
    if name == "title":
        first = next((each.text for each in view.note.headings if each.level == 1), view.note.name)
        return quoted(plain(first))
    sentence = _first_sentence(view.note)
    return quoted(sentence) if sentence else None


def _first_sentence(note: Note) -> str | None:
    code = Regions(note.code)
    for line in PROSE_LINE.finditer(note.text, note.body_start):
        if code.covers(line.start()):
            continue
        found = SENTENCE.match(plain(line[0]).strip())
        return found[0][:LONGEST_DESCRIPTION] if found else None
    return None
