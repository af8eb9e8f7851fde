"""What an editor's connection hears, and what it can do."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partialmethod
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from live_daemon import PATIENCE_SECONDS, Live, LiveDaemon, Serving, running_daemon, slow_client, wait_until
from server.here import Held, daemon_here
from venture_canvas.live_state import LiveState
from venture_canvas.shapes.hint import NoteHints, buffer_hints

CLUB = "Ferry Club.md"


def tags(daemon: Serving, address: str) -> set[str]:
    return {tag["name"] for tag in daemon.get(f"{address}/tags")["tags"]}


def test_the_state_comes_at_once(daemon: LiveDaemon, address: str) -> None:
    with daemon.live(address) as live:
        state = live.receive()

    assert state["type"] == "state"
    assert state["status"] == "ready"
    assert state["notes"] == 3
    assert state["resync"] is False


def test_what_is_typed_is_told_with_its_tags_and_counts_until_the_note_is_closed(
    daemon: LiveDaemon, address: str
) -> None:
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path=CLUB, text="Typed. #lantern", version=1)
        opened = live.until("index")
        assert opened["notes"] == [CLUB]
        assert "lantern" in opened["tags"]
        assert "lantern" in tags(daemon, address)

        live.send(type="close", path=CLUB)
        closed = live.until("index")
        assert closed["generation"] > opened["generation"]
        assert "lantern" in closed["tags"]
        assert "lantern" not in tags(daemon, address)


CANVAS = """# Ferry
## Customer types
- Islanders
- Day trippers

## Jobs to be done
- Islanders: get to school dry

## Value proposition
- Day trippers: one ticket for the whole bay
"""


def test_a_canvas_that_is_typed_changes_the_model_after_the_index(daemon: LiveDaemon, address: str) -> None:
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path="Canvas.md", text=CANVAS, version=1)
        index, model = live.until("index"), live.receive()
        assert (model["type"], model["generation"]) == ("model", index["generation"])
        ventures = {venture["id"]: venture for venture in daemon.get(f"{address}/model")["ventures"]}
        (typed,) = (ventures[each] for each in model["ventures"])
        assert [each["label"] for each in typed["customer_types"]] == ["Islanders", "Day trippers"]
        assert typed["customer_types"][0]["source"]["range"]["start"] == {"line": 2, "character": 2}

        live.send(type="change", path="Canvas.md", version=2, text=CANVAS.replace("Islanders", "Ferrymen"))
        assert live.until("model")["ventures"] == model["ventures"]
        live.send(type="close", path="Canvas.md")
        assert live.until("model")["ventures"] == model["ventures"]
        assert daemon.get(f"{address}/model")["ventures"] == []


def test_edits_are_made_for_the_text_before_them_in_utf_16_columns(daemon: LiveDaemon, address: str) -> None:
    first = {
        "range": {"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 8}},
        "text": "keel",
    }
    second = {
        "range": {"start": {"line": 1, "character": 1}, "end": {"line": 1, "character": 5}},
        "text": "mast",
    }
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path=CLUB, text="🛶 #prow\n#stem", version=1)
        live.until("index")
        live.send(type="change", path=CLUB, version=2, edits=[second, first])
        live.until("index")

        assert {"keel", "mast"} <= tags(daemon, address)
        assert not {"prow", "stem"} & tags(daemon, address)


def test_a_connection_that_drops_lets_go_of_its_notes(daemon: LiveDaemon, address: str) -> None:
    with daemon.live(address) as watcher:
        watcher.until("state")
        with daemon.live(address) as live:
            live.send(type="open", path=CLUB, text="#anchor", version=1)
            watcher.until("index")
            assert "anchor" in tags(daemon, address)
        watcher.until("index")

    assert "anchor" not in tags(daemon, address)


def test_the_editor_that_is_left_counts_when_another_closes_the_note(
    daemon: LiveDaemon, address: str
) -> None:
    with daemon.live(address) as one, daemon.live(address) as other:
        one.until("state")
        one.send(type="open", path=CLUB, text="#first", version=1)
        one.until("index")
        other.send(type="open", path=CLUB, text="#second", version=1)
        one.until("index")
        assert "second" in tags(daemon, address)
        other.send(type="close", path=CLUB)
        one.until("index")
        assert "first" in tags(daemon, address)


def test_each_change_is_told_once_and_in_order_to_every_connection(daemon: LiveDaemon, address: str) -> None:
    with daemon.live(address) as one, daemon.live(address) as other:
        one.until("state")
        other.until("state")
        for version in range(1, 21):
            one.send(
                type="open" if version == 1 else "change", path=CLUB, text=f"#t{version}x", version=version
            )
        heard = [[live.until("index")["generation"] for _ in range(20)] for live in (one, other)]

    assert heard[0] == heard[1]
    assert heard[0] == sorted(set(heard[0]))


@pytest.mark.parametrize(
    "message",
    [
        "",
        "not json",
        "[]",
        "{}",
        '{"type": "unknown"}',
        '{"type": "open"}',
        '{"type": "open", "path": "A.md", "text": 7, "version": 1}',
        '{"type": "open", "path": "../A.md", "text": "", "version": 1}',
        '{"type": "open", "path": "/etc/A.md", "text": "", "version": 1}',
        '{"type": "open", "path": ".obsidian/A.md", "text": "", "version": 1}',
        '{"type": "open", "path": "pic.png", "text": "#picture", "version": 1}',
        '{"type": "open", "path": "A\\u0000.md", "text": "", "version": 1}',
        '{"type": "open", "path": "A.md", "text": "\\ud800 alone", "version": 1}',
        '{"type": "change", "path": "A.md", "version": 2, "text": "not open"}',
        '{"type": "open", "path": "A.md", "text": "", "version": 1, "more": '
        + "[" * 100_000
        + "]" * 100_000
        + "}",
        b"\x00\xff",
    ],
)
def test_a_bad_message_is_answered_and_the_connection_lives(
    daemon: LiveDaemon, address: str, message: str | bytes
) -> None:
    with daemon.live(address) as live:
        live.until("state")
        live.connection.send(message)
        problem = live.until("problem")
        assert problem["detail"].endswith(".")
        live.send(type="close", path="Not open.md")
        live.send(type="change", path=CLUB, version=1, text="")
        assert live.until("problem")["path"] == CLUB


@pytest.mark.parametrize(
    "change",
    [
        {"version": 5, "text": "not newer"},
        {"version": 4, "text": "older"},
        {"version": 6},
        {"version": 6, "text": "both", "edits": []},
        {
            "version": 6,
            "edits": [
                {
                    "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 4}},
                    "text": "x",
                },
                {
                    "range": {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 6}},
                    "text": "y",
                },
            ],
        },
    ],
)
def test_a_change_that_does_not_fit_has_no_effect(
    daemon: LiveDaemon, address: str, change: dict[str, object]
) -> None:
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path=CLUB, text="#rudder", version=5)
        live.until("index")
        live.send(type="change", path=CLUB, **change)
        assert live.until("problem")["path"] == CLUB
        assert "rudder" in tags(daemon, address)


def test_a_client_that_does_not_read_is_told_to_ask_for_everything_again(
    daemon: LiveDaemon, address: str
) -> None:
    """The slow one's socket is full long before the quick one is done, and the daemon keeps nothing more for it than its bound."""
    with slow_client(daemon, address) as slow, daemon.live(address) as quick:
        quick.until("state")
        quick.send(type="open", path=CLUB, text="", version=0)
        for version in range(1, 1200):
            quick.send(
                type="change",
                path=CLUB,
                version=version,
                text=" ".join(f"#tag{version}{'x' * 80}{n}" for n in range(60)),
            )
            quick.until("index")
        received = b""
        while b'"resync":true' not in received[-70_000:]:
            received += slow.recv(65536)

    assert received.count(b'"type":"index"') < 1200


