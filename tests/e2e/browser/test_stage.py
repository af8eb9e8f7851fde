"""The stand-in for the app does what Obsidian does, as far as the plugin can see; a small plugin tries all of it."""

import json
import re
import threading
from pathlib import Path

import pytest

from e2e.browser import builds
from e2e.browser.app import App
from e2e.browser.conftest import OpenHost
from e2e.browser.obsidian_host import Host, Mark
from e2e.notes import write
from live_daemon import LiveDaemon, wait_until

NOTE = "---\ntitle: Ferry\ntags: [crew]\n---\n# Ferry\nWho pays?? 🛶 And when??\n"
PATH = "Ferry Club.md"


@pytest.fixture(scope="module")
def plugin() -> Path:
    return Path(__file__).parent / "stand_in_plugin"


@pytest.fixture
def vault(vault: Path) -> Path:
    write(vault, PATH, NOTE)
    write(vault, "People/Masters.md", "They open the port.\n")
    return vault


@pytest.fixture
def host(open_host: OpenHost) -> Host:
    """The app alone, with a note open."""
    host = open_host()
    host.open(PATH)
    return host


def test_marks_stand_where_their_text_does_behind_emoji_too(host: Host) -> None:
    second = NOTE.rindex("??") + len("🛶".encode("utf-16-le")) // 2 - 1
    assert host.marks() == [
        Mark("warning", "??", NOTE.index("??"), NOTE.index("??") + 2),
        Mark("warning", "??", second, second + 2),
    ]


def test_pointing_at_a_mark_shows_its_card(host: Host) -> None:
    card = host.hover_mark(1)
    card.wait_for()
    assert card.inner_text() == "Undecided in Ferry Club.md"


def test_what_is_typed_is_in_the_editor_and_after_saving_on_the_disk(host: Host, vault: Path) -> None:
    host.caret_after("when")
    host.type(", how")
    assert "And when, how??" in host.text()
    assert (vault / PATH).read_text(encoding="utf-8") == NOTE
    host.save()
    assert (vault / PATH).read_text(encoding="utf-8") == host.text()


def test_a_note_is_saved_two_seconds_after_the_last_key_and_when_it_is_closed(
    host: Host, vault: Path
) -> None:
    host.caret_after("when")
    host.type("!")
    wait_until(lambda: "when!??" in (vault / PATH).read_text(encoding="utf-8"))
    host.type("!")
    host.close()
    wait_until(lambda: "when!!??" in (vault / PATH).read_text(encoding="utf-8"))


def test_a_change_from_outside_comes_into_an_open_note_that_has_nothing_to_save(
    host: Host, vault: Path
) -> None:
    write(vault, PATH, NOTE.replace("Who", "Which of them"))
    wait_until(lambda: "Which of them pays" in host.text())

    host.caret_after("when")
    host.type("!")
    write(vault, PATH, "Overtaken.")
    write(vault, "Later.md", "")
    wait_until(lambda: host.page.evaluate("app.vault.getFileByPath('Later.md') !== null"))
    assert "when!??" in host.text()


def test_a_text_that_comes_late_from_the_disk_is_not_put_over_a_newer_one(
    host: Host, app: App, vault: Path
) -> None:
    read, released, texts = app.machine.functions["read_text"], threading.Event(), list[object]()

    def read_first_slowly(path: str) -> object:
        text = read(path)
        texts.append(text)
        if len(texts) == 1:
            released.wait()
        return text

    app.machine.functions["read_text"] = read_first_slowly
    write(vault, PATH, "first\n")
    wait_until(lambda: texts)
    write(vault, PATH, "second\n")
    wait_until(lambda: host.text() == "second\n")
    with host.page.expect_event("requestfinished"):
        released.set()
    assert host.text() == "second\n"


def test_two_panes_on_a_note_hold_the_same(host: Host) -> None:
    host.open(PATH, pane=1)
    host.caret_after("Who", pane=1)
    host.type(" of them")
    assert host.text(0) == host.text(1)
    assert "Who of them pays" in host.text(0)


def test_another_note_in_a_leaf_comes_into_the_same_editor_without_its_history(host: Host) -> None:
    host.page.evaluate("window.before = stage.view(0).editor.cm")
    host.open("People/Masters.md")
    host.press("Control+z")
    assert host.text() == "They open the port.\n"
    assert host.page.evaluate("window.before === stage.view(0).editor.cm")


