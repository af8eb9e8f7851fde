"""A founder fills a new vault step by step, while the daemon looks on: each answer brings the next question, and the last none."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from e2e.following import Followed, following, save_in_place
from live_daemon import running_daemon
from venture_canvas.setup.creating import create_vault
from venture_canvas.setup.wish import Layout, Tags, Wish


class Step(NamedTuple):
    """What is written below the question of a section, and the hints that are there afterwards: code and a piece of each message."""

    section: str
    written: str
    hints: tuple[tuple[str, str], ...]


def asks(section: str) -> tuple[tuple[str, str], ...]:
    """The one hint that the next section asks its question."""
    return (("question-unanswered", f"Next: {section}. "),)


TYPES = "- 🔴 **Parents** (user, payer): who work at night and have a child under six\n"
SEGMENT = "  - Nurses: on the night wards of the city hospital\n"
CLINICS = "- 🟠 **Clinics** (funder): with more than 300 beds and wards that never close\n"

WALK = (
    Step("Purpose", "Night work costs families their sleep, and sometimes their work.\n", asks("Customers")),
    Step("Customers", TYPES + CLINICS, asks("Early Adopters")),
    Step("Customers", TYPES + SEGMENT + CLINICS, asks("Early Adopters")),
    Step(
        "Early Adopters",
        "- 🔴 **Parents**: the eleven of ward 4 who came back from leave this spring\n"
        "- 🟠 **Clinics**: the two in Jena that lost five nurses last year\n",
        asks("Jobs to be Done"),
    ),
    Step(
        "Jobs to be Done",
        "- 🔴 **Parents**: sleep for six hours in a row after a night shift (assumption)\n",
        (*asks("Existing Alternatives"), ("type-without-job", "Clinics: no job")),
    ),
    Step(
        "Jobs to be Done",
        "- 🔴 **Parents**: sleep for six hours in a row after a night shift (assumption)\n"
        "- 🟠 **Clinics**: fill the night rota without ringing an agency (assumption)\n",
        asks("Existing Alternatives"),
    ),
    Step(
        "Existing Alternatives",
        "- 🔴 **Parents**: grandmothers, a neighbour who owes a favour\n",
        (*asks("Unique Value Proposition"), ("job-without-alternative", "Clinics: how do they")),
    ),
    Step(
        "Existing Alternatives",
        "- 🔴 **Parents**: grandmothers, a neighbour who owes a favour\n"
        "- 🟠 **Clinics**: an agency at twice the wage, a ward that stays one short\n",
        asks("Unique Value Proposition"),
    ),
    Step(
        "Unique Value Proposition",
        "- 🔴 **Parents**: your child is outdoors and in good hands until you wake at two\n",
        (*asks("Solution"), ("type-without-uvp", "Clinics: no value proposition")),
    ),
    Step(
        "Unique Value Proposition",
        "- 🔴 **Parents**: your child is outdoors and in good hands until you wake at two\n"
        "- 🟠 **Clinics**: a full rota from your own staff, for less than a week of agency fees\n",
        asks("Solution"),
    ),
    Step(
        "Solution",
        "A morning nursery inside the hospital that opens at six, run by retired nurses.\n",
        asks("Issue"),
    ),
    Step(
        "Issue",
        "Every third nurse with a small child leaves the night ward within two years.\n",
        asks("Participants"),
    ),
    Step("Participants", "Toddlers of the wards, and retired nurses.\n", asks("Activities")),
    Step("Activities", "Mornings of care; training for retired nurses.\n", asks("Short-Term Outcomes")),
    Step("Short-Term Outcomes", "Families find a rhythm of sleep.\n", asks("Medium-Term Outcomes")),
    Step("Medium-Term Outcomes", "Fewer nurses hand in their notice.\n", asks("Long-Term Outcomes")),
    Step("Long-Term Outcomes", "Night wards keep experienced staff.\n", asks("Impact")),
    Step("Impact", "A city in which night work and a family go together.\n", asks("Channels")),
    Step(
        "Channels",
        "- 🔴 **Parents**: won on the notice board of the ward; served at the nursery's own door\n"
        "- 🟠 **Clinics**: won by the works council; served with a monthly report on the rota\n",
        asks("Revenue"),
    ),
    Step(
        "Revenue",
        "- 🔴 **Parents**: a fee of 90 a month\n- 🟠 **Clinics**: a yearly contract for half the places\n",
        asks("Costs"),
    ),
    Step("Costs", "Rent, three educators, food, and the training of retired nurses.\n", asks("Advantage")),
    Step("Advantage", "The works council lets nobody else use the family wing.\n", asks("Key Metrics")),
    Step(
        "Key Metrics",
        "- 60 mornings of care a week\n- 4 nurses a year who stay\n- 92% of the places paid\n",
        (),
    ),
)
ALONE = {"Early Adopters": "02 Customers", "Existing Alternatives": "03 Jobs to be Done"}
STEPS_OF_IMPACT = {
    "Issue", "Participants", "Activities", "Short-Term Outcomes", "Medium-Term Outcomes", "Long-Term Outcomes", "Impact",
}  # fmt: skip


class Founder:
    """Somebody who fills a vault, and looks at the hints after each step.

    Arguments:
        followed: the vault and the daemon that follows it.
        layout: how the canvas is laid out.
    """

    def __init__(self, followed: Followed, layout: Layout) -> None:
        self.followed = followed
        self.folder = followed.vault / "Night Garden"
        self.layout = layout
        self.written: dict[str, str] = {}

    def write(self, section: str, text: str) -> None:
        """Write below the question of a section, in the place of what was written there before."""
        note = self.note_of(section)
        lines = note.read_text(encoding="utf-8").splitlines(keepends=True)
        heading = next((at for at, line in enumerate(lines) if line.lstrip("#") == f" {section}\n"), -1)
        box = next(at for at, line in enumerate(lines) if at > heading and line.startswith(">"))
        end = next((at for at, line in enumerate(lines) if at > box and not line.startswith(">")), len(lines))
        after = "".join(lines[end:]).replace(self.written.get(section, "\n"), "", 1)
        save_in_place(note, "".join([*lines[:end], "\n", text, after]))
        self.written[section] = f"\n{text}"

    def hints(self) -> list[tuple[str, str]]:
        self.followed.told()
        return [(hint["code"], hint["message"]) for hint in self.followed.get("hints")["hints"]]

    def grow(self, stage: str) -> None:
        note = self.note_of("Purpose")
        save_in_place(note, note.read_text(encoding="utf-8").replace("stage: idea", f"stage: {stage}"))

    def interview(self, title: str) -> str:
        """Make a note with the form for interviews, as Obsidian fills it in, and return the note's name."""
        form = (self.followed.vault / "Templates" / "New interview.md").read_text(encoding="utf-8")
        text = form.replace("{{title}}", title).replace("{{date}}", "2026-02-03")
        heard = text.replace(
            "## In their words\n", "## In their words\n\n“I sleep two hours, then I fetch her.”\n"
        )
        save_in_place(self.folder / f"{title}.md", heard)
        return title

    def note_of(self, section: str) -> Path:
        if self.layout is Layout.ONE_NOTE:
            return self.folder / "Our canvas.md"
        name = ALONE.get(section) or ("06 Impact Chain" if section in STEPS_OF_IMPACT else f"?? {section}")
        (note,) = self.folder.glob(f"{name}.md")
        return note


