"""Tables for people. What they show comes from notes, so nothing in it is read as markup."""

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from venture_canvas.shapes.indexes import AliasList, TagList
from venture_canvas.shapes.vaults import VaultFact, Verification


def table_of(title: str | None, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return a table; the cells are shown as they are."""
    table = Table(
        title=escape(title) if title else None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False
    )
    for column in columns:
        # A name that is cut off cannot be searched for; one that goes on in the next line can be read.
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    return table


def vaults_table(vaults: Sequence[VaultFact]) -> Table:
    """Show the vaults that are served, and how they are."""
    rows = (
        (
            vault.name,
            vault.state.status,
            vault.state.notes,
            vault.state.watching,
            len(vault.state.troubles),
            vault.path,
        )
        for vault in vaults
    )
    return table_of(None, ("Vault", "State", "Notes", "Watching", "Troubles", "Folder"), rows)


def troubles_table(vaults: Sequence[VaultFact]) -> Table:
    """Show what a person should know of the vaults."""
    rows = (
        (vault.name, trouble.path or "", trouble.code, trouble.message)
        for vault in vaults
        for trouble in vault.state.troubles
    )
    return table_of(None, ("Vault", "Note", "Code", "What it is"), rows)


def tags_table(found: TagList) -> Table:
    """Show tags."""
    rows = (
        (f"#{tag.name}", tag.count, _list(filter(None, tag.categories)), "yes" if tag.visible else "no")
        for tag in found.tags
    )
    return table_of(None, ("Tag", "Notes", "Categories", "Seen by Obsidian"), rows)


def aliases_table(found: AliasList) -> Table:
    """Show aliases; several notes on one line share it."""
    rows = ((alias.text, _lines(alias.notes), _lines(alias.shadows)) for alias in found.aliases)
    return table_of(None, ("Alias", "Notes", "Also the name of"), rows)


def differences_table(found: Verification) -> Table:
    """Show where the live state and a fresh build differ."""
    rows = ((difference.what, difference.live, difference.fresh) for difference in found.differences)
    return table_of("The live state differs from a fresh build.", ("What", "Live", "Fresh build"), rows)


def _list(texts: Iterable[str]) -> str:
    return ", ".join(texts)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
