"""However a founder writes the same canvas down, the model is one and the same."""

import re
from collections.abc import Sequence

import pytest

from canvas.reading import said, venture_of
from venture_canvas.canvas.model import PatternReading

CUSTOMERS = {
    "bold labels in a list": """
- **Parents** (payer): shift-working parents in two-income homes
  - Night-shift nurses
  - Bus drivers
  - Early adopters: nurses whose first child is under six months
- **Clinics** (funder): regional clinics with more than 300 beds
""",
    "plain labels in a list": """
- Parents (payer): shift-working parents in two-income homes
  - Night-shift nurses
  - Bus drivers
  - Early adopters: nurses whose first child is under six months
- Clinics (funder): regional clinics with more than 300 beds
""",
    "bold labels without a list": """
**Parents** (payer): shift-working parents in two-income homes
- Night-shift nurses
- Bus drivers
- Early adopters: nurses whose first child is under six months

**Clinics** (funder): regional clinics with more than 300 beds
""",
    "bold labels, the colon inside": """
**Parents (payer):** shift-working parents in two-income homes
- Night-shift nurses
- Bus drivers
- Early adopters: nurses whose first child is under six months

**Clinics (funder):** regional clinics with more than 300 beds
""",
    "dot bullets with bold labels": """
• **Parents** (payer): shift-working parents in two-income homes
    • Night-shift nurses
    • Bus drivers
    • Early adopters: nurses whose first child is under six months
• **Clinics** (funder): regional clinics with more than 300 beds
""",
    "dot bullets with plain labels": """
• Parents (payer): shift-working parents in two-income homes
    • Night-shift nurses
    • Bus drivers
    • Early adopters: nurses whose first child is under six months
• Clinics (funder): regional clinics with more than 300 beds
""",
    "dashes": """
- Parents (payer) – shift-working parents in two-income homes
\t- Night-shift nurses
\t- Bus drivers
\t- Early adopters – nurses whose first child is under six months
- Clinics (funder) — regional clinics with more than 300 beds
""",
    "sub-headings with lists": """
### Parents (payer)

shift-working parents in two-income homes

- Night-shift nurses
- Bus drivers
- Early adopters: nurses whose first child is under six months

### Clinics (funder)

regional clinics with more than 300 beds
""",
    "a table": """
| Customer | Role | Description | Segments | Early adopters |
| --- | --- | --- | --- | --- |
| Parents | payer | shift-working parents in two-income homes | Night-shift nurses; Bus drivers | nurses whose first child is under six months |
| Clinics | funder | regional clinics with more than 300 beds | – | |
""",
    "a table turned round": """
| | Parents | Clinics |
| --- | --- | --- |
| Role | payer | funder |
| Who they are | shift-working parents in two-income homes | regional clinics with more than 300 beds |
| Segments | Night-shift nurses, Bus drivers | – |
| Early adopters | nurses whose first child is under six months | |
""",
    "sub-labels for types and segments": """
**Customer Types**

- **Parents** (payer): shift-working parents in two-income homes
- **Clinics** (funder): regional clinics with more than 300 beds

**Customer Segments**

- Parents
  - Night-shift nurses
  - Bus drivers

**Early Adopters**

Parents: nurses whose first child is under six months
""",
    "a label that says what it is": """
**Primary Customer Type: Parents** (payer)
shift-working parents in two-income homes
- Night-shift nurses
- Bus drivers
- Early adopters: nurses whose first child is under six months

**Secondary Customer Type: Clinics** (funder)
regional clinics with more than 300 beds
""",
    "a numbered list": """
1. Parents (payer): shift-working parents in two-income homes
   - Night-shift nurses
   - Bus drivers
   - Early adopters: nurses whose first child is under six months
2. Clinics (funder): regional clinics with more than 300 beds
""",
    "an intro before the list": """
We serve two groups:

- **Parents** (payer): shift-working parents in two-income homes
  - Segments: Night-shift nurses, Bus drivers
  - Early adopters: nurses whose first child is under six months
- **Clinics** (funder): regional clinics with more than 300 beds
""",
}

