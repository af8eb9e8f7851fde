"""The tags of a note together: what one of them asks for beside it, and whether they fit what the note holds."""

from collections.abc import Iterator

from venture_canvas.canvas import sections
from venture_canvas.canvas.tables import section_kinds
from venture_canvas.canvas.vocabulary import (
    CONTENT,
    KEYS,
    SECTIONS,
    STAGE,
    Term,
    ancestors,
    known_terms,
    vocabulary,
)
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.properties import find, with_items, with_keys, without_item
from venture_canvas.hints.rule import rule
from venture_canvas.hints.tag_profile import belongs, category_of, own_tags, profile_of
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Heading, Mapping, Note, Property, Sequence, Tag

SECTIONS_OF_A_WHOLE_CANVAS = 6
ALL_STAGES = 4
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
            f"The tags have no {_listed(missing)}. Add what applies; leave it empty ([]) if nothing does."
        )
        fixes = (Fix(f"Add {_listed(missing)}", "safe", (edit,)),) if edit else ()
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
    severity="warning",
    reads="note",
    source="Stages: a venture has one; a lexicon entry may list all four",
    fix="Choose one of them.",
    bad=(
        """\
---
tags: [canvas-example, growth-stage, ⟦scale-stage⟧]
---
## Customers
Parents.
## Jobs
Sleep at night.
## Solution
A nursery.
""",
    ),
    good=(
        "---\ntags:\n  content: [lexicon-entry]\n  venture-stage: [idea-stage, early-stage, growth-stage, scale-stage]\n---\n## Customers\nx\n",
        "---\ntags: [canvas-example, growth-stage, stage/growth]\n---\n## Customers\nParents.\n## Jobs\nSleep.\n",
        "---\ntags: [growth-stage, scale-stage]\n---\nHow ventures grow.\n",
    ),
)
def stage_not_single(view: NoteView) -> Iterator[Finding]:
    """A venture is in more than one stage.

    What the canvas must hold depends on the stage: an idea needs no costs yet, a growing venture does. With two stages nobody can
    tell what is missing.
    """
    if view.outlook.kind not in ("canvas", "section"):
        return
    stages: dict[str, Tag] = {}
    for tag in own_tags(view.note):
        for term in known_terms(tag.name):
            if term.category == STAGE and term.status is None:
                stages.setdefault(term.name, tag)
    if 1 < len(stages) < ALL_STAGES:
        last = list(stages.values())[-1]
        message = f"A venture has one stage; this note says {_listed(list(stages))}. Keep the one it is in."
        fixes = (fix for name in stages if (fix := _only(view.note, name, stages)))
        yield Finding(view.note.path, last.span, message, fixes=tuple(fixes))


@rule(
    severity="hint",
    reads="note",
    source=FRONT,
    fix="Adds the tags, with those of the sections above.",
    bad=(
        """\
---
tags:
  ⟦canvas-sections⟧: [customer-model, customers, solution]
  content: [canvas-example]
---
## Customers
Parents.

## Jobs to be Done
Sleep at night.

## Solution
A nursery.
""",
    ),
    good=(
        "---\ntags:\n  canvas-sections: [customer-model]\n  content: [canvas-example]\n---\n## Customers\nParents.\n## Jobs\nSleep.\n",
        """\
---
tags:
  canvas-sections: [customer-model, customers]
  content: [canvas-example]
---
## Customers
Parents.

## Jobs to be Done

## Solution
""",
        "---\ntags: [customers, canvas-example, early-stage]\n---\n## Customers\nParents.\n## Jobs\nSleep.\n",
    ),
)
def section_without_tag(view: NoteView) -> Iterator[Finding]:
    """A canvas holds a section that its tags leave out, though they name others.

    Who looks for all jobs by their tag does not find these.
    """
    tagged = _section_tags(view)
    entry = find(view.note, "tags", SECTIONS)
    if view.outlook.kind != "canvas" or not tagged or not entry:
        return
    missing = [tag for tag in _filled(view.note) if tag not in tagged]
    if missing:
        wanted = [name for tag in missing for name in (*ancestors(_section(tag)), tag) if name not in tagged]
        edit = with_items(view.note, entry, list(dict.fromkeys(wanted)))
        message = (
            f"The tags leave out what this note also holds: {_listed(missing)}. Add it to canvas-sections."
        )
        fixes = (Fix("Add the tags", "safe", (edit,)),) if edit else ()
        yield Finding(view.note.path, entry.key_span, message, fixes=fixes)


