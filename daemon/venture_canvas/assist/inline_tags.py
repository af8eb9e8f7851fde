"""Tags after `#`: the vault's, those of most notes first, then the vocabulary's."""

import re
from collections.abc import Iterable, Iterator

from venture_canvas.assist.caret import Caret, Completion, starts
from venture_canvas.assist.vocabulary_tags import about, offered, speaks_of_ventures
from venture_canvas.positions import Span
from venture_canvas.vault.tags import TagEntry, tag_key

OPENED = re.compile(r"(?:^|(?<=[\s(>|*_]))#(?P<typed>[\w/-]*)$")
MOST_OF_THE_VAULT = 50


def inline_tags(caret: Caret) -> Iterable[Completion]:
    """Return the tags that start with what stands after `#`."""
    opened = OPENED.search(caret.before)
    if not opened or caret.offset < caret.note.body_start:
        return ()
    return _tags(caret, opened["typed"], Span(caret.offset - len(opened[0]), caret.offset))


def _tags(caret: Caret, typed: str, span: Span) -> Iterator[Completion]:
    told = {tag_key(typed)}
    for entry in tags_of_the_vault(caret, typed):
        told.add(entry.key)
        yield Completion(entry.name, f"#{entry.name}", span, "tag", in_notes(entry))
    for tag in offered(caret.around.settings) if speaks_of_ventures(caret.note, caret.around) else ():
        if tag_key(tag.written) not in told and starts(tag.written, typed):
            yield Completion(tag.written, f"#{tag.written}", span, "tag", about(tag))


def tags_of_the_vault(caret: Caret, typed: str) -> Iterator[TagEntry]:
    """Yield the vault's tags that go on from what was typed; what was typed is itself one while it is being written."""
    found = caret.around.index.commonest_tags(typed, MOST_OF_THE_VAULT)
    return (entry for entry in found if entry.key != tag_key(typed))


def in_notes(entry: TagEntry) -> str:
    """Tell how many notes have a tag."""
    return f"in {entry.count} note{'s' if entry.count != 1 else ''}"
