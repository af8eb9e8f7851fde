"""All that a workspace tells of its vault, and where two of them tell different things."""

from collections.abc import Iterator, Mapping

from venture_canvas.workspace import Workspace

ALL = 1_000_000


def told(workspace: Workspace) -> dict[str, object]:
    """Return everything that can be asked of a workspace."""
    hints = workspace.hints()
    with workspace.reading() as index:
        return {
            "dump": index.dump(),
            "notes": dict(index.notes),
            "files": tuple(index.files),
            "links": {path: index.links(path) for path in index.notes},
            "backlinks": {path: index.backlinks(path) for path in index.files},
            "unresolved": index.unresolved(),
            "names": index.names_starting_with("", ALL),
            "named": {name: index.notes_named(name) for name in index.names_starting_with("", ALL)},
            "aliases": index.aliases(),
            "tags": index.tags(),
            "commonest": index.commonest_tags("", ALL),
            "tagged": {tag.key: index.notes_with_tag(tag.key) for tag in index.tags()},
            "ventures": workspace.ventures,
            "hints": hints,
            "hints by note": {path: workspace.hints(path) for path in index.notes},
            "settings": workspace.settings,
            "troubles": workspace.state.troubles,
        }


def apart(one: object, other: object, where: str = "") -> Iterator[str]:
    """Yield where two things differ, and what each of them says there."""
    if one == other:
        return
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in sorted({*one, *other}, key=str):
            yield from apart(one.get(key), other.get(key), f"{where}/{key}")
    elif isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        yield from (f"{where}: only live has {each}" for each in one if each not in other)
        yield from (f"{where}: only a fresh build has {each}" for each in other if each not in one)
        if sorted(map(repr, one)) == sorted(map(repr, other)):
            yield f"{where}: another order"
    else:
        yield f"{where}: live {one}, fresh {other}"