def test_a_change_on_the_disk_is_told(vault: Path, home: Path) -> None:
    with running_daemon(home, vault) as daemon:
        address = daemon.vault()
        with daemon.live(address) as live:
            live.until("state")
            (vault / "New.md").write_text("#buoy", encoding="utf-8")
            told = live.until("index")
            assert told["notes"] == ["New.md"]
            assert "buoy" in told["tags"]
        assert json.dumps(daemon.get(f"{address}/notes/New.md"))
        wait_until(lambda: daemon.get(f"{address}/state")["notes"] == 4)


@pytest.mark.skipif(os.name == "nt", reason="making a symbolic link needs rights on Windows")
def test_a_symbolic_link_does_not_lead_out_of_the_vault(vault: Path, home: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "Secret.md").write_text("#secret", encoding="utf-8")
    (vault / "Link").symlink_to(outside, target_is_directory=True)
    (vault / "Linked.md").symlink_to(outside / "Secret.md")
    with running_daemon(home, vault) as daemon:
        address = daemon.vault()
        with daemon.live(address) as live, daemon.http() as client:
            live.until("state")
            for path in ("Link/Secret.md", "Linked.md"):
                live.send(type="open", path=path, text="#mine", version=1)
                live.until("index")
                live.send(type="close", path=path)
                live.until("index")
                assert client.get(f"{address}/notes/{path}").status_code == 404

        assert "secret" not in tags(daemon, address)


