"""A vault that was just made is one to write in, with hints from the first line on."""

from pathlib import Path

import pytest

from e2e.browser.obsidian_host import Host
from live_daemon import run_command, wait_until

PURPOSE = "Night Ferry/01 Purpose.md"
CUSTOMERS = "Night Ferry/02 Customers.md"


@pytest.fixture
def vault(vault: Path, home: Path) -> Path:
    """A vault as `new` makes it, in a folder of its own."""
    made = vault.parent / "new vault"
    done = run_command(home, "new", made, "--name", "Night Ferry")
    assert done.returncode == 0, done.stderr
    return made


def card_of(host: Host) -> str:
    card = host.hover_mark()
    card.wait_for()
    return card.inner_text()


def test_an_answer_takes_the_question_on_to_the_next_section(host: Host) -> None:
    host.open(PURPOSE)
    wait_until(host.marks)
    assert "Next: Purpose." in card_of(host)

    host.caret(host.text().count("\n"), 0)
    host.type("\nNo child on the islands misses school because the boat is late.\n")
    wait_until(lambda: host.marks() == [])

    host.open(CUSTOMERS)
    wait_until(host.marks)
    assert "Next: Customers." in card_of(host)


def test_a_hint_leads_to_the_lexicon_of_the_vault(host: Host) -> None:
    host.open(PURPOSE)
    wait_until(host.marks)
    card_of(host)
    host.card().get_by_role("button", name="What is Purpose?").click()
    wait_until(lambda: "title: Purpose\n" in host.text())
