"""Tags: hierarchy, categories, counts, spelling, and what Obsidian sees of them."""

import time

from venture_canvas.notes.parse import read_note
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.tags import TagEntry

CATEGORISED = "---\ntags:\n  part: [Numbers, people]\n  phase: [first-year]\n  kind: []\n---\n"


def vault_of(**texts: str) -> VaultIndex:
    vault = VaultIndex()
    vault.apply({f"{name}.md": read_note(f"{name}.md", text.encode()) for name, text in texts.items()})
    return vault


def tag(vault: VaultIndex, key: str) -> TagEntry:
    return {entry.key: entry for entry in vault.tags()}[key]


def test_a_nested_tag_counts_under_every_tag_above_it() -> None:
    vault = vault_of(one="#Risk/Money/cash", two="#risk", three="#risks")
    assert [(entry.key, entry.count, entry.own) for entry in vault.tags()] == [
        ("risk", 2, 1),
        ("risk/money", 1, 0),
        ("risk/money/cash", 1, 1),
        ("risks", 1, 1),
    ]


def test_a_note_counts_once_however_often_it_has_a_tag() -> None:
    assert tag(vault_of(one="#Risk #risk/a #RISK #risk/b"), "risk").count == 1


def test_the_spelling_of_most_notes_is_shown() -> None:
    assert tag(vault_of(a="#risk", b="#Risk", c="#Risk"), "risk").name == "Risk"


def test_of_equally_common_spellings_the_one_first_by_path_is_shown() -> None:
    assert tag(vault_of(b="#risk", a="#Risk"), "risk").name == "Risk"


def test_a_mapping_of_categories_is_indexed_though_obsidian_does_not_see_it() -> None:
    vault = vault_of(entry=CATEGORISED)
    assert [(entry.name, entry.categories, entry.visible) for entry in vault.tags()] == [
        ("first-year", ("phase",), False),
        ("Numbers", ("part",), False),
        ("people", ("part",), False),
    ]


def test_a_tag_tells_all_its_categories_and_whether_it_also_has_none() -> None:
    vault = vault_of(
        entry=CATEGORISED, other="---\ntags:\n  audience: [people]\n---\n", flat="---\ntags: [people]\n---\n"
    )
    assert tag(vault, "people").categories == (None, "audience", "part")


def test_the_notes_in_which_obsidian_does_not_see_a_tag_are_counted() -> None:
    vault = vault_of(entry=CATEGORISED, both=CATEGORISED + "#people", inline="#people/paid")
    people = tag(vault, "people")
    assert (people.count, people.invisible, people.visible) == (3, 1, True)


def test_tags_are_found_by_prefix_without_case_and_with_or_without_the_hash() -> None:
    vault = vault_of(one="#Risk/Money #rival #other")
    for prefix in ("RI", "#ri"):
        assert [entry.key for entry in vault.tags(prefix)] == ["risk", "risk/money", "rival"]


def test_the_notes_with_a_tag_come_in_order_of_path_with_its_places() -> None:
    vault = vault_of(b="#risk and #Risk/money", a="x #RISK", c="#risks")
    found = vault.notes_with_tag("#Risk")
    assert [tagged.path for tagged in found] == ["a.md", "b.md"]
    texts = [
        vault.notes[tagged.path].text[span.start : span.end] for tagged in found for span in tagged.spans
    ]
    assert [text.removeprefix("#") for text in texts] == ["RISK", "risk", "Risk/money"]


def test_nested_tags_can_be_left_out() -> None:
    vault = vault_of(a="#risk/money", b="#risk #risk/money")
    [tagged] = vault.notes_with_tag("risk", nested=False)
    assert (tagged.path, len(tagged.spans)) == ("b.md", 1)


def test_a_tag_nobody_has_has_no_notes() -> None:
    assert vault_of(a="#risk").notes_with_tag("ris") == ()


def test_a_tag_of_a_hundred_thousand_levels_costs_no_more_than_its_length() -> None:
    note = read_note("deep.md", f"---\ntags: [{'a/' * 30_000}a]\n---\n".encode())
    vault = VaultIndex()
    started = time.process_time()
    vault.apply({"deep.md": note})
    assert time.process_time() - started < 1
    assert len(note.tags) == 1
    assert len(vault.tags()) == 33
