"""What a note is, told by itself: each row says why."""

from typing import NamedTuple

import pytest

from venture_canvas.canvas.kinds import NoteReading, read
from venture_canvas.notes.parse import parse_note

CANVAS = "# Loaf\n\n## Customers\n- Bakers\n\n## Jobs to be Done\n- Bakers: bake\n\n## Solution\nAn oven.\n"
BAKERS = "- Bakers: rise early\n- Millers: grind\n"


def reading_of(path: str, text: str) -> NoteReading:
    return read(parse_note(path, text))


def front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", ""])


class Row(NamedTuple):
    """A note and what it is."""

    path: str
    text: str
    kind: str
    section: str | None = None
    affix: str = ""


WRITTEN = {
    "three sections by headings make a canvas": Row("Loaf.md", CANVAS, "canvas"),
    "three sections by bold labels make a canvas": Row(
        "Loaf.md", "**Customers**: bakers\n**Jobs**: bake\n**Solution**: an oven\n", "canvas"
    ),
    "three sections by plain labels make a canvas": Row(
        "Loaf.md", "Customers: bakers\nJobs: bake\nSolution: an oven\n", "canvas"
    ),
    "three sections in a table make a canvas": Row(
        "Loaf.md",
        "| | |\n|---|---|\n| Customers | Bakers |\n| Jobs | bake |\n| Solution | an oven |\n",
        "canvas",
    ),
    "three sections that any plan could have make none": Row(
        "Plan.md", "## Costs\nflour\n\n## Channels\nthe market\n\n## Purpose\nbread\n", "other"
    ),
    "two sections make none": Row("Plan.md", "## Customers\nBakers\n\n## Solution\nAn oven.\n", "other"),
    "one section and a canvas tag make one": Row(
        "Loaf.md", front("tags: [canvas]") + "## Customers\n- Bakers\n", "canvas"
    ),
    "a venture tag does as well": Row("Loaf.md", front("tags: [venture]") + "## Customers\n- Bakers\n", "canvas"),
    "the name of a section makes a section note": Row("Customers.md", BAKERS, "section", "customers"),
    "so does an alias of it": Row("Who we serve.md", BAKERS, "section", "customers"),
    "so does a number before it": Row("02 Customers.md", BAKERS, "section", "customers"),
    "so does a title": Row("c-2.md", front("title: Customers") + BAKERS, "section", "customers"),
    "so does a section tag": Row("Crowd.md", front("tags: [customers]") + BAKERS, "section", "customers"),
    "so does a section tag in categories": Row(
        "Crowd.md", front("tags:", "  canvas-sections: [customers]") + BAKERS, "section", "customers"
    ),
    "the deeper of two section tags wins": Row(
        "Crowd.md", front("tags: [customers, early-adopters]") + BAKERS, "section", "early-adopters"
    ),
    "two section tags side by side decide nothing": Row(
        "Crowd.md", front("tags: [customers, channels]") + BAKERS, "other"
    ),
    "a tag in the text is no section tag": Row("Crowd.md", "Talk to #customers soon.\n", "other"),
    "two languages name one section": Row("Kunden (Customers).md", BAKERS, "section", "customers"),
    "a venture's initials before it are an affix": Row("LF - Customers.md", BAKERS, "section", "customers", "lf"),
    "a venture's name before it is an affix": Row(
        "Loaf Early Adopters.md", BAKERS, "section", "early-adopters", "loaf"
    ),
    "a venture's name after it is an affix": Row("Customers Loaf.md", BAKERS, "section", "customers", "loaf"),
    "a number is no affix": Row("Customers 2.md", BAKERS, "section", "customers"),
    "the impact model is a section note": Row(
        "Impact Model.md", "## Activities\nbaking\n", "section", "impact-model"
    ),
    "a model that only holds sections is judged by them": Row(
        "Customer Model.md", CANVAS, "canvas"
    ),
    "a customer-type tag makes a type note": Row("Bakers.md", front("tags: [customer-type]") + "Rise early.\n", "type"),
    "a type property makes a type note": Row("Bakers.md", front("type: customer-type") + "Rise early.\n", "type"),
    "a kind property makes a type note": Row("Bakers.md", front("kind: Customer type") + "Rise early.\n", "type"),
    "a role property makes a type note": Row("Bakers.md", front("role: payer") + "Rise early.\n", "type"),
    "a type note may hold sections": Row(
        "Bakers.md", front("role: payer") + "## Jobs\nbake\n\n## Alternatives\nthe gas oven\n\n## UVP\nheat\n", "type"
    ),
    "an empty note is ordinary": Row("Untitled.md", "", "other"),
    "front matter alone is ordinary": Row("Untitled.md", front("title: Thoughts"), "other"),
    "a note that says it is a type is one, though it carries the tag of Customers": Row(
        "Bakers.md", front("type: customer type", "tags: [canvas, customers]") + "Rise early.\n", "type"
    ),
    "a recipe is ordinary": Row("Rye bread.md", "## Ingredients\nrye\n\n## Steps\nbake\n", "other"),
    "a word in running text is no section": Row(
        "Letter.md", "Our customers have jobs. The solution is bread. Channels are few.\n", "other"
    ),
    "a fenced copy of a canvas is no canvas": Row("Export.md", f"```markdown\n{CANVAS}```\n", "other"),
}  # fmt: skip


