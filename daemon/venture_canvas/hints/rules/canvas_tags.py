"""The tags of a canvas, held against what it says: its stage and its sections."""

from collections.abc import Iterator

from venture_canvas.canvas import sections
from venture_canvas.canvas.tables import section_kinds
from venture_canvas.canvas.vocabulary import (
    SECTIONS,
    STAGE,
    Term,
    ancestors,
    known_terms,
    vocabulary,
)
from venture_canvas.hints.enumerating import enumerated
from venture_canvas.hints.hint import Finding, Fix
from venture_canvas.hints.properties import find, with_items, without_tag
from venture_canvas.hints.rule import rule
from venture_canvas.hints.tag_profile import own_tags, profile_of
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Heading, Note, Tag

SECTIONS_OF_A_WHOLE_CANVAS = 6
ALL_STAGES = 4
FRONT = "First-generation front matter: four categories of tags"


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
        message = (
            f"A venture has one stage; this note says {enumerated(list(stages))}. Keep the one it is in."
        )
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
            f"The tags leave out what this note also holds: {enumerated(missing)}. Add it to canvas-sections."
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
            edit = without_tag(view.note, tag)
            message = f"The tag {name} is here, the section is not. Write it, or take the tag out."
            fixes = (Fix(f"Take out {name}", "suggested", (edit,)),) if edit else ()
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
    """Return the fix that leaves one of two stages and takes the other out."""
    others = [tag for stage, tag in stages.items() if stage != name]
    edit = without_tag(note, others[0]) if len(others) == 1 else None
    return Fix(f"Keep {name}", "suggested", (edit,)) if edit else None
