"""The vault's index: links both ways, deltas, and how much work a change costs."""

import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from types import FrameType
from typing import Any

import pytest

from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import read_note
from venture_canvas.vault.delta import Delta
from venture_canvas.vault.index import VaultIndex


def notes_of(texts: Mapping[str, str]) -> dict[str, Note | None]:
    return {path: read_note(str(path), text.encode()) for path, text in texts.items()}


def vault_of(texts: dict[str, str], *files: str) -> VaultIndex:
    vault = VaultIndex()
    vault.apply(notes_of(texts), dict.fromkeys(files, True))
    return vault


def states(vault: VaultIndex, path: str) -> list[str]:
    return [resolution.state for _, resolution in vault.links(path)]


def test_notes_and_files_come_in_order_of_path() -> None:
    vault = vault_of({"b.md": "", "a/z.md": ""}, "a/picture.png")
    vault.apply(notes_of({"a/b.md": ""}))
    assert list(vault.notes) == ["a/b.md", "a/z.md", "b.md"]
    assert list(vault.files) == ["a/b.md", "a/picture.png", "a/z.md", "b.md"]


def test_backlinks_are_the_notes_whose_links_resolve_to_a_path() -> None:
    vault = vault_of(
        {
            "x/Plan.md": "[[#here]]",
            "y/Plan.md": "",
            "by wiki.md": "[[X/PLAN]]",
            "by markdown.md": "[p](x/Plan.md)",
            "x/near.md": "[[Plan]]",
            "ambiguous.md": "[[Plan]]",
            "other.md": "[[y/Plan]]",
        }
    )
    assert vault.backlinks("x/Plan.md") == ("by markdown.md", "by wiki.md", "x/Plan.md", "x/near.md")


def test_an_attachment_has_backlinks_too() -> None:
    assert vault_of({"a.md": "![[plan.pdf]]"}, "x/Plan.pdf").backlinks("x/Plan.pdf") == ("a.md",)


def test_a_path_nobody_links_to_has_no_backlinks() -> None:
    assert vault_of({"a.md": ""}).backlinks("a.md") == ()


def test_unresolved_targets_tell_who_waits_for_them() -> None:
    vault = vault_of({"a.md": "[[Ghost]] [[x/Ghost]]", "b.md": "[[GHOST]] [t](Ghost) [[../out]] [[a]]"})
    assert vault.unresolved() == {"ghost": ("a.md", "b.md"), "x/ghost": ("a.md",)}


def test_a_target_taken_from_the_notes_folder_may_wait_in_one_note_and_not_in_another() -> None:
    vault = vault_of({"b.md": "[[./Plan]]", "x/a.md": "[[./Plan]]", "x/Plan.md": ""})
    assert vault.unresolved() == {"./plan": ("b.md",)}


def test_a_note_is_found_by_name_with_or_without_ending() -> None:
    vault = vault_of({"x/Plan B.md": "# Way out", "plan b.md": "", "c.md": "# plan b\n"})
    assert (
        vault.notes_named(" PLAN B.md ")
        == vault.notes_named("plan-b")
        == ("c.md", "plan b.md", "x/Plan B.md")
    )
    assert vault.notes_named("way out") == ("x/Plan B.md",)
    assert vault.notes_named("nothing") == ()


def test_a_note_that_appears_finds_what_was_waiting_for_it() -> None:
    vault = vault_of({"a.md": "[[Ghost]]", "b.md": "[[Other]]", "c.md": "[t](x/ghost.md)"})
    delta = vault.apply(notes_of({"x/Ghost.md": ""}))
    assert delta == Delta(notes=("x/Ghost.md",), names=("ghost", "ghost.md"), links=("a.md", "c.md"))
    assert vault.backlinks("x/Ghost.md") == ("a.md", "c.md")


def test_a_second_note_of_a_name_makes_its_links_ambiguous_and_tells_them() -> None:
    vault = vault_of({"a.md": "[[Plan]]", "x/Plan.md": ""})
    assert vault.apply(notes_of({"y/Plan.md": ""})).links == ("a.md",)
    assert states(vault, "a.md") == ["ambiguous"]
    assert vault.apply({"x/Plan.md": None}).links == ("a.md",)
    assert states(vault, "a.md") == ["resolved"]


def test_a_note_that_goes_leaves_its_links_waiting() -> None:
    vault = vault_of({"a.md": "[[Plan]]", "Plan.md": "#risk"})
    delta = vault.apply({"Plan.md": None})
    assert delta == Delta(notes=("Plan.md",), names=("plan", "plan.md"), tags=("risk",), links=("a.md",))
    assert states(vault, "a.md") == ["unresolved"]


