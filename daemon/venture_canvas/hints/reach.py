"""How far a change reaches: the notes whose hints may be others because of what happened in another note.

A rule that reads links asks who else has a name, an alias or a tag of the note, and whether a name is a slip away. This is the
other direction of each of those questions.
"""

from collections.abc import Iterator

from venture_canvas.canvas.sections import written_names
from venture_canvas.canvas.tables import section_kinds
from venture_canvas.hints.near import one_slip
from venture_canvas.vault.delta import Delta
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.names import file_keys, key_of, names_of

MOST_NAMES = 100
"""Names from which on every note is looked at again: a vault that is opened or synchronised, not a note that is written."""


def reached(index: VaultIndex, delta: Delta) -> frozenset[str]:
    """Return the notes, beside those that changed, that must be looked at again by the rules that read links.

    Arguments:
        index: the vault after the change.
        delta: what the change did to it.
    """
    if len(delta.names) > MOST_NAMES:
        return frozenset(index.notes)
    return frozenset((*delta.links, *_sharing_aliases(index, delta), *_sharing_names(index, delta)))


def _sharing_aliases(index: VaultIndex, delta: Delta) -> Iterator[str]:
    """Yield the notes that bear the same alias, and those that have the tag of which it names the page."""
    for text in delta.aliases:
        entry = index.alias(text)
        yield from entry.notes if entry else ()
        if text.startswith("#"):
            yield from _tagged(index, text)


def _sharing_names(index: VaultIndex, delta: Delta) -> Iterator[str]:
    """Yield the notes with the same name, with a tag of that name, and with a link that is that name or nearly so.

    Near is a slip of the pen, and another name of the same section. Whether a note can be linked by the name of its file alone depends on the other files of that name, so links by its other names
    are looked at again too.
    """
    changed = frozenset(delta.names)
    namesakes = {path for name in changed for path in index.notes_named(name)}
    files = (path for path in namesakes if not changed.isdisjoint(file_keys(path)))
    names = changed.union(*(names_of(index.notes[path]) for path in files))
    yield from namesakes
    yield from index.linking(names)
    for name in names:
        yield from _tagged(index, name)
        if tag := written_names().get(name):
            yield from index.linking(map(key_of, section_kinds()[tag].names))
        yield from index.linking(one_slip(name))


def _tagged(index: VaultIndex, tag: str) -> Iterator[str]:
    return (tagged.path for tagged in index.notes_with_tag(tag, nested=False))
