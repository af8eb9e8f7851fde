"""Where a link leads, by Obsidian's rules.

| the target is written | looked for, in this order; the first find decides |
| --- | --- |
| nothing (`[[#Heading]]`) | the note itself |
| with a `.` or `..` segment | from the note's folder; above the vault's root it is outside |
| with a leading `/` | from the vault's root |
| in a wiki link or property | from the vault's root; then any file whose path ends with it |
| in a Markdown or reference link | from the note's folder; then as a wiki link |

Everything is compared without case. A last segment without a dot means a note: `.md` is added. One with a dot is taken as it
is (`plan.pdf`), then with `.md` (`v1.2`). Several finds are ambiguous unless exactly one of them sits in the note's own folder.

A title, an alias, a heading or a slug leads nowhere in Obsidian; the notes that have it are told in `named`.

Sources: Obsidian help, "Internal links"; `app.metadataCache` of 1.13.7, recorded in
github.com/pvliesdonk/markdown-vault-mcp/pull/1380 and 1385: a path from the root wins over a note next to the source, then the
source's own folder, then the shortest path; Markdown targets are looked for in the whole vault; `[[#h]]` leads to the note itself.
The last of these, the shortest path, is nowhere promised, so it only puts the candidates in order.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from venture_canvas.notes.note import Link
from venture_canvas.vault.bearers import Bearers
from venture_canvas.vault.file_names import FileNames
from venture_canvas.vault.names import NOTE_ENDING, key_of, last_segment, stem_of
from venture_canvas.vault.note_keys import NEARBY_KINDS
from venture_canvas.vault.snapshot import Resolution


class Target(NamedTuple):
    """What a link aims at, as far as it matters to where it leads.

    Arguments:
        key: the key of the path or name; empty for a link within the note.
        nearby: whether the note's own folder is looked in first, as for Markdown links.
    """

    key: str
    nearby: bool


def target_of(link: Link) -> Target:
    """Return what a link aims at."""
    return Target(key_of(link.target), link.kind in NEARBY_KINDS)


def names_sought(target: Target) -> tuple[str, ...]:
    """Return the keys of the names on which a target's resolution depends, the most telling first.

    They are the whole target, for titles such as `Input/Output`, and its last segment, each also without `.md`.
    """
    last = last_segment(target.key)
    return tuple(dict.fromkeys((target.key, stem_of(target.key), last, stem_of(last))))


def has_dots(target: Target) -> bool:
    """Say whether a target holds a `.` or `..` segment; only then does it depend on the note's folder whether it is found."""
    return "." in target.key and not {".", ".."}.isdisjoint(target.key.split("/"))


def resolve(target: Target, source: str, files: FileNames, names: Bearers[str]) -> Resolution:
    """Return where a target leads.

    Arguments:
        target: what the link aims at.
        source: the path of the note that holds the link.
        files: every file that can be linked.
        names: name key → the notes that are called so.
    """
    if not target.key:
        return Resolution("resolved", (source,))
    folder = source.rpartition("/")[0]
    if _climbs_out(target.key, folder):
        return Resolution("outside", named=_named(target, names))
    found = _find(target, folder, files)
    if not found:
        return Resolution("unresolved", named=_named(target, names))
    return _settle(found, folder)


def _find(target: Target, folder: str, files: FileNames) -> Sequence[str]:
    lookups = _lookups(target)
    for ending in (
        ("", NOTE_ENDING) if "." in target.key and "." in last_segment(target.key) else (NOTE_ENDING,)
    ):
        key = target.key + ending
        for look in lookups:
            found = look(key, folder, files)
            if found:
                return found
    return ()


def _lookups(target: Target) -> tuple["Lookup", ...]:
    if target.key.startswith("/"):
        return FROM_ROOT
    if has_dots(target):
        return FROM_FOLDER
    return NEARBY_FIRST if target.nearby else ANYWHERE


def _from_folder(key: str, folder: str, files: FileNames) -> Sequence[str]:
    return files.at(_join(key_of(folder), key) or "")


def _from_root(key: str, _folder: str, files: FileNames) -> Sequence[str]:
    return files.at(_join("", key) or "")


def _as_written(key: str, _folder: str, files: FileNames) -> Sequence[str]:
    return files.at(key)


def _anywhere(key: str, _folder: str, files: FileNames) -> Sequence[str]:
    candidates = files.called(last_segment(key))
    return [path for path in candidates if key_of(path).endswith(f"/{key}")] if "/" in key else candidates


def _settle(found: Sequence[str], folder: str) -> Resolution:
    beside = found if len(found) == 1 else [path for path in found if path.rpartition("/")[0] == folder]
    if len(beside) == 1:
        return Resolution("resolved", tuple(beside))
    return Resolution("ambiguous", tuple(sorted(found, key=lambda path: (len(path), path))))


def _named(target: Target, names: Bearers[str]) -> tuple[str, ...]:
    if "://" in target.key:
        return ()
    return next((tuple(names.of(name)) for name in names_sought(target) if name in names), ())


def _climbs_out(key: str, folder: str) -> bool:
    return ".." in key and _join("" if key.startswith("/") else folder, key) is None


def _join(folder: str, path: str) -> str | None:
    """Return a path taken from a folder, without dots, or None when it climbs above the root."""
    segments: list[str] = []
    for segment in f"{folder}/{path}".split("/"):
        if segment == "..":
            if not segments:
                return None
            segments.pop()
        elif segment not in {"", "."}:
            segments.append(segment)
    return "/".join(segments)


Lookup = Callable[[str, str, FileNames], Sequence[str]]

FROM_ROOT: tuple[Lookup, ...] = (_from_root,)
FROM_FOLDER: tuple[Lookup, ...] = (_from_folder,)
NEARBY_FIRST: tuple[Lookup, ...] = (_from_folder, _as_written, _anywhere)
ANYWHERE: tuple[Lookup, ...] = (_as_written, _anywhere)