def test_a_title_that_changes_tells_the_links_it_named_and_names() -> None:
    vault = vault_of({"a.md": "[[Old words]]", "b.md": "[[New words]]", "n.md": "# Old words\n"})
    delta = vault.apply(notes_of({"n.md": "# New words\n"}))
    assert delta.names == ("new words", "new-words", "old words", "old-words")
    assert delta.links == ("a.md", "b.md")


def test_an_edit_that_changes_no_fact_tells_the_note_only() -> None:
    vault = vault_of({"a.md": "[[Plan]] #risk"})
    assert vault.apply(notes_of({"a.md": "More words. [[Plan]] #risk"})) == Delta(notes=("a.md",))


def test_a_note_that_is_the_same_as_before_changes_nothing() -> None:
    vault = vault_of({"a.md": "[[Plan]] #risk"})
    assert vault.apply(notes_of({"a.md": "[[Plan]] #risk"})) == Delta()


def test_going_twice_or_never_having_been_there_changes_nothing() -> None:
    vault = vault_of({})
    assert vault.apply({"a.md": None}, {"b.png": False}) == Delta()


def test_a_rename_in_case_only_is_a_change() -> None:
    vault = vault_of({"plan.md": "", "a.md": "[[Plan]]"})
    delta = vault.apply({"plan.md": None, **notes_of({"Plan.md": ""})})
    assert delta.links == ("a.md",)
    assert vault.backlinks("Plan.md") == ("a.md",)


def test_a_note_that_cannot_be_read_is_a_file_that_can_be_linked() -> None:
    vault = vault_of({"a.md": "[[Plan]]"}, "Plan.md")
    assert states(vault, "a.md") == ["resolved"]
    delta = vault.apply(notes_of({"Plan.md": "# Way out"}), {"Plan.md": False})
    assert delta.notes == ("Plan.md",)
    assert states(vault, "a.md") == ["resolved"]


def test_a_dump_survives_json() -> None:
    texts = {"a.md": "---\naliases: [b]\ntags: {k: [t]}\n---\n[[b]] [[#h]] #u", "b.md": "[[a]] [[../x]]"}
    dump = vault_of(texts, "p.png").dump()
    assert json.loads(json.dumps(dump)) == dump


def test_two_vaults_that_differ_have_different_dumps() -> None:
    assert vault_of({"a.md": "#one"}).dump() != vault_of({"a.md": "#two"}).dump()


def test_only_an_existing_note_has_links() -> None:
    with pytest.raises(KeyError):
        vault_of({}).links("a.md")


class CountedPath(str):
    """A path that counts how often it is compared or hashed: what a scan in C does, and no Python step shows."""

    __slots__ = ()
    looks = 0

    def __lt__(self, other: str) -> bool:
        CountedPath.looks += 1
        return str.__lt__(self, other)

    def __hash__(self) -> int:
        CountedPath.looks += 1
        return str.__hash__(self)


def steps_of(work: Callable[[], object]) -> int:
    """Return the number of Python's own steps plus path comparisons that some work takes."""
    steps = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal steps
        if frame.f_globals is globals():
            return None
        frame.f_trace_opcodes = True
        steps += event == "opcode"
        return trace

    CountedPath.looks = 0
    tracer = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(tracer)
    return steps + CountedPath.looks


def work_of_one_change(size: int) -> int:
    text = "---\naliases: [Alias {0}]\n---\n# Heading {0}\n\n[[Note {1}]] [[Hub]] [[Ghost {0}]] #all/of/them #one-{0}\n"
    paths = [CountedPath(f"Folder/Note {number:05}.md") for number in range(size)]
    texts: dict[str, str] = {
        path: text.format(number, (number + 1) % size) for number, path in enumerate(paths)
    }
    vault = VaultIndex()
    vault.apply(notes_of(texts))
    edited = paths[50]
    changes: list[dict[str, Note | None]] = [
        notes_of({edited: "# Other\n\n[[Note 7]] [[Ghost 3]] #all/of\n"}),
        {edited: None},
        notes_of({edited: texts[edited]}),
    ]
    return sum(steps_of(partial(vault.apply, change)) for change in changes)


def test_the_work_for_one_change_does_not_grow_with_the_vault() -> None:
    # Sorted tables are searched by halving: six more comparisons a search from 100 notes to 5,000.
    assert work_of_one_change(5_000) <= 1.1 * work_of_one_change(100)
