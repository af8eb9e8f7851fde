"""The indexes of a vault, together: what its notes are called, tagged and linked to, kept current by difference.

What keeps them honest: after any sequence of changes `dump` equals that of a fresh index over the same notes, and whatever
differs between two dumps is named in the `Delta` between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from venture_canvas.notes.note import Link, Note
from venture_canvas.vault.aliases import AliasEntry, AliasIndex
from venture_canvas.vault.bearers import Bearers
from venture_canvas.vault.delta import Changes, Delta
from venture_canvas.vault.file_names import FileNames
from venture_canvas.vault.filing import FiledNote, Known, Shelf, filed
from venture_canvas.vault.link_graph import LinkGraph
from venture_canvas.vault.names import file_keys, key_of, stem_of
from venture_canvas.vault.note_keys import NO_KEYS, Form, NoteKeys, keys_of
from venture_canvas.vault.ordered_keys import OrderedKeys
from venture_canvas.vault.snapshot import Resolution, Snapshot
from venture_canvas.vault.tags import TagEntry, Tagged, TagIndex, spans_in

NO_FILES: Mapping[str, bool] = MappingProxyType({})


class VaultIndex(Snapshot):
    """The notes of a vault and what can be looked up about them.

    Files in folders whose name starts with `.` do not exist for Obsidian and must not be given to it.
    """

    def __init__(self) -> None:
        self._notes = Shelf()
        self._with_fragments: set[str] = set()
        self._empty: set[str] = set()
        self._problems: dict[str, tuple[tuple[str, str], ...]] = {}
        self._others: set[str] = set()
        self._files = FileNames()
        self._names: Bearers[str] = Bearers()
        self._name_keys = OrderedKeys(self._names)
        self._aliases = AliasIndex(self._files)
        self._tags = TagIndex()
        self._tag_forms: Bearers[Form] = Bearers()
        self._links = LinkGraph(self._files, self._names)

    def apply(self, notes: Mapping[str, Known | None], files: Mapping[str, bool] = NO_FILES) -> Delta:
        """Take in what changed.

        Arguments:
            notes: by path, each note that came or changed, or None for one that went.
            files: by path, whether another file that can be linked is there now.

        Returns:
            What differs from before. The work depends on that, never on the size of the vault.
        """
        changes = Changes()
        for path in sorted(notes):
            note = notes[path]
            self._change_note(path, filed(note) if note else None, changes)
        self._others.update(path for path, there in files.items() if there)
        self._others.difference_update(path for path, there in files.items() if not there)
        for path in sorted({*notes, *files}):
            self._change_file(path, changes)
        changes.links.update(self._links.linking(changes.names))
        return changes.delta()

    @property
    def notes(self) -> Mapping[str, Note]:
        """Every note by its path, in order of path."""
        return self._notes

    @property
    def files(self) -> Mapping[str, None]:
        """The path of every file that can be linked, notes included, in order."""
        return MappingProxyType(self._files.paths)

    @property
    def problems(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Code and message of what kept notes from being read, by path."""
        return MappingProxyType(self._problems)

    def is_empty(self, path: str) -> bool:
        """Say whether there is a note at a path that could be read and holds nothing below its properties."""
        return path in self._empty and path not in self._problems

    def resolve(self, link: Link, source: str) -> Resolution:
        """Return where a link in the note `source` leads."""
        return self._links.resolve(link, source)

    def links(self, path: str) -> tuple[tuple[Link, Resolution], ...]:
        """Return the links of a note, in the order of its text, with where each leads; KeyError when there is no such note."""
        return tuple((link, self.resolve(link, path)) for link in self._notes[path].links)

    def backlinks(self, path: str, *, beneath: str = "") -> tuple[str, ...]:
        """Return the paths of the notes that hold a link which resolves to a path, in order.

        A note that links to itself, by name or by `[[#Heading]]`, is among them, as in Obsidian.

        Arguments:
            path: where the links lead.
            beneath: look only at the notes beneath this folder; a name such as `Customers` may be linked all over a vault.
        """
        found = self._links.leading_to(path, beneath=beneath)
        note = self._notes.get(path)
        inward = {path} if note and any(not link.target for link in note.links) else set()
        return tuple(sorted(found | inward))

    def unresolved(self) -> dict[str, tuple[str, ...]]:
        """Return the key of every target that some links find nothing for, with the notes that hold them; both in order."""
        return self._links.unresolved()

    def notes_named(self, name: str) -> tuple[str, ...]:
        """Return the notes whose file name, title, alias, first heading or slug is a name, without case, in order of path."""
        key = key_of(name.strip())
        return tuple(self._names.of(key) or self._names.of(stem_of(key)))

    def names_starting_with(self, prefix: str, most: int) -> list[str]:
        """Return the keys of the first names that start with a prefix, without case, in order; see `notes_named`."""
        return self._name_keys.starting_with(key_of(prefix), most)

    def aliases(self, prefix: str = "") -> tuple[AliasEntry, ...]:
        """Return the aliases that start with a prefix, without case, in order of key."""
        return self._aliases.starting_with(prefix)

    def alias(self, text: str) -> AliasEntry | None:
        """Return an alias, without case, or None when no note bears it."""
        return self._aliases.find(text)

    def tags(self, prefix: str = "") -> tuple[TagEntry, ...]:
        """Return the tags that start with a prefix, with or without `#`, without case, in order of key."""
        return self._tags.starting_with(prefix)

    def commonest_tags(self, prefix: str, most: int) -> tuple[TagEntry, ...]:
        """Return the tags that start with a prefix, without case, those of most notes first."""
        return self._tags.commonest(prefix, most)

    def tag(self, name: str) -> TagEntry | None:
        """Return a tag, with or without `#`, without case, or None when no note has it."""
        return self._tags.find(name)

    def notes_with_tag(self, tag: str, *, nested: bool = True) -> tuple[Tagged, ...]:
        """Return the notes that have a tag, and where, in order of path; `nested` counts the tags below it."""
        paths = self._tags.paths(tag, nested=nested)
        return tuple(Tagged(path, spans_in(self._notes[path], tag, nested=nested)) for path in paths)

    def notes_with_tags_as(self, form: Form) -> Sequence[str]:
        """Return the notes whose front matter holds tags in a form, in order of path: a live list, to be copied by who keeps it."""
        return self._tag_forms.of(form)

    def linking(self, names: Iterable[str]) -> frozenset[str]:
        """Return the notes with a link whose target is, or ends with, any of some names, by their keys."""
        return self._links.linking(names)

    def dump(self) -> dict[str, object]:
        """Return the whole state, canonical and as JSON has it: equal for equal vaults, however they came about."""
        return {
            "notes": {path: note.digest for path, note in self._notes.items()},
            "files": list(self._files.paths),
            "file_names": self._files.dump(),
            "names": self._names.dump(),
            "aliases": self._aliases.dump(),
            "tags": self._tags.dump(),
            "tag_forms": self._tag_forms.dump(),
            "targets": self._links.dump(),
            "links": {path: self._links.dump_links(note) for path, note in self._notes.items()},
        }

    def _change_note(self, path: str, new: FiledNote | None, changes: Changes) -> None:
        if self._notes.holds(path, new):
            return
        before = self._notes.get(path)
        old, now = keys_of(before), new.note_keys() if new else NO_KEYS
        changes.notes.add(path)
        names = self._names.change(path, old.names, now.names)
        self._name_keys.note(names)
        changes.names.update(names)
        changes.aliases.update(self._aliases.change(path, old, now))
        changes.tags.update(self._tags.change(path, old, now))
        if self._tag_forms.change(path, _forms(old), _forms(now)) or now.form == "mapping":
            changes.tag_forms.add(path)
        if self._links.change(path, old, now):
            changes.links.add(path)
        (self._with_fragments.add if now.fragments else self._with_fragments.discard)(path)
        (self._empty.add if now.empty else self._empty.discard)(path)
        self._problems.pop(path, None)
        if now.problems:
            self._problems[path] = now.problems
        if new:
            self._notes.put(path, new)
        else:
            self._notes.remove(path)
        changes.links.update(self._leading_elsewhere_in(path, before, old, now))

    def _leading_elsewhere_in(
        self, path: str, before: Note | None, old: NoteKeys, now: NoteKeys
    ) -> Iterable[str]:
        """Return the notes with a link for which something changed within the note that it leads to."""
        if old.empty != now.empty:
            return self.linking(file_keys(path))
        after = self._notes.get(path) if before else None
        # A note that comes or goes has its name looked for anyway.
        if before and after and _places_in(before) != _places_in(after):
            return self.linking(file_keys(path)) & self._with_fragments
        return ()

    def _change_file(self, path: str, changes: Changes) -> None:
        was, now = path in self._files.paths, path in self._notes or path in self._others
        if was == now:
            return
        (self._files.add if now else self._files.remove)(path)
        keys = file_keys(path)
        changes.names.update(keys)
        changes.aliases.update(text for key in keys for text in self._aliases.texts_of(key))


def _forms(keys: NoteKeys) -> frozenset[Form]:
    return frozenset({keys.form}) if keys.form else frozenset()


def _places_in(note: Note) -> tuple[object, ...]:
    """Return what a link can lead to within a note."""
    return (*(heading.text for heading in note.headings), note.block_ids)
