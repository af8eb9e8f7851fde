"""What can be put at the caret is offered while it is typed, and put in as it is chosen."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from e2e.browser.app import App
from e2e.browser.ferry import JOBS, NOTES, SOLUTION, write_ferry
from e2e.browser.obsidian_host import Host
from e2e.notes import write
from live_daemon import wait_until


@pytest.fixture
def vault(vault: Path) -> Path:
    write(vault, "Log.md", "#harbour/north and #harbour/south 🛶\n")
    return write_ferry(vault)


def open_note(host: Host, path: str) -> None:
    """Open a note, and wait until the daemon has read it."""
    host.open(path)
    wait_until(lambda: host.status_bar().inner_text() == "canvas: no hints")


def choose(host: Host, text: str) -> None:
    """Wait until something is offered, go there, and take it."""
    wait_until(lambda: any(text in each for each in host.suggestions()))
    while text not in host.page.locator(".suggestion-item.is-selected").inner_text():
        host.press("ArrowDown")
    host.press("Enter")


def test_a_customer_type_is_offered_where_a_statement_begins(host: Host) -> None:
    open_note(host, JOBS)
    host.caret_after("moving away")
    host.type("\n3. Coun")
    choose(host, "Councils")
    host.type("sleep")
    assert host.text() == f"{NOTES[JOBS]}3. **Councils**: sleep\n"


def test_a_tag_is_offered_behind_its_sign_after_an_emoji_too(host: Host) -> None:
    open_note(host, SOLUTION)
    host.caret_after("the last class")
    host.type(" 🛶 #harb")
    choose(host, "harbour/south")
    wait_until(lambda: "the last class 🛶 #harbour/south." in host.text())


def test_an_alias_is_offered_in_a_link_and_leads_to_its_note(host: Host) -> None:
    open_note(host, JOBS)
    host.caret_after("dry")
    host.type(" with [[The Lan")
    choose(host, "The Lantern")
    wait_until(lambda: "with [[Solution|The Lantern]]" in host.text())


def test_what_is_taken_while_a_newer_answer_is_under_way_takes_the_place_of_what_stands_there_by_now(
    host: Host, app: App
) -> None:
    open_note(host, JOBS)
    host.caret_after("get to school")
    host.type(" with [[The Lan")
    wait_until(host.suggestions)
    with answers_held(app):
        host.press("Backspace")
        choose(host, "The Lantern")
    assert host.text() == NOTES[JOBS].replace("school", "school with [[Solution|The Lantern]]")


@contextmanager
def answers_held(app: App) -> Iterator[None]:
    """Hold the answers to what is asked about the caret, until the context ends."""
    functions, released = app.machine.functions, threading.Event()
    request = functions["request"]

    def held(method: str, url: str, *others: object) -> object:
        if url.endswith("/complete"):
            released.wait()
        return request(method, url, *others)

    functions["request"] = held
    try:
        yield
    finally:
        released.set()


def test_a_value_is_offered_in_the_front_matter(host: Host) -> None:
    open_note(host, SOLUTION)
    host.set_mode("source")
    host.caret_after("[The Lantern]")
    host.type("\ntags: [early")
    choose(host, "early-stage")
    wait_until(lambda: "tags: [early-stage" in host.text())


def test_in_prose_the_daemon_is_not_even_asked(host: Host, app: App) -> None:
    open_note(host, SOLUTION)
    host.caret_after("the last class")
    host.type(" and for the Counc")
    host.type(" [[The Lan")
    wait_until(host.suggestions)
    asked = [
        request.content.decode() for request in app.machine.requests if request.url.path.endswith("/complete")
    ]
    assert asked
    assert all("[[" in each for each in asked)
