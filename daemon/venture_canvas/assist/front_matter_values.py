"""Values of properties: tags with those above them, stages, patterns, roles."""

import re
from collections.abc import Iterable, Iterator, Mapping

from venture_canvas.assist.caret import Caret, Completion, starts
from venture_canvas.assist.inline_tags import in_notes, tags_of_the_vault
from venture_canvas.assist.property_at import PropertyAt, property_at
from venture_canvas.assist.vocabulary_tags import Offered, about, offered, speaks_of_ventures
from venture_canvas.canvas.tables import words
from venture_canvas.canvas.vocabulary import STAGE, ancestors, vocabulary
from venture_canvas.hints.properties import quoted
from venture_canvas.hints.settings import DEFAULTS
from venture_canvas.vault.tags import tag_key

TAG = re.compile(r"[\w/-]+")
STAGE_KEYS = ("stage", "venture-stage", "venture_stage")
PATTERNS: Mapping[str, str] = {
    "mass": "one type, no distinction inside it",
    "niche": "one type, narrowed to one description",
    "segmented": "one type, several segments",
    "diversified": "types that do not depend on each other",
    "multi-sided": "types on different sides that need each other",
}


def front_matter_values(caret: Caret) -> Iterable[Completion]:
    """Return the values that a property could have, by what is written of it."""
    entry = property_at(caret)
    if entry is None or not entry.keys:
        return ()
    if entry.keys == ("tags",):
        return _tags_of_a_list(caret, entry)
    if entry.keys[-1] in _categories() - _own_keys(entry):
        return _terms(caret, entry, entry.keys[-1])
    return _values(caret, entry) if len(entry.keys) == 1 else ()


def _categories() -> frozenset[str]:
    categories = vocabulary().categories
    return frozenset((*categories, *(each.of for each in categories.values() if each.of)))


def _own_keys(entry: PropertyAt) -> frozenset[str]:
    """Return the keys that hold no tags where the caret stands: outside `tags`, a stage is a plain value."""
    if entry.keys[0] == "tags":
        return frozenset()
    return frozenset(STAGE_KEYS if len(entry.keys) == 1 else entry.keys)


def _tags_of_a_list(caret: Caret, entry: PropertyAt) -> Iterator[Completion]:
    told = {tag_key(entry.typed)}
    for completion in _terms(caret, entry, None):
        told.add(tag_key(completion.label))
        if entry.typed:
            yield completion
    there = _others(entry)
    for tag in tags_of_the_vault(caret, entry.typed):
        if tag.key not in there and (tag.key not in told or not entry.typed):
            yield Completion(tag.name, _written(entry, [tag.name]), entry.span, "tag", in_notes(tag))


def _terms(caret: Caret, entry: PropertyAt, category: str | None) -> Iterator[Completion]:
    if not speaks_of_ventures(caret.note, caret.around):
        return
    there = _others(entry)
    for tag in offered(caret.around.settings, category):
        bare = tag.written.rpartition("/")[2]
        if tag.written in there or not (starts(tag.written, entry.typed) or starts(bare, entry.typed)):
            continue
        above = [name for name in ancestors(tag.term) if name not in there] if tag.term else []
        yield Completion(tag.written, _written(entry, [*above, tag.written]), entry.span, "tag", about(tag))


def _others(entry: PropertyAt) -> frozenset[str]:
    """Return what stands in the property beside what is being typed."""
    found = [tag_key(each) for each in TAG.findall(entry.whole)]
    typed = tag_key(entry.typed)
    if typed in found:
        found.remove(typed)
    return frozenset(found)


def _written(entry: PropertyAt, names: list[str]) -> str:
    """Return names as the property takes them; inside quotes there is room for one only."""
    if entry.is_quoted:
        return names[-1]
    text = entry.between.join(map(quoted, names))
    return f"[{text}]" if len(names) > 1 and not entry.in_list else text


def _values(caret: Caret, entry: PropertyAt) -> Iterator[Completion]:
    if not speaks_of_ventures(caret.note, caret.around):
        return
    for value, detail in _values_of(entry.keys[0]):
        if starts(value, entry.typed) and value != entry.typed:
            yield Completion(value, _written(entry, [value]), entry.span, "value", detail)


def _values_of(key: str) -> Iterable[tuple[str, str]]:
    if key in STAGE_KEYS:
        stages: Iterable[Offered] = offered(DEFAULTS, STAGE)
        return ((stage.written, about(stage)) for stage in stages)
    if key in ("role", "roles"):
        return ((role, f"a type that {words().sides[role]}") for role in words().roles)
    return PATTERNS.items() if key == "pattern" else ()
