"""Headings: those with nothing beneath them, and those that miss the section they mean."""

from collections.abc import Iterator
from itertools import zip_longest

from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.tables import fold
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.lines import is_accident
from venture_canvas.hints.misspelt import Misspelt, bare_name, misspelt_headings
from venture_canvas.hints.outlines import MODELS, OF_THE_METHOD, model_of, section_headings
from venture_canvas.hints.questions import QUESTIONS, as_comment
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_end
from venture_canvas.hints.tag_profile import is_form
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Heading, Note
from venture_canvas.positions import Span

A_FEW = 2
"""Empty headings of a note up to which each is told; a note with more is being written, and only its next one is."""
NOTHING = " \t\r\n>"
"""What may stand beneath a heading and still say nothing: blanks, and the marks of a quote."""
STANDS_ALONE = {"purpose": frozenset(MODELS), "key-metrics": frozenset({"customer-model", "impact-model"})}
"""Sections of no model, with the models they must not stand in; Key Metrics may stand in the economic one."""


@rule(
    severity="info",
    reads="note",
    source="The sections: each answers its question",
    fix="Puts the section's question beneath the heading, as a comment, or takes a heading away that is no section.",
    bad=(
        """\
---
tags: [lexicon-entry]
---

# Channels

The ways in which customers are won and served.

## ⟦How it is done⟧


## ⟦Common mistakes⟧

## See also

- [[Revenue]]
""",
        """\
# Night Nest

## Customers
- **Parents** (payer): two-job homes

## ⟦Early Adopters⟧

## Jobs to be Done
- **Parents**: sleep after a night shift
""",
    ),
    good=(
        """\
# Night Nest
# Customers
- **Parents** (payer): two-job homes
# Jobs to be Done
### Of the body
- **Parents**: sleep after a night shift
### **Solution**
### Solution Detailed Analysis
A cot by the bed.
""",
        "# Customers\n\n## Parents\n\n## Clinics\n",
        "# Shopping\n\n## Monday\n\n## Tuesday\n\nMilk\n",
    ),
)
def heading_empty(view: NoteView) -> Iterator[Finding]:
    """A heading has nothing beneath it.

    An empty heading looks as if the thinking were done. Either its question still wants an answer, or the heading is not needed.
    A note that consists of headings alone is a skeleton that has just been set up, and is left in peace.
    """
    if view.outlook.kind not in OF_THE_METHOD or is_form(view.note) or not _says_something(view.note):
        return
    tags = {each.heading: each.tag for each in section_headings(view)}
    headings = [heading for heading in view.note.headings if not is_accident(view.note, heading)]
    pairs = zip_longest(headings, headings[1:])
    empty = [
        (heading, after) for heading, after in pairs if heading.text and _is_empty(view.note, heading, after)
    ]
    for heading, after in empty[:1] if len(empty) > A_FEW else empty:
        tag = tags.get(heading)
        yield Finding(
            path=view.note.path,
            span=heading.text_span,
            message=f"{_about_empty(plain(heading.text), tag)}{_and_more(len(empty))}",
            fixes=(_ask(view.note, heading, tag) if tag in QUESTIONS else _drop(view.note, heading, after),),
            section=tag,
        )


def _and_more(count: int) -> str:
    return f" {count - 1} more headings of this note wait for a text." if count > A_FEW else ""


def _says_something(note: Note) -> bool:
    """Say whether a note holds more than headings and comments."""
    starts = [note.body_start, *(span.end for span in _unsaid(note))]
    ends = [*(span.start for span in _unsaid(note)), len(note.text)]
    return any(_is_written(note, Span(start, end)) for start, end in zip(starts, ends, strict=True))


def _unsaid(note: Note) -> list[Span]:
    return sorted((*(heading.span for heading in note.headings), *note.comments))


def _is_written(note: Note, span: Span) -> bool:
    return bool(note.text[span.start : span.end].strip(NOTHING))


def _is_empty(note: Note, heading: Heading, after: Heading | None) -> bool:
    """Say whether a heading has nothing beneath it; the title of a note needs nothing, nor what the next heading takes up."""
    if _is_written(note, Span(heading.span.end, after.span.start if after else len(note.text))):
        return False
    if after is None:
        return True
    is_title = heading == note.headings[0] and heading.level == 1
    goes_on = fold(plain(after.text)).startswith(fold(plain(heading.text)))
    return not (is_title or after.level > heading.level or goes_on)


def _about_empty(name: str, tag: str | None) -> str:
    if tag in QUESTIONS:
        return f"Nothing is written under {name} yet. {QUESTIONS[tag].question}"
    return f"Nothing is written under {name}. Write it now, or take the heading out until you need it."


def _ask(note: Note, heading: Heading, tag: str | None) -> Fix:
    end = heading.span.end
    text = f"{line_end(note) * 2}{as_comment(tag or '')}"
    return Fix("Put the question here", "suggested", (Edit(note.path, Span(end, end), text),))


def _drop(note: Note, heading: Heading, after: Heading | None) -> Fix:
    end = after.span.start if after else len(note.text)
    return Fix("Take this heading out", "suggested", (Edit(note.path, Span(heading.span.start, end), ""),))


