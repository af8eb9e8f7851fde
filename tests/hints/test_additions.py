"""A type that a section leaves out is added below the last one there, and written like it."""

import pytest

from hints.running import applied, hints_of

BEFORE = """\
## Customers
- **Lenders** (funder): retired teachers
- **Growers** (payer): three plots or more

## Jobs to be Done
"""
AFTER = "\n\n## Solution\nA shed with a key.\n"

MANNERS = {
    "- **Lenders**: lend it well": "- **Growers**: ",
    "- **Lenders:** lend it well": "- **Growers:** ",
    "* Lenders – lend it well": "* Growers – ",
    "• Lenders: lend it well": "• Growers: ",
    "**Lenders** lend it well": "**Growers** ",
    "- Lenders (funder): lend it well": "- Growers: ",
    "- **Lenders**: lend it well\n  and see the plot": "- **Growers**: ",
    "- **Lenders**: lend it well\n  - once a year": "- **Growers**:",
    "- **Lenders** (funder): lend it well": "- **Growers**: ",
    "- Lenders\n  - lend it well\n  - see the plot": "- Growers:",
    "**Lenders**\n- lend it well": "**Growers**",
    "Lenders:\n- lend it well": "Growers:",
    "\n**Lenders**\n- lend it well": "\n**Growers**",
    "### Lenders\nLend it well": "\n### Growers",
    "### For lenders\n- lend it well": "\n### Growers",
    "| Who | What |\n| --- | --- |\n| **Lenders** | lend it well |": "| **Growers** |  |",
    "| What | Who |\n| --- | --- |\n| lend it well | Lenders |": "|  | Growers |",
}


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_line_is_added_in_the_manner_of_the_section(manner: str, end: str) -> None:
    text = (BEFORE + manner + AFTER).replace("\n", end)
    (hint,) = hints_of({"Canvas.md": text}, ["type-without-job"])

    after = applied({"Canvas.md": text}, hint.finding.fixes[0])["Canvas.md"]

    assert after == (BEFORE + manner + "\n" + MANNERS[manner] + AFTER).replace("\n", end)
    assert hints_of({"Canvas.md": after}, ["type-without-job"]) == ()


MARKS = {
    "- 🔴 **Lenders**: lend it well": "- 🟢 **Growers**: ",
    "- **🔴 Lenders**: lend it well": "- **🟢 Growers**: ",
    "- **Lenders**: lend it well": "- **Growers**: ",
    "### 🔴 Lenders\nLend it well": "### 🟢 Growers",
}


@pytest.mark.parametrize("manner", MARKS)
def test_a_line_is_added_with_the_mark_of_its_own_type(manner: str) -> None:
    marked = BEFORE.replace("**Lenders", "🔴 **Lenders").replace("**Growers", "🟢 **Growers")
    notes = {"Canvas.md": marked + manner + AFTER}
    (hint,) = hints_of(notes, ["type-without-job"])

    after = applied(notes, hint.finding.fixes[0])

    assert MARKS[manner] in after["Canvas.md"].splitlines()
    assert hints_of(after, ["type-without-job", "marker-label-conflict"]) == ()


@pytest.mark.parametrize("prose", ["Lenders want to lend it well.", "For lenders, it is to lend it well."])
def test_nothing_is_added_to_prose(prose: str) -> None:
    (hint,) = hints_of({"Canvas.md": BEFORE + prose + AFTER}, ["type-without-job"])

    assert [fix for fix in hint.finding.fixes if fix.title.startswith("Add")] == []


def test_a_link_is_written_as_a_link_where_the_type_has_a_note() -> None:
    vault = {
        "Shed/Customers.md": "- [[lenders-2024|Lenders]]: retired\n- [[growers-2024|Growers]]: three plots\n",
        "Shed/Jobs to be Done.md": "- [[lenders-2024|Lenders]]: lend it well\n",
        "Shed/Solution.md": "A shed with a key.\n",
        "Shed/lenders-2024.md": "Retired teachers.\n",
        "Shed/growers-2024.md": "They dig.\n",
    }
    (hint,) = hints_of(vault, ["type-without-job"])

    after = applied(vault, hint.finding.fixes[0])

    assert after["Shed/Jobs to be Done.md"].splitlines()[-1] == "- [[growers-2024|Growers]]: "
