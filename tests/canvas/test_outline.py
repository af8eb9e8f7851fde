"""The lines of a note as a tree: what stands under what, and in which section."""

import pytest

from venture_canvas.canvas.outline import DEEPEST, Node, build
from venture_canvas.notes.lines import read_lines
from venture_canvas.notes.parse import parse_note


def tree_of(text: str, section: str | None = None) -> Node:
    return build("Note.md", read_lines(parse_note("Note.md", text)), section)


def drawn(node: Node, depth: int = 0) -> list[str]:
    """Return the tree as indented lines."""
    lines = [] if node.is_root else ["  " * depth + node.line.text]
    for child in node.children:
        lines += drawn(child, depth if node.is_root else depth + 1)
    return lines


TREES = {
    "headings by their level": ("# A\n## B\n### C\n## D\n# E", "A\n  B\n    C\n  D\nE"),
    "a heading that skips a level": ("# A\n#### B\n## C", "A\n  B\n  C"),
    "text below its heading": ("# A\nOne.\n\nTwo.\n# B", "A\n  One.\n  Two.\nB"),
    "items by their indent": ("- a\n  - b\n    - c\n- d", "a\n  b\n    c\nd"),
    "items indented by tabs": ("- a\n\t- b\n\t\t- c\n- d", "a\n  b\n    c\nd"),
    "items that come back half way": ("- a\n    - b\n  - c\n- d", "a\n  b\n  c\nd"),
    "dots by their indent": ("• a\n  • b\n• c", "a\n  b\nc"),
    "a list below a bare label": ("**A**\n- b\n- c\n**D**\n- e", "**A**\n  b\n  c\n**D**\n  e"),
    "a list below a plain label": ("A:\n- b\nD:\n- e", "A:\n  b\nD:\n  e"),
    "a list below a labelled line": ("**A**: one\n- b\n**D**: two", "**A**: one\n  b\n**D**: two"),
    "text below a bare label": ("**A**\none\n\n**D**\ntwo", "**A**\n  one\n**D**\n  two"),
    "a list below an intro": ("We know these:\n- a\n- b", "We know these:\n  a\n  b"),
    "rules part nothing": ("# A\n- a\n\n---\n\n- b\n# B", "A\n  a\n  b\nB"),
    "rows below their heading": ("# A\n| a | b |\n|---|---|\n| 1 | 2 |", "A\n  | a | b |\n  | 1 | 2 |"),
}


@pytest.mark.parametrize(("text", "wanted"), TREES.values(), ids=TREES.keys())
def test_lines_stand_below_the_line_they_belong_to(text: str, wanted: str) -> None:
    assert "\n".join(drawn(tree_of(text))) == wanted


def within(text: str, section: str | None = None) -> list[tuple[str, str | None]]:
    """Return the section each line that starts none stands in."""
    return [
        (node.line.text, node.within)
        for node in tree_of(text, section).walk()
        if not node.is_root and node.section is None
    ]


SECTIONS = {
    "by a heading": ("## Customers\nbakers\n## Solution\nan oven", ["customers", "solution"]),
    "by a heading below a model": (
        "# Customer Model\n## Customers\nbakers\n# Economic Model\n## Costs\nflour",
        ["customers", "costs"],
    ),
    "by bold labels on lines of their own": (
        "**Customers**\nbakers\n\n**Solution**\nan oven",
        ["customers", "solution"],
    ),
    "by plain labels with a colon": ("Customers:\n- bakers\n\nSolution:\n- an oven", ["customers", "solution"]),
    "by capitals": ("CUSTOMERS\nbakers\n\nSOLUTION\nan oven", ["customers", "solution"]),
    "by items that are labels": ("- Customers:\n  - bakers\n- Solution:\n  - an oven", ["customers", "solution"]),
    "by bold items": ("- **Customers**\n  - bakers\n- **Solution**\n  - an oven", ["customers", "solution"]),
    "by another heading ends it": ("## Customers\nbakers\n## Team\nSol", ["customers", None, None]),
    "by a deeper heading does not": ("## Customers\n### Bakers\nrise early", ["customers", "customers"]),
    "inside another section": (
        "## Customers\n- bakers\n\n**Early Adopters**\n- Osei's bakery\n## Solution\noven",
        ["customers", "early-adopters", "solution"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SECTIONS.values(), ids=SECTIONS.keys())
def test_a_section_starts_where_it_is_named(text: str, wanted: list[str | None]) -> None:
    assert [tag for _, tag in within(text)] == wanted


def test_a_run_in_label_says_its_section_on_the_same_line() -> None:
    nodes = list(tree_of("## Customers\nBakers\n\n**Early adopters:** Osei's bakery\n").walk())
    assert (nodes[-1].section, nodes[-1].reading.rest) == ("early-adopters", "Osei's bakery")


def test_a_label_inside_a_section_does_not_start_one_that_cannot_stand_there() -> None:
    assert within("## Solution\n**Customers:** log in and order\n") == [
        ("**Customers:** log in and order", "solution")
    ]


def test_a_link_starts_no_section_unless_it_is_a_heading() -> None:
    assert within("[[Customers]]\n\nbakers") == [("[[Customers]]", None), ("bakers", None)]
    assert within("## [[Customers]]\n\nbakers") == [("bakers", "customers")]


def test_the_impact_chain_has_its_own_meaning_of_problem_and_impact() -> None:
    text = "## Impact Model\n### Problem\nbread is thrown away\n### Impact\nno bread is thrown away"
    assert [tag for _, tag in within(text)] == ["issue", "impact"]


def test_a_note_that_is_a_section_gives_it_to_all_its_lines() -> None:
    assert within("# Bakers\nrise early", "customers") == [
        ("Bakers", "customers"),
        ("rise early", "customers"),
    ]


def test_text_after_the_last_rule_belongs_to_no_section() -> None:
    text = "## Customers\n- bakers\n\n---\n\nThis page is a draft and nothing in it is promised.\n"
    assert within(text) == [("bakers", "customers")]


def test_a_list_after_the_last_rule_still_belongs_to_its_section() -> None:
    assert [tag for _, tag in within("## Customers\n- bakers\n\n---\n\n- millers\n")] == ["customers"] * 2


CANVAS_TABLE = """
| Part | What |
|---|---|
| Customers | Bakers<br>Millers |
| **Solution** | A shared oven |
| Channels | The market |
| Team | Ama |
"""


def test_a_table_that_lists_sections_is_read_section_by_section() -> None:
    assert within(CANVAS_TABLE) == [
        ("Bakers", "customers"),
        ("Millers", "customers"),
        ("A shared oven", "solution"),
        ("The market", "channels"),
    ]


def test_a_table_that_names_few_sections_stays_a_table() -> None:
    text = "| a | b |\n|---|---|\n| Customers | bakers |\n| Team | Ama |\n"
    assert [tag for _, tag in within(text)] == [None] * 3


def test_the_pieces_of_a_cell_point_at_the_text() -> None:
    for node in tree_of(CANVAS_TABLE).walk():
        if not node.is_root:
            assert CANVAS_TABLE[node.line.span.start :].startswith(node.line.text.rstrip(":"))


def test_a_node_knows_the_headings_above_it() -> None:
    (node,) = (node for node in tree_of("# A\n## B\n- one\n  - two").walk() if node.line.text == "two")
    assert (node.source.path, node.source.headings) == ("Note.md", ("A", "B"))


def test_a_list_of_any_depth_is_read() -> None:
    text = "\n".join("  " * depth + f"- level {depth}" for depth in range(4 * DEEPEST))
    nodes = list(tree_of(text).walk())
    assert len(nodes) == 4 * DEEPEST + 1