def test_a_note_that_exists_in_the_editor_only_is_there_until_it_is_closed(
    daemon: LiveDaemon, address: str
) -> None:
    with daemon.live(address) as live, daemon.http() as client:
        live.until("state")
        live.send(type="open", path="Not yet saved.md", text="#mine", version=1)
        assert live.until("index")["notes"] == ["Not yet saved.md"]
        assert client.get(f"{address}/notes/Not yet saved.md").status_code == 200
        live.send(type="close", path="Not yet saved.md")
        live.until("index")
        assert client.get(f"{address}/notes/Not yet saved.md").status_code == 404


def test_a_closed_note_is_as_on_the_disk_again(daemon: LiveDaemon, address: str) -> None:
    before = daemon.get(f"{address}/notes/{CLUB}")
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path=CLUB, text="", version=1)
        live.until("index")
        live.send(type="close", path=CLUB)
        live.until("index")

    assert daemon.get(f"{address}/notes/{CLUB}") == before
    assert daemon.get(f"{address}/verify")["equal"] is True


LOGBOOK = "Logbook.md"


class Editor:
    """An editor whose open note misses notes, and another connection that tells when a change was heard."""

    def __init__(self, live: Live, other: Live, vault: Path) -> None:
        self.live, self._other, self._vault = live, other, vault
        live.until("state")
        other.until("state")

    def open(self) -> None:
        self.live.send(type="open", path=LOGBOOK, text="[a](Bow.md) [b](Stern.md) [c](Keel.md)\n", version=1)

    def write(self, name: str) -> None:
        """Let a note come that was missed, and wait until both connections have heard of it."""
        (self._vault / f"{name}.md").write_text("# Here\n", encoding="utf-8")
        while f"{name}.md" not in self._other.until("index")["notes"]:
            pass

    def hints_until(self, missing: int) -> list[dict[str, Any]]:
        """What is told of the note, until that many notes are missing in it."""
        told = [self.live.until("hints")]
        while broken(told[-1]) != missing:
            told.append(self.live.until("hints"))
        return told


def broken(message: dict[str, Any]) -> int:
    return sum(hint["code"] == "link-broken" for hint in message["hints"])


@contextmanager
def held_editor(
    home: Path, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Editor, Held[..., NoteHints | None]]]:
    held = Held(buffer_hints)
    monkeypatch.setattr("venture_canvas.server.live.buffer_hints", held)
    with daemon_here(home, vault) as daemon:
        address = daemon.vault()
        with daemon.live(address) as live, daemon.live(address) as other:
            yield Editor(live, other, vault), held


def test_a_change_elsewhere_while_an_answer_is_on_its_way_is_told_after_it(
    home: Path, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held_editor(home, vault, monkeypatch) as (editor, held):
        held.hold()
        editor.open()
        assert held.held.wait(PATIENCE_SECONDS)
        editor.write("Keel")
        held.let_go()

        assert [broken(message) for message in editor.hints_until(missing=2)] == [3, 2]


def test_an_answer_that_was_overtaken_by_a_newer_one_is_not_told(
    home: Path, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held_editor(home, vault, monkeypatch) as (editor, held):
        editor.open()
        editor.hints_until(missing=3)
        held.hold()
        editor.write("Keel")
        assert held.held.wait(PATIENCE_SECONDS)
        editor.write("Stern")
        editor.hints_until(missing=1)
        held.let_go()
        editor.write("Bow")

        assert [broken(message) for message in editor.hints_until(missing=0)] == [0]


def test_who_comes_while_very_much_is_taken_in_is_told_so_and_then_that_it_is_done(
    home: Path, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(LiveState.apply)
    monkeypatch.setattr(LiveState, "apply", partialmethod(held))
    with daemon_here(home, vault) as daemon:
        address = daemon.vault()
        held.hold()
        (vault / "New.md").write_text("#buoy", encoding="utf-8")
        assert held.held.wait(PATIENCE_SECONDS)

        assert daemon.get("/vaults")["vaults"][0]["state"]["status"] == "indexing"
        with daemon.live(address) as live:
            assert live.until("state")["status"] == "indexing"
            live.send(type="open", path=CLUB, text="[a](New.md) [b](Missing.md)", version=1)
            held.let_go()
            assert live.until("state")["status"] == "ready"
            assert broken(live.until("hints")) == 1


def test_a_vault_that_is_removed_closes_its_connections(vault: Path, home: Path) -> None:
    with running_daemon(home, vault) as daemon:
        address = daemon.vault()
        with daemon.live(address) as live, daemon.http() as client:
            live.until("state")
            live.send(type="open", path=CLUB, text="#mine", version=1)
            live.until("index")
            assert client.delete(address).status_code == 204
            assert live.until("state")["status"] == "unavailable"
            with pytest.raises(ConnectionClosed):
                live.receive()
            assert live.connection.close_code == 4404
            assert client.get(f"{address}/state").status_code == 404
        assert daemon.end() == 0
        assert "Traceback" not in (daemon.home / "log" / "daemon.log").read_text(encoding="utf-8")
