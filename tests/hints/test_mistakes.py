"""One mistake in a good venture gives one hint, at the right place; its first fix, where it has one, mends it."""

from typing import NamedTuple

import pytest

from hints.good_venture import ALTERNATIVES, COSTS, CUSTOMERS, METRICS, SOLUTION, one_note
from hints.running import applied, hints_of

NOTE = "TinyNight.md"
JOB = "- 🟠 **Clinics**: fill the night rota without calling an agency\n"
PROMISE = "- 🟠 **Clinics**: every night shift filled from your own staff, for less than one agency week\n"
TYPE = "- 🟠 **Clinics** (funder): regional clinics with more than 300 beds that run night wards\n"
LINK = "[[Interviews on ward 4]]"
HEAD = "2026-11-02\n---\n\n# Tiny"


class Mistake(NamedTuple):
    """What is written in place of what, the code of the hint, and a piece of the text at its place."""

    old: str
    new: str
    code: str
    at: str


MISTAKES = {
    "a type without a job": Mistake(JOB, "", "type-without-job", "**Clinics**"),
    "a type without a promise": Mistake(PROMISE, "", "type-without-uvp", "**Clinics**"),
    "a renamed type": Mistake(
        JOB, JOB.replace("🟠 **Clinics**", "**Hospitals**"), "section-names-unknown-type", "Hospitals"
    ),
    "two types with one colour": Mistake(TYPE, TYPE.replace("🟠", "🔴"), "marker-duplicate", "🔴"),
    "a swapped colour": Mistake(
        "- 🔴 **Parents**: sleep", "- 🟠 **Parents**: sleep", "marker-label-conflict", "🟠"
    ),
    "a colour of nobody": Mistake(JOB, JOB.replace("🟠", "🟣"), "marker-unknown", "🟣"),
    "a segment that is everybody": Mistake(
        "Bus drivers: on the early shift of the city line", "Everyone", "segment-too-broad", "Everyone"
    ),
    "a type that says nothing": Mistake(TYPE, "- 🟠 **Clinics**\n", "type-empty", "Clinics"),
    "a type twice": Mistake(CUSTOMERS, CUSTOMERS + "- **Clinic**: another one\n", "type-duplicate", "Clinic"),
    "the same job twice": Mistake(
        JOB,
        f"- 🟠 **Clinics**: sleep for six hours in a row after a night shift ({LINK})\n",
        "job-shared",
        "Clinics",
    ),
    "a job in the company's voice": Mistake(
        JOB, "- 🟠 **Clinics**: we offer them night staff\n", "job-company-voice", "we"
    ),
    "a job that says nothing": Mistake(JOB, "- 🟠 **Clinics**: save money\n", "job-too-thin", "save"),
    "the same promise twice": Mistake(
        PROMISE,
        "- 🟠 **Clinics**: your child is awake, fed and outdoors while you sleep until two, instead of parked at a screen\n",
        "uvp-shared",
        "Clinics",
    ),
    "a promise of praise": Mistake(
        PROMISE, "- 🟠 **Clinics**: the best innovative solution\n", "uvp-generic", "best"
    ),
    "a promise that repeats the job": Mistake(PROMISE, JOB, "uvp-equals-job", "fill the night rota"),
    "a promise that repeats the solution": Mistake(
        PROMISE,
        "- 🟠 **Clinics**: a morning nursery inside the hospital that opens at six and trains retired nurses\n",
        "uvp-equals-solution",
        "nursery",
    ),
    "no alternative at all": Mistake(
        ALTERNATIVES, "No competitors\n", "alternatives-none-claimed", "No competitors"
    ),
    "a vague alternative": Mistake(
        "an agency at twice the wage, leaving the shift one nurse short",
        "other solutions",
        "alternatives-vague",
        "other",
    ),
    "the venture as its own alternative": Mistake(
        "an agency at twice the wage,", "TinyNight,", "alternative-is-self", "TinyNight"
    ),
    "early adopters that are the type": Mistake(
        "night-shift nurses of ward 4 whose first child is under six months",
        "parents",
        "early-adopters-equal-segment",
        "parents",
    ),
    "early adopters nobody can find": Mistake(
        "the two clinics in Jena that lost five night nurses last spring",
        "innovative and passionate clinics",
        "early-adopters-unobservable",
        "innovative",
    ),
    "a hole in the impact chain": Mistake(
        "- **Outputs**: mornings of care\n- **Short-term outcomes**: parents sleep through the morning\n"
        "- **Medium-term outcomes**: fewer nurses hand in their notice\n",
        "",
        "impact-chain-gap",
        "Long-term",
    ),
    "an output as an outcome": Mistake(
        "parents sleep through the morning", "500 parents trained", "output-as-outcome", "500"
    ),
    "a seed round as revenue": Mistake(
        "a yearly contract that funds half the places",
        "a seed investment round",
        "revenue-startup-funding",
        "seed",
    ),
    "an advantage that anyone can copy": Mistake(
        "An exclusive agreement with the hospital's works council for its family wing.",
        "First-mover advantage.",
        "advantage-weak",
        "First-mover",
    ),
    "too many metrics": Mistake(
        METRICS, "".join(f"- {n} things of kind {n}\n" for n in range(1, 10)), "metrics-many", ""
    ),
    "a misspelt tag": Mistake("key-metrics]", "key-metrcs]", "tag-misspelt", "key-metrcs"),
    "two stages": Mistake("early-stage,", "early-stage, growth-stage,", "stage-not-single", "growth-stage"),
    "a tag twice": Mistake("early-stage,", "early-stage, early-stage,", "tag-duplicate", "early-stage"),
    "a tag with a space": Mistake("canvas-example,", "Canvas Example,", "tag-form", "Canvas Example"),
    "a day that is none": Mistake(HEAD, HEAD.replace("11-02", "02-30"), "date-format", "2026-02-30"),
    "a date in another form": Mistake(
        HEAD, HEAD.replace("2026-11-02", "02.11.2026"), "date-format", "02.11.2026"
    ),
    "a date to come": Mistake(HEAD, HEAD.replace("2026", "2027"), "date-in-future", "2027"),
    "an empty title": Mistake("title: TinyNight\n", "title:\n", "field-empty", ""),
    "a title with a colon": Mistake(
        "title: TinyNight", "title: TinyNight: nights", "frontmatter-invalid-yaml", ""
    ),
    "a key twice": Mistake(
        "title: TinyNight\n", "title: TinyNight\ntitle: Tiny\n", "frontmatter-duplicate-key", "title"
    ),
    "properties that are not closed": Mistake(HEAD, "2026-11-02\n\n# Tiny", "frontmatter-unclosed", ""),
    "a link to a note that is not there": Mistake(
        LINK, "[[Interviws on ward 4]]", "link-broken", "[[Interviws on ward 4]]"
    ),
    "a link to the web in brackets": Mistake(
        LINK, "[[https://example.org]]", "link-url-in-wikilink", "[[https"
    ),
    "a link out of the vault": Mistake(
        LINK, "[[../../Interviews]]", "link-escapes-vault", "[[../../Interviews]]"
    ),
    "an empty section": Mistake(COSTS, "", "heading-empty", "Costs"),
    "a section twice": Mistake("## Costs\n", "## Revenue\n", "section-duplicate", "Revenue"),
    "a misspelt section": Mistake(
        "Unique Value Proposition", "Unique Value Porposition", "section-heading-near-miss", "Porposition"
    ),
    "a placeholder": Mistake(SOLUTION, "[Describe your solution]\n", "placeholder-left", "[Describe"),
    "a heading by accident": Mistake(COSTS, f"{COSTS.rstrip()}\n---\n", "setext-accident", ""),
    "text from a broken encoding": Mistake(
        "Nobody should lose", "Nobody shou\ufffdld lose", "text-corrupt", "\ufffd"
    ),
    "dots for a list": Mistake(METRICS, METRICS.replace("- ", "• "), "bullet-not-markdown", ""),
    "properties below a blank line": Mistake(
        "---\ntitle: TinyNight", "\n---\ntitle: TinyNight", "frontmatter-not-first", "---"
    ),
    "a fence that is not closed": Mistake(SOLUTION, SOLUTION + "\n```yaml\na: 1\n", "fence-unclosed", "```"),
    "an ignored hint that does not exist": Mistake(
        COSTS, f"{COSTS.rstrip()} %% ignore type-without-jb: agreed %%\n", "unknown-ignore", "type-without-jb"
    ),
    "an ignored hint that is not there": Mistake(
        COSTS,
        f"{COSTS.rstrip()} %% ignore type-without-job: agreed %%\n",
        "unused-ignore",
        "type-without-job",
    ),
}


