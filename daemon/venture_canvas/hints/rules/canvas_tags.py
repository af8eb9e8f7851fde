"""The tags of a canvas, held against what it says: its stage and its sections."""

from collections.abc import Iterator

from venture_canvas.canvas.vocabulary import (
    SECTIONS,
    STAGE,
    ancestors,
    known_terms,
    vocabulary,
)
from venture_canvas.hints.enumerating import enumerated
from venture_canvas.hints.hint import Finding, Fix
from venture_canvas.hints.properties import find, with_items, without_tag
from venture_canvas.hints.rule import rule
from venture_canvas.hints.section_tags import left_over, section_tags, untagged
from venture_canvas.hints.tag_profile import own_tags
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Note, Tag

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
    entry, missing = find(view.note, "tags", SECTIONS), untagged(view)
    if entry and missing:
        tagged, known = section_tags(view.note), vocabulary().categories[SECTIONS].tags
        wanted = [name for tag in missing for name in (*ancestors(known[tag]), tag) if name not in tagged]
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
    for name, tag in left_over(view).items():
        edit = without_tag(view.note, tag)
        message = f"The tag {name} is here, the section is not. Write it, or take the tag out."
        fixes = (Fix(f"Take out {name}", "suggested", (edit,)),) if edit else ()
        yield Finding(view.note.path, tag.span, message, fixes=fixes)


def _only(note: Note, name: str, stages: dict[str, Tag]) -> Fix | None:
    """Return the fix that leaves one of two stages and takes the other out."""
    others = [tag for stage, tag in stages.items() if stage != name]
    edit = without_tag(note, others[0]) if len(others) == 1 else None
    return Fix(f"Keep {name}", "suggested", (edit,)) if edit else None
