"""Canvases as programs export them, and as meetings leave them behind."""

import pytest

from canvas.reading import said, venture_of

CUSTOMERS = "- **Crews** (payer): rent the ice\n- **Cooks** (payer): buy the fish\n"
WANTED = {"crew": ["stay out one more tide"], "cook": ["write it on the board"]}


def test_fields_of_the_note_say_nothing_and_hold_nothing() -> None:
    fields = "Status: Agreed\nLast edited: March 11, 2031 8:22 PM\n\n"
    venture = venture_of(
        {
            "Sea/Customers.md": fields + CUSTOMERS,
            "Sea/Jobs.md": f"{fields}- Crews: stay out one more tide\n- Cooks: write it on the board\n",
            "Sea/Alternatives.md": f"{fields}- salt\n",
        }
    )
    assert [each.label for each in venture.customer_types] == ["Crews", "Cooks"]
    assert said(venture, "jobs-to-be-done") == WANTED


def test_indented_paragraphs_belong_to_the_list_item_above() -> None:
    jobs = "- 🧊 Crews\n    \n    stay out one more tide\n    \n- 🍳 Cooks\n    \n    write it on the board\n"
    venture = venture_of(
        {"Sea/Customers.md": CUSTOMERS, "Sea/Jobs.md": jobs, "Sea/Alternatives.md": "- salt\n"}
    )
    assert said(venture, "jobs-to-be-done") == WANTED


def test_the_footers_of_slides_are_left_out() -> None:
    slides = (
        f"## Customers\n{CUSTOMERS}",
        "## Jobs\n- Crews: stay out one more tide\n- Cooks: write it on the board\n",
        "## Alternatives\n- salt\n",
        "## Solution\nIce.\n",
    )
    text = "".join(f"{slide}\nSea · jury of 12 June · {number}\n\n" for number, slide in enumerate(slides))
    assert said(venture_of(text), "jobs-to-be-done") == WANTED


FOUR = "".join(
    f"{number}. **{name}** (payer)\n" for number, name in enumerate(("Crews", "Cooks", "Ports", "Schools"), 1)
)


@pytest.mark.parametrize("mark", ["({})", "**({})**", "Customer segment number {}"])
def test_lines_that_differ_in_a_number_within_one_section_are_no_footers(mark: str) -> None:
    jobs = "".join(
        f"{mark.format(number)}\n- job {word}\n\n"
        for number, word in enumerate(("one", "two", "three", "four"), 1)
    )
    told = said(
        venture_of(f"## Customers\n{FOUR}\n## Jobs\n{jobs}\n## Alternatives\n- salt\n"), "jobs-to-be-done"
    )
    assert sum(text.startswith("job ") for texts in told.values() for text in texts) == 4
    assert ("" not in told) == ("(" in mark)


def test_properties_of_an_outline_hold_nothing() -> None:
    text = """\
- ## Customers
    - who we have to win
      collapsed:: false
        - Crews
            - pay £4 a session
            - which ones
                - line fishers
        - Cooks
    - who we don't
        - supermarkets
- ## Jobs
    - Crews
        - stay out one more tide
    - Cooks
        - write it on the board
- ## Alternatives
    - salt
"""
    venture = venture_of(text)
    assert [
        (each.label, [segment.label for segment in each.segments]) for each in venture.customer_types
    ] == [
        ("Crews", ["line fishers"]),
        ("Cooks", []),
    ]
    assert said(venture, "jobs-to-be-done") == WANTED


def test_a_field_may_be_a_section() -> None:
    text = "customers:: **Crews** – rent the ice\njobs:: stay out one more tide\njobs:: come home dry\nalternatives:: salt\n"
    venture = venture_of(f"---\ntags: [canvas]\n---\n{text}")
    assert [(each.label, each.description) for each in venture.customer_types] == [("Crews", "rent the ice")]
    assert said(venture, "jobs-to-be-done") == {"crew": ["stay out one more tide", "come home dry"]}


@pytest.mark.parametrize("tags", ["minutes", "workshop"])
def test_minutes_in_which_a_whole_canvas_was_filled_in_are_that_canvas(tags: str) -> None:
    sections = (
        "Purpose\nDry feet.",
        f"Customers\n{CUSTOMERS}",
        "Jobs\n- Crews: stay out one more tide\n- Cooks: write it on the board",
    )
    rest = ("Alternatives\n- salt", "Solution\nIce.", "Channels\nThe pier.", "Costs\nDiesel.")
    text = "".join(f"## {number}. {each}\n\n" for number, each in enumerate((*sections, *rest), 1))
    venture = venture_of({"2031-04-05 Evening.md": f"---\ntags: [{tags}]\n---\n{text}"})
    assert said(venture, "jobs-to-be-done") == WANTED


def test_footnotes_and_open_questions_are_no_statements() -> None:
    text = "## Customers\n1. **Crews**: rent\n2. **Cooks**: buy\n\n## Jobs\n(1) stay out one more tide[^1]\n(2) ?? nobody knew\n\n[^1]: nine of fourteen said so\n\n## Alternatives\n- salt\n"
    assert said(venture_of(text), "jobs-to-be-done") == {"crew": ["stay out one more tide[^1]"]}


def test_a_table_of_segments_by_code_names_the_types() -> None:
    table = "| Code | Segment | Core target |\n|---|---|---|\n| CS1 | Crews | line fishers; divers |\n| CS2 | Cooks | – |\n"
    jobs = "| Code | Job |\n|---|---|\n| CS1 | stay out one more tide |\n| CS2 | write it on the board |\n"
    venture = venture_of(f"## Customers\n{table}\n## Jobs\n{jobs}\n## Alternatives\n- salt\n")
    assert [
        (each.label, [segment.label for segment in each.segments]) for each in venture.customer_types
    ] == [
        ("Crews", ["line fishers", "divers"]),
        ("Cooks", []),
    ]
    assert said(venture, "jobs-to-be-done") == WANTED
