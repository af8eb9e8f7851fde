"""Canvases written by people who did not know how they would be read: every type is found, none is invented, sections are tied right.

The bounds are those of the product: no type is missed that the writer set off, none is invented, nine sections in ten are tied
to the right types and none to a wrong one. What is known to be read otherwise is listed by name, with the reason.
"""

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from canvas.reading import ventures_of
from venture_canvas.canvas.model import CustomerType, Venture

WRITTEN = Path(__file__).parent / "written"
SECTIONS = {
    "jobs": "jobs-to-be-done",
    "alternatives": "existing-alternatives",
    "value_propositions": "unique-value-proposition",
    "early_adopters": "early-adopters",
}
READ_OTHERWISE = {
    (
        "last-orders-shuttle",
        "early_adopters",
    ): "`And the porters`: one word of a segment, in a later sentence",
    (
        "la-cuchara-larga",
        "jobs",
    ): "`Lo del ayuntamiento, preguntárselo a Mercedes`: a reminder, not known for one",
    (
        "la-cuchara-larga",
        "early_adopters",
    ): "a second sentence that names nobody counts as going on about the first",
    (
        "sala-aurora",
        "early_adopters",
    ): "`la Compagnia del Bottone`, one of `Compagnie amatoriali`: the head comes first",
    ("mare-mansa", "jobs"): "a remark behind what is crossed out is a line that names nobody",
    (
        "tsugite",
        "alternatives",
    ): "`The municipality` stands for the town hall in a note that no other links to",
    ("les-lucioles", "early_adopters"): "`l'EHPAD des Tilleuls`, one half of the segment `hôpitaux et EHPAD`",
    ("tegel-eruit", "value_propositions"): "`Waterschap` for Water board, in another language",
    (
        "cedarline",
        "alternatives",
    ): "`Insurers` for a type called Medicaid plans: no word says that they are the same",
    (
        "the-three-oclock-line",
        "early_adopters",
    ): "`St Brannoc's, because it is a hospice`: the name stands inside a clause",
    (
        "roll-again",
        "value_propositions",
    ): "a comment that an export left below the text, under the name of who wrote it",
    ("hand-me-on", "value_propositions"): "a remark behind what is crossed out is a line that names nobody",
    ("slackwater", "alternatives"): "`CS1 and CS2 share a single route`: codes as the subject of a sentence",
    (
        "slackwater",
        "value_propositions",
    ): "a consultant's comment in a callout that reminds of nothing by its kind",
}
Truth = dict[str, Any]


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()


@cache
def truths() -> dict[str, tuple[str, Truth]]:
    """Return what is true of each venture, by its folder, with the folder of its set."""
    return {
        slug: (file.parent.name, truth)
        for file in sorted(WRITTEN.glob("*/truth.json"))
        for slug, truth in json.loads(file.read_text(encoding="utf-8")).items()
    }


@cache
def vault(name: str) -> tuple[Venture, ...]:
    """Return the ventures of a set, all in one vault."""
    root = WRITTEN / name / "vault"
    files = sorted(root.rglob("*.md"))
    return ventures_of({file.relative_to(root).as_posix(): file.read_bytes().decode() for file in files})


def ventures_in(slug: str) -> list[Venture]:
    return [venture for venture in vault(truths()[slug][0]) if venture.notes[0].startswith(f"{slug}/")]


def known_label(customer: CustomerType, truth: Truth) -> str | None:
    """Return the label that the truth has for a type that was read."""
    names = {plain(name) for name in (customer.label, *customer.aliases)}
    wanted: list[dict[str, Any]] = truth["types"]
    return next(
        (each["label"] for each in wanted if names & {plain(n) for n in (each["label"], *each["accept"])}),
        None,
    )


every_venture = pytest.mark.parametrize("slug", truths())


@every_venture
def test_a_folder_or_note_is_one_venture(slug: str) -> None:
    assert len(ventures_in(slug)) == 1


@every_venture
def test_every_customer_type_is_found_and_none_is_invented(slug: str) -> None:
    (venture,) = ventures_in(slug)
    truth = truths()[slug][1]
    assert {known_label(each, truth) for each in venture.customer_types} == {
        each["label"] for each in truth["types"]
    }


@every_venture
@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_tied_to_the_types_that_its_words_name(slug: str, name: str) -> None:
    (venture,) = ventures_in(slug)
    truth = truths()[slug][1]
    labels = {each.id: known_label(each, truth) for each in venture.customer_types}
    told = [statement for statement in venture.statements if statement.section == SECTIONS[name]]
    addressed = {labels[each] for statement in told for each in statement.types}
    wanted = set(truth["sections"][name]["addressed_by_label"])
    assert addressed <= wanted, "tied to a type that the words do not name"
    if (slug, name) not in READ_OTHERWISE:
        assert addressed == wanted
        assert any(not statement.types for statement in told) == truth["sections"][name]["unattributed"]


def test_nearly_every_segment_is_found() -> None:
    found = wanted = 0
    for slug, (_, truth) in truths().items():
        (venture,) = ventures_in(slug)
        read = {plain(segment.label) for each in venture.customer_types for segment in each.segments}
        told = {plain(segment) for each in truth["types"] for segment in each["segments"]}
        found, wanted = found + len(read & told), wanted + len(told)
    assert wanted > 50
    assert found / wanted > 0.95


def test_nearly_every_role_that_is_written_is_found() -> None:
    found = wanted = 0
    for slug, (_, truth) in truths().items():
        (venture,) = ventures_in(slug)
        for each in venture.customer_types:
            told: list[str] = next(
                (t["roles"] for t in truth["types"] if t["label"] == known_label(each, truth)), []
            )
            found, wanted = found + len(set(told) & set(each.roles)), wanted + len(told)
    assert wanted > 80
    assert found / wanted > 0.95
