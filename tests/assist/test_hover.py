"""What the pointer is told: sections, types with their segments, tags and links."""

import pytest

from assist.caret_marks import marked, surroundings
from venture_canvas.assist.hover import Hover, hover

CANVAS = """\
# Seed shed
## Customers
- 🔴 **Lenders** (funder): retired teachers
- 🟢 **Growers** (payer): three plots or more
  - Hill growers
    - Channel: the mule post
  - Valley growers
    - Channel: the river boat
  - Hobby growers: ignore, they buy too little

## Early Adopters
- 🟢 **Growers**: the six plots above the mill

## Jobs to be Done
- 🟢 **Growers**: sow in time #customers
See [[Growers at the mill]], [[Nowhere]], [[Mill report]] and [[Twin]]. #weather

## Solution
A shed with a key.
"""
VAULT = {
    "Canvas.md": CANVAS,
    "Lexicon/Jobs to be Done.md": "---\ntags: [lexicon-entry]\n---\n# Jobs to be Done\nWhat somebody tries to get done\nin a day.\n\nMore of it.\n",
    "Growers at the mill.md": "# Talk\nSix of them came.\n\nThen it rained. #weather\n",
    "report.md": "---\ntitle: Mill report\n---\n",
    "A/Twin.md": "One.\n",
    "B/Twin.md": "Other.\n",
}
AROUND = surroundings(VAULT)


def told_of(words: str, after: str = "") -> Hover:
    """Return what is told of the first character of some words of the canvas, the first after others."""
    at = CANVAS.index(words, CANVAS.index(after))
    note, offset = marked("Canvas.md", f"{CANVAS[:at]}‸{CANVAS[at:]}")
    found = hover(note, offset, AROUND)
    assert found is not None
    return found


def test_a_heading_is_told_in_the_words_of_the_vaults_own_entry() -> None:
    found = told_of("## Jobs")
    assert found.title == "Jobs to be Done"
    assert found.lines == ("What somebody tries to get done in a day.",)
    assert found.lexicon == "Lexicon/Jobs to be Done.md"
    assert CANVAS[slice(*found.span)] == "## Jobs to be Done"


def test_a_heading_without_an_entry_is_told_in_ours() -> None:
    found = told_of("Solution")
    assert found.lines == ("What is provided to keep the promise.", "What do you provide?")
    assert found.lexicon is None


@pytest.mark.parametrize("words", ["🟢", "Growers", "Hill growers", "Valley growers"])
def test_a_type_is_told_by_its_card_from_its_name_its_marker_and_its_segments(words: str) -> None:
    found = told_of(words)
    assert found.title == "🟢 Growers"
    assert CANVAS[slice(*found.span)] == words
    assert "**Roles:** payer" in found.lines
    assert "**Job:** sow in time" in found.lines
    assert "**Promise:** none yet" in found.lines
    assert "**Early adopters:** the six plots above the mill" in found.lines
    assert "**Marker:** 4" in found.lines


def test_the_five_tests_are_told_for_each_two_segments_that_are_served() -> None:
    lines = told_of("Growers").lines
    assert "| Separate? | Hill growers and Valley growers |" in lines
    assert "| channel | differs |" in lines
    assert "| price or margin | not said |" in lines
    assert any("Hobby growers (left out" in line for line in lines)


def test_a_tag_is_told_by_the_vocabulary_and_counted() -> None:
    found = told_of("#customers")
    assert found.lines[0] == "Whom the venture must move: types by role, and segments within them."
    assert found.lines[-1] == "In 1 note."
    assert told_of("#weather").lines == ("In 2 notes.",)


LEADS = {
    "[[Growers at": ("Leads to Growers at the mill.md.", "Six of them came."),
    "[[Nowhere": ("Leads to no note yet.",),
    "[[Mill report": ("Leads to no note. report.md has that name, which Obsidian does not follow.",),
    "[[Twin": ("May lead to A/Twin.md or B/Twin.md. Write the path to say which.",),
}


@pytest.mark.parametrize("words", LEADS)
def test_a_link_is_told_by_where_it_leads(words: str) -> None:
    assert told_of(words).lines == LEADS[words]


def test_a_link_to_a_types_own_note_is_told_by_the_types_card() -> None:
    text = CANVAS.replace("**Growers** (payer)", "[[The Growers|Growers]] (payer)")
    around = surroundings({**VAULT, "Canvas.md": text, "The Growers.md": "They grow.\n"})
    note, offset = marked("Canvas.md", text.replace("[[The", "[[‸The"))
    found = hover(note, offset, around)
    assert found is not None
    assert found.title.endswith("Growers")
    assert "**Roles:** payer" in found.lines


@pytest.mark.parametrize("text", ["‸Rain.", "`[[Tw‸in]]`", "x‸", "‸"])
def test_nothing_is_told_of_ordinary_words_and_code(text: str) -> None:
    note, offset = marked("Diary.md", text)
    assert hover(note, offset, AROUND) is None
