"""A lexicon entry in the manner of the method's own: what is said of it, and above all what is not."""

from collections import Counter

from hints.running import applied, hints_of
from venture_canvas.hints.hint import Hint
from venture_canvas.hints.settings import DEFAULTS, Settings

ENTRY = """\
---
title: Clientele
description: Everybody the enterprise has to win over, by part played and by group
last_updated: 2026-03-09
source:
aliases: [clientele meaning, kinds of customer, SLC clientele]
tags:
  canvas-sections: [customer-model, customers]
  content: [lexicon-entry, canvas-sections]
  venture-stage: [idea-stage, early-stage, growth-stage, scale-stage]
  venture-type: []
---

# Clientele

## Definition

**Clientele** is everybody without whom the enterprise stands still, told apart by **type** and by **segment**.

## Types and Segments

### Customer Types
Parts that differ:
- Readers (who borrow)
- Patrons (who give)

### Customer Segments
Groups within one part:
- Among readers, "night-shift workers"

## How to Go About It


## Related Concepts

- [[Early Adopters]] - who starts
- [[Jobs to be Done]] - what they are after
- [[Unique Value Proposition]] - what they are told
- [[../../../../../-old/open/docs/model/solution]] - what they get
"""
VAULT = {
    "Customers.md": ENTRY,
    "early-adopters.md": "---\ntitle: Early Adopters\n---\n\nThe few who start.\n",
    "jobs-to-be-done.md": "---\ntitle: Jobs to be Done\n---\n\nWhat somebody is after.\n",
    "unique-value-proposition.md": "---\ntitle: Unique Value Proposition\n---\n\nWhat somebody is told.\n",
}
WANTED = {
    "link-by-title": 3,
    "link-escapes-vault": 1,
    "tag-in-wrong-category": 1,
    "tags-not-a-list": 1,
}
OTHERS = {"heading-empty"}
"""What rules about headings say of the entry."""


def said(notes: dict[str, str], settings: Settings = DEFAULTS) -> list[Hint]:
    """Return what is said of the entry."""
    hints = hints_of(notes, settings=settings)
    return [hint for hint in hints if hint.finding.path.endswith("Customers.md") and hint.code not in OTHERS]


def test_a_lexicon_entry_gets_just_these_hints() -> None:
    assert Counter(hint.code for hint in said(VAULT)) == WANTED


def test_it_does_not_matter_where_in_the_vault_the_lexicon_lies() -> None:
    deep = {f"docs/model/{path}": text for path, text in VAULT.items()}
    assert Counter(hint.code for hint in said(deep)) == WANTED


def test_the_notes_beside_it_get_no_such_hint() -> None:
    assert {hint.finding.path for hint in hints_of(VAULT, WANTED)} == {"Customers.md"}


def test_tags_under_categories_are_no_news_to_a_vault_that_says_so() -> None:
    assert "tags-not-a-list" not in {hint.code for hint in said(VAULT, Settings(tag_profile="mapping"))}


def test_links_by_title_become_links_by_file_name_that_show_the_title() -> None:
    texts = VAULT
    for hint in sorted(said(VAULT), key=lambda hint: hint.finding.span, reverse=True):
        if hint.code == "link-by-title":
            texts = applied(texts, hint.finding.fixes[0])
    assert "[[early-adopters|Early Adopters]] - who starts" in texts["Customers.md"]
    assert "[[jobs-to-be-done|Jobs to be Done]]" in texts["Customers.md"]
    assert "[[unique-value-proposition|Unique Value Proposition]]" in texts["Customers.md"]


def test_the_name_of_a_category_is_taken_out_of_the_tags() -> None:
    (hint,) = (hint for hint in said(VAULT) if hint.code == "tag-in-wrong-category")
    start, end = hint.finding.span
    assert ENTRY[start:end] == "canvas-sections"
    assert "content: [lexicon-entry]\n" in applied(VAULT, hint.finding.fixes[0])["Customers.md"]
