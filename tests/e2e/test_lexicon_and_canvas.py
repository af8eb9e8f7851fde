"""A lexicon entry beside a filled canvas: what each of the two gives to the model and to the indexes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from e2e.notes import CANVAS, CANVAS_PATH, LEXICON, LEXICON_PATH, NEIGHBOURS, write_all
from live_daemon import LiveDaemon, running_daemon


class Asked:
    """What the daemon answers about one vault."""

    def __init__(self, daemon: LiveDaemon, vault: Path) -> None:
        self._daemon = daemon
        with daemon.http() as client:
            added = client.post("/vaults", json={"path": str(vault)})
        assert added.status_code in {200, 201}, added.text
        listed = daemon.get("/vaults")["vaults"]
        self._address = daemon.vault([each["path"] for each in listed].index(str(vault)))

    def get(self, what: str) -> Any:
        return self._daemon.get(f"{self._address}/{what}")


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDaemon]:
    with running_daemon(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def asked(daemon: LiveDaemon, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """A vault in which the notes that the lexicon entry names are there, under other file names."""
    return Asked(daemon, write_all(tmp_path_factory.mktemp("whole") / "vault"))


@pytest.fixture(scope="module")
def alone(daemon: LiveDaemon, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """A vault without those notes."""
    return Asked(daemon, write_all(tmp_path_factory.mktemp("alone") / "vault", neighbours=False))


def test_the_lexicon_entry_adds_no_venture_and_no_customer_type(asked: Asked) -> None:
    (venture,) = asked.get("model")["ventures"]

    assert venture["notes"] == [CANVAS_PATH]
    assert [each["label"] for each in venture["customer_types"]] == ["Night workers", "Island councils"]


def test_its_eight_tags_stand_by_category_and_obsidian_sees_none_of_them(asked: Asked, alone: Asked) -> None:
    expected = {
        "customer-model": "canvas-sections",
        "customers": "canvas-sections",
        "lexicon-entry": "content",
        "canvas-sections": "content",
        "idea-stage": "venture-stage",
        "early-stage": "venture-stage",
        "growth-stage": "venture-stage",
        "scale-stage": "venture-stage",
    }
    own = asked.get(f"notes/{LEXICON_PATH}")["tags"]
    assert {tag["name"]: tag["category"] for tag in own} == expected
    assert len(own) == 8

    for vault, entries in ((asked, 1 + len(NEIGHBOURS)), (alone, 1)):
        tags = {tag["name"]: tag for tag in vault.get("tags")["tags"]}
        for name, category in expected.items():
            assert tags[name]["categories"] == [category]
            assert tags[name]["visible"] is False
            assert tags[name]["invisible"] == tags[name]["count"]
        assert tags["lexicon-entry"]["count"] == entries
        assert tags["idea-stage"]["count"] == 1


def test_the_tags_of_the_canvas_are_the_ones_that_obsidian_sees(asked: Asked) -> None:
    visible = {tag["name"] for tag in asked.get("tags")["tags"] if tag["visible"]}

    assert visible == {"boat", "canvas", "venture", "venture/ferry"}


def text_in(note: str, range_: dict[str, dict[str, int]]) -> str:
    """What stands in a range of one line; the notes hold nothing that UTF-16 counts twice."""
    start, end = range_["start"], range_["end"]
    assert start["line"] == end["line"]
    return note.splitlines()[start["line"]][start["character"] : end["character"]]


def test_its_tags_lead_to_the_note_and_the_place_in_it(asked: Asked) -> None:
    (found,) = asked.get("tags/growth-stage/notes")["notes"]

    assert found["path"] == LEXICON_PATH
    assert [text_in(LEXICON, range_) for range_ in found["ranges"]] == ["growth-stage"]


def test_its_four_aliases_resolve_to_it(asked: Asked) -> None:
    aliases = {alias["text"]: alias for alias in asked.get("aliases")["aliases"]}

    for text in ("who we serve", "buyer groups", "people to win over", "customers explained"):
        assert aliases[text] == {"text": text, "notes": [LEXICON_PATH], "shadows": []}
    assert set(aliases) - {"The night boat"} == {
        "who we serve",
        "buyer groups",
        "people to win over",
        "customers explained",
    }


def test_three_links_name_titles_and_one_leaves_the_vault(asked: Asked) -> None:
    links = asked.get(f"notes/{LEXICON_PATH}")["links"]

    assert [(link["target"], link["resolution"], link["paths"], link["named"]) for link in links] == [
        ("Early Adopters", "unresolved", [], ["Lexicon/first-to-come.md"]),
        ("Jobs to be Done", "unresolved", [], ["Lexicon/hired-for.md"]),
        ("Unique Value Proposition", "unresolved", [], ["Lexicon/the-promise.md"]),
        ("../../../../../attic/handbook/solution", "outside", [], []),
    ]


def test_without_its_neighbours_three_links_are_unresolved(alone: Asked) -> None:
    links = alone.get(f"notes/{LEXICON_PATH}")["links"]

    assert [(link["resolution"], link["named"]) for link in links] == [
        ("unresolved", []),
        ("unresolved", []),
        ("unresolved", []),
        ("outside", []),
    ]


def test_its_properties_are_read_as_they_are_written(asked: Asked) -> None:
    note = asked.get(f"notes/{LEXICON_PATH}")
    properties = {each["key"]: each["value"] for each in note["properties"]}

    assert note["title"] == "Customers"
    assert note["problems"] == []
    assert properties["source"] is None
    assert properties["last_updated"] == "2026-02-11"
    assert properties["tags"]["venture-type"] == []


def texts(statements: list[dict[str, Any]]) -> list[str]:
    return [statement["text"] for statement in statements]


def test_the_canvas_gives_types_segments_jobs_alternatives_and_propositions(asked: Asked) -> None:
    (venture,) = asked.get("model")["ventures"]
    workers, councils = venture["customer_types"]

    assert [segment["label"] for segment in workers["segments"]] == ["Hospital cleaners", "Harbour pilots"]
    assert (workers["roles"], councils["roles"]) == (["user"], ["payer"])
    assert texts(workers["early_adopters"]) == ["cleaners of the children's ward who share a taxi today"]
    assert texts(workers["jobs"]) == ["get home before the children wake"]
    assert texts(councils["jobs"]) == ["keep families from moving away"]
    assert texts(workers["alternatives"]) == ["a camp bed in the changing room"]
    assert texts(councils["alternatives"]) == ["a bus round the bay"]
    assert texts(workers["value_propositions"]) == ["a boat that waits for the end of the shift"]
    assert texts(councils["value_propositions"]) == ["a crossing for less than the bus costs"]
    assert not any(venture["unattributed"].values())
    assert workers["source"]["path"] == CANVAS_PATH
    assert text_in(CANVAS, workers["source"]["range"]).startswith("**Night workers**")
    assert text_in(CANVAS, councils["jobs"][0]["source"]["range"]).endswith("keep families from moving away")


def test_a_vault_of_these_notes_equals_a_fresh_build_and_has_no_troubles(asked: Asked) -> None:
    assert asked.get("verify") == {"equal": True, "differences": []}
    assert asked.get("state")["troubles"] == []
