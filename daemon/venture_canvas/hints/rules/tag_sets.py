"""The tags of a note together: what one of them asks for beside it, and whether they fit what the note holds."""

from collections.abc import Iterator

from venture_canvas.canvas.vocabulary import (
    CONTENT,
    KEYS,
    SECTIONS,
    ancestors,
    known_terms,
    vocabulary,
)
from venture_canvas.hints.enumerating import enumerated
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.properties import find, with_items, with_keys
from venture_canvas.hints.rule import rule
from venture_canvas.hints.section_tags import SECTIONS_OF_A_WHOLE_CANVAS, left_over, tags_of
from venture_canvas.hints.tag_profile import belongs, category_of, own_tags
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Mapping

FRONT = "First-generation front matter: four categories of tags"


@rule(
    severity="info",
    reads="note",
    source=FRONT,
    fix="Puts the sections above it in front of it.",
    bad=(
        "---\ntags:\n  canvas-sections: [⟦early-adopters⟧]\n---\n",
        "---\ntags:\n  canvas-sections:\n    - ⟦customers⟧\n    - jobs-to-be-done\n---\n",
    ),
    good=(
        "---\ntags:\n  canvas-sections: [customer-model, customers, early-adopters]\n---\n",
        "---\ntags: [canvas-example, early-stage, customers]\n---\n",
        "---\ntags:\n  canvas-sections: [purpose, key-metrics]\n---\n",
    ),
)
def tag_parent_missing(view: NoteView) -> Iterator[Finding]:
    """A section's tag stands without the tags of the sections above it.

    Who looks for all of the customer model looks for its tag, and does not find this note.
    """
    yield from _lacking(view, SECTIONS, "is part of")


@rule(
    severity="hint",
    reads="note",
    source=FRONT,
    fix="Puts the other tag in front of it.",
    bad=("---\ntags:\n  content: [concept, ⟦prompt⟧]\n---\n",),
    good=(
        "---\ntags:\n  content: [design, prompt]\n---\n",
        "---\ntags: [canvas-example, early-stage, prompt]\n---\n",
    ),
)
def tag_companion_missing(view: NoteView) -> Iterator[Finding]:
    """A tag for the making of the knowledge base stands without the tag that gathers such notes.

    Design notes and prompts are left out of what a founder reads by the tag design.
    """
    yield from _lacking(view, CONTENT, "goes with")


@rule(
    severity="info",
    reads="note",
    source=FRONT,
    fix="Adds the categories, empty.",
    bad=(
        "---\n⟦tags⟧:\n  canvas-sections: [purpose]\n  content: [canvas-example]\n---\n",
        "---\n⟦tags⟧: {content: [template]}\n---\n",
    ),
    good=(
        "---\ntags:\n  canvas-sections: [purpose]\n  content: [concept]\n  venture-stage: []\n  venture-type: []\n---\n",
        "---\ntags:\n  topic: [soup]\n---\n",
        "---\ntags: [canvas-example, early-stage]\n---\n",
    ),
)
def tag_category_missing(view: NoteView) -> Iterator[Finding]:
    """Tags are sorted under categories, and one of the four is not there.

    An empty category says that nothing applies; one that is missing leaves open whether it was forgotten.
    """
    entry = find(view.note, "tags")
    if not entry or not isinstance(entry.value, Mapping) or not belongs(view):
        return
    there = {each.key.casefold() for each in entry.value.properties}
    missing = [key for key in KEYS if key not in there]
    if missing:
        edit = with_keys(view.note, entry, missing)
        message = (
            f"The tags have no {enumerated(missing)}. Add what applies; leave it empty ([]) if nothing does."
        )
        fixes = (Fix(f"Add {enumerated(missing)}", "safe", (edit,)),) if edit else ()
        yield Finding(view.note.path, entry.key_span, message, fixes=fixes)


