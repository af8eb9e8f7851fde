"""Names in order, put in order only when somebody asks."""

from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.notes.parse import parse_note
from venture_canvas.vault.bearers import Bearers
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.ordered_keys import FEW, OrderedKeys

KEYS = st.text(alphabet="abc", min_size=1, max_size=3)


@given(st.lists(st.sets(KEYS, max_size=20), max_size=6), KEYS)
def test_however_keys_come_and_go_they_are_found_in_order(steps: list[set[str]], prefix: str) -> None:
    table: Bearers[str] = Bearers()
    ordered = OrderedKeys(table)
    before: set[str] = set()
    for step in steps:
        ordered.note(table.change("note", before, step))
        before = step
        assert ordered.starting_with(prefix, 99) == sorted(key for key in step if key.startswith(prefix))


def test_many_that_come_at_once_are_in_order_too() -> None:
    table: Bearers[str] = Bearers()
    ordered = OrderedKeys(table)
    ordered.note(table.change("note", set(), {f"{number:03}" for number in range(FEW * 3)}))
    ordered.note(table.change("note", {"001"}, set()))
    assert ordered.starting_with("00", 3) == ["000", "002", "003"]


def test_names_and_tags_of_a_vault_are_found_by_how_they_start() -> None:
    index = VaultIndex()
    index.apply(
        {
            "Mill.md": parse_note("Mill.md", "---\naliases: [Milling]\n---\n#corn #rye"),
            "A.md": parse_note("A.md", "#rye #oat"),
        }
    )
    assert index.names_starting_with("MIL", 9) == ["mill", "milling"]
    assert [entry.name for entry in index.commonest_tags("", 2)] == ["rye", "corn"]
    index.apply({"Mill.md": None})
    assert index.names_starting_with("mil", 9) == []
    assert index.tag("#Oat") == index.tags("oat")[0]
    assert index.tag("corn") is None
