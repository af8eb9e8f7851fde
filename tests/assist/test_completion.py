"""What could stand at the caret: types in the manner of their section, tags, values and links, the best first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.caret_marks import completed, completions, surroundings
from venture_canvas.assist.completion import MOST, complete
from venture_canvas.assist.hover import hover
from venture_canvas.notes.parse import parse_note

CUSTOMERS = """\
## Customers
- 🔴 **Lenders** (funder): retired teachers
- 🟢 **Growers** (payer): three plots or more
- 🔵 **Townships** (beneficiary): river towns

"""
JOBS = "## Jobs to be Done\n"
CANVAS = f"# Seed shed\n{CUSTOMERS}{JOBS}- 🔴 **Lenders**: keep old seed alive\n\n## Solution\nA shed with a key.\n"
VAULT = {
    "Canvas.md": CANVAS,
    "early-adopters.md": "---\ntitle: Early Adopters\naliases: [First growers]\n---\n# Who comes first\n## What they grow\n## Why: now?\n",
    "Field/Plots.md": "Rows. #field/soil #field/soil #weather\n",
    "Old/Plots.md": "Other rows. #weather\n",
    "Field/Diary.md": "Rain. #weather\n",
}
AROUND = surroundings(VAULT)


def labels(text: str, path: str = "Canvas.md") -> list[str]:
    return [each.label for each in completions(path, text, AROUND)]


def with_jobs(lines: str) -> str:
    return f"# Seed shed\n{CUSTOMERS}{JOBS}{lines}\n\n## Solution\nA shed with a key.\n"


TOLD = "- 🔴 **Lenders**: keep old seed alive\n"
LINES = {
    f"{TOLD}- ‸": ["Growers", "Townships", "Lenders"],
    f"{TOLD}‸": ["Growers", "Townships", "Lenders"],
    f"{TOLD}- gro‸": ["Growers"],
    f"{TOLD}- 🟢 **Gr‸": ["Growers"],
    f"{TOLD}For ‸": ["Growers", "Townships", "Lenders"],
    f"{TOLD}- For to‸": ["Townships"],
    f"{TOLD}- Growers want ‸": [],
    f"{TOLD}- Growers: ‸": [],
}


@pytest.mark.parametrize("lines", LINES)
def test_a_line_can_begin_with_a_type_those_left_out_first(lines: str) -> None:
    assert labels(with_jobs(lines)) == LINES[lines]


MANNERS = {
    (f"{TOLD}- gr‸", "Growers"): f"{TOLD}- 🟢 **Growers**: ",
    (f"{TOLD}- 🟢 **Gr‸", "Growers"): f"{TOLD}- 🟢 **Growers**: ",
    (f"{TOLD}‸", "Growers"): f"{TOLD}- 🟢 **Growers**: ",
    (f"{TOLD}- gr‸: sell early", "Growers"): f"{TOLD}- Growers: sell early",
    (f"{TOLD}- 🟢 **Gr‸**: sell early", "Growers"): f"{TOLD}- 🟢 **Growers**: sell early",
    (f"{TOLD}For gr‸", "Growers"): f"{TOLD}For Growers",
}


@pytest.mark.parametrize("case", MANNERS)
def test_a_type_is_written_as_its_section_writes_types(case: tuple[str, str]) -> None:
    lines, label = case
    assert completed("Canvas.md", with_jobs(lines), label, AROUND) == with_jobs(MANNERS[case])


OTHER_MANNERS = {
    "* Lenders – keep seed\n* ‸": "* Lenders – keep seed\n* Growers – ",
    "**Lenders:** keep seed\n‸": "**Lenders:** keep seed\n**Growers:** ",
    "### Lenders\nKeep seed.\n\n‸": "### Lenders\nKeep seed.\n\n### Growers",
    "### Lenders\nKeep seed.\n\n### gr‸": "### Lenders\nKeep seed.\n\n### Growers",
    "1. **Lenders**: keep seed\n2. ‸": "1. **Lenders**: keep seed\n2. **Growers**: ",
    "‸": "- 🟢 **Growers**: ",
}


@pytest.mark.parametrize("lines", OTHER_MANNERS)
def test_the_manner_is_that_of_the_lines_that_are_there(lines: str) -> None:
    text = with_jobs(lines)
    around = surroundings({**VAULT, "Canvas.md": text.replace("‸", "")})
    assert completed("Canvas.md", text, "Growers", around) == with_jobs(OTHER_MANNERS[lines])


def test_no_type_is_offered_where_a_section_speaks_of_none() -> None:
    assert labels(f"{CANVAS}‸") == []
    assert labels(f"# Rain\n{JOBS}- ‸", "Field/Diary.md") == []


def test_tags_after_a_hash_come_by_how_many_notes_have_them() -> None:
    assert labels("Wet. #‸", "Field/Diary.md")[:3] == ["weather", "field", "field/soil"]
    assert labels("Wet. #fie‸", "Field/Diary.md") == ["field", "field/soil"]
    assert labels("Wet. #early-st‸", "Field/Diary.md") == ["early-stage"]
    assert completed("Field/Diary.md", "Wet. #wea‸ and", "weather", AROUND) == "Wet. #weather and"


@pytest.mark.parametrize(
    "text", ["a#we‸", "`#we‸`", "```\n#we‸", "```\n#we‸\n```", "# we‸", "## ‸", "http://a.example/#we‸"]
)
def test_what_is_no_tag_gets_none(text: str) -> None:
    assert labels(text, "Field/Diary.md") == []


def front(lines: str) -> str:
    return f"---\n{lines}\n---\nText.\n"


TAGS = {
    ("tags: [early-ad‸", "early-adopters"): "tags: [customer-model, customers, early-adopters",
    ("tags: [customer-model, early-ad‸]", "early-adopters"): "tags: [customer-model, customers, early-adopters]",
    ("tags:\n  - early-ad‸", "early-adopters"): "tags:\n  - customer-model\n  - customers\n  - early-adopters",
    ("tags: early-ad‸", "early-adopters"): "tags: [customer-model, customers, early-adopters]",
    ("tags: wea‸", "weather"): "tags: weather",
    ("tags:\n- wea‸", "weather"): "tags:\n- weather",
    ('tags: ["wea‸"]', "weather"): 'tags: ["weather"]',
    ("tags:\n  canvas-sections: [customer-model, cu‸]", "customers"): "tags:\n  canvas-sections: [customer-model, customers]",
    ("tags:\n  content:\n    - gui‸", "guide"): "tags:\n  content:\n    - guide",
    ("tags: {content: [gui‸]}", "guide"): "tags: {content: [guide]}",
    ("tags:\n  venture-stage: [gr‸]", "growth-stage"): "tags:\n  venture-stage: [growth-stage]",
    ("tags:\n  venture-type: [coop‸]", "legal-structure/cooperative"): "tags:\n  venture-type: [legal-structure/cooperative]",
    ("tags:\n  venture-type:\n    legal-structure: coop‸", "cooperative"): "tags:\n  venture-type:\n    legal-structure: cooperative",
    ("tags: [weather,\n  gui‸", "guide"): "tags: [weather,\n  guide",
    ("stage: gr‸", "growth-stage"): "stage: growth-stage",
    ("pattern: mul‸", "multi-sided"): "pattern: multi-sided",
    ("role: pa‸", "payer"): "role: payer",
    ("roles:\n  - be‸", "beneficiary"): "roles:\n  - beneficiary",
}  # fmt: skip


@pytest.mark.parametrize("case", TAGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_property_takes_its_values_with_the_tags_above_them(case: tuple[str, str], end: str) -> None:
    written, label = case
    text, expected = (front(each).replace("\n", end) for each in (written, TAGS[case]))
    assert completed("Field/Diary.md", text, label, AROUND) == expected


def test_what_a_list_has_is_not_offered_again() -> None:
    assert "guide" not in labels(front("tags:\n  content: [guide, ‸]"), "Field/Diary.md")
    assert "weather" not in labels(front("tags: [weather, ‸]"), "Field/Diary.md")


@pytest.mark.parametrize(
    "lines", ["title: we‸", "tags‸", "pattern: multi-sided‸", "  we‸", "other:\n  content: [gui‸]"]
)
def test_other_properties_get_nothing(lines: str) -> None:
    assert labels(front(lines), "Field/Diary.md") == []


def test_a_vault_without_a_venture_gets_no_word_of_the_vocabulary() -> None:
    around = surroundings({"Soup.md": "Leek. #soup\n"})
    assert completions("Soup.md", "#early‸", around) == ()
    assert completions("Soup.md", front("pattern: m‸"), around) == ()
    assert [each.label for each in completions("Soup.md", front("tags: [s‸"), around)] == ["soup"]


LINKS = {
    ("See [[early-‸", "early-adopters"): "See [[early-adopters]]",
    ("See [[Early A‸]] now", "Early Adopters"): "See [[early-adopters|Early Adopters]] now",
    ("See [[first g‸", "First growers"): "See [[early-adopters|First growers]]",
    ("| [[first g‸ | x |", "First growers"): r"| [[early-adopters\|First growers]] | x |",
    ("See [[early-adopters#wha‸", "What they grow"): "See [[early-adopters#What they grow]]",
    ("See [[early-adopters#why‸]]", "Why now?"): "See [[early-adopters#Why now?]]",
    ("# Rain\n[[#r‸", "Rain"): "# Rain\n[[#Rain]]",
    (
        '---\nsource: "[[first g‸"\n---\n',
        "First growers",
    ): '---\nsource: "[[early-adopters|First growers]]"\n---\n',
}


@pytest.mark.parametrize("case", LINKS)
def test_a_link_is_written_so_that_obsidian_follows_it(case: tuple[str, str]) -> None:
    text, label = case
    assert completed("Notes.md", text, label, AROUND) == LINKS[case]


def test_of_notes_with_one_name_each_is_linked_by_its_path() -> None:
    found = completions("Notes.md", "[[plo‸", AROUND)
    assert [each.insert for each in found] == ["[[Field/Plots]]", "[[Old/Plots]]"]
    near = completions("Field/Diary.md", "[[plo‸", AROUND)
    assert [each.insert for each in near] == ["[[Plots]]", "[[Old/Plots]]"]


def test_a_name_that_no_link_can_hold_is_not_offered() -> None:
    around = surroundings({"Plot #1.md": "Rows.\n", "Plots.md": "---\naliases: ['plot ]] x']\n---\n"})
    assert [each.label for each in completions("Here.md", "[[plot‸", around)] == ["Plots"]


def test_file_names_come_before_other_names() -> None:
    assert [each.kind for each in completions("Notes.md", "[[‸", AROUND)][:2] == ["link", "link"]
    assert labels("[[early‸", "Notes.md") == ["early-adopters", "Early Adopters"]


def test_no_more_are_given_than_anybody_reads() -> None:
    many = surroundings({f"Plot {number}.md": f"#soil-{number}\n" for number in range(MOST * 3)})
    assert len(completions("Here.md", "[[plot‸", many)) == MOST
    assert len(completions("Here.md", "#soil‸", many)) == MOST


PIECES = [
    "---\n",
    "tags:",
    " [",
    "]",
    "{",
    "- ",
    "  ",
    "\n",
    "\r\n",
    "[[",
    "#",
    "|",
    "pl",
    "Growers",
    "🟢",
    "**",
    ":",
    '"',
    "For ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.booleans(), st.data())
def test_whatever_is_written_what_is_told_lies_around_the_place(
    pieces: list[str], in_canvas: bool, data: st.DataObject
) -> None:
    text = "".join(pieces)
    note = parse_note("Canvas.md", CANVAS + text if in_canvas else text)
    offset = data.draw(st.integers(0, len(note.text)))
    told = hover(note, offset, AROUND)
    assert told is None or told.span.covers(offset)
    assert all(each.span.start <= offset <= each.span.end for each in complete(note, offset, AROUND))
