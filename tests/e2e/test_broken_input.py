"""Broken and hostile notes: each is a note with a problem that is listed, none ends or slows the daemon, and the others stay as they are."""

import json
import os
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from e2e.notes import CANVAS_PATH, write, write_all
from live_daemon import LiveDaemon, run_command, running_daemon, wait_until

ANCHORS = "abcdefghij"
ALIAS_BOMB = "\n".join(
    [
        "---",
        "a: &a [x, x, x, x, x, x, x, x, x]",
        *(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise(ANCHORS)),
        "tags: *j",
        "---",
        "#bomb",
    ]
)
CROWD = "\n".join(
    [
        "# Everybody",
        "## Jobs to be Done",
        *(f"- **Guild{number}**: sell ware{number}" for number in range(3)),
        "## Value Proposition",
        "- **Guild0**: a stall on the quay",
        "## Customers",
        *(f"- **Guild{number}** (payer): the masters of craft{number}" for number in range(3000)),
    ]
)

TEXTS: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "100,000 brackets": ("---\ntags: " + "[" * 100_000 + "\n---\n", ("front-matter-too-large",)),
    "brackets that fit": ("---\ntags: " + "[" * 20_000 + "\n---\n", ("front-matter-invalid",)),
    "braces": ("---\ntags: " + "{a: " * 10_000 + "\n---\n", ("front-matter-invalid",)),
    "alias bomb": (ALIAS_BOMB, ("front-matter-invalid",)),
    "a key twice": ("---\ntags: [one]\ntags: [two]\n---\n", ("front-matter-invalid",)),
    "tags without quotes": ("---\ntags: [#one]\n---\n", ("front-matter-invalid",)),
    "unclosed": ("---\ntags: [open]\n\nText.\n", ("front-matter-unclosed",)),
    "not UTF-8": (b"---\ntitle: caf\xe9\n---\n\xff\xfe\n", ("not-utf-8",)),
    "UTF-16": ("# Wide\n".encode("utf-16"), ("not-utf-8", "null-bytes")),
    "null bytes": (b"before\0after\n", ("null-bytes",)),
    "five megabytes": ("words " * 900_000, ("note-too-large",)),
    "a number of 5,000 digits": ("---\nsize: " + "9" * 5_000 + "\n---\n", ()),
    "a date that is none": ("---\nlast_updated: 2001-99-99\n---\n", ()),
    "a tag of Python's": ("---\nx: !!python/object/apply:os.getpid []\n---\n", ()),
    "mixed line ends": (b"---\r\ntags: [mixed]\n---\r# One\r\n# Two\r# Three\n", ()),
    "a million brackets": ("[[" * 512 * 1024, ()),
    "deep lists": ("".join("  " * min(depth, 1_000) + "- item\n" for depth in range(2_000)), ()),
    "deep quotes": (">" * 50_000 + " text\n", ()),
    "emphasis": ("*a_ " * 50_000, ()),
    "comments that stay open": ("%% " * 100_000, ()),
    "blocks that stay open": ("<!--" * 50_000, ()),
    "wide table": ("|a" * 20_000 + "\n" + "|-" * 20_000 + "\n", ()),
    "nothing": (b"", ()),
}
# An editor sends Unicode, and no message above the limit of a body.
TYPED = {
    name: (text, codes)
    for name, (text, codes) in TEXTS.items()
    if isinstance(text, str) and len(text) < 1024 * 1024 - 1024
}
CROWD_PATH = "Broken/Everybody.md"
posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def path_of(name: str) -> str:
    return f"Broken/{name}.md"


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken")
    vault = write_all(folder / "vault")
    for name, (text, _) in TEXTS.items():
        write(vault, path_of(name), text)
    write(vault, CROWD_PATH, CROWD)
    if os.name != "nt":
        write(folder, "Outside/Secret.md", "#secret\n")
        (vault / "Linked folder").symlink_to(folder / "Outside", target_is_directory=True)
        (vault / "Linked note.md").symlink_to(folder / "Outside" / "Secret.md")
        os.mkfifo(vault / "Pipe.md")
    if sys.platform == "linux":
        write(vault, os.fsdecode(b"Caf\xe9.md"), "#latin\n")
    return vault


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def daemon(vault: Path, home: Path) -> Iterator[LiveDaemon]:
    """The daemon; when the tests are done it must end as always, with nothing unforeseen in its log."""
    with running_daemon(home, vault) as running:
        yield running
        assert running.end() == 0
    assert "Traceback" not in (home / "log" / "daemon.log").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(daemon: LiveDaemon) -> str:
    return daemon.vault()


