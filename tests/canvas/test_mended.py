"""Readings that were wrong once: each with the smallest note that showed it."""

import pytest

from canvas.reading import said, venture_of, ventures_of
from venture_canvas.canvas.labels import read
from venture_canvas.canvas.model import CustomerType
from venture_canvas.canvas.prose import types_in
from venture_canvas.live_state import LiveState
from venture_canvas.notes.lines import read_lines
from venture_canvas.notes.parse import parse_note


def test_a_nested_item_in_a_quote_or_callout_is_an_item() -> None:
    lines = read_lines(parse_note("n.md", "> - crew\n>   - cooks"))
    assert [(line.kind, line.text, line.level) for line in lines] == [
        ("item", "crew", 0),
        ("item", "cooks", 2),
    ]


@pytest.mark.parametrize(
    ("text", "colours", "numbers"),
    [
        ("**Bakers** 🟢: rise early", (4,), ()),
        ("**🟢 Bakers**: rise early", (4,), ()),
        ("**Bakers** (4): rise early", (), (4,)),
    ],
)
def test_a_label_may_carry_a_marker(text: str, colours: tuple[int, ...], numbers: tuple[int, ...]) -> None:
    r = read(text)
    assert (r.name, r.markers, r.numbers, r.rest) == ("Bakers", colours, numbers, "rise early")


def test_link_with_escaped_bar() -> None:
    label = read("[[Bakers\\|the bakers]]").label
    assert label is not None
    assert label.link == "Bakers"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("> cooks\n>\n> pilots", ["cooks", "pilots"]),
        ("- a\n> [!note]\n> b", ["a", "b"]),
    ],
)
def test_a_blank_line_in_a_quote_is_a_blank_line(text: str, wanted: list[str]) -> None:
    assert [line.text for line in read_lines(parse_note("n.md", text))] == wanted


def test_a_block_id_on_its_own_line_is_no_text() -> None:
    assert [line.text for line in read_lines(parse_note("n.md", "- cooks\n\n^c1"))] == ["cooks"]


ONE_NOTE = {
    "bold labels above lists": "**Customers**\n- Bakers\n\n**Jobs**\n- bake\n\n**Solution**\nAn oven.\n",
    "bold labels with the colon inside": "**Customers:**\n- Bakers\n\n**Jobs:**\n- bake\n\n**Solution:**\nAn oven.\n",
    "numbered bold labels": "**1. Customers**\n- Bakers\n\n**2. Jobs**\n- bake\n\n**3. Solution**\nAn oven.\n",
    "plain labels before dashes": "Customers – bakers\nJobs – bake\nSolution – an oven\n",
    "labels bold by underscores": "__Customers__\n- Bakers\n\n__Jobs__\n- bake\n\n__Solution__\nAn oven.\n",
    "highlighted labels": "==Customers==\nbakers\n\n==Jobs==\nbake\n\n==Solution==\noven\n",
    "emoji before bold labels": "👥 **Customers**\n\nbakers\n\n🎯 **Jobs**\n\nbake\n\n💡 **Solution**\n\noven\n",
    "callouts with section titles": "> [!info] Customers\n> - Bakers\n\n> [!info] Jobs\n> - bake\n\n> [!info] Solution\n> An oven.\n",
}


@pytest.mark.parametrize("text", ONE_NOTE.values(), ids=ONE_NOTE.keys())
def test_a_canvas_by_labels_is_found(text: str) -> None:
    (customer,) = venture_of(text).customer_types
    assert customer.label.lower() == "bakers"


def test_a_heading_in_a_comment_starts_no_section() -> None:
    text = "# Loaf\n\n## Customers\n- Bakers\n\n%%\n## Solution\nold\n%%\n\n- Millers\n\n## Jobs\n- Bakers: bake\n\n## UVP\nwarm\n"
    assert [c.label for c in venture_of(text).customer_types] == ["Bakers", "Millers"]
    commented = "%%\n# Loaf\n\n## Customers\n- Bakers\n\n## Jobs\n- bake\n\n## Solution\noven\n%%\n"
    assert ventures_of({"Old.md": commented}) == ()


def test_people_is_no_section_note() -> None:
    notes = {
        "Loaf/Customers.md": "- Bakers\n- Millers\n",
        "Loaf/Jobs.md": "- Bakers: bake\n",
        "Loaf/People.md": "- Ama Owusu: founder\n- Kofi Mensah: ovens\n",
    }
    assert [c.label for c in venture_of(notes).customer_types] == ["Bakers", "Millers"]


REST = "\n## Jobs to be Done\n\nSee elsewhere.\n\n## Solution\n\nA shared oven.\n"


def customers(text: str) -> tuple[CustomerType, ...]:
    return venture_of(f"# Loaf\n\n## Customers\n\n{text}\n{REST}").customer_types


