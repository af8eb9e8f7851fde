"""What is said twice: one line in a section, one segment under two types."""

from collections.abc import Iterator

from venture_canvas.canvas.model import Segment, Statement
from venture_canvas.canvas.phrases import key
from venture_canvas.canvas.sections import ADDRESSED, CUSTOMERS
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.lines import shown, whole_line
from venture_canvas.hints.rule import rule
from venture_canvas.hints.similarity import content_words
from venture_canvas.hints.views import VentureView

FEWEST_WORDS = 3
"""Words with a meaning from which on a line said twice is no accident of short words."""
FEWEST_WORDS_OF_A_SEGMENT = 2
TYPES = """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

"""


@rule(
    severity="info",
    reads="venture",
    source="The sections: each job, alternative and promise once",
    fix="Takes the second line out.",
    bad=(
        TYPES
        + "## Jobs to be Done\n- **Parents**: sleep six hours in a row\n- **Clinics**: fill the rota\n- ⟦**Parents**: sleep six hours in a row⟧\n",
    ),
    good=(
        TYPES
        + "## Jobs to be Done\n- **Parents**: sleep six hours in a row\n- **Clinics**: sleep six hours in a row\n",
        TYPES
        + "## Jobs to be Done\n- **Parents**: sleep six hours in a row\n- **Parents**: sleep six hours on end\n",
        TYPES + "## Existing Alternatives\n- **Parents**: nothing\n- **Parents**: nothing\n",
        {
            "Nest/Nest.md": TYPES
            + "## Jobs to be Done\n- **Parents**: sleep six hours in a row\n- **Clinics**: fill the rota\n",
            "Nest/Jobs to be Done.md": "- **Parents**: sleep six hours in a row\n",
        },
    ),
)
def statement_twice(venture: VentureView) -> Iterator[Finding]:
    """A section says the same thing of one customer type twice in one note.

    Often the second line was meant to become another one. Whoever counts the jobs counts one too many.
    """
    first: dict[tuple[str, str, tuple[str, ...], str], Statement] = {}
    for statement in (each for section in ADDRESSED for each in venture.statements(section)):
        said = (statement.source.path, statement.section, statement.types, key(statement.text))
        before = first.setdefault(said, statement)
        if before.source != statement.source and len(content_words(statement.text)) >= FEWEST_WORDS:
            note = venture.notes[statement.source.path]
            is_row = note.text.startswith("|", statement.source.span.start)
            edit = Edit(note.path, whole_line(note, statement.source.span.start), "")
            yield Finding(
                path=note.path,
                span=shown(note, statement.source.span),
                message="This line stands here twice. Take one out, or write what you meant in its place.",
                related=(Related(before.source.path, before.source.span, "The same words stand here."),),
                fixes=() if is_row else (Fix("Take this line out", "suggested", (edit,)),),
                section=statement.section,
            )


@rule(
    severity="info",
    reads="venture",
    source="Customer types and segments: a segment is a part of one type",
    fix="Take it out where it does not belong, or say what sets the two apart.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
  - night nurses with a baby
- **Clinics** (funder): night wards
  - ⟦Night nurses with a baby⟧

## Jobs to be Done
- **Parents**: sleep after a night shift
- **Clinics**: fill the rota
""",
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes
  - rural
- **Clinics** (funder): night wards
  - rural

## Jobs to be Done
- **Parents**: sleep after a night shift
- **Clinics**: fill the rota
""",
    ),
)
def segment_of_two_types(venture: VentureView) -> Iterator[Finding]:
    """One segment stands under two customer types.

    A segment is a part of one type: people who play the same part and are alike. Under two types it is counted, reached and promised
    to twice, and nobody knows as what.
    """
    first: dict[str, tuple[str, Segment]] = {}
    for customer in venture.types:
        for segment in customer.segments:
            owner, before = first.setdefault(key(segment.label), (customer.label, segment))
            if owner != customer.label and len(content_words(segment.label)) >= FEWEST_WORDS_OF_A_SEGMENT:
                yield Finding(
                    path=segment.source.path,
                    span=shown(venture.notes[segment.source.path], segment.source.span),
                    message=f"“{segment.label}” stands under {owner} too. To which of the two does it belong?",
                    related=(Related(before.source.path, before.source.span, "It stands here first."),),
                    section=CUSTOMERS,
                )
