"""The impact model: the chain from the issue to the impact."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from venture_canvas.canvas import sections
from venture_canvas.canvas.model import Section
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.tables import fold
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_end, section_of, stands
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.voice import names_the_venture, speaks_of_ourselves
from venture_canvas.notes.note import Heading
from venture_canvas.positions import Span

NAMES = {
    "issue": "Issue",
    "participants": "Participants",
    "activities": "Activities",
    "short-term-outcomes": "Short-Term Outcomes",
    "medium-term-outcomes": "Medium-Term Outcomes",
    "long-term-outcomes": "Long-Term Outcomes",
    "impact": "Impact",
}
"""The steps of the chain, in order, without the one that may be left out: the outputs."""
OUTCOMES = ("short-term-outcomes", "medium-term-outcomes", "long-term-outcomes")
SEVERAL_STEPS = re.compile(r"\w:\s|→|->|•|\s[–—-]\s")
"""What stands in a text that runs through several steps in one line."""
DELIVERED = re.compile(
    r"(?:over |about |some |around |more than |at least )?\d[\d.,]*(?:k|\+)? (?:\w+ ){0,3}?"
    r"(?:trained|reached|served|delivered|distributed|sold|planted|enrolled|workshops?|trainings?|courses?|sessions?|downloads?|meals?|leaflets?|brochures?|events?|visits?|units?|kits?|videos?)\b",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"%|\b(?:increas|reduc|improv|adopt|know|knew|can|able|more|less|fewer|better|higher|lower|saved?|avoid|apply|applies|use|uses|using|keep|stay|earn|gain|no longer|half)\w*",
    re.IGNORECASE,
)
VOID = re.compile(
    r"(?:there (?:is|are) )?(?:no|none|nothing|no impact(?: model)?|no (?:social )?impact|not applicable|not relevant|n/?a|keine?|aucune?|ninguna?|nenhuma?|nessuna?|geen)[.! ]*"
)
SHORTEST_VOID = 2
CUSTOMERS = """\
# Nightnest

## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
- **Clinics**: fill the rota

