"""Hints over the API: asked for, for a text that is not saved, live for open notes, and fixes that are written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from live_daemon import LiveDaemon, wait_until
from venture_canvas.server.hint_routes import refusal_of
from venture_canvas.vault.planning import HalfWrittenError

PATH = "Canvas.md"
CANVAS = """\
# Night boats
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
"""
JOB = "type-without-job"
WITH_JOB = f"{CANVAS}- **Clinics**: fill the rota\n"
LEXICON = "---\ntitle: Jobs to be Done\ntags: [lexicon-entry]\n---\nWhat somebody tries to get done.\n"

Message = dict[str, Any]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "boats"
    folder.mkdir()
    (folder / PATH).write_text(CANVAS, encoding="utf-8", newline="")
    (folder / "Lexicon.md").write_text(LEXICON, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def address(daemon: LiveDaemon, vault: Path) -> Iterator[str]:
    """The address of a vault of this test's own, in the daemon of all."""
    with daemon.serving(vault) as address:
        yield address


def listed(daemon: LiveDaemon, address: str, **query: str) -> list[Message]:
    hints: list[Message] = daemon.get(f"{address}/hints", **{"code": JOB, **query})["hints"]
    return hints


def post(daemon: LiveDaemon, address: str, body: object) -> tuple[int, Message]:
    with daemon.http() as client:
        response = client.post(address, json=body)
        return response.status_code, response.json()


def test_a_hint_has_its_place_its_fixes_and_what_explains_it(daemon: LiveDaemon, address: str) -> None:
    found = daemon.get(f"{address}/hints", code=JOB)
    (hint,) = found["hints"]

    assert found["version"] == 1
    assert found["notes"] == 2
    assert found["hashes"].keys() == {PATH}
    assert hint["severity"] == "warning"
    assert hint["message"].startswith("Clinics")
    assert hint["path"] == PATH
    assert hint["range"]["start"] == {"line": 3, "character": 2}
    assert hint["help"] == "venture-canvas explain type-without-job"
    assert hint["lexicon"] == "Lexicon.md"
    assert hint["related"][0]["path"] == PATH
    assert [fix["safety"] for fix in hint["fixes"]] == ["suggested", "suggested"]
    assert [fix["ignores"] for fix in hint["fixes"]] == [False, True]
    assert hint["fixes"][-1]["edits"][0]["text"] == " %% ignore type-without-job %%"


def test_hints_can_be_asked_for_by_note_code_and_severity(daemon: LiveDaemon, address: str) -> None:
    assert len(listed(daemon, address, path=PATH)) == 1
    assert listed(daemon, address, path="Lexicon.md") == []
    assert len(listed(daemon, address, severity="warning")) == 1
    assert listed(daemon, address, severity="error") == []


def test_a_mistyped_code_is_told_with_what_was_meant(daemon: LiveDaemon, address: str) -> None:
    with daemon.http() as client:
        answer = client.get(f"{address}/hints", params={"code": "type-without-jobs"})

    assert answer.status_code == 422
    assert "Did you mean type-without-job?" in answer.json()["detail"]


def test_a_text_is_checked_without_becoming_the_notes_text(daemon: LiveDaemon, address: str) -> None:
    before = daemon.get(f"{address}/state")
    status, found = post(daemon, f"{address}/check", {"path": PATH, "text": WITH_JOB, "version": 7})

    assert status == 200
    assert (found["path"], found["version"], found["more"]) == (PATH, 7, 0)
    assert JOB not in [hint["code"] for hint in found["hints"]]
    assert daemon.get(f"{address}/state") == before
    assert len(listed(daemon, address)) == 1


def test_a_note_that_is_not_there_can_be_checked(daemon: LiveDaemon, address: str) -> None:
    status, found = post(daemon, f"{address}/check", {"path": "New/Canvas.md", "text": CANVAS, "version": 1})

    assert status == 200
    assert JOB in [hint["code"] for hint in found["hints"]]
    assert daemon.get(f"{address}/state")["notes"] == 2


