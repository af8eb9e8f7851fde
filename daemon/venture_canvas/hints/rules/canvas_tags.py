"""The tags of a canvas, held against the sections that it holds."""

from collections.abc import Iterator

from venture_canvas.canvas.vocabulary import (
    SECTIONS,
    ancestors,
    vocabulary,
)
from venture_canvas.hints.enumerating import enumerated
from venture_canvas.hints.hint import Finding, Fix
from venture_canvas.hints.properties import find, with_items, without_tag
from venture_canvas.hints.rule import rule
from venture_canvas.hints.section_tags import left_over, section_tags, untagged
from venture_canvas.hints.views import NoteView

FRONT = "First-generation front matter: four categories of tags"


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