@rule(
    severity="info",
    reads="note",
    source=FRONT,
    fix="Adds the tag of a filled canvas, where the note is one.",
    bad=(
        "---\ntags:\n  canvas-sections: [purpose]\n  ⟦content⟧: []\n---\n",
        """\
---
tags:
  canvas-sections: [customer-model, customers]
  ⟦content⟧:
---
## Purpose
Sleep.
## Customers
Parents.
## Jobs
Sleep at night.
## Solution
A nursery.
## Channels
The ward.
## Costs
Rent.
""",
    ),
    good=(
        "---\ntags:\n  canvas-sections: [purpose]\n  content: [concept]\n---\n",
        "---\ntags: [customers, customer-model, early-stage]\n---\n",
    ),
)
def content_tag_missing(view: NoteView) -> Iterator[Finding]:
    """No tag says what sort of note this is.

    A canvas of yours, the meaning of a term and a form to fill in are read differently, by people and by this tool.
    """
    entry = find(view.note, "tags", CONTENT)
    if not entry or any(category_of(tag) == CONTENT for tag in own_tags(view.note)) or not belongs(view):
        return
    is_canvas = view.outlook.kind == "canvas" and len(view.outlook.sections) >= SECTIONS_OF_A_WHOLE_CANVAS
    edit = with_items(view.note, entry, ["canvas-example"]) if is_canvas else None
    message = "No tag says what sort of note this is: a canvas-example, a lexicon-entry, a template … Add one to content."
    fixes = (Fix("Add canvas-example", "suggested", (edit,)),) if edit else ()
    yield Finding(view.note.path, entry.key_span, message, fixes=fixes)


@rule(
    severity="info",
    reads="note",
    on=False,
    source="Tags of a venture: dimensions",
    fix="Writes the dimension in front of it.",
    bad=("---\ntags: [canvas-example, idea-stage, ⟦education⟧]\n---\n",),
    good=("---\ntags: [canvas-example, idea-stage, industry/education, health]\n---\n",),
)
def tag_ambiguous(view: NoteView) -> Iterator[Finding]:
    """A tag can mean two things about a venture: the trade it is in, or what it changes.

    An app that sells courses is in the trade of education; a nursery may change education and be in another trade. Off by default:
    most vaults never sort ventures by both.
    """
    if not belongs(view):
        return
    for tag in own_tags(view.note):
        owners = [term.category for term in known_terms(tag.name) if term.status != "informal"]
        if (
            tag.category is None
            and len(owners) > 1
            and all(vocabulary().categories[each].of for each in owners)
        ):
            message = f'"{tag.name}" may be {enumerated(owners, " or ")}. Say which: {owners[0]}/{tag.name}.'
            fixes = tuple(
                Fix(
                    f"Write {each}/{tag.name}",
                    "suggested",
                    (Edit(view.note.path, tag.span, f"{each}/{tag.name}"),),
                )
                for each in owners
            )
            yield Finding(view.note.path, tag.span, message, fixes=fixes)


def _lacking(view: NoteView, category: str, relation: str) -> Iterator[Finding]:
    """Tell of the tags of a category whose parents are not beside them; each parent is asked for once."""
    entry = find(view.note, "tags", category)
    if not entry or not belongs(view):
        return
    there = tags_of(view.note, category)
    asked, idle = set(there), left_over(view) if category == SECTIONS else {}
    for name, tag in sorted(there.items(), key=lambda item: item[1].span):
        term = vocabulary().categories[category].tags.get(name) if name not in idle else None
        missing = [each for each in ancestors(term) if each not in asked] if term else []
        if missing:
            asked.update(missing)
            edit = with_items(view.note, entry, missing, before=tag.span)
            message = f"{name} {relation} {enumerated(missing[::-1])}. Add that tag too."
            fixes = (Fix(f"Add {enumerated(missing)}", "safe", (edit,)),) if edit else ()
            yield Finding(view.note.path, tag.span, message, fixes=fixes)
