"""The panel shows the hints and the customer model as they are now, whoever changed a note."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator

from e2e.browser.ferry import CUSTOMERS, JOBS, NOTES, WITHOUT_THE_COUNCILS_JOB, write_ferry
from e2e.browser.obsidian_host import Host
from e2e.notes import write
from live_daemon import wait_until


@pytest.fixture
def vault(vault: Path) -> Path:
    return write_ferry(vault)


@pytest.fixture
def customers(host: Host) -> Host:
    """The app, with the customers open and their model beside them."""
    host.open(CUSTOMERS)
    host.run_command("show-model")
    card_of(host, "Councils").wait_for()
    return host


def card_of(host: Host, label: str) -> Locator:
    return host.panel().get_by_role("article", name=label, exact=True)


def test_what_another_process_changes_is_marked_in_the_open_note_and_shown_on_the_cards(
    customers: Host, vault: Path
) -> None:
    assert customers.marks() == []
    assert "keep families from moving away" in card_of(customers, "Councils").inner_text()

    write(vault, JOBS, WITHOUT_THE_COUNCILS_JOB)
    wait_until(lambda: [mark.severity for mark in customers.marks()] == ["warning"])
    wait_until(lambda: "keep families" not in card_of(customers, "Councils").inner_text())
    assert "get to school dry" in card_of(customers, "Islanders").inner_text()

    write(vault, JOBS, NOTES[JOBS])
    wait_until(lambda: customers.marks() == [])
    wait_until(lambda: "keep families" in card_of(customers, "Councils").inner_text())


def test_the_model_follows_what_is_typed_before_it_is_saved(customers: Host, vault: Path) -> None:
    customers.caret_after("pupils")
    customers.type(" of the island school")
    wait_until(lambda: "pupils of the island school who miss" in card_of(customers, "Islanders").inner_text())
    assert (vault / CUSTOMERS).read_text(encoding="utf-8") == NOTES[CUSTOMERS]


def test_a_line_of_a_card_leads_to_where_it_is_written(customers: Host) -> None:
    card_of(customers, "Councils").get_by_role("button", name="keep families from moving away").click()
    wait_until(lambda: customers.text() == NOTES[JOBS])
    wait_until(lambda: customers.page.evaluate("app.workspace.activeEditor?.editor.getCursor().line") == 3)


def test_the_hints_of_the_note_and_of_the_venture_are_listed(customers: Host, vault: Path) -> None:
    write(vault, JOBS, WITHOUT_THE_COUNCILS_JOB)
    customers.panel().get_by_role("tab", name="This note").click()
    wait_until(lambda: "Councils: no job to be done yet" in customers.panel().inner_text())
    customers.open(JOBS)
    wait_until(lambda: "Councils: no job" not in customers.panel().inner_text())
    customers.panel().get_by_role("tab", name="Venture").click()
    listed = customers.panel().get_by_role("region", name="Customers")
    wait_until(lambda: "Councils: no job to be done yet" in listed.inner_text())
