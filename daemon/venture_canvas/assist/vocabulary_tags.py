"""The tags of the vocabulary as they are offered: those in use today, in the form a place takes them in."""

from collections.abc import Iterator
from typing import NamedTuple

from venture_canvas.canvas.vocabulary import VENTURE, Term, vocabulary
from venture_canvas.hints.settings import Settings
from venture_canvas.hints.tag_profile import is_ours
from venture_canvas.hints.views import NoteView, Surroundings
from venture_canvas.notes.note import Note


class Offered(NamedTuple):
    """A tag as it is written in a place, with the term it is; None for one of the vault's settings."""

    written: str
    category: str
    term: Term | None


def speaks_of_ventures(note: Note, around: Surroundings) -> bool:
    """Say whether the vocabulary means anything to who writes a note: the vault holds a venture, or the note is about one."""
    return bool(around.ventures.all) or is_ours(NoteView(note, around.ventures.outlook(note), around))


def offered(settings: Settings, category: str | None = None) -> Iterator[Offered]:
    """Yield the tags that are in use, by category.

    Arguments:
        settings: name further tags.
        category: the one that the place takes, by its name, or by the key that stands for several; None for a list, which takes all.
    """
    for name, each in vocabulary().categories.items():
        if category not in (None, name, each.of):
            continue
        dimension = f"{name}/" if each.of and category in (None, VENTURE) else ""
        for term in each.tags.values():
            if term.status is None:
                yield Offered(dimension + term.name, name, term)
        yield from (Offered(dimension + tag, name, None) for tag in settings.vocabulary.get(name, ()))


def about(tag: Offered) -> str:
    """Return a few words on a tag."""
    return (tag.term.about if tag.term else "") or tag.category.replace("-", " ")
