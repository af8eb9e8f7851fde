"""The Customers section: which lines name types, which tell of them, and which say nothing of the venture."""

from typing import Any

import pytest

from canvas.reading import said, venture_of
from venture_canvas.canvas.model import CustomerType, Venture

REST = "\n## Jobs to be Done\n\nSee elsewhere.\n\n## Solution\n\nA shared oven.\n"


def customers(text: str) -> Venture:
    return venture_of(f"# Loaf\n\n## Customers\n\n{text}\n{REST}")


def names(text: str) -> list[str]:
    return [customer.label for customer in customers(text).customer_types]


def first(text: str) -> CustomerType:
    return customers(text).customer_types[0]


NAMED = {
    "a list": ("- Bakers\n- Millers", ["Bakers", "Millers"]),
    "a list with a dot at the end": ("- Bakers.\n- Millers.", ["Bakers", "Millers"]),
    "items that go on after a comma": ("- Bakers, above all the small ones\n- Millers", ["Bakers", "Millers"]),
    "items with a relative clause": ("- Bakers who rise at three\n- Millers that own a stream", ["Bakers", "Millers"]),
    "links": ("- [[Bakers]]\n- [[Folk/Millers|Millers]]: grind", ["Bakers", "Millers"]),
    "one line": ("Bakers, millers and grocers", ["Bakers", "millers", "grocers"]),
    "a structural label above a list": ("**Customer types**\n- Bakers\n- Millers", ["Bakers", "Millers"]),
    "a structural heading above headings": ("### Customer types\n\n#### Bakers\n\n#### Millers", ["Bakers", "Millers"]),
    "a label and a row of names": ("Customers: bakers, millers and grocers", ["bakers", "millers", "grocers"]),
    "an intro that ends in a colon": ("We bake for:\n- Bakers\n- Millers", ["Bakers", "Millers"]),
    "an intro that is a sentence": ("There are two groups we bake for.\n\n- Bakers\n- Millers", ["Bakers", "Millers"]),
    "a remark below the list": ("- Bakers\n- Millers\n\nThe mills come later in the year.", ["Bakers", "Millers"]),
    "the same type twice": ("- Bakers: rise early\n- Baker: sleep early\n- Millers", ["Bakers", "Millers"]),
    "a to-do": ("- Bakers\n- [ ] Millers\n- [x] Grocers", ["Bakers"]),
    "a comment": ("- Bakers\n%% - Millers %%", ["Bakers"]),
    "a blank item": ("- Bakers\n- …\n- ???\n- TBD\n-", ["Bakers"]),
    "a placeholder": ("- Bakers\n- {{customer type}}\n- [Name of the group]", ["Bakers"]),
    "a struck item": ("- Bakers\n- ~~Millers~~", ["Bakers"]),
    "a struck label": ("- **Bakers**: rise\n- ~~**Millers**: grind~~", ["Bakers"]),
    "a note to oneself": ("- Bakers\n- ask Ama about the mill", ["Bakers"]),
    "a note label": ("- **Bakers**: rise\n\n**Note:** the mill closed in spring.", ["Bakers"]),
    "an example label": ("- **Bakers**: rise\n- **Example**: Osei's bakery", ["Bakers"]),
    "links elsewhere": ("- Bakers\n- Millers\n\nSee also [[Jobs]]", ["Bakers", "Millers"]),
    "tags below": ("- Bakers\n- Millers\n\n#loaf #draft", ["Bakers", "Millers"]),
    "a list of those left out": ("- Bakers\n\n**Not customers**\n- Millers", ["Bakers"]),
    "a heading of those left out": ("### Bakers\n\n### Not now\n\n- Millers", ["Bakers"]),
    "those left out on one line": ("- Bakers\n- Not served: millers", ["Bakers"]),
    "early adopters are no type": ("- Bakers\n\n**Early adopters**\n- Osei's bakery", ["Bakers"]),
    "a fenced copy": ("- Bakers\n\n```yaml\ncustomers:\n  - Millers\n```", ["Bakers"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), NAMED.values(), ids=NAMED.keys())
def test_the_types_are_those_that_the_section_sets_off(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


def test_a_section_that_stands_twice_adds_up() -> None:
    venture = venture_of(
        f"# Loaf\n\n## Customers\n- Bakers\n{REST}\n## Customers\n- Bakers: rise early\n- Millers\n"
    )
    assert [(each.label, each.description) for each in venture.customer_types] == [
        ("Bakers", "rise early"),
        ("Millers", ""),
    ]


ORDINALS = {
    "items": "- Primary customers: bakers\n- Secondary customers: millers",
    "bold labels": "**Primary customers:** bakers\n\n**Secondary customers:** millers",
    "labels that say what they are": "**Primary customer: bakers**\n\n**Secondary customer: millers**",
}


@pytest.mark.parametrize("text", ORDINALS.values(), ids=ORDINALS.keys())
def test_an_ordinal_names_the_type_that_stands_behind_it(text: str) -> None:
    venture = venture_of(
        f"# Loaf\n\n## Customers\n\n{text}\n\n## Jobs to be Done\n\n- Primary customers: bake\n- Secondary: grind\n"
        "\n## Solution\nA shared oven.\n"
    )
    assert [customer.id for customer in venture.customer_types] == ["baker", "miller"]
    assert said(venture, "jobs-to-be-done") == {"baker": ["bake"], "miller": ["grind"]}


def test_a_compound_label_is_one_type_where_it_is_written_as_one() -> None:
    assert names("- **Bakers/confectioners**: rise\n- **Millers**: grind") == [
        "Bakers/confectioners",
        "Millers",
    ]


ATTRIBUTES: dict[str, tuple[str, dict[str, Any]]] = {
    "a description behind the label": ("- **Bakers**: rise early", {"description": "rise early"}),
    "a description below": ("### Bakers\n\nThey rise early.", {"description": "They rise early."}),
    "a description by its label": ("### Bakers\n- Who: small ovens", {"description": "small ovens"}),
    "a role in brackets": ("- Bakers (payer)", {"roles": ("payer",)}),
    "two roles in brackets": ("- Bakers (users and payers)", {"roles": ("user", "payer")}),
    "a role by its label": ("- **Bakers**\n  - Role: funder", {"roles": ("funder",)}),
    "a role in the name": ("- Funders: two banks", {"roles": ("funder",)}),
    "a role told": ("- **Bakers** pay by the month", {"roles": ("payer",)}),
    "a price makes a payer": ("- **Bakers**: €40 a month", {"roles": ("payer",)}),
    "no pay makes none": ("- **Bakers** use it and pay nothing", {"roles": ("user",)}),
    "a short form in brackets": ("- Village Bakers (VB)", {"aliases": ("VB",)}),
    "a remark in brackets": ("- Bakers (about ninety in town)", {"description": "about ninety in town"}),
    "an institution is single": ("- Ministry of Bread", {"single": True}),
    "a group of institutions is not": ("- Bakeries: nine of them", {"single": False}),
}


@pytest.mark.parametrize(("text", "wanted"), ATTRIBUTES.values(), ids=ATTRIBUTES.keys())
def test_a_type_has_what_the_section_says_of_it(text: str, wanted: dict[str, Any]) -> None:
    found = first(f"{text}\n")
    assert {name: getattr(found, name) for name in wanted} == wanted


SIZES = {
    "below an item": "- **Bakers**: rise\n  - Size: 90\n  - Price: €40\n  - Found at: the market",
    "below a heading": "### Bakers\n\n- Size: 90\n- Price: €40\n- Found at: the market",
    "in a table": "| Customer | Size | Price | Found at |\n|---|---|---|---|\n| Bakers | 90 | €40 | the market |",
}


@pytest.mark.parametrize("text", SIZES.values(), ids=SIZES.keys())
def test_attributes_are_kept_by_their_name(text: str) -> None:
    found = {attribute.name: attribute.text for attribute in first(text).attributes}
    assert found == {"size": "90", "price": "€40", "channel": "the market"}


def test_an_attribute_is_no_segment() -> None:
    assert [each.label for each in first("- **Bakers**\n  - Size: 90\n  - Village bakers").segments] == [
        "Village bakers"
    ]


SEGMENTS = {
    "below an item": "- Bakers\n  - Village bakers\n  - Town bakers",
    "below a heading": "### Bakers\n\n- Village bakers\n- Town bakers",
    "behind a label": "- Bakers\n  - Segments: Village bakers, Town bakers",
    "apart": "- Bakers\n\n**Customer segments**\n- Village bakers\n- Town bakers",
    "apart, behind the type": "- Bakers\n- Millers\n\n**Segments**\n- Bakers: Village bakers, Town bakers",
    "as headings": "### Bakers\n\n#### Village bakers\n\n#### Town bakers",
    "in bold": "- **Bakers**\n  - **Village bakers**\n  - **Town bakers**",
    "beside what is told": "- Bakers\n  - They rise at three\n  - Village bakers\n  - Town bakers",
}


@pytest.mark.parametrize("text", SEGMENTS.values(), ids=SEGMENTS.keys())
def test_segments_stand_below_their_type_or_apart(text: str) -> None:
    assert [segment.label for segment in first(text).segments] == ["Village bakers", "Town bakers"]


DECISIONS = {
    "served unless it says otherwise": ("  - Town bakers: big ovens", "serve", ""),
    "not now": ("  - Town bakers – not now", "ignore", ""),
    "ignored, with a reason": ("  - **Town bakers**: ignored, they own mills", "ignore", "they own mills"),
    "struck": ("  - ~~Town bakers~~", None, ""),
    "behind a label": ("  - Not served: Town bakers", "ignore", ""),
    "behind a label, with a reason": (
        "  - Not served: Town bakers, because they own mills, big ones",
        "ignore",
        "they own mills, big ones",
    ),
    "below a label, with a reason": (
        "  - Not served:\n    - Town bakers because they own mills",
        "ignore",
        "they own mills",
    ),
}


@pytest.mark.parametrize(("line", "decision", "reason"), DECISIONS.values(), ids=DECISIONS.keys())
def test_a_segment_is_served_or_ignored(line: str, decision: str | None, reason: str) -> None:
    found = first(f"- **Bakers**\n  - Village bakers\n{line}")
    segments = {segment.label: (segment.decision, segment.reason) for segment in found.segments}
    told = {"Town bakers": (decision, reason)} if decision else {}
    assert segments == {"Village bakers": ("serve", ""), **told}


def test_a_beachhead_is_told() -> None:
    found = first("- **Bakers**\n  - Village bakers (beachhead)\n  - Town bakers")
    assert [segment.beachhead for segment in found.segments] == [True, False]


MARKERS = {
    "none": ("- Bakers\n- Millers", [(1, True), (2, True)]),
    "colours": ("- 🟡 Bakers\n- 🔴 Millers", [(3, False), (1, False)]),
    "the numbers of a list": ("1. Bakers\n2. Millers", [(1, True), (2, True)]),
    "one of two": ("- 🔴 Bakers\n- Millers", [(1, False), (2, True)]),
    "the second of two": ("- Bakers\n- 🔴 Millers", [(2, True), (1, False)]),
    "a column": ("| Customer | Colour |\n|---|---|\n| Bakers | 🟡 |\n| Millers | 🔴 |", [(3, False), (1, False)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), MARKERS.values(), ids=MARKERS.keys())
def test_a_marker_is_the_written_one_or_the_next_that_is_free(
    text: str, wanted: list[tuple[int, bool]]
) -> None:
    found = [(each.marker.number, each.marker.assigned) for each in customers(text).customer_types]
    assert found == wanted


def test_past_six_a_marker_has_no_colour() -> None:
    found = customers(
        "\n".join(
            f"- {name}s" for name in ["Baker", "Miller", "Grocer", "Cook", "Waiter", "Porter", "Driver"]
        )
    )
    assert [each.marker.color for each in found.customer_types] == ["1", "2", "3", "4", "5", "6", None]


TYPE_NOTE = "---\nrole: payer\nnumber: 5\ncolor: 3\naliases: [Oven folk]\n---\n"


def with_type_note(customers: str, properties: str = TYPE_NOTE) -> CustomerType:
    venture = venture_of(
        {
            "Loaf/Customers.md": customers,
            "Loaf/Jobs to be Done.md": "- Oven folk: bake\n",
            "Loaf/types/Bakers.md": f"{properties}Rise at three.\n",
        }
    )
    return next(each for each in venture.customer_types if each.id == "baker")


def test_a_type_note_gives_its_type_role_marker_and_aliases() -> None:
    found = with_type_note("- [[Bakers]]: rise early\n- Millers\n")
    assert (found.roles, found.marker.number, found.aliases, found.note) == (
        ("payer",),
        3,
        ("Oven folk",),
        "Loaf/types/Bakers.md",
    )


def test_a_type_note_without_a_colour_gives_its_number() -> None:
    found = with_type_note("- [[Bakers]]\n- Millers\n", "---\nrole: payer\nnumber: 5\n---\n")
    assert (found.marker.number, found.marker.assigned) == (5, False)


def test_what_the_section_says_comes_before_what_the_type_note_says() -> None:
    assert with_type_note("- 🔵 [[Bakers]] (user)\n- Millers\n").marker.number == 5


def test_a_type_note_that_no_line_links_to_is_a_type_by_itself() -> None:
    found = with_type_note("- Millers\n")
    assert (found.label, found.roles) == ("Bakers", ("payer",))


def test_an_alias_of_a_type_note_ties_statements() -> None:
    venture = venture_of(
        {
            "Loaf/Customers.md": "- [[Bakers]]\n- Millers\n",
            "Loaf/Jobs to be Done.md": "- Oven folk: bake\n",
            "Loaf/types/Bakers.md": TYPE_NOTE,
        }
    )
    assert said(venture, "jobs-to-be-done") == {"baker": ["bake"]}
