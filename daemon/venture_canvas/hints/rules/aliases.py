"""The other names of a note: whether they are read, and whether they lead to this note and no other."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.homes import home_of
from venture_canvas.canvas.vocabulary import vocabulary
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.properties import find, quoted, with_items, with_lines, without_alias
from venture_canvas.hints.rule import rule
from venture_canvas.hints.tag_profile import is_ours, own_tags
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Alias, Note, Scalar
from venture_canvas.positions import Span
from venture_canvas.vault.aliases import AliasEntry
from venture_canvas.vault.conflict_copies import is_copy
from venture_canvas.vault.names import key_of

SEPARATORS = re.compile(r"\s*[,;\n]\s*")
TAG_FOLDER = "tags"
OBSIDIAN = "Obsidian: Aliases"


@rule(
    severity="warning",
    reads="note",
    source=OBSIDIAN,
    fix="Writes the names as a list.",
    bad=(
        "---\naliases: ⟦Clients, Whom we serve⟧\n---\n",
        "---\naliases: ⟦|\n  Clients\n  Whom we serve⟧\n---\n",
    ),
    good=(
        "---\naliases: [Clients, Whom we serve]\n---\n",
        "---\naliases: Clients\n---\n",
        "---\naliases:\n---\n",
    ),
)
def alias_not_list(view: NoteView) -> Iterator[Finding]:
    """Several other names are written as one text.

    Obsidian takes the whole text, commas and all, for a single name. By none of the names is the note found.
    """
    entry = find(view.note, "aliases")
    text = entry.value.value if entry and isinstance(entry.value, Scalar) else None
    names = [name for name in SEPARATORS.split(text.strip()) if name] if isinstance(text, str) else []
    if entry and len(names) > 1:
        place = entry.value.span
        edit = Edit(view.note.path, place, f"[{', '.join(map(quoted, names))}]")
        message = "Obsidian reads this as one name. Write the names as a list: [one, other]."
        fix = Fix("Write them as a list", "suggested", (edit,))
        yield Finding(view.note.path, place, message, fixes=(fix,))


@rule(
    severity="warning",
    reads="links",
    source=OBSIDIAN,
    fix="Puts the folder in front, for the page of a tag; else choose another name for one of them.",
    bad=(
        {
            "tags/industry/education.md": "---\naliases: ['⟦#education⟧']\n---\n",
            "tags/impact-area/education.md": "---\naliases: ['⟦#education⟧']\n---\n",
        },
        {
            "lexicon/customers.md": "---\naliases: [⟦Whom we serve⟧, Clients]\n---\n",
            "lexicon/segments.md": "---\naliases: [⟦whom we serve⟧]\n---\n",
        },
    ),
    good=(
        {
            "lexicon/customers.md": "---\naliases: [Clients]\n---\n",
            "lexicon/customers (conflicted copy 2026-11-20).md": "---\naliases: [Clients]\n---\n",
        },
        {
            "nursery/people/parents.md": "---\naliases: [Mothers]\n---\n",
            "ferry/people/passengers.md": "---\naliases: [Mothers]\n---\n",
        },
        "---\naliases: [Clients, clients]\n---\n",
    ),
)
def alias_duplicate(view: NoteView) -> Iterator[Finding]:
    """Two notes beside each other have the same other name.

    Who types the name is offered two notes and has to guess. Notes of different ventures may well share names; these do not.
    """
    for alias, entry in _claimed(view):
        rivals = [path for path in entry.notes if path != view.note.path and _is_beside(view, path, alias)]
        if rivals:
            name = _name(rivals[0])
            related = tuple(
                Related(path, _place(view, path, entry.key), "It is used here too.") for path in rivals
            )
            message = f'"{alias.text}" is another name of {name} too. Choose another name for one of the two.'
            yield Finding(view.note.path, alias.span, message, related, _qualified(view.note, alias))


@rule(
    severity="warning",
    reads="links",
    source=OBSIDIAN,
    fix="Takes the name out.",
    bad=(
        {
            "segments.md": "---\naliases: [⟦Customers⟧, Groups]\ntags: [lexicon-entry]\n---\n",
            "customers.md": "Parents.\n",
        },
    ),
    good=(
        {"lexicon/segments.md": "---\naliases: [Customers]\n---\n", "nursery/customers.md": "Parents.\n"},
        {"customers.md": "---\naliases: [Customers]\n---\n"},
    ),
)
def alias_shadows_note(view: NoteView) -> Iterator[Finding]:
    """Another name of this note is the name of the note beside it.

    A link by that name leads to the other note, always. Here the name only misleads.
    """
    for alias, entry in _claimed(view):
        others = [path for path in entry.shadows if path != view.note.path and _is_beside(view, path, alias)]
        if others:
            edit = without_alias(view.note, alias)
            fixes = (Fix(f"Take out {alias.text}", "suggested", (edit,)),) if edit else ()
            message = f'"{alias.text}" leads to the note {_name(others[0])}, never here. Choose another name.'
            yield Finding(view.note.path, alias.span, message, fixes=fixes)


@rule(
    severity="info",
    reads="note",
    on=False,
    source=OBSIDIAN,
    fix="Takes the name out.",
    bad=({"early-adopters.md": "---\naliases: [⟦early-adopters⟧, First customers]\n---\n"},),
    good=({"early-adopters.md": "---\naliases: [Early Adopters]\n---\n"},),
)
def alias_redundant(view: NoteView) -> Iterator[Finding]:
    """Another name is just the name of the file.

    Off by default: it does no harm, and some tools write it.
    """
    for alias in view.note.aliases:
        if key_of(alias.text) == key_of(view.note.name):
            edit = without_alias(view.note, alias)
            fixes = (Fix(f"Take out {alias.text}", "safe", (edit,)),) if edit else ()
            message = f'The file is called "{alias.text}" anyway.'
            yield Finding(view.note.path, alias.span, message, fixes=fixes)


@rule(
    severity="hint",
    reads="note",
    source="Later vault conventions: the page of a tag owns the tag as an alias",
    fix="Adds the tag as an alias.",
    bad=({"tags/pricing.md": "---\ntitle: Pricing\n⟦tags⟧: [venture/property]\n---\n"},),
    good=(
        {"tags/pricing.md": "---\naliases: ['#pricing']\ntags: [venture/property]\n---\n"},
        {"tags/industry/retail.md": "---\naliases: ['#industry/retail']\ntags: [venture/industry]\n---\n"},
        {
            "tags/readme.md": "---\ntags: [venture/property]\n---\n",
            "tags/soup.md": "---\ntags: [food]\n---\n",
        },
    ),
)
def tag_page_alias_missing(view: NoteView) -> Iterator[Finding]:
    """The page of a tag does not bear the tag as one of its names.

    With `#pricing` among its aliases, the page is offered where the tag is typed, and the tag counts as one of this vault's.
    """
    entry = find(view.note, "tags")
    folders = view.note.folder.casefold().split("/")
    marks = {tag.name.casefold() for tag in own_tags(view.note)} & vocabulary().reserved
    if not entry or not marks or TAG_FOLDER not in folders or view.note.name.casefold() == "readme":
        return
    name = view.note.name.casefold()
    if not {f"#{name}", f"#{folders[-1]}/{name}"} & {alias.text.casefold() for alias in view.note.aliases}:
        aliases = find(view.note, "aliases")
        edit = (
            with_items(view.note, aliases, [f"#{name}"])
            if aliases
            else with_lines(view.note, [f"aliases: [{quoted(f'#{name}')}]"])
        )
        fixes = (Fix(f"Add #{name}", "safe", (edit,)),) if edit else ()
        message = f"This page describes a tag. Add #{name} to its aliases, so that the tag leads here."
        yield Finding(view.note.path, entry.key_span, message, fixes=fixes)


def _claimed(view: NoteView) -> Iterator[tuple[Alias, AliasEntry]]:
    """Yield the aliases of a note, each once, with who else has to do with them."""
    for key, alias in {key_of(alias.text): alias for alias in reversed(view.note.aliases)}.items():
        entry = view.index.alias(key)
        if entry:
            yield alias, entry


def _is_beside(view: NoteView, path: str, alias: Alias) -> bool:
    """Say whether two notes are for the same readers: of one venture or folder, or both pages of a tag."""
    if is_copy(path) or is_copy(view.note.path):
        return False
    return alias.text.startswith("#") or (
        home_of(path) == home_of(view.note.path) and (view.outlook.kind == "lexicon" or is_ours(view))
    )


def _place(view: NoteView, path: str, key: str) -> Span:
    return next(alias.span for alias in view.index.notes[path].aliases if key_of(alias.text) == key)


def _qualified(note: Note, alias: Alias) -> tuple[Fix, ...]:
    """Return the fix that puts the folder into a tag that two pages claim: `#industry/education`."""
    folder = note.folder.rpartition("/")[2]
    bare = alias.text.removeprefix("#")
    if not alias.text.startswith("#") or "/" in bare or not folder or folder.casefold() == TAG_FOLDER:
        return ()
    edit = Edit(note.path, alias.span, f"#{folder}/{bare}")
    return (Fix(f"Write #{folder}/{bare}", "suggested", (edit,)),)


def _name(path: str) -> str:
    return path.removesuffix(".md")
