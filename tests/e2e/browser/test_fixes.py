"""A fix changes the text it was made for, in whatever note that is, or nothing at all."""

from pathlib import Path

import psutil
import pytest

from e2e.browser.ferry import CUSTOMERS, JOBS, WITHOUT_THE_COUNCILS_JOB, write_ferry
from e2e.browser.obsidian_host import Host
from e2e.notes import write
from live_daemon import LiveDaemon, wait_until

HINT = "**Councils**"
FIX = "Add a job for Councils"


@pytest.fixture
def vault(vault: Path) -> Path:
    return write_ferry(vault, **{"Jobs to be Done": WITHOUT_THE_COUNCILS_JOB})


@pytest.fixture
def customers(host: Host) -> Host:
    """The app, with the note open that has the hint; its fix lies in another note."""
    host.open(CUSTOMERS)
    wait_until(lambda: len(host.marks()) == 1)
    return host


def apply(host: Host) -> None:
    card = host.hover_mark()
    card.wait_for()
    card.get_by_role("button", name=FIX).click()


def test_a_note_that_is_not_open_is_changed_on_the_disk(customers: Host, vault: Path) -> None:
    apply(customers)
    wait_until(lambda: "Councils" in (vault / JOBS).read_text(encoding="utf-8"))
    assert (vault / JOBS).read_text(encoding="utf-8").startswith(WITHOUT_THE_COUNCILS_JOB)
    wait_until(lambda: customers.marks() == [] or "no job" not in customers.card().inner_text())


def test_the_line_ends_and_the_byte_order_mark_of_another_note_stay_as_they_are(
    host: Host, vault: Path
) -> None:
    before = b"\xef\xbb\xbf" + WITHOUT_THE_COUNCILS_JOB.replace("\n", "\r\n").encode("utf-8")
    write(vault, JOBS, before)
    host.open(CUSTOMERS)
    wait_until(lambda: len(host.marks()) == 1)
    apply(host)
    wait_until(lambda: b"Councils" in (vault / JOBS).read_bytes())
    after = (vault / JOBS).read_bytes()
    assert after.startswith(before.rstrip())
    assert after.count(b"\n") == after.count(b"\r\n") > before.count(b"\r\n")


def test_a_note_that_is_open_is_changed_in_its_editor_and_can_be_undone_there(
    customers: Host, vault: Path
) -> None:
    customers.open(JOBS, pane=1)
    customers.caret(0, 0, pane=0)
    apply(customers)
    wait_until(lambda: "Councils" in customers.text(pane=1))
    assert (vault / JOBS).read_text(encoding="utf-8") == WITHOUT_THE_COUNCILS_JOB

    customers.caret(0, 0, pane=1)
    customers.press("Control+z")
    assert customers.text(pane=1) == WITHOUT_THE_COUNCILS_JOB


def test_a_note_that_has_moved_on_is_left_alone_and_the_founder_is_told(
    customers: Host, vault: Path, daemon: LiveDaemon
) -> None:
    process = psutil.Process(daemon.process.pid)
    process.suspend()
    try:
        write(vault, JOBS, "Rewritten by somebody else.\n")
        apply(customers)
        told = wait_until(customers.notices)
    finally:
        process.resume()
    assert "Jobs to be Done has changed" in told[0]
    assert (vault / JOBS).read_text(encoding="utf-8") == "Rewritten by somebody else.\n"


def test_an_open_note_that_has_moved_on_is_left_alone_as_well(
    customers: Host, vault: Path, daemon: LiveDaemon
) -> None:
    customers.open(JOBS, pane=1)
    process = psutil.Process(daemon.process.pid)
    process.suspend()
    try:
        customers.caret_after("dry", pane=1)
        customers.type(" and warm")
        typed = customers.text(pane=1)
        apply(customers)
        wait_until(customers.notices)
    finally:
        process.resume()
    assert customers.text(pane=1) == typed
