"""Completion and hover over the API: for a text that is sent, at a position in UTF-16, and without a trace."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from live_daemon import LiveDaemon, wait_until

CANVAS = """\
# Night boats
## Customers
- 🔴 **Parents** (payer): two-job homes
- 🟢 **Clinics** (funder): night wards

## Jobs to be Done
- 🔴 **Parents**: sleep after a night shift
"""
LINES = CANVAS.count("\n")


@pytest.fixture(scope="module")
def boats(daemon: LiveDaemon, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a vault with a canvas, in the daemon of all."""
    folder: Path = tmp_path_factory.mktemp("boats")
    (folder / "Canvas.md").write_text(CANVAS, encoding="utf-8", newline="")
    (folder / "early-adopters.md").write_text("---\naliases: [First 🚤 aboard]\n---\n", encoding="utf-8")
    with daemon.http() as client:
        address = f"/vaults/{client.post('/vaults', json={'path': str(folder)}).json()['id']}"
        wait_until(lambda: client.get(address).json()["state"]["status"] == "ready")
        yield address
        client.delete(address)


def ask(
    daemon: LiveDaemon, address: str, text: str, line: int, character: int, path: str = "Canvas.md"
) -> Any:
    body = {"path": path, "text": text, "position": {"line": line, "character": character}}
    with daemon.http() as client:
        response = client.post(address, json=body)
        assert response.status_code == 200, response.text
        return response.json()


def test_a_type_is_completed_in_a_text_that_is_not_saved(daemon: LiveDaemon, boats: str) -> None:
    found = ask(daemon, f"{boats}/complete", f"{CANVAS}- cli", LINES, 5)
    assert found["version"] == 1
    assert found["complete"] is True
    assert found["completions"] == [
        {
            "label": "Clinics",
            "insert": "🟢 **Clinics**: ",
            "range": {"start": {"line": LINES, "character": 2}, "end": {"line": LINES, "character": 5}},
            "kind": "type",
            "detail": "funder · not yet in Jobs to be Done",
        }
    ]


def test_positions_count_an_emoji_as_two(daemon: LiveDaemon, boats: str) -> None:
    (link,) = ask(daemon, f"{boats}/complete", "🚤🚤 [[first", 0, 12, "Log.md")["completions"]
    assert link["insert"] == "[[early-adopters|First 🚤 aboard]]"
    assert link["range"] == {"start": {"line": 0, "character": 5}, "end": {"line": 0, "character": 12}}

    hover = ask(daemon, f"{boats}/hover", "🚤🚤 [[early-adopters]]", 0, 5, "Log.md")["hover"]
    assert hover["range"] == {"start": {"line": 0, "character": 5}, "end": {"line": 0, "character": 23}}
    assert hover["lines"] == ["Leads to early-adopters.md."]


def test_a_type_is_told_by_its_card(daemon: LiveDaemon, boats: str) -> None:
    hover = ask(daemon, f"{boats}/hover", CANVAS, 2, 8)["hover"]
    assert hover["title"] == "🔴 Parents"
    assert "**Job:** sleep after a night shift" in hover["lines"]
    assert hover["lexicon"] is None
    assert ask(daemon, f"{boats}/hover", CANVAS, 4, 0)["hover"] is None


def test_asking_changes_nothing(daemon: LiveDaemon, boats: str) -> None:
    before = daemon.get(boats)["state"]
    ask(daemon, f"{boats}/complete", "## Customers\n- **Sailors**: #new-tag", 1, 25)
    ask(daemon, f"{boats}/hover", "[[Canvas]]", 0, 3, "Not there.md")
    assert daemon.get(boats)["state"] == before
    assert daemon.get(f"{boats}/tags")["tags"] == []
    with daemon.http() as client:
        assert client.get(f"{boats}/notes/Not there.md").status_code == 404


@pytest.mark.parametrize("name", ["complete", "hover"])
def test_without_the_token_nothing_is_told(daemon: LiveDaemon, boats: str, name: str) -> None:
    body = {"path": "Canvas.md", "text": "", "position": {"line": 0, "character": 0}}
    with daemon.http() as client:
        del client.headers["Authorization"]
        assert client.post(f"{boats}/{name}", json=body).status_code == 401


@pytest.mark.parametrize("name", ["complete", "hover"])
@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"path": "../Canvas.md"}, 400), ({"path": "Canvas.png"}, 400), ({"position": {"line": "one"}}, 422)],
)
def test_what_cannot_be_answered_is_refused(
    daemon: LiveDaemon, boats: str, name: str, wrong: dict[str, object], status: int
) -> None:
    body = {"path": "Canvas.md", "text": "", "position": {"line": 0, "character": 0}, **wrong}
    with daemon.http() as client:
        response = client.post(f"{boats}/{name}", json=body)
    assert response.status_code == status
    assert response.json()["detail"]


def test_a_position_beyond_the_text_is_its_end(daemon: LiveDaemon, boats: str) -> None:
    found = ask(daemon, f"{boats}/complete", f"{CANVAS}- cli", 999, 999)
    assert [each["label"] for each in found["completions"]] == ["Clinics"]