JOBS = {
    "bold labels in a list": """
- **Parents**: sleep after a night shift
- **Clinics**: fill the rota without agencies
""",
    "plain labels": """
Parents: sleep after a night shift
Clinics: fill the rota without agencies
""",
    "lists under bare labels": """
**Parents**
- sleep after a night shift

**Clinics**
- fill the rota without agencies
""",
    "lists under list items": """
- Parents
    - sleep after a night shift
- Clinics
    - fill the rota without agencies
""",
    "sub-headings": """
### Parents
- sleep after a night shift

### Clinics
- fill the rota without agencies
""",
    "a table": """
| Customer | Job |
| --- | --- |
| Parents | sleep after a night shift |
| Clinics | fill the rota without agencies |
""",
    "a table with the types as columns": """
| Parents | Clinics |
| --- | --- |
| sleep after a night shift | fill the rota without agencies |
""",
    "for, with a colon": """
For parents: sleep after a night shift
For clinics: fill the rota without agencies
""",
    "links": """
### [[Parents]]
sleep after a night shift

### [[Clinics]]
fill the rota without agencies
""",
    "singular": """
- Parent: sleep after a night shift
- Clinic: fill the rota without agencies
""",
    "dot bullets": """
• **Parents:** sleep after a night shift
• **Clinics:** fill the rota without agencies
""",
}


def canvas(customers: str, jobs: str) -> str:
    return f"# TinyNight\n\n## Customers\n{customers}\n## Jobs to be Done\n{jobs}\n## Unique Value Proposition\n\nFor parents, a quiet day.\n"


def by_section(customers: str, jobs: str) -> dict[str, str]:
    deeper = jobs.replace("\n### ", "\n## ")
    return {
        "TinyNight/Customers.md": customers.replace("\n### ", "\n## "),
        "TinyNight/Jobs to be Done.md": deeper,
        "TinyNight/Unique Value Proposition.md": "For parents, a quiet day.\n",
    }


Told = dict[str, dict[str, list[str]]]


def model(notes: dict[str, str] | str) -> tuple[Sequence[tuple[object, ...]], Told, PatternReading]:
    """Return what must be the same in every form."""
    venture = venture_of(notes)
    types = [
        (
            each.id,
            each.label,
            each.description,
            each.roles,
            [segment.label for segment in each.segments],
            each.marker,
        )
        for each in venture.customer_types
    ]
    told = {
        tag: said(venture, tag) for tag in ("early-adopters", "jobs-to-be-done", "unique-value-proposition")
    }
    return types, told, venture.pattern


WANTED = model(canvas(CUSTOMERS["bold labels in a list"], JOBS["bold labels in a list"]))


def test_the_model_of_the_plainest_form_holds_everything_that_is_written() -> None:
    types, told, pattern = WANTED
    parents, clinics = types
    assert parents[:5] == (
        "parent",
        "Parents",
        "shift-working parents in two-income homes",
        ("payer",),
        ["Night-shift nurses", "Bus drivers"],
    )
    assert clinics[:5] == ("clinic", "Clinics", "regional clinics with more than 300 beds", ("funder",), [])
    assert told == {
        "early-adopters": {"parent": ["nurses whose first child is under six months"]},
        "jobs-to-be-done": {
            "parent": ["sleep after a night shift"],
            "clinic": ["fill the rota without agencies"],
        },
        "unique-value-proposition": {"parent": ["For parents, a quiet day."]},
    }
    assert pattern.inferred == "multi-sided"


@pytest.mark.parametrize("customers", CUSTOMERS.values(), ids=CUSTOMERS.keys())
@pytest.mark.parametrize("layout", [canvas, by_section], ids=["one note", "a note per section"])
def test_every_way_to_write_customers_gives_the_same_model(customers: str, layout: object) -> None:
    assert callable(layout)
    assert model(layout(customers, JOBS["bold labels in a list"])) == WANTED


@pytest.mark.parametrize("jobs", JOBS.values(), ids=JOBS.keys())
@pytest.mark.parametrize("layout", [canvas, by_section], ids=["one note", "a note per section"])
def test_every_way_to_write_jobs_gives_the_same_model(jobs: str, layout: object) -> None:
    assert callable(layout)
    assert model(layout(CUSTOMERS["bold labels in a list"], jobs)) == WANTED


def test_crlf_line_ends_and_tabs_change_nothing() -> None:
    text = canvas(CUSTOMERS["bold labels in a list"], JOBS["lists under list items"])
    assert model(re.sub(r"\n", "\r\n", text.replace("    ", "\t"))) == WANTED