"""
CHAIN = CUSTOMERS + "## Impact Model\n\n### Issue\nChildren alone at night\n\n"


@rule(
    severity="warning",
    reads="venture",
    source="The sections: a good impact model is a chain without holes; common mistake: a skipped step",
    fix="Adds a heading for the step, where the chain is written with headings.",
    bad=(
        CHAIN
        + "### Participants\nChildren under six\n\n### Activities\nNights in the nest\n\n### ⟦Long-Term Outcomes⟧\nParents keep their jobs\n",
        CUSTOMERS
        + "## Impact Model\n- Issue: children alone\n- Participants: children\n- Activities: nights\n- Short-term outcomes: children sleep\n- ⟦Long-term outcomes: parents keep their jobs⟧\n- Impact: no child alone\n",
    ),
    good=(
        CHAIN
        + "### Participants\nChildren\n\n### Activities\nNights\n\n### Short-Term Outcomes\nSleep\n\n### Medium-Term Outcomes\nWork\n\n### Long-Term Outcomes\nHomes\n",
        CHAIN + "### Participants\nChildren\n\n### Activities\nNights\n",
        CHAIN
        + "### Participants\nChildren\n\n### Activities\nNights\n\n### Short-Term Outcomes\nSleep. Medium: work. Long: homes.\n\n### Impact\nNo child alone\n",
        CHAIN
        + "### Participants\nChildren\n\n### Activities\nNights\n\n### Outcomes\nSleep, then work\n\n### Impact\nNo child alone\n",
        CHAIN
        + "### Participants\nChildren\n\n### Activities\nNights\n\n### Short-Term Outcomes\nSleep. Medium – work. Long – homes.\n\n### Impact\nNo child alone\n",
        CHAIN + "### Participants\nChildren\n\n### Activities\n\n### Short-Term Outcomes\nSleep\n",
    ),
)
def impact_chain_gap(venture: VentureView) -> Iterator[Finding]:
    """A step of the impact chain is skipped.

    Each step is the reason why the next one happens. Where one is missing, it is left to luck that the activities lead to the
    change.
    """
    found = {tag: section_of(venture, tag) for tag in NAMES}
    filled = [(tag, section) for tag, section in found.items() if section]
    if any(SEVERAL_STEPS.search(section.text) for _, section in filled) or _has_steps_of_its_own(
        venture, filled
    ):
        return
    steps = list(NAMES)
    for (before, _), (after, section) in pairwise(filled):
        missing = [
            tag
            for tag in steps[steps.index(before) + 1 : steps.index(after)]
            if not venture.statements(tag) and not stands(venture, tag)
        ]
        if missing:
            names = " and ".join(NAMES[tag] for tag in missing)
            yield Finding(
                path=section.source.path,
                span=section.source.span,
                message=f"The chain goes from {NAMES[before]} straight to {NAMES[after]}. What happens between them: {names}?",
                fixes=_headings(venture, section, missing),
                section=missing[0],
            )


def _has_steps_of_its_own(venture: VentureView, filled: Sequence[tuple[str, Section]]) -> bool:
    """Say whether a label or heading among the steps names no step that we know: it may be the one that is missed."""
    labels = [
        statement.label
        for tag in NAMES
        for statement in venture.statements(tag)
        if statement.label and not statement.types
    ]
    headings = [heading.text for path in _paths(filled) for heading in _between(venture, path, filled)]
    return any(sections.of_heading(name, sections.IMPACT) is None for name in (*labels, *headings))


def _paths(filled: Sequence[tuple[str, Section]]) -> frozenset[str]:
    return frozenset(section.source.path for _, section in filled)


def _between(venture: VentureView, path: str, filled: Sequence[tuple[str, Section]]) -> Iterator[Heading]:
    """Yield the headings of a note from its first step to its last."""
    starts = [section.source.span.start for _, section in filled if section.source.path == path]
    for heading in venture.notes[path].headings:
        if min(starts) < heading.text_span.start < max(starts):
            yield heading


def _headings(venture: VentureView, section: Section, missing: Sequence[str]) -> tuple[Fix, ...]:
    """Return the fix that puts headings for steps above the heading of the step that follows them."""
    note = venture.notes[section.source.path]
    heading = next((each for each in note.headings if each.text_span == section.source.span), None)
    if heading is None:
        return ()
    end = line_end(note)
    text = "".join(f"{'#' * heading.level} {NAMES[tag]}{end}{end}" for tag in missing)
    edit = Edit(note.path, Span(heading.span.start, heading.span.start), text)
    return (Fix(f"Add {' and '.join(NAMES[tag] for tag in missing)}", "suggested", (edit,)),)


@rule(
    severity="hint",
    reads="venture",
    source="The sections: common mistake in the impact model: outputs taken for outcomes",
    fix="Move the number to the outputs, and say here what is different for these people afterwards.",
    bad=(
        CHAIN + "### Activities\nLessons\n\n### Short-Term Outcomes\n- ⟦500 people trained⟧\n",
        CHAIN + "### Activities\nLessons\n\n### Medium-Term Outcomes\n- ⟦12,000 hot meals⟧\n",
    ),
    good=(
        CHAIN
        + "### Activities\nLessons\n\n### Short-Term Outcomes\n- 60% of those trained apply the method\n",
        CHAIN + "### Activities\nLessons\n\n### Outputs\n- 500 people trained\n",
        CHAIN + "### Activities\nLessons\n\n### Short-Term Outcomes\n- 500 trained nurses stay in the job\n",
    ),
)
def output_as_outcome(venture: VentureView) -> Iterator[Finding]:
    """An outcome counts what you delivered, not what changed.

    A workshop held or a meal served is your own work. Whether anything got better shows only in the lives of those who came.
    """
    for tag in OUTCOMES:
        for statement in venture.statements(tag):
            text = plain(statement.text)
            if DELIVERED.match(text) and not CHANGED.search(text):
                yield Finding(
                    path=statement.source.path,
                    span=statement.source.span,
                    message="This counts what you deliver, so it is an output. What is different for these people afterwards?",
                    section=tag,
                )


@rule(
    severity="info",
    reads="venture",
    source="The sections: the impact model tells how actions become change",
    fix="Leave the impact model out, or write the one change that the venture is there for.",
    bad=(
        CUSTOMERS
        + "## Impact Model\n\n### Issue\n⟦None⟧\n\n### Activities\nNone.\n\n### Impact\nNo impact.\n",
    ),
    good=(
        CHAIN + "### Activities\nNone\n\n### Impact\nNo child alone\n",
        CUSTOMERS
        + "## Impact Model\n\n### Issue\nNone of the wards has a night room\n\n### Impact\nNo child alone\n",
    ),
)
def impact_model_void(venture: VentureView) -> Iterator[Finding]:
    """The impact model says that there is none.

    A venture without an impact model is a plain business, which is fine; the sections can go. If it has a purpose, the chain shows
    how it gets there.
    """
    steps = [statement for tag in (*NAMES, "outputs") for statement in venture.statements(tag)]
    void = all(VOID.fullmatch(fold(plain(statement.text))) for statement in steps)
    if void and len(steps) >= SHORTEST_VOID and not venture.venture.participants:
        yield Finding(
            path=steps[0].source.path,
            span=steps[0].source.span,
            message="The impact model says that there is none. Take it out, or write the one change that this venture is there for.",
            section=sections.IMPACT,
        )


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: the issue draws on the purpose; common mistake in the purpose: describes the product",
    fix="Describe the problem as it is without you.",
    bad=(
        CUSTOMERS
        + "## Impact Model\n\n### Issue\n⟦Wards stand empty at night and Nightnest bridges this gap⟧\n",
        CUSTOMERS + "## Impact Model\n\n### Issue\n⟦We help parents who have nobody at night⟧\n",
    ),
    good=(
        CUSTOMERS + "## Impact Model\n\n### Issue\nWe all know a child who is alone at night\n",
        CUSTOMERS + "## Impact Model\n\n### Issue\nnobody measures where people walk\n",
    ),
)
def issue_solution_worded(venture: VentureView) -> Iterator[Finding]:
    """The issue tells of you and your solution.

    The issue is what is wrong in the world, with or without you. Told without you, it can be checked, and other ways to solve it
    come into view.
    """
    for statement in venture.statements("issue"):
        if speaks_of_ourselves(statement.text) or names_the_venture(venture, statement.text):
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message="This tells of you. What is wrong, and for whom, when you are not there?",
                section="issue",
            )
