from bench.generated.vault import vault_notes
from hints.good_venture import by_section
from venture_canvas.notes.parse import parse_note
from venture_canvas.vault.filing import FiledNote, Shelf, filed
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.note_keys import keys_of


def test_a_note_is_unpacked_as_it_was_packed() -> None:
    for path, text in by_section().items():
        note = parse_note(path, text)
        assert filed(note).note() == note
        assert filed(note).note_keys() == keys_of(note)


def test_a_packed_note_takes_little_more_memory_than_its_file() -> None:
    notes = [filed(parse_note(path, text)) for path, text in vault_notes(100)]
    files = sum(len(text.encode()) for _, text in vault_notes(100))
    assert sum(len(note.facts) + len(note.keys) for note in notes) < 2 * files


def test_a_shelf_gives_its_notes_in_order_of_path_and_forgets_what_is_removed() -> None:
    shelf = Shelf()
    notes = {path: parse_note(path, path) for path in ("b.md", "a.md", "c.md")}
    for path, note in notes.items():
        shelf.put(path, filed(note))
    shelf.remove("c.md")

    assert list(shelf.items()) == [("a.md", notes["a.md"]), ("b.md", notes["b.md"])]
    assert shelf.holds("a.md", filed(notes["a.md"]))
    assert not shelf.holds("a.md", filed(notes["b.md"]))
    assert shelf.holds("c.md", None)


def test_a_vault_is_taken_in_without_unpacking_a_note() -> None:
    """What is packed here is no note at all: whoever looked into it would fail."""
    notes = {path: filed(parse_note(path, text)) for path, text in by_section().items()}
    sealed = {path: FiledNote(path, note.digest, b"sealed", note.keys) for path, note in notes.items()}
    index, open_index = VaultIndex(), VaultIndex()

    assert index.apply(sealed) == open_index.apply(notes)
    assert index.tags() == open_index.tags()