@rule(
    severity="warning",
    reads="note",
    source="The sections: names vary",
    fix="Writes the section's name as it is known.",
    bad=(
        """\
## Purpose
Rest for all who work at night.
## Customers
- **Parents** (payer): two-job homes
## Jobs to be Done
- sleep after a night shift
## Solution
A cot by the bed.
## ⟦Unique Value Porposition⟧
Asleep by eight.
""",
        """\
## Purpose
Rest.
## Costumers
- **Parents** (payer): two-job homes
## Early Adopters
Two nurses at St Anne's.
## Jobs to be Done
- sleep after a night shift
## Solution
A cot by the bed.
## Key Metrics
Hours slept.
""".replace("Costumers", "⟦Costumers⟧"),
        {
            "03 Jobs to be Done.md": "- sleep after a night shift\n\n## ⟦Existing Alternatves⟧\n- grandmothers\n",
            "06 Impact Chain.md": "## Issue\nNurses leave.\n## ⟦Particpants⟧\nToddlers.\n## ⟦Short-Term Outcoms⟧\nSleep.\n",
        },
        {
            "02 Customers.md": "---\ntags: [canvas, customers, early-adopters]\n---\n- **Parents**: two-job homes\n\n## ⟦Early Adoptors⟧\nNurses.\n"
        },
    ),
    good=(
        """\
## Purpose
Rest for all who work at night.
## Customers
- **Parents** (payer): two-job homes
## Customer Relationships
By telephone.
## Jobs to be Done
- sleep after a night shift
## Solution
A cot by the bed.
## Solutions we tried
A chair.
## Team
Two midwives.
""",
        "## Porpose\nRest.\n## Customers\n- **Parents**: at home\n## Solution\nA cot.\n",
        {
            "02 Customers.md": "## Parents\nTwo-job homes\n## Costings\nLater.\n## Solutoin\nSee there.\n",
            "06 Impact Chain.md": "## Issue\nNurses leave.\n### Activists\nToddlers.\n## Inputs\nMoney.\n",
        },
    ),
)
def section_heading_near_miss(view: NoteView) -> Iterator[Finding]:
    """A heading is one or two letters away from the name of a section.

    What stands under a misspelt heading belongs to no section, so nothing in it counts: no job, no promise, no customer.
    """
    for each in misspelt_headings(view):
        yield Finding(
            path=view.note.path,
            span=each.heading.text_span,
            message=f"{plain(each.heading.text)} is no section that we know. Did you mean {each.name}?",
            fixes=_renamed(view.note, each),
            section=each.tag,
        )


def _renamed(note: Note, found: Misspelt) -> tuple[Fix, ...]:
    bare = bare_name(found.heading.text)
    at = found.heading.text.find(bare)
    if at < 0:
        return ()
    start = found.heading.text_span.start + at
    edit = Edit(note.path, Span(start, start + len(bare)), found.name)
    return (Fix(f"Call it {found.name}", "suggested", (edit,)),)


@rule(
    severity="hint",
    reads="note",
    source="The sections: the model each belongs to",
    fix="Move the section under the model it belongs to.",
    bad=(
        """\
## Customer Model
### Customers
- **Parents** (payer): two-job homes
### Jobs to be Done
- sleep after a night shift
### ⟦Advantage⟧
Every ward knows us.
## Economic Model
### Revenue
£9 a night from parents.
""",
    ),
    good=(
        """\
## Customer Model
### Customers
- **Parents** (payer): two-job homes
### Jobs to be Done
- sleep after a night shift
## Economic Model
### Revenue
£9 a night from parents.
### Key Metrics
Hours slept.
""",
        """\
# Business Model
## Customers
- **Parents** (payer): two-job homes
## Jobs to be Done
- sleep after a night shift
## Advantage
Every ward knows us.
""",
    ),
)
def section_misplaced(view: NoteView) -> Iterator[Finding]:
    """A section stands under a model that it is no part of.

    The three models answer three questions: what customers get, what changes in the world, and what pays for it. A section under
    the wrong one is overlooked when its own model is talked through.
    """
    known = section_headings(view) if view.outlook.kind == "canvas" else []
    models = {each.tag for each in known if each.tag in MODELS}
    if len(models) < 2:
        return
    above: list[tuple[int, str]] = []
    for each in known:
        while above and above[-1][0] >= each.heading.level:
            above.pop()
        model = above[0][1] if above else None
        if each.tag in MODELS:
            above.append((each.heading.level, each.tag))
        elif model and _is_elsewhere(each.tag, model):
            yield Finding(
                path=view.note.path,
                span=each.heading.text_span,
                message=f"{plain(each.heading.text)} is no part of the {MODELS[model]}. {_where(each.tag)}",
                section=each.tag,
            )


def _is_elsewhere(tag: str, model: str) -> bool:
    own = model_of(tag)
    return model in STANDS_ALONE.get(tag, ()) or (own is not None and own != model)


def _where(tag: str) -> str:
    model = model_of(tag)
    return f"Move it to the {MODELS[model]}." if model else "Let it stand by itself, beside the models."