@pytest.mark.parametrize(
    "text",
    [
        "### 1. Bakers\n\n### 2. Millers",
        "- (1) Bakers\n- (2) Millers",
        "**Version:** 3\n**Owner:** Ama\n\n- Bakers\n- Millers",
        "### 🟢 Bakers\n\n### Millers 🔵",
    ],
)
def test_numbers_labels_and_emoji_hide_no_type(text: str) -> None:
    assert [c.label for c in customers(text)] == ["Bakers", "Millers"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "- Bakers\n  - Segments\n    - Village bakers\n    - Town bakers",
            [("Village bakers", "serve"), ("Town bakers", "serve")],
        ),
        (
            "- Bakers\n  - Village bakers\n  - Town bakers (not served: too far)",
            [("Village bakers", "serve"), ("Town bakers", "ignore")],
        ),
        (
            "- Bakers\n  - Village bakers\n  - Not served\n    - Town bakers",
            [("Village bakers", "serve"), ("Town bakers", "ignore")],
        ),
    ],
)
def test_bare_labels_and_brackets_below_a_type(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(s.label, s.decision) for s in customers(text)[0].segments] == wanted


def test_pattern_reason_does_not_claim_a_part_nobody_named() -> None:
    v = venture_of(f"# Loaf\n\n## Customers\n\n- Bakers (payer)\n- Millers\n{REST}")
    assert "play the same part" not in v.pattern.because


def test_german_plurals_in_prose() -> None:

    assert [f.label for f in types_in("Wir beliefern Bäckereien.")] == ["Bäckereien"]


TWO = "# Roof\n\n## Customers\n\n- (1) Tenants (user): rent\n- (2) City council (payer): owns\n\n## Purpose\n\nDry rooms.\n\n## Jobs to be Done\n\n"


def test_a_type_note_with_one_section_is_read() -> None:
    v = venture_of(
        {
            "Roof/Customers.md": "- [[Tenants]]: rent\n- City council: owns\n",
            "Roof/Jobs to be Done.md": "- City council: full houses\n",
            "Roof/types/Tenants.md": "---\nrole: user\n---\n## Jobs to be Done\n- stay dry\n",
        }
    )
    assert said(v, "jobs-to-be-done") == {"city-council": ["full houses"], "tenant": ["stay dry"]}


def test_a_square_number_in_a_list_is_a_marker_and_no_to_do() -> None:
    assert said(venture_of(TWO + "- [2] full houses\n"), "jobs-to-be-done") == {
        "city-council": ["full houses"]
    }


def test_a_status_by_a_tag_at_the_end() -> None:
    (s,) = [
        s
        for s in venture_of(TWO + "- Tenants: stay dry #validated\n").statements
        if s.section == "jobs-to-be-done"
    ]
    assert s.status == "validated"


AFFIXED = {
    "Work/RF - Customers.md": "- Tenants\n- City council\n",
    "Work/RF - Jobs.md": "- Tenants: stay dry\n",
    "Work/OV - Customers.md": "- Bakers\n",
    "Work/OV - Jobs.md": "- Bakers: bake\n",
}
ONE = "# {}\n\n## Customers\n- Tenants\n\n## Jobs\n- stay dry\n\n## UVP\nFor tenants, a roof.\n"


@pytest.mark.parametrize(
    "notes",
    [
        AFFIXED,
        {"Roof.md": ONE.format("Roof"), "Roof/Customers.md": "- Tenants\n", "Roof/Jobs.md": "- dry\n"},
        {"Roof.md": ONE.format("Roof"), "Roof!.md": ONE.format("Roof again")},
        {"Roof.md": ONE.format("Roof"), "roof.md": ONE.format("Roof again")},
        {"Dry Roof.md": ONE.format("Roof"), "Dry-Roof.md": ONE.format("Roof again")},
        {"Roof/RF - Customers.md": "- Tenants\n", "Roof/RF - Jobs.md": "- dry\n"}
        | {
            "Roof/OV - Customers.md": "- Bakers\n",
            "Roof/RF/Customers.md": "- Tenants\n",
            "Roof/RF/Jobs.md": "- dry\n",
        },
    ],
    ids=[
        "affixes",
        "a note and a folder",
        "one slug",
        "one name without case",
        "a hyphen for a space",
        "an affix and a folder",
    ],
)
def test_ids_are_unique(notes: dict[str, str]) -> None:
    ids = [v.id for v in ventures_of(notes)]
    assert len(ids) == 2 == len(set(ids))


def test_affixes_name_the_ventures() -> None:
    assert [v.name for v in ventures_of(AFFIXED)] == ["OV", "RF"]


def test_a_change_in_either_of_two_ventures_with_one_id_is_told() -> None:

    live = LiveState("v")
    live.apply({p: parse_note(p, t) for p, t in AFFIXED.items()}, {})
    for path in ("Work/OV - Customers.md", "Work/RF - Customers.md"):
        assert live.apply({path: parse_note(path, "- Grocers\n")}, {}).ventures


