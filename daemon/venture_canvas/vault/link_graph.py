"""Where the links of a vault lead, and from which notes links lead somewhere."""

from collections.abc import Iterable

from venture_canvas.notes.note import Link, Note
from venture_canvas.vault.bearers import Bearers
from venture_canvas.vault.file_names import FileNames
from venture_canvas.vault.links import LinkIndex
from venture_canvas.vault.names import file_keys
from venture_canvas.vault.note_keys import NoteKeys
from venture_canvas.vault.resolution import Target, has_dots, resolve, target_of
from venture_canvas.vault.snapshot import Resolution


class LinkGraph:
    """The links between the notes of a vault. What it holds are their targets; where these lead is found out when it is asked.

    Arguments:
        files: every file that can be linked.
        names: name key → the notes that are called so.
    """

    def __init__(self, files: FileNames, names: Bearers[str]) -> None:
        self._files, self._names = files, names
        self._links = LinkIndex()

    def change(self, path: str, old: NoteKeys, new: NoteKeys) -> bool:
        """Replace a note's links; say whether they aim at anything else than before."""
        return self._links.change(path, old, new)

    def resolve(self, link: Link, source: str) -> Resolution:
        """Return where a link in the note `source` leads."""
        return self._resolve(target_of(link), source)

    def linking(self, names: Iterable[str]) -> frozenset[str]:
        """Return the notes with a link whose target is, or ends with, any of some names, by their keys."""
        found: set[str] = set()
        for target in self._links.waiting_for(names):
            found.update(self._links.sources(target))
        return frozenset(found)

    def leading_to(self, path: str, *, beneath: str = "") -> frozenset[str]:
        """Return the notes, beneath a folder, with a link that resolves to a path by its target."""
        prefix = f"{beneath}/" if beneath else ""
        candidates = (
            (target, source)
            for target in self._links.waiting_for(file_keys(path))
            for source in self._links.sources(target)
            if source.startswith(prefix)
        )
        return frozenset(source for target, source in candidates if self._leads_to(target, source, path))

    def unresolved(self) -> dict[str, tuple[str, ...]]:
        """Return the key of every target that some links find nothing for, with the notes that hold them; both in order."""
        found: dict[str, set[str]] = {}
        for target in sorted(self._links):
            found.setdefault(target.key, set()).update(self._without_find(target))
        return {key: tuple(sorted(sources)) for key, sources in found.items() if sources}

    def dump(self) -> dict[str, object]:
        """Return the targets and what waits for them, as JSON has them; in order."""
        return self._links.dump()

    def dump_links(self, note: Note) -> list[object]:
        """Return where the links of a note lead, as JSON has it; in order."""
        return [
            self._dump_link(target, note.path) for target in sorted({target_of(link) for link in note.links})
        ]

    def _resolve(self, target: Target, source: str) -> Resolution:
        return resolve(target, source, self._files, self._names)

    def _without_find(self, target: Target) -> tuple[str, ...]:
        sources = self._links.sources(target)
        if has_dots(target):
            return tuple(source for source in sources if self._resolve(target, source).state == "unresolved")
        return sources if self._resolve(target, sources[0]).state == "unresolved" else ()

    def _leads_to(self, target: Target, source: str, path: str) -> bool:
        return self._resolve(target, source) == Resolution("resolved", (path,))

    def _dump_link(self, target: Target, source: str) -> list[object]:
        found = self._resolve(target, source)
        return [*target, found.state, list(found.paths), list(found.named)]
