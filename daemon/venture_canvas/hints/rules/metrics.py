"""Key metrics, and the stage that the venture says it is in."""

from collections.abc import Iterator

from venture_canvas.canvas.phrases import plain, word_list
from venture_canvas.canvas.sections import ALTERNATIVE, CUSTOMERS, JOBS, PROPOSITION, is_callout_of_section
from venture_canvas.canvas.tables import fold, words
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.listing import items_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.lines import reminders
from venture_canvas.notes.note import Link, Note
from venture_canvas.notes.regions import Regions
from venture_canvas.positions import Span

METRICS = "key-metrics"
MOST_METRICS = 7
LINES_OF_PROSE = 2
"""Lines up to which metrics are enumerated within them; beyond, each line is one, whatever commas it has."""
ECONOMIC = ("channels", "revenue", "costs", "advantage")
CUSTOMER = (JOBS, ALTERNATIVE, PROPOSITION, "solution")
FAR_AHEAD = 3
"""Sections of the economic model that must be written before it is ahead of an empty customer model."""
EVIDENCE_TAGS = frozenset({"evidence", "experiment", "validated", "tested"})
CANVAS = "## Customers\n- **Parents** (payer): two-job homes\n\n## Jobs to be Done\n- sleep after a night shift\n\n"
GROWING = "---\ntags: [growth-stage]\n---\n" + CANVAS


@rule(
    severity="hint",
    reads="venture",
    source="The sections: key metrics are numbers that show progress; common mistake: names without numbers",
    fix="Add today's number or the target to each metric.",
    bad=(GROWING + "## Key Metrics\n- ⟦retention⟧\n- revenue growth\n",),
    good=(
        CANVAS + "## Key Metrics\n- retention\n- revenue growth\n",
        GROWING + "## Key Metrics\n- 90,000 members\n- retention\n",
        GROWING + "## Key Metrics\n- two thirds come back\n",
    ),
)
def metrics_without_number(venture: VentureView) -> Iterator[Finding]:
    """A growing venture's key metrics hold no number.

    Without today's number and the one you aim at, nobody can say whether things get better.
    """
    told = venture.statements(METRICS)
    text = " ".join(plain(statement.text) for statement in told)
    has_number = any(mark.isnumeric() or mark == "%" for mark in text) or not words().numerals.isdisjoint(
        word_list(text)
    )
    if told and venture.venture.stage in ("growth-stage", "scale-stage") and not has_number:
        yield Finding(
            path=told[0].source.path,
            span=told[0].source.span,
            message="These metrics have no numbers yet. What is each today, and what should it be?",
            section=METRICS,
        )


@rule(
    severity="info",
    reads="venture",
    source="The sections: key metrics are a handful",
    fix="Keep those that would make you change something; put the rest into a note of its own.",
    bad=(
        CANVAS
        + "## Key Metrics\n⟦visits, sign-ups, nights, beds, parents, clinics, complaints, costs, staff⟧\n",
    ),
    good=(
        CANVAS + "## Key Metrics\n90,000 nights, 1,200 parents, 3,000 hours, 4,000 meals, 5,000 walks\n",
        CANVAS
        + "## Key Metrics\n\n| Metric | Today | Target |\n| - | - | - |\n| nights | 3 | 9 |\n| meals | 3 | 9 |\n| walks | 3 | 9 |\n",
        CANVAS
        + "## Key Metrics\nnights booked, parents who come back (monthly, by ward, by shift), cost per night\n",
    ),
)
def metrics_many(venture: VentureView) -> Iterator[Finding]:
    """There are more key metrics than anybody can keep an eye on.

    A handful is watched; a long list is reported. The few that would make you change course get lost.
    """
    told = venture.statements(METRICS)
    in_lines = len(told) > LINES_OF_PROSE
    count = len(told) if in_lines else sum(len(items_of(plain(statement.text))) for statement in told)
    if count > MOST_METRICS:
        yield Finding(
            path=told[0].source.path,
            span=told[0].source.span,
            message=f"{count} key metrics are too many to watch. Which five would make you change something?",
            section=METRICS,
        )