@pytest.mark.parametrize("row", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_note_is_what_its_writing_makes_it(row: Row) -> None:
    outlook = reading_of(row.path, row.text).outlook
    assert (outlook.kind, outlook.section, outlook.affix) == (row.kind, row.section, row.affix)


ABOUT = {
    "a lexicon tag": Row("Customers.md", front("tags: [lexicon-entry]") + CANVAS, "lexicon"),
    "a lexicon tag in categories": Row(
        "Customers.md", front("tags:", "  content: [concept]") + CANVAS, "lexicon"
    ),
    "a nested tag": Row("Customers.md", front("tags: [kind/guide]") + CANVAS, "lexicon"),
    "a report tag": Row("Loaf.md", front("tags: [report]") + CANVAS, "lexicon"),
    "a design note": Row("Loaf.md", front("tags: [design-note]") + CANVAS, "lexicon"),
    "a template by its tag": Row("Loaf.md", front("tags: [template]") + CANVAS, "lexicon"),
    "a template by its name": Row("Canvas template.md", CANVAS, "lexicon"),
    "a guide by its name": Row("A guide to customers.md", CANVAS, "lexicon"),
    "a glossary by its name": Row("Glossary.md", CANVAS, "lexicon"),
    "a template by its folder": Row("Templates/Customers.md", CANVAS, "lexicon"),
    "a glossary by its folder": Row("Loaf/Glossar/Kunden.md", BAKERS, "lexicon"),
    "an archive": Row("Archive/Loaf.md", CANVAS, "lexicon"),
    "a definition heading": Row("Customers.md", f"## Definition\nWho buys.\n\n{BAKERS}", "lexicon"),
    "two headings of an entry": Row(
        "Customers.md", f"## Key principles\nbe kind\n\n## Common pitfalls\nto guess\n\n{BAKERS}", "lexicon"
    ),
    "one of them is not enough": Row(
        "Customers.md", f"{BAKERS}\n## Common pitfalls\nguessing\n", "section", "customers"
    ),
    "a word that only contains the word": Row("Guidelight Customers.md", BAKERS, "section", "customers", "guidelight"),
    "meeting notes by their tag": Row("Loaf.md", front("tags: [meeting]") + CANVAS, "event"),
    "meeting notes by their name": Row("Meeting about the canvas.md", CANVAS, "event"),
    "an interview by its name": Row("Interview with a baker.md", CANVAS, "event"),
    "an interview in German": Row("Gespräch mit der Bäckerin.md", CANVAS, "event"),
    "attendees": Row("Customers.md", front("attendees: [Ama, Kofi]") + BAKERS, "event"),
    "a date first": Row("2031-04-05 Customers.md", CANVAS, "event"),
    "a date last": Row("Customers 2031-04-05.md", CANVAS, "event"),
    "a date without hyphens": Row("20310405 Customers.md", CANVAS, "event"),
    "a daily note": Row("2031-04-05.md", CANVAS, "event"),
    "a number that is no date": Row("2031 Loaf.md", CANVAS, "canvas"),
    "a conflict copy": Row("Customers (conflicted copy 2031-04-05).md", BAKERS, "other"),
    "a conflict copy of another kind": Row("Customers.sync-conflict-20310405-AB.md", BAKERS, "other"),
}  # fmt: skip


@pytest.mark.parametrize("row", ABOUT.values(), ids=ABOUT.keys())
def test_a_note_about_sections_or_events_carries_no_canvas(row: Row) -> None:
    reading = reading_of(row.path, row.text)
    assert reading.outlook.kind == row.kind
    assert (reading.root is None) == (row.kind in ("lexicon", "event", "other"))


def test_a_lexicon_entry_knows_the_section_it_is_about() -> None:
    entry = reading_of("Customers.md", front("tags: [lexicon-entry]") + CANVAS).outlook
    assert (entry.section, entry.sections) == ("customers", frozenset())


@pytest.mark.parametrize(
    ("path", "text"),
    [("Glossary.md", CANVAS), ("Interview.md", CANVAS), ("Rye bread.md", "## Steps\nbake\n"), ("Untitled.md", "")],
)  # fmt: skip
def test_a_note_without_a_canvas_is_not_read_further(path: str, text: str) -> None:
    assert reading_of(path, text).root is None


def test_a_canvas_knows_which_sections_it_holds() -> None:
    outlook = reading_of("Loaf.md", CANVAS).outlook
    assert outlook.sections == {"customers", "jobs-to-be-done", "solution"}
    assert outlook.is_core


def test_a_section_note_holds_its_own_section_and_those_inside_it() -> None:
    outlook = reading_of("Customers.md", f"{BAKERS}\n## Early Adopters\nOsei's bakery\n").outlook
    assert outlook.sections == {"customers", "early-adopters"}


def test_a_model_heading_is_no_section_of_its_own() -> None:
    assert reading_of("Loaf.md", f"# Customer Model\n\n{CANVAS}").outlook.sections == {
        "customers",
        "jobs-to-be-done",
        "solution",
    }


@pytest.mark.parametrize(
    ("tag", "tagged"),
    [
        ("canvas", True),
        ("customers", True),
        ("customers, jobs-to-be-done", True),
        ("book, customers", False),
        ("bread", False),
    ],
)
def test_a_tag_tells_that_a_note_belongs_to_a_canvas(tag: str, tagged: bool) -> None:
    assert reading_of("Crowd.md", front(f"tags: [{tag}]") + BAKERS).outlook.tagged is tagged
