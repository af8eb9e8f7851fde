"""What the addresses answer."""

from pathlib import Path

import pytest

from live_daemon import LiveDaemon, running_daemon


def test_health_says_what_this_is(daemon: LiveDaemon) -> None:
    assert daemon.get("/health") == {
        "name": "venture-canvas",
        "version": daemon.runtime.version,
        "proof": None,
    }


def test_a_vault_has_a_stable_id_a_name_a_folder_and_a_state(
    daemon: LiveDaemon, address: str, shared_vault: Path
) -> None:
    vault = daemon.get(address)

    assert vault["id"].startswith("ferry-vault-")
    assert vault["name"] == "ferry vault"
    assert vault["path"] == str(shared_vault)
    assert vault["state"] == daemon.get(f"{address}/state")


def test_a_folder_inside_a_vault_and_the_vault_again_are_the_vault(
    daemon: LiveDaemon, address: str, shared_vault: Path
) -> None:
    (shared_vault / ".obsidian").mkdir(exist_ok=True)
    with daemon.http() as client:
        for path in (shared_vault, shared_vault / "People", f"{shared_vault}/"):
            answer = client.post("/vaults", json={"path": str(path)})
            assert answer.status_code == 201
            assert f"/vaults/{answer.json()['id']}" == address
    assert len(daemon.get("/vaults")["vaults"]) == 1


def test_broken_notes_are_listed_in_the_state(daemon: LiveDaemon, address: str) -> None:
    troubles = daemon.get(f"{address}/state")["troubles"]

    assert [(trouble["path"], trouble["code"]) for trouble in troubles] == [
        ("Broken.md", "front-matter-invalid")
    ]


def test_tags_are_listed_with_counts_and_filtered_by_prefix(daemon: LiveDaemon, address: str) -> None:
    found = {tag["name"]: tag for tag in daemon.get(f"{address}/tags")["tags"]}

    assert set(found) == {"crew", "venture", "venture/ferry", "venture/ferry/dock"}
    assert found["venture"]["count"] == 2
    assert found["venture"]["own"] == 0
    assert found["crew"]["visible"] is True
    for prefix in ("VENTURE/", "#venture/"):
        names = [tag["name"] for tag in daemon.get(f"{address}/tags", prefix=prefix)["tags"]]
        assert names == ["venture/ferry", "venture/ferry/dock"]


@pytest.mark.parametrize("tag", ["venture/ferry", "venture%2Fferry", "VENTURE/Ferry", "%23venture/ferry"])
def test_the_notes_of_a_tag_come_with_its_ranges(daemon: LiveDaemon, address: str, tag: str) -> None:
    notes = daemon.get(f"{address}/tags/{tag}/notes")["notes"]

    assert [note["path"] for note in notes] == ["Ferry Club.md", "People/Harbour Masters.md"]
    assert notes[1]["ranges"] == [
        {"start": {"line": 5, "character": 20}, "end": {"line": 5, "character": 39}}
    ]


def test_a_tag_nobody_has_has_no_notes(daemon: LiveDaemon, address: str) -> None:
    assert daemon.get(f"{address}/tags/notes/notes")["notes"] == []


def test_aliases_show_collisions(daemon: LiveDaemon, address: str) -> None:
    found = {alias["text"]: alias["notes"] for alias in daemon.get(f"{address}/aliases")["aliases"]}

    assert found == {
        "Masters": ["People/Harbour Masters.md"],
        "The Club": ["Ferry Club.md", "People/Harbour Masters.md"],
    }
    assert [alias["text"] for alias in daemon.get(f"{address}/aliases", prefix="mas")["aliases"]] == [
        "Masters"
    ]


def test_a_note_is_told_with_every_fact_and_its_range(daemon: LiveDaemon, address: str) -> None:
    note = daemon.get(f"{address}/notes/Ferry%20Club.md")

    assert note["name"] == "Ferry Club"
    assert [(entry["key"], entry["value"]) for entry in note["properties"]] == [
        ("tags", ["venture/ferry"]),
        ("aliases", ["The Club"]),
    ]
    assert [(tag["name"], tag["inline"]) for tag in note["tags"]] == [
        ("venture/ferry", False),
        ("crew", True),
    ]
    assert [heading["text"] for heading in note["headings"]] == ["Ferry Club"]
    assert [(link["target"], link["resolution"], link["paths"]) for link in note["links"]] == [
        ("Harbour Masters", "resolved", ["People/Harbour Masters.md"]),
        ("Nowhere", "unresolved", []),
    ]
    assert note["links"][0]["range"] == {
        "start": {"line": 5, "character": 4},
        "end": {"line": 5, "character": 23},
    }
    assert daemon.get(f"{address}/notes/People/Harbour%20Masters.md")["backlinks"] == ["Ferry Club.md"]


def test_a_note_that_could_not_be_read_in_full_says_why(daemon: LiveDaemon, address: str) -> None:
    problems = daemon.get(f"{address}/notes/Broken.md")["problems"]

    assert [problem["code"] for problem in problems] == ["front-matter-invalid"]
    assert set(problems[0]["range"]) == {"start", "end"}


def test_the_model_is_told(daemon: LiveDaemon, address: str) -> None:
    model = daemon.get(f"{address}/model")

    assert model["version"] == 1
    assert isinstance(model["ventures"], list)


def test_the_live_state_equals_a_fresh_build(daemon: LiveDaemon, address: str) -> None:
    assert daemon.get(f"{address}/verify") == {"equal": True, "differences": []}


def test_the_schema_names_the_form_of_every_answer(daemon: LiveDaemon) -> None:
    schema = daemon.get("/openapi.json")
    known = set(schema["components"]["schemas"])
    operations = [operation for methods in schema["paths"].values() for operation in methods.values()]
    answers = [
        content["schema"]["$ref"]
        for each in operations
        for answer in each["responses"].values()
        for content in answer.get("content", {}).values()
        if "$ref" in content["schema"]
    ]

    assert {answer.rpartition("/")[2] for answer in answers} <= known
    assert {
        "Health",
        "VaultList",
        "Model",
        "TagList",
        "AliasList",
        "NoteFacts",
        "Verification",
        "Problem",
    } <= known


@pytest.mark.parametrize("path", ["/nothing", "/vaults/unknown/tags", "/vaults/unknown/live", "/hints"])
def test_what_is_not_there_is_not_found(daemon: LiveDaemon, path: str) -> None:
    with daemon.http() as client:
        answer = client.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_vault_that_is_being_indexed_says_so_and_when_to_ask_again(home: Path, tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.mkdir()
    for number in range(300):
        (large / f"{number}.md").write_text("- [[note]] #tag\n" * 500, encoding="utf-8")
    with running_daemon(home, large) as daemon, daemon.http() as client:
        address = f"/vaults/{client.get('/vaults').json()['vaults'][0]['id']}"
        early = client.get(f"{address}/tags")
        state = client.get(f"{address}/state").json()
        assert daemon.vault() == address

    assert early.status_code == 503
    assert early.headers["retry-after"] == "1"
    assert state["status"] == "indexing"