def note(daemon: LiveDaemon, address: str, path: str) -> Any:
    return daemon.get(f"{address}/notes/{quote(path)}")


def troubles(daemon: LiveDaemon, address: str) -> set[tuple[str | None, str]]:
    return {(each["path"], each["code"]) for each in daemon.get(f"{address}/state")["troubles"]}


@pytest.mark.parametrize("name", TEXTS)
def test_a_broken_note_is_a_note_whose_problems_are_listed(
    daemon: LiveDaemon, address: str, name: str
) -> None:
    facts = note(daemon, address, path_of(name))
    codes = TEXTS[name][1]

    assert tuple(problem["code"] for problem in facts["problems"]) == codes
    assert all(problem["message"] for problem in facts["problems"])
    listed = {code for path, code in troubles(daemon, address) if path == path_of(name)}
    assert listed == set(codes)


@pytest.mark.parametrize("name", TYPED)
def test_a_broken_text_in_an_editor_is_told_as_the_same_text_on_the_disk_is(
    daemon: LiveDaemon, address: str, name: str
) -> None:
    text, codes = TYPED[name]
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path="Typed.md", text=text, version=1)
        live.until("index")
        assert tuple(problem["code"] for problem in note(daemon, address, "Typed.md")["problems"]) == codes
        live.send(type="close", path="Typed.md")
        live.until("index")


def test_values_that_other_parsers_stumble_over_are_read(daemon: LiveDaemon, address: str) -> None:
    date = note(daemon, address, path_of("a date that is none"))
    lines = note(daemon, address, path_of("mixed line ends"))

    assert date["properties"][0]["value"] == "2001-99-99"
    assert [tag["name"] for tag in lines["tags"]] == ["mixed"]
    assert [heading["range"]["start"]["line"] for heading in lines["headings"]] == [3, 4, 5]


def test_a_canvas_of_three_thousand_types_is_read_as_far_as_anybody_would(
    daemon: LiveDaemon, address: str
) -> None:
    ventures = {venture["root"]: venture for venture in daemon.get(f"{address}/model")["ventures"]}
    types = ventures[CROWD_PATH]["customer_types"]

    assert [each["label"] for each in types[:3]] == ["Guild0", "Guild1", "Guild2"]
    assert [job["text"] for each in types for job in each["jobs"]] == [
        "sell ware0",
        "sell ware1",
        "sell ware2",
    ]


def test_the_notes_beside_them_are_as_they_would_be_alone(daemon: LiveDaemon, address: str) -> None:
    ventures = {venture["root"]: venture for venture in daemon.get(f"{address}/model")["ventures"]}
    tags = {tag["name"] for tag in daemon.get(f"{address}/tags")["tags"]}

    assert len(ventures[CANVAS_PATH]["customer_types"]) == 2
    assert {"boat", "lexicon-entry", "venture/ferry"} < tags


def test_the_live_state_equals_a_fresh_build(daemon: LiveDaemon, address: str) -> None:
    assert daemon.get(f"{address}/verify") == {"equal": True, "differences": []}


@posix_only
def test_links_out_of_the_vault_are_listed_and_not_followed(daemon: LiveDaemon, address: str) -> None:
    found = troubles(daemon, address)

    assert {("Linked folder", "symbolic-link"), ("Linked note.md", "symbolic-link")} <= found
    assert "secret" not in {tag["name"] for tag in daemon.get(f"{address}/tags")["tags"]}
    with daemon.http() as client:
        for path in ("Linked folder/Secret.md", "Linked note.md"):
            assert client.get(f"{address}/notes/{path}").status_code == 404


