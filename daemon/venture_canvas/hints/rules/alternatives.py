"""Existing alternatives: how the job is done today."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.phrases import key, plain
from venture_canvas.canvas.sections import ALTERNATIVE, JOBS
from venture_canvas.canvas.tables import fold
from venture_canvas.hints.coverage import left_out
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.misspelt import sections_meant
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import section_places
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.voice import is_the_venture

NONE = re.compile(
    r"(?:there (?:is|are) |we have |we know of )?"
    r"(?:no (?:real |direct |known |other |existing |comparable )*(?:competitors?|competition|alternatives?|rivals?)"
    r"|none|nobody else(?: does this)?|no one else(?: does this)?|nothing (?:else )?like (?:it|this|us|that)|keine (?:konkurrenz|konkurrenten|wettbewerber|alternativen)"
    r"|aucun(?:e)? (?:concurrents?|concurrence|alternatives?)|ningun(?:a)? (?:competidor|competencia|alternativa)|sin competencia"
    r"|nenhum(?:a)? (?:concorrente|concorrencia|alternativa)|nessun(?:a)? (?:concorrente|alternativa)|geen (?:concurrenten|concurrentie|alternatieven))"
    r"(?: (?:yet|so far|at all|today|really|exists?|exist yet|in (?:the|our|this) (?:market|region|country|town|city|area)))*[.! ]*"
)
BETWEEN_CLAIMS = re.compile(r"(?<=\w)(?:[,;:.!]|\s[–—-])\s+(?:because |as |since |and )?")
"""What joins one such claim to the next: `None, there is nothing like it`."""
VAGUE = frozenset(
    key(text)
    for text in (
        "competitors", "the competition", "others", "other solutions", "other products", "other services", "other apps", "other tools",
        "other providers", "other companies", "other platforms", "various tools", "various solutions", "existing solutions",
        "existing products", "existing tools", "existing services", "existing alternatives", "current solutions", "traditional methods",
        "traditional solutions", "manual methods", "similar products", "similar apps", "alternatives", "many competitors",
        "andere Anbieter", "andere Lösungen", "bestehende Lösungen", "Wettbewerber", "Konkurrenz", "d'autres solutions", "autres solutions",
        "solutions existantes", "concurrents", "otras soluciones", "otras empresas", "soluciones existentes", "competidores",
        "outras soluções", "concorrentes", "andere oplossingen", "concurrenten", "altre soluzioni", "concorrenti",
    )
)  # fmt: skip
TYPES = """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
- **Clinics**: fill the rota

"""
ONE_TYPE = """\
# Nightnest

## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift

"""


@rule(
    severity="info",
    reads="venture",
    source="The sections: existing alternatives are rivals, workarounds and doing nothing, per type",
    fix="Add how the type gets the job done today: a rival, a workaround, or doing nothing.",
    bad=(
        TYPES.replace("**Clinics** (funder)", "⟦**Clinics**⟧ (funder)")
        + "## Existing Alternatives\n- **Parents**: a neighbour with a key\n",
        TYPES.replace(
            "- **Parents**: sleep after a night shift", "- ⟦**Parents**: sleep after a night shift⟧"
        ),
    ),
    good=(
        TYPES + "## Existing Alternatives\n- **Parents**: a neighbour with a key\n- agency nurses\n",
        TYPES
        + "## Existing Alternatives\n- **Parents**: a neighbour with a key\n- **Clinics**: agency nurses\n",
        TYPES + "## Existing Alternatives\n- a neighbour with a key\n",
        TYPES + "## Existing Alternatives\n\n## Solution\nBeds at night.\n",
        TYPES + "## Existing Alternatives\n- **Parents**: a neighbour with a key\n- **Clinics**:\n",
        "## Customers\n\n| Customer | Job | Existing alternative |\n| --- | --- | --- |\n| **Parents** | sleep | a neighbour |\n\n## Solution\nBeds.\n\n## Purpose\nRest.\n",
    ),
)
def job_without_alternative(venture: VentureView) -> Iterator[Finding]:
    """It is not said how a customer type gets its job done today.

    People do something already, even if that is nothing. What they do today is what your promise is measured against, and what they
    would have to give up for you.
    """
    jobs = venture.statements(JOBS)
    if jobs and not venture.statements(ALTERNATIVE) and ALTERNATIVE not in sections_meant(venture):
        yield Finding(
            path=jobs[0].source.path,
            span=jobs[0].source.span,
            message="Nothing says yet how these jobs are done today. Add the rivals, the workarounds, and doing nothing.",
            section=ALTERNATIVE,
        )
        return
    if any(not statement.types for statement in venture.statements(ALTERNATIVE)):
        return
    with_a_job = {identity for statement in jobs for identity in statement.types}
    for customer in left_out(venture, ALTERNATIVE):
        if customer.id in with_a_job:
            yield Finding(
                path=customer.source.path,
                span=customer.source.span,
                message=f"{customer.label}: how do they get their job done today? A rival, a workaround and doing nothing all count.",
                related=section_places(
                    venture, ALTERNATIVE, "The alternatives of the others are listed here."
                ),
                section=ALTERNATIVE,
            )


@rule(
    severity="warning",
    reads="venture",
    source="The sections: a common mistake in existing alternatives: none",
    fix="Write what people do today instead, doing nothing included.",
    bad=(
        ONE_TYPE + "## Existing Alternatives\n- ⟦No competitors in our region.⟧\n",
        ONE_TYPE + "## Existing Alternatives\n⟦Nothing like it⟧\n",
        ONE_TYPE + "## Alternativen\n- ⟦Keine Konkurrenz⟧\n",
        ONE_TYPE + "## Existing Alternatives\n- ⟦None, there is nothing like it.⟧\n",
    ),
    good=(
        ONE_TYPE + "## Existing Alternatives\n- no analytics at all\n- nothing, mostly\n",
        ONE_TYPE + "## Existing Alternatives\n- no competitors with a licence, but two without\n",
        ONE_TYPE + "## Existing Alternatives\n- None, they stay awake\n",
    ),
)
def alternatives_none_claimed(venture: VentureView) -> Iterator[Finding]:
    """The alternatives say that there are none.

    Somebody with a job to do always does something about it. Where nobody else sells a solution, people make do, ask a neighbour or
    let it be, and that is what you have to beat.
    """
    for statement in venture.statements(ALTERNATIVE):
        claims = BETWEEN_CLAIMS.split(fold(plain(statement.text)))
        if all(NONE.fullmatch(claim) for claim in claims):
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message="There is always an alternative. What do they do today: a workaround, another budget, nothing at all?",
                section=ALTERNATIVE,
            )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: existing alternatives are rivals, workarounds and doing nothing; common mistake: only look-alikes",
    fix="Name them: which rival, which workaround.",
    bad=(
        ONE_TYPE + "## Existing Alternatives\n- ⟦Other solutions⟧\n- a neighbour with a key\n",
        ONE_TYPE + "## Alternativen\n- ⟦andere Anbieter⟧\n",
    ),
    good=(
        ONE_TYPE + "## Existing Alternatives\n- Other outdoor brands like Fenrock\n",
        ONE_TYPE + "## Existing Alternatives\n- the big genealogy sites\n- cousins\n",
    ),
)
def alternatives_vague(venture: VentureView) -> Iterator[Finding]:
    """An alternative is a general word that names nobody.

    Only an alternative with a name has a price, a weakness and customers whom you can ask why they chose it.
    """
    for statement in venture.statements(ALTERNATIVE):
        if key(statement.text) in VAGUE:
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=f"“{plain(statement.text).rstrip('.')}”: which ones? Name what people really use or do today.",
                section=ALTERNATIVE,
            )


@rule(
    severity="warning",
    reads="venture",
    source="The sections: existing alternatives are how it is done today",
    fix="Take your own venture out of the list.",
    bad=(ONE_TYPE + "## Existing Alternatives\n- a neighbour with a key\n- ⟦Nightnest (us)⟧\n",),
    good=(
        ONE_TYPE + "## Existing Alternatives\n- Nightnest Hotel in Oban\n- a neighbour with a key\n",
        ONE_TYPE + "## Existing Alternatives\n- driving to the nest at night\n",
    ),
)
def alternative_is_self(venture: VentureView) -> Iterator[Finding]:
    """Your own venture is listed among the alternatives.

    The list holds what people can do without you. You are what it is compared with.
    """
    for statement in venture.statements(ALTERNATIVE):
        if is_the_venture(venture, statement.text):
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=f"{venture.venture.name} stands among its own alternatives. List what people do without you.",
                section=ALTERNATIVE,
            )