@pytest.fixture(params=list(Layout))
def founder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Founder]:
    vault = tmp_path / "vault"
    create_vault(vault, Wish(date(2026, 1, 5), "Night Garden", layout=request.param, tags=Tags.LIST))
    with running_daemon(tmp_path / "home", vault) as daemon, following(vault, daemon) as followed:
        yield Founder(followed, request.param)


def test_each_answer_brings_the_next_question_and_the_finished_canvas_has_no_hint(founder: Founder) -> None:
    assert [code for code, _ in founder.hints()] == ["question-unanswered"]
    for step in WALK:
        founder.write(step.section, step.written)
        found = founder.hints()
        assert sorted(code for code, _ in found) == sorted(code for code, _ in step.hints), (
            step.section,
            found,
        )
        for code, piece in step.hints:
            assert piece in dict(found)[code]


def test_a_canvas_that_has_grown_wants_evidence_and_an_interview_by_the_form_is_some(
    founder: Founder,
) -> None:
    for step in WALK:
        founder.write(step.section, step.written.replace(" (assumption)", ""))
    founder.grow("scale")
    assert [code for code, _ in founder.hints()] == ["stage-without-evidence"]

    interview = founder.interview("2026-02-03 Interview on ward 4")
    jobs = founder.written["Jobs to be Done"].strip("\n")
    founder.write("Jobs to be Done", jobs.replace("shift\n", f"shift ([[{interview}]])\n") + "\n")
    assert founder.hints() == []
