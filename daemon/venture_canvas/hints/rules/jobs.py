"""Jobs to be done: one for each customer type."""

from collections.abc import Iterator

from venture_canvas.canvas.sections import JOBS
from venture_canvas.hints.additions import add_a_line
from venture_canvas.hints.coverage import left_out, names, said_twice
from venture_canvas.hints.hint import Finding, Related
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import section_places
from venture_canvas.hints.views import VentureView

TYPES = """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

"""


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: each type needs its own job and its own value proposition",
    fix="Adds a line for the type to the jobs, for you to fill in.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
- ⟦**Clinics**⟧ (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- ⟦**Clinics**⟧ (funder): night wards

## Jobs to be Done
- Parents
  - sleep after a night shift
  - know who is with the baby

## Solution
A crèche that is open at night.
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- ⟦**Clinics**⟧ (funder): night wards

## Jobs to be Done

### Parents
Sleep after a night shift.

## Solution
A crèche that is open at night.
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- ⟦**Clinics**⟧ (funder): night wards

## Jobs to be Done

| Who | What they want done |
| --- | --- |
| **Parents** | sleep after a night shift |

## Solution
A crèche that is open at night.
""",
        {
            "Crib/Customers.md": "- [[Parents]] pay by the hour\n- ⟦[[Clinics]]⟧ pay per month\n",
            "Crib/Jobs to be Done.md": "- [[Parents]]: sleep after a night shift\n",
            "Crib/Solution.md": "A crèche that is open at night.\n",
            "Crib/Parents.md": "Two-job homes.\n",
            "Crib/Clinics.md": "Night wards.\n",
        },
    ),
    good=(
        TYPES
        + "## Jobs to be Done\n- **Parents**: sleep after a night shift\n- **Clinics**: fill the rota\n",
        TYPES + "## Jobs to be Done\n- sleep after a night shift\n",
        TYPES + "## Jobs to be Done\n- **Parents**: sleep after a night shift\n- **Clinics**: \n",
        TYPES + "## Jobs to be Done\n- **Parents and clinics**: sleep after a night shift\n",
        TYPES + "## Jobs to be Done\n- **Parents**: sleep after a night shift\n- **Wards**: fill the rota\n",
    ),
)
def type_without_job(venture: VentureView) -> Iterator[Finding]:
    """A customer type has no job to be done, while another has one.

    A type plays its own role, so it hires you for its own reason. Without that reason written down, what you promise it and what
    you build for it have nothing to answer.
    """
    for customer in left_out(venture, JOBS):
        yield Finding(
            path=customer.source.path,
            span=customer.source.span,
            message=f"{customer.label}: no job to be done yet. What are they trying to get done?",
            related=section_places(venture, JOBS, "The jobs are listed here."),
            fixes=add_a_line(venture, JOBS, customer, f"Add a job for {customer.label}"),
            section=JOBS,
        )


@rule(
    severity="info",
    reads="venture",
    source="Rules between sections: each type needs its own job; common mistake: one job for all types",
    fix="Write for each of the two what is different for them; or name both in one line, when it is the same on purpose.",
    bad=(
        TYPES
        + "## Jobs to be Done\n- **Parents**: Save time at night\n- ⟦**Clinics**: save time, at night⟧\n",
        TYPES
        + "## Jobs to be Done\n\n### Parents\nA bed that is safe.\n\n### Clinics\n⟦A bed that is safe⟧\n",
    ),
    good=(
        TYPES + "## Jobs to be Done\n- **Parents and clinics**: save time at night\n",
        TYPES
        + "## Jobs to be Done\n- **Parents**: save time in the morning\n- **Clinics**: save money at night\n",
        TYPES + "## Jobs to be Done\n- **Parents**: sleep\n- **Clinics**: sleep\n",
    ),
)
def job_shared(venture: VentureView) -> Iterator[Finding]:
    """Two customer types have the same job, word for word.

    Types differ by what they want from you. When two want the very same, either one of them is really a segment of the other, or
    what sets it apart has not been said yet.
    """
    for statement, first in said_twice(venture, JOBS):
        yield Finding(
            path=statement.source.path,
            span=statement.source.span,
            message=f"{names(venture, statement)} and {names(venture, first)} have the same job, word for word. What is different for {names(venture, statement)}?",
            related=(Related(first.source.path, first.source.span, "The same words stand here."),),
            section=JOBS,
        )
