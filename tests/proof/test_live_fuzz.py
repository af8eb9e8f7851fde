"""Whatever is sent over `WS live`, the daemon tells what is wrong with it and goes on, for this editor and for the others."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from e2e.notes import CANVAS_PATH, write_all
from live_daemon import Live, LiveDaemon, running_daemon
from proof.strength import tries
from venture_canvas.server.quiet import SOCKET_MESSAGE_LIMIT

MARKER = "Marker.md"

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
positions = st.fixed_dictionaries({"line": st.integers(-1, 60), "character": st.integers(-1, 60)})
ranges = st.fixed_dictionaries({"start": positions, "end": positions})
edits = st.lists(st.fixed_dictionaries({"range": ranges | values, "text": st.text(max_size=20)}), max_size=3)
paths = (
    st.sampled_from([CANVAS_PATH, "New.md", "../out.md", ".hidden.md", "C:/a.md", "a\0.md", "x" * 3000])
    | st.text()
)
messages = st.fixed_dictionaries(
    {"type": st.sampled_from(["open", "change", "close", "state"]) | values, "path": paths | values},
    optional={
        "text": st.text() | values,
        "version": st.integers() | values,
        "edits": edits | values,
        "else": values,
    },
)
frames = st.one_of(
    messages.map(json.dumps),
    values.map(json.dumps),
    st.text(max_size=80),
    st.sampled_from(
        [
            "",
            "[" * 100_000,
            '{"type": "open"',
            '{"type": "open", "path": "\\ud800.md", "text": "", "version": 1}',
        ]
    ),
    st.binary(max_size=80),
)


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDaemon]:
    """A daemon of these tests alone; it must end as always, with nothing unforeseen in its log."""
    home = tmp_path_factory.mktemp("home")
    with running_daemon(home, write_all(tmp_path_factory.mktemp("fuzz") / "vault")) as running:
        yield running
        assert running.end() == 0
    assert "Traceback" not in (home / "log" / "daemon.log").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(daemon: LiveDaemon) -> str:
    return daemon.vault()


def answers_to(live: Live, frame: str | bytes) -> list[dict[str, Any]]:
    """What the daemon sends about a frame: all that comes before the hints of a note that is opened after it."""
    live.connection.send(frame)
    live.send(type="open", path=MARKER, text="#marker", version=1)
    found = []
    while (message := live.receive()).get("path") != MARKER or message["type"] != "hints":
        found.append(message)
    live.send(type="close", path=MARKER)
    return found


@tries(60)
@given(st.lists(frames, min_size=1, max_size=4))
@example([json.dumps({"type": "change", "path": CANVAS_PATH, "version": 2, "text": "before it was opened"})])
@example([json.dumps({"type": "open", "path": CANVAS_PATH, "text": "\ud800", "version": 2**70})])
def test_any_frame_is_followed_or_told_as_a_problem(
    daemon: LiveDaemon, address: str, frames: list[str | bytes]
) -> None:
    with daemon.live(address) as live:
        live.until("state")
        for frame in frames:
            for message in answers_to(live, frame):
                assert message["type"] in {"state", "index", "model", "hints", "problem"}
                assert message["type"] != "problem" or message["detail"].endswith(".")


@tries(20)
@given(st.binary(max_size=200))
def test_a_binary_frame_is_a_problem(daemon: LiveDaemon, address: str, content: bytes) -> None:
    with daemon.live(address) as live:
        live.until("state")
        assert "problem" in [message["type"] for message in answers_to(live, content)]


def test_a_frame_beyond_the_limit_ends_its_own_connection_and_no_other(
    daemon: LiveDaemon, address: str
) -> None:
    with daemon.live(address) as other, daemon.live(address) as live:
        with pytest.raises(ConnectionClosed):
            send_too_much(live)
        other.send(type="open", path=MARKER, text="#marker", version=1)
        assert other.until("hints")["path"] == MARKER


def send_too_much(live: Live) -> None:
    """Send a frame that nobody takes, and wait for what comes of it."""
    live.connection.send("x" * (SOCKET_MESSAGE_LIMIT + 1))
    live.until("nothing that is ever sent")


def test_a_note_that_is_too_large_in_the_editor_is_told_and_mended_by_a_shorter_text(
    daemon: LiveDaemon, address: str
) -> None:
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path=CANVAS_PATH, text="x" * (5 * 1024 * 1024), version=1)
        assert "note-unreadable" in {hint["code"] for hint in live.until("hints")["hints"]}
        live.send(type="change", path=CANVAS_PATH, text="# Short\n", version=2)
        assert "note-unreadable" not in {hint["code"] for hint in live.until("hints")["hints"]}