@posix_only
def test_a_pipe_in_place_of_a_note_is_no_note_and_holds_nobody_up(
    daemon: LiveDaemon, address: str, vault: Path
) -> None:
    pipe = write(vault, "Becomes a pipe.md", "#pipe\n")
    wait_until(lambda: "pipe" in {tag["name"] for tag in daemon.get(f"{address}/tags")["tags"]})
    pipe.unlink()
    os.mkfifo(pipe)
    wait_until(lambda: "pipe" not in {tag["name"] for tag in daemon.get(f"{address}/tags")["tags"]})

    with daemon.http() as client:
        for path in ("Pipe.md", "Becomes a pipe.md"):
            assert client.get(f"{address}/notes/{path}").status_code == 404
    pipe.unlink()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not Unicode")
def test_a_name_that_is_not_utf_8_is_listed(daemon: LiveDaemon, address: str, vault: Path) -> None:
    assert ("Caf\\xe9.md", "name-not-utf-8") in troubles(daemon, address)
    assert "latin" not in {tag["name"] for tag in daemon.get(f"{address}/tags")["tags"]}

    (vault / os.fsdecode(b"Caf\xe9.md")).rename(vault / "Café.md")
    wait_until(lambda: "latin" in {tag["name"] for tag in daemon.get(f"{address}/tags")["tags"]})
    assert "name-not-utf-8" not in {code for _, code in troubles(daemon, address)}
    (vault / "Café.md").rename(vault / os.fsdecode(b"Caf\xe9.md"))
    wait_until(lambda: "name-not-utf-8" in {code for _, code in troubles(daemon, address)})


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="nothing is forbidden to root")
def test_a_note_and_a_folder_without_permission_are_listed_and_what_was_known_of_the_folder_is_kept(
    daemon: LiveDaemon, address: str, vault: Path
) -> None:
    locked_note = write(vault, "Locked.md", "#locked\n")
    write(vault, "Locked/Inside.md", "#inside\n")
    wait_until(lambda: note_is_known(daemon, address, "Locked/Inside.md"))
    locked_note.chmod(0)
    (vault / "Locked").chmod(0)
    try:
        wanted = {("Locked.md", "unreadable"), ("Locked", "folder-unreadable")}
        wait_until(lambda: wanted <= troubles(daemon, address))
        assert "inside" in {tag["name"] for tag in daemon.get(f"{address}/tags")["tags"]}
        assert daemon.get(f"{address}/verify")["equal"] is True
    finally:
        locked_note.chmod(0o600)
        (vault / "Locked").chmod(0o700)
    wait_until(lambda: not wanted & troubles(daemon, address))


def note_is_known(daemon: LiveDaemon, address: str, path: str) -> bool:
    with daemon.http() as client:
        return client.get(f"{address}/notes/{quote(path)}").status_code == 200


def test_status_lists_every_broken_note(daemon: LiveDaemon, address: str, home: Path) -> None:
    shown = run_command(home, "status", "--format", "json")
    told = run_command(home, "status")

    assert shown.returncode == told.returncode == 0, shown.stderr + told.stderr
    (vault,) = json.loads(shown.stdout)["vaults"]
    listed = {(trouble["path"], trouble["code"]) for trouble in vault["state"]["troubles"]}
    assert {(path_of(name), code) for name, (_, codes) in TEXTS.items() for code in codes} <= listed
    assert told.stdout.count("front-matter-invalid") == sum(
        "front-matter-invalid" in codes for _, codes in TEXTS.values()
    )


@pytest.mark.parametrize("what", ["model", "tags", "aliases", "verify"])
def test_the_commands_answer_for_a_broken_vault(
    daemon: LiveDaemon, home: Path, vault: Path, what: str
) -> None:
    found = run_command(home, what, vault, "--format", "json")

    assert found.returncode == 0, found.stderr
    assert found.stdout == run_command(home, what, vault, "--format", "json").stdout
