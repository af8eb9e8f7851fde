"""One small mistake in the front matter, the tags or the links of a good note gives one hint, and mending it gives the note back."""

import pytest

from hints.running import applied, hints_of
from venture_canvas.hints.registry import all_rules

FAMILIES = (
    "front_matter",
    "properties",
    "dates",
    "tags",
    "tag_vocabulary",
    "tag_sets",
    "canvas_tags",
    "stages",
    "aliases",
)
LINKS = ("links", "link_targets")
CODES = [
    code
    for code, rule in all_rules().items()
    if rule.on
    and rule.check.__module__.rpartition(".")[2] in (*FAMILIES, *LINKS)
    and code != "tags-not-a-list"
]
NOTE = "nursery/Owl.md"
GOOD = """\
---
title: Owl Nursery
description: Mornings for the children of night nurses
last_updated: 2026-11-02
source:
aliases: [Owl, The Owl]
tags:
  canvas-sections: [purpose, customer-model, customers, jobs-to-be-done, existing-alternatives, solution, economic-model, costs]
  content: [canvas-example]
  venture-stage: [early-stage]
  venture-type: [industry/healthcare]
---

# Owl Nursery

## Purpose
Nobody loses a night's sleep because the kindergarten closes at five.

## Customers
Parents on the night shift.

## Jobs to be Done
Sleep six hours in a row.

## Existing Alternatives
Grandmothers.

## Solution
A nursery in the ward.

## Costs
Rent. See [[Talk with Ana]], [[plan#Money]] and [[early-adopters|Early Adopters]].
"""
VAULT = {
    NOTE: GOOD,
    "nursery/Talk with Ana.md": "She sleeps four hours.\n",
    "nursery/plan.md": "## Money\nRent.\n",
    "lexicon/early-adopters.md": "---\ntitle: Early Adopters\ntags: [lexicon-entry]\n---\n## Definition\nWho comes first.\n",
}
RESTORED, MENDED, ASKED = "restored", "mended", "asked"
MISTAKES = [
    ("[purpose,", "[porpuse,", "tag-misspelt", RESTORED),
    ("[canvas-example]", "[canvas-exmaple]", "tag-misspelt", RESTORED),
    ("[canvas-example]", "[canvas-example, early-stage]", "tag-in-wrong-category", RESTORED),
    ("[canvas-example]", "[canvas-example, venture-type]", "tag-in-wrong-category", RESTORED),
    ("[canvas-example]", "[]", "content-tag-missing", RESTORED),
    ("[canvas-example]", "[canvas-example, pitch]", "tag-unknown", ASKED),
    ("  venture-stage: [early-stage]\n", "", "tag-category-missing", MENDED),
    ("[early-stage]", "[early-stage, growth-stage]", "stage-not-single", RESTORED),
    ("[industry/healthcare]", "[funding-source/grants]", "tag-renamed", MENDED),
    ("customers, jobs", "jobs", "section-without-tag", MENDED),
    ("customer-model, ", "", "tag-parent-missing", RESTORED),
    ("jobs-to-be-done, existing", "Jobs to be Done, existing", "tag-form", RESTORED),
    ("solution, econ", "solution, solution, econ", "tag-duplicate", RESTORED),
    ("costs]", "costs, channels]", "tag-without-section", RESTORED),
    ("2026-11-02", "02.11.2026", "date-format", RESTORED),
    ("2026-11-02", "2026-11-31", "date-format", ASKED),
    ("2026-11-02", "2027-11-02", "date-in-future", MENDED),
    ("last_updated: 2026-11-02\n", "", "field-missing", MENDED),
    ("description: Mornings for the children of night nurses", "description:", "field-empty", MENDED),
    ("title: Owl Nursery", "title: 'title: Owl Nursery'", "frontmatter-title-nested", MENDED),
    ("title: Owl Nursery", "title: Owl: Nursery", "frontmatter-invalid-yaml", MENDED),
    ("source:\n", "source:\ntitle: Owl Nursery\n", "frontmatter-duplicate-key", RESTORED),
    ("---\ntitle", "\n---\ntitle", "frontmatter-not-first", RESTORED),
    ("healthcare]\n---\n", "healthcare]\n", "frontmatter-unclosed", RESTORED),
    ("[Owl, The Owl]", "Owl, The Owl", "alias-not-list", RESTORED),
    ("aliases:", "alias:", "property-not-read", RESTORED),
    ("tags:\n", "tag:\n", "property-not-read", RESTORED),
    ("[[Talk with Ana]]", "[[Talk with Anna]]", "link-broken", RESTORED),
    ("[[Talk with Ana]]", "[[nursery/talks/Talk with Ana]]", "link-broken", MENDED),
    ("[[plan#Money]]", "[[plan#Monye]]", "link-heading-missing", RESTORED),
    ("[[plan#Money]]", "[[../../plan#Money]]", "link-escapes-vault", RESTORED),
    ("[[plan#Money]]", "[[https://example.org|plan]]", "link-url-in-wikilink", MENDED),
    ("[[plan#Money]]", "![[plan.png]]", "embed-missing", ASKED),
    ("[[plan#Money]]", "[plan](file:///plan.md)", "link-local-file", ASKED),
    ("[[early-adopters|Early Adopters]]", "[[Early Adopters]]", "link-by-title", RESTORED),
]  # fmt: skip


def test_a_good_note_gets_no_hint() -> None:
    assert hints_of(VAULT, CODES) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "code", "end"),
    MISTAKES,
    ids=[f"{each[2]}-{number}" for number, each in enumerate(MISTAKES)],
)
def test_a_single_mistake_gives_one_hint(right: str, wrong: str, code: str, end: str) -> None:
    assert GOOD.count(right) == 1
    notes = {**VAULT, NOTE: GOOD.replace(right, wrong)}
    (hint,) = hints_of(notes, CODES)
    fixes = [fix for fix in hint.finding.fixes if not fix.title.startswith("Ignore")]
    assert (hint.code, bool(fixes)) == (code, end != ASKED)
    if fixes:
        after = applied(notes, fixes[0])
        assert hints_of(after, CODES) == ()
        assert (after == VAULT) == (end == RESTORED)
