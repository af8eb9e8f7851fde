"""What one step changed in the indexes of a vault."""

from dataclasses import dataclass, field

import msgspec


class Delta(msgspec.Struct, frozen=True):
    """What one step changed, old and new together; everything in order.

    Arguments:
        notes: the paths of the notes that came, changed or went.
        names: the keys of the names that a note or file gained or lost.
        aliases: the texts of the aliases whose bearers, or the file names they shadow, changed.
        tags: the keys of the tags whose count, category, spelling or bearers changed.
        links: the paths of the notes of which at least one link may lead elsewhere than before: to another note, or to a heading, a
            marked line or a text that came or went in the same one.
        tag_forms: the paths of the notes that hold their tags in another form than before, and of those changed ones that sort them
            under categories.
    """

    notes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    tag_forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """A Delta in the making."""

    notes: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    tag_forms: set[str] = field(default_factory=set)

    def delta(self) -> Delta:
        """Return what changed so far, everything in order."""
        every = (self.notes, self.names, self.aliases, self.tags, self.links, self.tag_forms)
        return Delta(*(tuple(sorted(each)) for each in every))
