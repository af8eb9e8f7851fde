"""Aliases: who bears them, where they collide, and which file names they shadow."""

from venture_canvas.notes.parse import read_note
from venture_canvas.vault.aliases import AliasEntry
from venture_canvas.vault.index import VaultIndex


def vault_of(texts: dict[str, str]) -> VaultIndex:
    vault = VaultIndex()
    vault.apply({path: read_note(path, text.encode()) for path, text in texts.items()})
    return vault


def aliases(*texts: str) -> str:
    return f"---\naliases: [{', '.join(texts)}]\n---\n"


def test_an_alias_tells_every_note_that_bears_it() -> None:
    vault = vault_of(
        {"b.md": aliases("Backers"), "a.md": aliases("BACKERS", "Friends"), "c.md": aliases("Backers")}
    )
    assert vault.aliases("back") == (AliasEntry("backers", "Backers", ("a.md", "b.md", "c.md"), ()),)


def test_aliases_are_found_by_prefix_in_order() -> None:
    vault = vault_of({"a.md": aliases("Zebra", "apple", "Apricot")})
    assert [entry.text for entry in vault.aliases("AP")] == ["apple", "Apricot"]
    assert [entry.text for entry in vault.aliases()] == ["apple", "Apricot", "Zebra"]


def test_an_alias_that_is_another_notes_file_name_tells_the_note_it_shadows() -> None:
    vault = vault_of({"a.md": aliases("Pricing"), "x/pricing.md": ""})
    assert [entry.shadows for entry in vault.aliases()] == [("x/pricing.md",)]


def test_an_alias_that_repeats_its_own_file_name_shadows_nothing() -> None:
    vault = vault_of({"Pricing.md": aliases("pricing")})
    assert [entry.shadows for entry in vault.aliases()] == [()]


def test_an_alias_is_told_as_changed_when_a_file_takes_its_name() -> None:
    vault = vault_of({"a.md": aliases("Pricing")})
    delta = vault.apply({"Pricing.md": read_note("Pricing.md", b"")})
    assert delta.aliases == ("Pricing",)


def test_a_note_is_found_by_its_alias_but_a_link_by_it_leads_nowhere() -> None:
    vault = vault_of({"a.md": aliases("Backers"), "b.md": "[[Backers]]"})
    [(_, resolution)] = vault.links("b.md")
    assert vault.notes_named("BACKERS") == ("a.md",)
    assert (resolution.state, resolution.named) == ("unresolved", ("a.md",))