@rule(
    severity="info",
    reads="venture",
    source="The sections, working order: the customer model comes before the economic model",
    fix="Go back to the jobs and the promise; the numbers follow from them.",
    bad=(
        "---\ntags: [idea-stage]\n---\n## Customers\n- **Parents** (payer): two-job homes\n\n## Channels\n⟦School gate⟧\n\n## Revenue\n€30 a night\n\n## Costs\nStaff, rent\n",
    ),
    good=(
        "---\ntags: [idea-stage]\n---\n"
        + CANVAS
        + "## Channels\nSchool gate\n\n## Revenue\n€30\n\n## Costs\nStaff\n",
        "---\ntags: [idea-stage]\n---\n" + CANVAS,
    ),
)
def stage_imbalance(venture: VentureView) -> Iterator[Finding]:
    """The economic model is worked out, while nothing is said yet of jobs, promise and solution.

    At the beginning the risk is that nobody wants it. Prices and costs for something that no job asks for have to be made anew.
    """
    written = [tag for tag in ECONOMIC if venture.has_section(tag)]
    early = venture.venture.stage in ("idea-stage", "early-stage")
    if (
        early
        and len(written) >= FAR_AHEAD
        and venture.has_section(CUSTOMERS)
        and not any(map(venture.has_section, CUSTOMER))
    ):
        first = venture.statements(written[0])
        yield from (
            Finding(
                path=statement.source.path,
                span=statement.source.span,
                message="Channels and money are worked out, but not yet what your customers want done and what you promise them. Start there.",
                section=JOBS,
            )
            for statement in first[:1]
        )


@rule(
    severity="info",
    reads="venture",
    source="Rules between sections: early-stage means testing a solution with early adopters; statements carry status and evidence",
    fix="Link the interviews, tests or pilots that back the canvas up, or mark what is still an assumption.",
    bad=(
        "---\ntags: [⟦growth-stage⟧]\n---\n" + CANVAS,
        "---\nstage: ⟦early⟧\n---\n" + CANVAS,
        "---\nstage: ⟦early⟧\n---\n"
        + CANVAS
        + "> [!question] What do you provide?\n> More: [[How to find a solution]]\n",
    ),
    good=(
        "---\ntags: [idea-stage]\n---\n" + CANVAS,
        GROWING.replace("a night shift", "a night shift (validated)"),
        GROWING.replace("a night shift", "a night shift, see [[Interview with Ada]]"),
        GROWING.replace("tags:", "source: https://example.org/report\ntags:"),
    ),
)
def stage_without_evidence(venture: VentureView) -> Iterator[Finding]:
    """The venture is past the idea, and its canvas points to no test, interview or source.

    From the early stage on a canvas is no longer a set of guesses. Links to what you saw and heard show which of its lines you can
    build on.
    """
    stage = venture.venture.stage
    notes = [venture.notes[path] for path in venture.venture.notes if path in venture.notes]
    if stage in ("idea-stage", "unknown") or not venture.types or _has_evidence(venture, notes):
        return
    for note in notes:
        place = _place_of_stage(note, stage)
        if place:
            yield Finding(
                path=note.path,
                span=place,
                message=f"The {stage.replace('-', ' ')} rests on what you have tested. Link an interview, a test or a source, or mark what is still an assumption.",
            )
            return


def _has_evidence(venture: VentureView, notes: list[Note]) -> bool:
    """Say whether a statement has a status, or a link leads out of the venture: it may lead to what backs it up.

    Not one in a question to the writer: that leads to what explains the question.
    """
    own = {fold(note.name) for note in notes}
    return any(statement.status for statement in venture.venture.statements) or any(
        note.property_value("source")
        or note.property_value("sources")
        or any(fold(tag.name) in EVIDENCE_TAGS for tag in note.tags)
        or any(_name_of(link) not in own for link in _links_said(note))
        or "](http" in note.text
        for note in notes
    )


def _links_said(note: Note) -> Iterator[Link]:
    asked = Regions(reminders(note, is_callout_of_section))
    return (link for link in note.links if link.target and not asked.covers(link.span.start))


def _name_of(link: Link) -> str:
    return fold(link.target.rpartition("/")[2].removesuffix(".md"))


def _place_of_stage(note: Note, stage: str) -> Span | None:
    names = words().stages[stage]
    tag = next((tag for tag in note.tags if fold(tag.name) in names), None)
    if tag:
        return tag.span
    for name in ("stage", "venture-stage", "venture_stage"):
        found = note.front_matter.find(name) if note.front_matter else None
        if found and fold(str(found.value.plain())) in names:
            return found.value.span
    return None