@rule(
    severity="hint",
    reads="note",
    source=FRONT,
    fix="Takes the tag out.",
    bad=(
        """\
---
tags:
  canvas-sections: [customer-model, customers, jobs-to-be-done, solution, economic-model, channels, ⟦costs⟧]
  content: [canvas-example]
---
## Purpose
Sleep.
## Customers
Parents.
## Jobs
Sleep at night.
## Value proposition
Six hours.
## Solution
A nursery.
## Channels
The ward.
""",
    ),
    good=(
        """\
---
tags:
  canvas-sections: [customer-model, customers, impact-model, issue]
  content: [canvas-example]
---
## Purpose
Sleep.
## Customers
Parents.
## Jobs
Sleep at night.
## Value proposition
Six hours.
## Solution
A nursery.
## Channels
The ward.
""",
        "---\ntags:\n  canvas-sections: [customer-model, customers, economic-model, costs]\n---\n## Customers\nParents.\n",
    ),
)
def tag_without_section(view: NoteView) -> Iterator[Finding]:
    """A whole canvas carries the tag of a section that it does not hold.

    Who follows the tag finds nothing. Either the section is still to be written, or the tag is left over.
    """
    if view.outlook.kind != "canvas" or len(view.outlook.sections) < SECTIONS_OF_A_WHOLE_CANVAS:
        return
    for name, tag in _section_tags(view).items():
        kind = section_kinds().get(name)
        if (
            kind
            and not kind.model
            and not sections.is_in_impact_model(name)
            and name not in view.outlook.sections
        ):
            if any(each.parent == name for each in section_kinds().values()):
                continue
            entry = find(view.note, "tags", SECTIONS)
            edit = (
                without_item(view.note, entry.value, tag.span)
                if entry and isinstance(entry.value, Sequence)
                else None
            )
            message = f"The tag {name} is here, the section is not. Write it, or take the tag out."
            fixes = (Fix(f"Take out {name}", "suggested", (edit,)),) if edit else ()
            yield Finding(view.note.path, tag.span, message, fixes=fixes)


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
            message = f'"{tag.name}" may be {_listed(owners, " or ")}. Say which: {owners[0]}/{tag.name}.'
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
    there = {tag.name.casefold(): tag for tag in own_tags(view.note) if tag.category == category}
    asked = set(there)
    for name, tag in there.items():
        term = vocabulary().categories[category].tags.get(name)
        missing = [each for each in ancestors(term) if each not in asked] if term else []
        if missing:
            asked.update(missing)
            edit = with_items(view.note, entry, missing, before=tag.span)
            message = f"{name} {relation} {_listed(missing[::-1])}. Add that tag too."
            fixes = (Fix(f"Add {_listed(missing)}", "safe", (edit,)),) if edit else ()
            yield Finding(view.note.path, tag.span, message, fixes=fixes)


def _section_tags(view: NoteView) -> dict[str, Tag]:
    """Return the tags of sections by name, when the note sorts its tags and names a section, not only whole models."""
    if profile_of(view.note) != "mapping":
        return {}
    found = {tag.name.casefold(): tag for tag in own_tags(view.note) if tag.category == SECTIONS}
    kinds = section_kinds()
    return found if any(name in kinds and not kinds[name].model for name in found) else {}


def _filled(note: Note) -> list[str]:
    """Return the sections, by tag, whose heading has text below it."""
    ends = (*(heading.span.start for heading in note.headings[1:]), len(note.text))
    filled = [
        tag
        for heading, end in zip(note.headings, ends, strict=False)
        if note.text[heading.span.end : end].strip() and (tag := _section_of(heading))
    ]
    return list(dict.fromkeys(filled))


def _section_of(heading: Heading) -> str | None:
    """Return the tag of the section a heading stands for, when the vocabulary has it and it stands in one way only."""
    tag = sections.of_name(heading.text)
    kind = section_kinds().get(tag) if tag else None
    known = tag in vocabulary().categories[SECTIONS].tags if tag else False
    return tag if kind and known and not kind.model and not kind.within else None


def _section(tag: str) -> Term:
    return vocabulary().categories[SECTIONS].tags[tag]


def _only(note: Note, name: str, stages: dict[str, Tag]) -> Fix | None:
    """Return the fix that leaves one stage and takes the others out, when no two of them are neighbours in a list."""
    others = [tag for stage, tag in stages.items() if stage != name]
    entry = _list_with(note, others[0])
    if len(others) > 1 or entry is None or not isinstance(entry.value, Sequence):
        return None
    edit = without_item(note, entry.value, others[0].span)
    return Fix(f"Keep {name}", "suggested", (edit,)) if edit else None


def _list_with(note: Note, tag: Tag) -> Property | None:
    return find(note, "tags", *(tag.category.split("/") if tag.category else ()))


def _listed(names: list[str], last: str = " and ") -> str:
    """Return names as a sentence has them: `one, two and three`."""
    return ", ".join(names[:-1]) + last + names[-1] if len(names) > 1 else names[0]
