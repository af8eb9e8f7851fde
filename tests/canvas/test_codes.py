"""Founders who number everything, and who let a code stand for a customer type."""

import pytest

from canvas.reading import said, venture_of
from venture_canvas.notes.lines import read_lines
from venture_canvas.notes.parse import parse_note

CUSTOMERS = "- C1 Clinics: pay per repair\n- C2 Donors: ship machines\n"


def canvas(customers: str, jobs: str) -> str:
    return f"## Customers\n{customers}\n## Jobs to be Done\n{jobs}\n## Alternatives\n- the store room\n"


JOBS = {
    "codes as labels": "- C1: have oxygen\n- C2: see it used\n",
    "codes with a dash": "- C1 – have oxygen\n- C2 – see it used\n",
    "codes in brackets": "- (C1) have oxygen\n- [C2] see it used\n",
    "codes above lists": "C1\n- have oxygen\n\nC2\n- see it used\n",
    "codes in a table": "| Ref | Job |\n|---|---|\n| C1 | have oxygen |\n| C2 | see it used |\n",
}
NUMBERED = "1. **Clinics**: pay per repair\n2. **Donors**: ship machines\n"
BY_NUMBER = {
    "bold numbers above lists": "**(1)**\n- have oxygen\n\n**(2)**\n- see it used\n",
    "numbers above lists": "(1)\n- have oxygen\n\n(2)\n- see it used\n",
}
WANTED = {"clinic": ["have oxygen"], "donor": ["see it used"]}


@pytest.mark.parametrize("jobs", JOBS.values(), ids=JOBS.keys())
def test_a_code_before_the_name_of_a_type_stands_for_it_elsewhere(jobs: str) -> None:
    venture = venture_of(canvas(CUSTOMERS, jobs))
    assert [each.label for each in venture.customer_types] == ["Clinics", "Donors"]
    assert said(venture, "jobs-to-be-done") == WANTED


@pytest.mark.parametrize("jobs", BY_NUMBER.values(), ids=BY_NUMBER.keys())
def test_a_number_alone_stands_above_what_is_said_of_its_type(jobs: str) -> None:
    assert said(venture_of(canvas(NUMBERED, jobs)), "jobs-to-be-done") == WANTED


def test_letters_stand_before_bold_names() -> None:
    venture = venture_of(
        canvas(
            "A. **Clinics** (payer): wards\nB. **Donors** (funder): ships\n",
            "A: have oxygen\nB: see it used\n",
        )
    )
    assert [(each.label, each.roles) for each in venture.customer_types] == [
        ("Clinics", ("payer",)),
        ("Donors", ("funder",)),
    ]
    assert said(venture, "jobs-to-be-done") == WANTED


def test_a_bold_word_after_an_article_is_no_name_with_a_code() -> None:
    (line,) = venture_of(canvas("- Clinics\n- Donors\n", "A **quick** repair\n")).statements[:1]
    assert line.text == "A **quick** repair"


CLAUSES = "2.0 Two types. The codes are used elsewhere.\n\n2.1 **C1 Clinics** – pay\n   2.1.1 mission clinics\n   2.1.2 health centres\n\n2.2 **C2 Donors** – ship\n"


def test_the_numbers_of_clauses_are_list_marks() -> None:
    venture = venture_of(canvas(CLAUSES, "4.1 C1\n   4.1.1 have oxygen\n\n4.2 C2\n   4.2.1 see it used\n"))
    assert [
        (each.label, [segment.label for segment in each.segments]) for each in venture.customer_types
    ] == [
        ("Clinics", ["mission clinics", "health centres"]),
        ("Donors", []),
    ]


@pytest.mark.parametrize("text", ["2.5 million people wait\n", "2.5 million wait\n\n3.1 tonnes rot\n"])
def test_a_decimal_number_is_no_clause(text: str) -> None:
    assert {line.kind for line in read_lines(parse_note("n.md", text))} == {"text"}


def test_rows_of_a_table_that_are_parts_of_another_are_its_segments() -> None:
    table = """\
Position at 30 June. Shares are of revenue.

| Ref | Customer | Basis | Share |
| --- | --- | --- | ---: |
| 1 | Drivers | Pay a daily lease | 71 % |
| 1.1 | of which: owner-drivers | | 28 % |
| 1.2 | drivers on hire | | 43 % |
| 2 | Garage owners | Pay for a cabinet | 29 % |
| | **Total** | | **100 %** |

Note 1: days that were not collected are included.
"""
    jobs = "| Ref | Job | Source |\n|---|---|---|\n| 1 | finish the shift | survey |\n| 1, 2 | a dry place | – |\n| 2 | – | after June |\n"
    venture = venture_of(canvas(table, jobs))
    assert [
        (each.label, [segment.label for segment in each.segments]) for each in venture.customer_types
    ] == [
        ("Drivers", ["owner-drivers", "drivers on hire"]),
        ("Garage owners", []),
    ]
    assert said(venture, "jobs-to-be-done") == {
        "driver": ["finish the shift; survey", "a dry place"],
        "garage-owner": ["a dry place"],
    }


def test_bold_names_within_a_paragraph_each_begin_a_type() -> None:
    venture = venture_of(
        canvas(
            "**Parents** use it: two-job homes. **Clinics** pay for it.\n",
            "**Parents** want sleep. **Clinics** need to fill the rota.\n",
        )
    )
    assert [(each.label, each.roles) for each in venture.customer_types] == [
        ("Parents", ("user",)),
        ("Clinics", ("payer",)),
    ]
    assert set(said(venture, "jobs-to-be-done")) == {"parent", "clinic"}


def test_a_section_note_may_be_named_in_two_languages() -> None:
    venture = venture_of(
        {
            "Sea/Clientes - Customers.md": "- Fishers\n- Cooks\n",
            "Sea/Trabajos - Jobs.md": "- Fishers: be paid today\n",
            "Sea/Alternativas - Alternatives.md": "- Cooks: the terminal\n",
        }
    )
    assert [each.label for each in venture.customer_types] == ["Fishers", "Cooks"]
    assert said(venture, "jobs-to-be-done") == {"fisher": ["be paid today"]}