def test_a_note_that_is_renamed_stays_the_same_file_and_open(host: Host, vault: Path) -> None:
    host.run_command("panel")
    host.rename(PATH, "People/Club.md")
    wait_until(lambda: host.panel().inner_text() == "People/Club.md")
    assert host.text() == (vault / "People" / "Club.md").read_text(encoding="utf-8")


def test_live_preview_shows_properties_and_source_mode_the_front_matter(host: Host) -> None:
    assert host.property_row("title").inner_text() == "Ferry"
    assert "title: Ferry" not in host.page.locator(".cm-content").inner_text()

    host.caret(5, 0)
    host.set_mode("source")
    assert host.property_row("title").count() == 0
    assert "title: Ferry" in host.page.locator(".cm-content").inner_text()


def test_the_properties_are_drawn_anew_when_they_change(host: Host, vault: Path) -> None:
    row = host.property_row("title").element_handle()
    write(vault, PATH, NOTE.replace("title: Ferry", "title: Boat"))
    wait_until(lambda: host.property_row("title").inner_text() == "Boat")
    assert row.evaluate("(row) => !row.isConnected")


def test_the_popup_follows_the_typing_and_puts_in_what_is_chosen(host: Host) -> None:
    host.caret_after("Who pays")
    host.type(" @pa")
    wait_until(lambda: host.suggestions() == ["parents", "patients"])
    host.type("t")
    wait_until(lambda: host.suggestions() == ["patients"])
    host.press("Backspace")
    wait_until(lambda: host.suggestions() == ["parents", "patients"])
    host.press("ArrowDown")
    host.press("Enter")
    assert "Who pays patients??" in host.text()

    host.type(" @cl")
    wait_until(lambda: host.suggestions() == ["clinics"])
    host.press("Escape")
    assert host.suggestions() == []


def test_a_command_for_the_text_is_offered_while_it_can_do_something(host: Host) -> None:
    assert host.run_command("decide")
    assert host.run_command("decide")
    assert not host.run_command("decide")
    host.press("Control+z")
    host.press("Control+z")
    assert host.text() == NOTE


def test_the_plugin_reads_where_the_daemon_is_and_talks_to_it(
    open_host: OpenHost, daemon: LiveDaemon
) -> None:
    host = open_host()
    host.run_command("ask")
    wait_until(lambda: host.status_bar().inner_text() == "state of vault")


def test_the_plugin_starts_processes(host: Host) -> None:
    host.run_command("start")
    wait_until(lambda: "ENOENT" in host.notices())
    wait_until(lambda: "Hello: ended with 0" in host.notices())


def test_settings_are_kept_in_the_vaults_configuration(host: Host, vault: Path) -> None:
    host.open_settings().locator("input").fill("Ahoy")
    data = vault / ".obsidian" / "plugins" / "stand-in" / "data.json"
    wait_until(data.exists)
    # A file is empty for a moment while it is written.
    wait_until(lambda: json.loads(data.read_text(encoding="utf-8") or "null") == {"greeting": "Ahoy"})


def test_other_notes_are_changed_through_the_vault(host: Host, vault: Path) -> None:
    host.run_command("tidy")
    wait_until(lambda: (vault / "People" / "Masters.md").read_bytes() == b"They open the port.")
    wait_until(lambda: host.text() == NOTE.strip())


def test_a_plugin_that_is_unloaded_leaves_nothing_behind(host: Host) -> None:
    assert host.marks()
    host.unload_plugin()
    assert host.marks() == []
    assert host.status_bar().inner_text() == ""


def test_there_is_one_copy_of_each_codemirror_package(host_bundle: Path) -> None:
    inputs = json.loads((host_bundle / "meta.json").read_text(encoding="utf-8"))["inputs"]
    copies = {
        match.group() for path in inputs if (match := re.search(r".*node_modules/@codemirror/[^/]+", path))
    }
    assert len(copies) == len({copy.rpartition("/")[2] for copy in copies}) == 5


def test_the_host_is_typed(packages: None) -> None:
    builds.run("tsc", "--project", str(builds.HOST))