def live_hints(live: Any, version: int) -> Message:
    """The hints message for a version."""
    while (message := live.until("hints"))["version"] != version:
        pass
    found: Message = message
    return found


def test_an_open_note_gets_its_hints_with_the_version_they_are_for(daemon: LiveDaemon, address: str) -> None:
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path=PATH, text=CANVAS, version=3)
        opened = live_hints(live, 3)
        assert JOB in [hint["code"] for hint in opened["hints"]]
        assert (opened["path"], opened["more"]) == (PATH, 0)

        live.send(type="change", path=PATH, text=WITH_JOB, version=4)
        changed = live_hints(live, 4)
        assert JOB not in [hint["code"] for hint in changed["hints"]]
        assert changed["generation"] > opened["generation"]


def test_a_change_in_another_note_tells_the_hints_of_the_open_one(
    daemon: LiveDaemon, address: str, vault: Path
) -> None:
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path=PATH, text=CANVAS, version=1)
        live_hints(live, 1)
        (vault / "venture-canvas.toml").write_text(f"[rules]\noff = ['{JOB}']\n", encoding="utf-8")

        assert JOB not in [hint["code"] for hint in live.until("hints")["hints"]]


def test_no_more_hints_than_five_are_sent_for_a_note_and_the_rest_is_counted(
    daemon: LiveDaemon, address: str
) -> None:
    many = CANVAS.replace(
        "- **Clinics**", "".join(f"- **Ward {name}s** (funder): x\n" for name in "ABCDEFG") + "- **Clinics**"
    )
    _, all_of_them = post(daemon, f"{address}/check", {"path": PATH, "text": many, "version": 1})
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path=PATH, text=many, version=1)
        shown = live_hints(live, 1)

    assert len(shown["hints"]) == 5
    assert shown["more"] == len(all_of_them["hints"]) - 5 > 0


def fix_of(daemon: LiveDaemon, address: str) -> Message:
    """The body that writes the fix which ignores the hint."""
    found = daemon.get(f"{address}/hints", code=JOB)
    return {"edits": found["hints"][0]["fixes"][-1]["edits"], "hashes": found["hashes"]}


def test_a_fix_is_written_and_counts_at_once(daemon: LiveDaemon, address: str, vault: Path) -> None:
    status, written = post(daemon, f"{address}/fixes", fix_of(daemon, address))

    assert status == 200, written
    comment = " %% ignore type-without-job %%"
    assert (vault / PATH).read_text(encoding="utf-8") == CANVAS.replace(
        "night wards", f"night wards{comment}"
    )
    assert listed(daemon, address) == []
    assert daemon.get(f"{address}/notes/{PATH}")["digest"] == written["hashes"][PATH]


def test_a_fix_without_the_hash_of_its_text_is_refused(daemon: LiveDaemon, address: str, vault: Path) -> None:
    status, problem = post(daemon, f"{address}/fixes", {**fix_of(daemon, address), "hashes": {}})

    assert status == 428
    assert PATH in problem["detail"]
    assert (vault / PATH).read_text(encoding="utf-8") == CANVAS


def test_a_fix_for_a_text_that_moved_on_is_refused(daemon: LiveDaemon, address: str, vault: Path) -> None:
    made = fix_of(daemon, address)
    (vault / PATH).write_text(f"{CANVAS}more\n", encoding="utf-8")
    status, _ = post(daemon, f"{address}/fixes", made)

    assert status == 412
    assert (vault / PATH).read_text(encoding="utf-8") == f"{CANVAS}more\n"


def test_a_note_that_is_open_in_an_editor_is_not_written(
    daemon: LiveDaemon, address: str, vault: Path
) -> None:
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path=PATH, text=CANVAS, version=1)
        live_hints(live, 1)
        status, problem = post(daemon, f"{address}/fixes", fix_of(daemon, address))

    assert status == 409
    assert "open in an editor" in problem["detail"]
    assert (vault / PATH).read_text(encoding="utf-8") == CANVAS


