"""Jobs to be done: what each customer type is trying to get done."""

from collections.abc import Iterator

from venture_canvas.canvas.sections import JOBS
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import add_a_line, section_places
from venture_canvas.hints.views import VentureView


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
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
- **Clinics**: fill the rota
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- sleep after a night shift
""",
    ),
)
def type_without_job(venture: VentureView) -> Iterator[Finding]:
    """A customer type has no job to be done, while another has one.

    A type plays its own role, so it hires you for its own reason. Without that reason written down, what you promise it and what
    you build for it have nothing to answer.
    """
    if not venture.is_attributed(JOBS):
        return
    for customer in venture.types:
        if not venture.statements(JOBS, customer) and not venture.is_blank(JOBS, customer):
            yield Finding(
                path=customer.source.path,
                span=customer.source.span,
                message=f"{customer.label}: no job to be done yet. What are they trying to get done?",
                related=section_places(venture, JOBS, "The jobs are listed here."),
                fixes=add_a_line(venture, JOBS, customer, f"Add a job for {customer.label}"),
                section=JOBS,
            )