def with_mistake(mistake: Mistake) -> dict[str, str]:
    notes = one_note()
    assert mistake.old in notes[NOTE]
    return {**notes, NOTE: notes[NOTE].replace(mistake.old, mistake.new, 1)}


every_mistake = pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())


@every_mistake
def test_a_mistake_gives_one_hint_at_its_place(mistake: Mistake) -> None:
    notes = with_mistake(mistake)
    (hint,) = hints_of(notes)
    span = hint.finding.span
    assert hint.code == mistake.code
    line_end = notes[NOTE].find("\n", span.end)
    assert mistake.at in notes[NOTE][span.start : line_end]


UNCOVERED = {"link-url-in-wikilink": ("stage-without-evidence",), "unknown-ignore": ("unused-ignore",)}
"""What stays to be said when a fix cannot know what stood there: the interview that a web address replaced, what was to be ignored."""


@every_mistake
def test_the_first_fix_of_a_mistake_leaves_nothing_to_say(mistake: Mistake) -> None:
    notes = with_mistake(mistake)
    (hint,) = hints_of(notes)
    fixes = [fix for fix in hint.finding.fixes if fix.safety != "display"]
    for fix in fixes[:1]:
        left = tuple(each.code for each in hints_of(applied(notes, fix)))
        assert left == UNCOVERED.get(mistake.code, ())


def test_there_are_many_mistakes_to_make() -> None:
    assert len(MISTAKES) >= 40