def test_a_fix_that_is_half_written_is_told_as_that() -> None:
    refused = refusal_of(HalfWrittenError("Canvas.md: No space left on device"))

    assert refused.status == 500
    assert "Canvas.md: No space left" in refused.detail
    assert "Nothing was written" not in refused.detail


@pytest.mark.parametrize("path", ["../out.md", ".obsidian/x.md", "C:/x.md", "Canvas.txt"])
def test_a_fix_outside_of_the_notes_is_refused(daemon: LiveDaemon, address: str, path: str) -> None:
    start = {"line": 0, "character": 0}
    edit = {"path": path, "range": {"start": start, "end": start}, "text": "x"}
    status, _ = post(daemon, f"{address}/fixes", {"edits": [edit], "hashes": {path: None}})

    assert status == 400


def test_settings_are_followed_and_their_mistakes_are_troubles(
    daemon: LiveDaemon, address: str, vault: Path
) -> None:
    settings = vault / "venture-canvas.toml"
    settings.write_text(f"[rules]\nof = []\n[rules.severity]\n{JOB} = 'error'\n", encoding="utf-8")
    (hint,) = wait_until(lambda: listed(daemon, address, severity="error"))
    (trouble,) = daemon.get(f"{address}/state")["troubles"]

    assert hint["severity"] == "error"
    assert trouble["path"] == "venture-canvas.toml"
    assert "line 2" in trouble["message"]
    assert "Did you mean off?" in trouble["message"]

    settings.unlink()
    wait_until(lambda: listed(daemon, address, severity="error") == [])
    assert daemon.get(f"{address}/state")["troubles"] == []


TWO_VENTURES = {
    "Boats/Customers.md": "# Customers\n- **Parents** (payer): two-job homes\n- **Clinics** (funder): wards\n",
    "Boats/Jobs to be Done.md": "# Jobs to be Done\n- **Parents**: sleep\n- **Ghosts**: be seen\n",
    "Kites/Canvas.md": CANVAS,
    "Diary.md": "See [[Boats/Gone]].\n",
}


def test_hints_can_be_asked_for_by_venture(daemon: LiveDaemon, tmp_path: Path) -> None:
    for path, text in TWO_VENTURES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    with daemon.serving(tmp_path) as address:
        ventures = [each["id"] for each in daemon.get(f"{address}/model")["ventures"]]
        every = daemon.get(f"{address}/hints")["hints"]
        boats, kites = (daemon.get(f"{address}/hints", venture=each)["hints"] for each in ventures)
        graver = daemon.get(f"{address}/hints", venture=ventures[0], severity="warning")["hints"]
        assert len(listed(daemon, address, venture=ventures[1])) == 1
        assert listed(daemon, address, venture=ventures[0]) == []
        assert listed(daemon, address, venture=ventures[1], path="Boats/Customers.md") == []

    assert [{hint["path"] for hint in found} for found in (boats, kites, every)] == [
        {"Boats/Customers.md", "Boats/Jobs to be Done.md"},
        {"Kites/Canvas.md"},
        {*TWO_VENTURES},
    ]
    assert boats == [hint for hint in every if hint["path"].startswith("Boats/")]
    assert graver == [hint for hint in boats if hint["severity"] == "warning"] != []


def test_a_venture_that_is_not_there_is_told_with_what_was_meant(daemon: LiveDaemon, address: str) -> None:
    (venture,) = daemon.get(f"{address}/model")["ventures"]
    with daemon.http() as client:
        near = client.get(f"{address}/hints", params={"venture": f"{venture['id']}s"})
        empty = client.get(f"{address}/hints", params={"venture": ""})

    assert (near.status_code, empty.status_code) == (404, 404)
    assert f"Did you mean {venture['id']}?" in near.json()["detail"]
    assert near.json()["detail"].endswith(".")