TYPES = {
    "Roof/Customers.md": "- Tenants: live there\n- Owners\n",
    "Roof/Jobs.md": "- Tenants: dry\n",
    "Roof/types/Tenants.md": "---\nrole: user\n---\nRent.\n",
}


def test_a_type_note_is_the_type_of_its_name_though_no_line_links_to_it() -> None:
    types = venture_of(TYPES).customer_types
    assert [(t.id, t.roles, t.note) for t in types] == [
        ("tenant", ("user",), "Roof/types/Tenants.md"),
        ("owner", (), None),
    ]


def test_a_namesake_elsewhere_changes_nothing_about_a_type_note() -> None:

    notes = {
        "Roof/Customers.md": "## Jobs\n- dry\n",
        "Roof/Bakers.md": "---\nrole: payer\n---\n",
        "Bakers.md": "",
    }
    live, fresh = LiveState("v"), LiveState("v")
    for path, text in notes.items():
        live.apply({path: parse_note(path, text)}, {})
    fresh.apply({path: parse_note(path, text) for path, text in notes.items()}, {})
    assert live.dump()["ventures"] == fresh.dump()["ventures"]
    assert fresh.ventures.all[0].customer_types[0].note == "Roof/Bakers.md"


@pytest.mark.parametrize("line", ["color: 12", "number: true", "number: -3", "number: 0"])
def test_a_marker_that_is_none_is_not_taken(line: str) -> None:
    notes = {
        **TYPES,
        "Roof/Customers.md": "- [[Tenants]]\n- Owners\n",
        "Roof/types/Tenants.md": f"---\nrole: user\n{line}\n---\n",
    }
    assert venture_of(notes).customer_types[0].marker.assigned


LIVING = "# Roof\n\n## Customers\n\n- Tenants (user): live\n- City council (payer): owns\n\n## Purpose\n\nDry.\n\n## Jobs to be Done\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "- Keep tenants happy",
        "- Evict fewer tenants",
        "- Nobody evicts tenants",
        "- Repairs reach tenants faster",
        "- Cheaper rooms so tenants stay",
        "- A bucket tenants share",
        "- No tenants",
        "- Find rooms the city council owns",
        "- Council flats",
        "- City council helpline",
        "- Non-tenants: find a room",
        "Tenants stay dry and city council keeps houses full.",
    ],
)
def test_a_name_that_is_not_the_subject_ties_nothing(line: str) -> None:
    (s,) = [s for s in venture_of(LIVING + line + "\n").statements if s.section == "jobs-to-be-done"]
    if line.startswith("Tenants stay"):
        assert s.types != ("city-council",)
    else:
        assert s.types == ()


@pytest.mark.parametrize(
    "text",
    [
        "- [Bakers](Bakers.md): rise\n- [Millers](Millers.md): grind",
        "- 👩‍🍳 **Bakers**: rise\n- 🚜 **Millers**: grind",
        "### 👩‍🍳 Bakers\nrise\n\n### 🚜 Millers\ngrind",
        "### Customer type 1: Bakers\nrise\n### Customer type 2: Millers\ngrind",
        "**Segment 1: Bakers**\nrise\n\n**Segment 2: Millers**\ngrind",
    ],
)
def test_links_emoji_and_titles_hide_no_type(text: str) -> None:
    assert [(c.label, c.description, c.aliases) for c in customers(text)] == [
        ("Bakers", "rise", ()),
        ("Millers", "grind", ()),
    ]


@pytest.mark.parametrize(
    ("text", "label", "description"),
    [
        ("- **Bakers**, who rise early", "Bakers", "who rise early"),
        ("- Bakers in St. Gallen", "Bakers in St. Gallen", ""),
        ("- **Bakers**<br>rise", "Bakers", "rise"),
    ],
)
def test_a_description_starts_where_the_name_ends(text: str, label: str, description: str) -> None:
    assert (customers(text)[0].label, customers(text)[0].description) == (label, description)


def test_a_short_line_after_a_wrapped_one_does_not_wrap() -> None:
    long = "The harbour kitchen cooks for every crew that comes in after"
    assert len(read_lines(parse_note("n.md", f"{long}\nmidnight\nbread"))) == 2


def test_the_title_of_a_callout_is_no_customer_type() -> None:
    assert [
        each.label for each in customers("- Bakers\n- Millers\n\n> [!note] Ama\n> asks about the grocers")
    ] == [
        "Bakers",
        "Millers",
    ]


def test_a_canvas_with_the_tag_of_one_section_is_a_canvas() -> None:
    text = "---\ntags: [purpose]\n---\n## Purpose\nWarm.\n## Customers\n- Bakers\n## Jobs\n- bake\n## UVP\n- heat\n"
    venture = venture_of({"Loaf.md": text})
    assert venture.root == "Loaf.md"
    assert [each.label for each in venture.customer_types] == ["Bakers"]
