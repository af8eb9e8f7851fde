"""The stage of a venture: one, and a word that is known."""

from collections import Counter
from collections.abc import Iterator, Sequence

from venture_canvas.canvas.tables import fold, words
from venture_canvas.hints.enumerating import enumerated
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.near import nearest
from venture_canvas.hints.properties import without_tag
from venture_canvas.hints.rule import rule
from venture_canvas.hints.stages import TELLING, Claim, claims_by_note, stage_properties
from venture_canvas.hints.views import NoteView, VentureView
from venture_canvas.notes.yaml_spans import text_span


@rule(
    severity="warning",
    reads="venture",
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
        {
            "Nest/Purpose.md": "---\nstage: idea\ntags: [canvas, purpose]\n---\nRest for all.\n",
            "Nest/Customers.md": "---\nstage: ⟦growth⟧\ntags: [canvas, customers]\n---\n- **Parents**: at home\n",
        },
        {
            "Nest/Customers.md": "---\ntags: [canvas, customers, early-stage]\n---\n- **Parents**: at home\n",
            "Nest/Purpose.md": "---\ntags: [canvas, purpose, ⟦growth-stage⟧]\n---\nRest for all.\n",
            "Nest/Solution.md": "---\nstage: early\n---\nA nursery.\n",
        },
    ),
    good=(
        "---\ntags:\n  content: [lexicon-entry]\n  venture-stage: [idea-stage, early-stage, growth-stage, scale-stage]\n---\n## Customers\nx\n",
        "---\ntags: [canvas-example, growth-stage, stage/growth]\n---\n## Customers\nParents.\n## Jobs\nSleep.\n",
        "---\ntags: [growth-stage, scale-stage]\n---\nHow ventures grow.\n",
        {
            "Nest/Purpose.md": "---\nstage: early\n---\nRest for all.\n",
            "Nest/Customers.md": "---\ntags: [canvas, customers, stage/early]\n---\n- **Parents**: at home\n",
            "Nest/Interview.md": "---\nstage: growth\ntags: [interview]\n---\nShe sleeps.\n",
            "Other/Customers.md": "---\nstage: growth\n---\n- **Clinics**: in town\n",
            "Other/Solution.md": "A rota.\n",
        },
    ),
)
def stage_not_single(venture: VentureView) -> Iterator[Finding]:
    """A venture is in more than one stage.

    What the canvas must hold depends on the stage: an idea needs no costs yet, a growing venture does. With two stages nobody can
    tell what is missing.
    """
    claimed = claims_by_note(venture)
    several = [claims for claims in claimed if len(claims) > 1]
    for claims in several:
        yield _told(venture, claims, claims[-1], "this note says")
    if not several and (doubtful := _doubtful([claims[0] for claims in claimed])):
        yield _told(venture, [claims[0] for claims in claimed], doubtful, "its notes say")


def _doubtful(claims: Sequence[Claim]) -> Claim | None:
    """Return the first claim against what most notes say, or against the first where as many say one as the other."""
    count = Counter(claim.stage for claim in claims)
    most = max(count, key=lambda stage: count[stage]) if count else None
    return next((claim for claim in claims if claim.stage != most), None)


def _told(venture: VentureView, claims: Sequence[Claim], shown: Claim, who: str) -> Finding:
    stages = list(dict.fromkeys(claim.stage for claim in claims))
    return Finding(
        path=shown.path,
        span=shown.span,
        message=f"A venture has one stage; {who} {enumerated(stages)}. Keep the one it is in.",
        related=tuple(
            Related(each.path, each.span, f"It says {each.stage} here.")
            for each in claims
            if each.path != shown.path
        ),
        fixes=tuple(fix for stage in stages if (fix := _only(venture, stage, claims))),
    )


def _only(venture: VentureView, stage: str, claims: Sequence[Claim]) -> Fix | None:
    """Return the fix that leaves one of two stages: a tag beside it goes, what another note or a property says is written anew."""
    others = [claim for claim in claims if claim.stage != stage]
    kept = [claim for claim in claims if claim.stage == stage]
    if len({claim.stage for claim in others}) > 1:
        return None
    edits = [
        without_tag(venture.notes[each.path], each.tag)
        if each.tag and any(other.tag and other.path == each.path for other in kept)
        else _rewritten(venture, each, stage)
        for each in others
    ]
    found = tuple(edit for edit in edits if edit)
    return Fix(f"Keep {stage}", "suggested", found) if len(found) == len(edits) else None


def _rewritten(venture: VentureView, claim: Claim, stage: str) -> Edit:
    """Return the edit that writes another stage in the way in which one is written: `growth`, `growth-stage` or `stage/growth`."""
    written = venture.notes[claim.path].text[slice(*claim.span)]
    text = fold(written).replace(_word(claim.stage), _word(stage))
    return Edit(claim.path, claim.span, text)


def _word(stage: str) -> str:
    return stage.removesuffix("-stage")


@rule(
    severity="warning",
    reads="note",
    source="Stages: idea, early, growth, scale",
    fix="Writes the stage that is meant.",
    bad=(
        {"Nest/Purpose.md": "---\nstage: ⟦idae⟧\ntags: [canvas, purpose]\n---\nRest for all.\n"},
        {"Nest/Customers.md": "---\nventure-stage: ⟦growht-stage⟧\n---\n- **Parents**: at home\n"},
    ),
    good=(
        {
            "Nest/Purpose.md": "---\nstage: idea\n---\nRest for all.\n",
            "Nest/Customers.md": "---\nstage: pre-seed\n---\n- **Parents**: at home\n",
            "Play.md": "---\nstage: scala\n---\nMilan.\n",
        },
    ),
)
def stage_misspelt(view: NoteView) -> Iterator[Finding]:
    """The stage of a venture is a slip away from one that is known.

    A stage that is not known counts for none: the hints that depend on it are given as if nothing were said.
    """
    if view.outlook.kind not in TELLING:
        return
    names = [name for each in words().stages.values() for name in each]
    for entry, written in stage_properties(view.note):
        said = fold(written).strip()
        meant = nearest(said, names) if said not in names else None
        if meant:
            place = text_span(view.note.text, entry.value.span)
            yield Finding(
                path=view.note.path,
                span=place,
                message=f"{written} is no stage that we know. Did you mean {meant}?",
                fixes=(Fix(f"Write {meant}", "suggested", (Edit(view.note.path, place, meant),)),),
            )
