"""What a note is: told from its tags, name, headings and properties, not from the notes around it."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from venture_canvas.canvas import outline, sections
from venture_canvas.canvas.elsewhere import kind_elsewhere
from venture_canvas.canvas.furniture import without_furniture
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import parts, word_list
from venture_canvas.canvas.tables import fold, section_kinds, words
from venture_canvas.notes.lines import TO_DO, Line, read_lines
from venture_canvas.notes.note import Note

Kind = Literal["lexicon", "event", "canvas", "section", "type", "other"]

SECTIONS_OF_A_CANVAS = 3
SECTIONS_OF_A_TAGGED_CANVAS = 1
CORE_SECTIONS_OF_A_CANVAS = 2
SECTIONS_OF_A_PART = 2
SECTIONS_OF_MINUTES = 6
LINES_OF_A_CANVAS = 2000
"""Lines beyond which a note is not read for a canvas: it holds data, not a founder's words."""
LABEL = re.compile(
    r"(?:[ \t]*+>)*+[ \t]*+(?:\[![\w-]++\][+-]?[ \t]*+)?[\W_]*+(?:\d++[.)]*+[\W_]*+)?"
    r"([^\W\d_][^:*|(=_–—]{1,45}+)[ \t]*(?:[:*|(=_–—]|$)"
)
"""What may name a section at the start of a line. It is tried on every line of a vault: tried on whole notes it takes six times as
long. Nothing before the name is given back: a line of quote marks would take for ever."""
DIGITS = "0123456789"
LONGEST_TITLE = 5
"""Words up to which the title of a callout that reminds may yet be the name of a customer type."""
HALVES = re.compile(r"\s*[/()]\s*")
DASH = re.compile(r"\s+[–—-]\s+")
CANVAS_TAGS = frozenset({"canvas", "canvas-example", "canvas-section", "venture"})
TYPE_TAGS = frozenset({"customer-type", "customer type", "type/customer"})


class Outlook(msgspec.Struct, frozen=True):
    """What one note is, as far as it says so itself.

    Arguments:
        kind: `canvas` holds several sections by headings or labels; `section` is one section by its name or tag; `type` describes a
            customer type; `lexicon` talks about sections; `event` tells of a meeting or an interview.
        section: the section that the whole note is, or that a lexicon entry is about, or None.
        affix: what its name adds to the section's name (`Lumen` in `Lumen Customers`), folded; empty when it adds nothing.
        sections: the tags of the sections it holds.
        tagged: whether a tag says that it belongs to a canvas.
    """

    kind: Kind
    section: str | None = None
    affix: str = ""
    sections: frozenset[str] = frozenset()
    tagged: bool = False

    @property
    def is_core(self) -> bool:
        """Whether it holds a section that only a canvas has."""
        return any(section_kinds()[tag].core for tag in self.sections)


class NoteReading(msgspec.Struct, frozen=True):
    """A note as the canvas sees it: what it is, and the tree of its lines."""

    note: Note
    outlook: Outlook
    root: Node | None


def read(note: Note) -> NoteReading:
    """Say what a note is; notes that carry no canvas are not read further."""
    elsewhere = kind_elsewhere(note)
    if elsewhere and not (elsewhere == "event" and _is_canvas_by_headings(note)):
        about = _section_of_note(note)[0] if elsewhere == "lexicon" else None
        return NoteReading(note, Outlook(elsewhere, about), None)
    tags = _folded_tags(note)
    section, affix = _section_of_note(note)
    tagged = not tags.isdisjoint(CANVAS_TAGS) or (
        not tags.isdisjoint(section_kinds()) and not _is_only_filed_under(note, section)
    )
    if section is None and not _may_hold_sections(note, tagged=tagged or _is_type(note)):
        return NoteReading(note, Outlook("type" if _is_type(note) else "other", tagged=tagged), None)
    root, held = _outlined(note, section)
    if section and _is_whole(held - {section}):
        section, affix = None, ""
        root, held = _outlined(note, section)
    return NoteReading(note, _outlook(note, section, affix, held, tagged=tagged), root)


def _outlined(note: Note, section: str | None) -> tuple[Node, frozenset[str]]:
    """Return the tree of a note's lines, read as a section or as none, and the sections that start in it."""
    root = outline.build(note.path, _lines(note), section)
    return root, frozenset(node.section for node in root.walk() if node.section and not node.is_root)


def _is_canvas_by_headings(note: Note) -> bool:
    """Say whether the minutes of a meeting are a canvas that was filled in there."""
    held = {tag for heading in note.headings if (tag := sections.of_heading(heading.text))}
    contents = [tag for tag in held if not section_kinds()[tag].model]
    return sections.CUSTOMERS in held and len(contents) >= SECTIONS_OF_MINUTES


def _lines(note: Note) -> tuple[Line, ...]:
    return without_furniture(read_lines(note, _may_be_content)[:LINES_OF_A_CANVAS])


def _may_be_content(title: str, kind: str) -> bool:
    """Say whether a callout that reminds by its kind may be no reminder: a section, or what is said of a type."""
    is_short = bool(title) and not title.endswith("?") and len(word_list(title)) <= LONGEST_TITLE
    return sections.is_callout_of_section(title) or (is_short and kind != TO_DO)


def _is_whole(held: frozenset[str]) -> bool:
    """Say whether sections make a canvas, so that a note with them is none of them, whatever its name or its tag says."""
    contents = [tag for tag in held if not section_kinds()[tag].model]
    core = sum(section_kinds()[tag].core for tag in contents)
    return len(contents) >= SECTIONS_OF_A_CANVAS and core >= CORE_SECTIONS_OF_A_CANVAS


def _outlook(note: Note, section: str | None, affix: str, held: frozenset[str], *, tagged: bool) -> Outlook:
    contents = frozenset(tag for tag in held if not section_kinds()[tag].model or tag == sections.IMPACT)
    if section and (section_kinds()[section].model is False or section == sections.IMPACT):
        kind: Kind = "section"
        return Outlook(kind, section, affix, contents | {section}, tagged)
    if _is_type(note):
        return Outlook("type", sections=contents, tagged=tagged)
    core = sum(section_kinds()[tag].core for tag in contents)
    needed = SECTIONS_OF_A_TAGGED_CANVAS if tagged else SECTIONS_OF_A_CANVAS
    enough = len(contents) >= needed or core >= CORE_SECTIONS_OF_A_CANVAS
    return Outlook(
        "canvas" if contents and enough and (core or tagged) else "other", sections=contents, tagged=tagged
    )


def read_type_note(note: Note) -> NoteReading:
    """Read the note of a customer type that the Customers section links to, whatever else it could be."""
    return NoteReading(note, Outlook("type"), outline.build(note.path, _lines(note)))


def _section_of_note(note: Note) -> tuple[str | None, str]:
    """Return the section that a note's name, title or only section tag stands for, and what the name adds."""
    for name in dict.fromkeys((note.name, note.title or note.name)):
        exact = sections.of_name(name) or _section_in_two_languages(name)
        if exact:
            return _asked_for(note, name, exact), ""
    if _joins_sections(note.name):
        return None, ""
    part = _section_in_name(note.name)
    if part:
        return part
    tag = _section_of_tags(note)
    return (tag, "") if tag and not _is_type(note) else (None, "")


def _asked_for(note: Note, name: str, section: str) -> str:
    """Return the section that a name stands for; where it only asks (`What for`), the one that a tag tells, unless that holds it."""
    tag = _section_of_tags(note) if _asks(name) else None
    return tag if tag and section_kinds()[section].parent != tag else section


def _asks(name: str) -> bool:
    found = word_list(name.lstrip(f"{DIGITS} .·)–—-"))
    return not words().question_words.isdisjoint((*found[:1], " ".join(found[:2])))


def _is_only_filed_under(note: Note, section: str | None) -> bool:
    """Say whether nothing but one tag beside others says that a note is a section: so does that of a book about customers."""
    named = any(sections.of_heading(name) for name in (note.name, note.title or "", *_first_heading(note)))
    ours = [tag for tag in note.tags if fold(tag.name).rpartition("/")[2] in section_kinds()]
    is_one_of_many = len(ours) == 1 < len(note.tags) and ours[0].category is None
    return section is not None and not named and is_one_of_many


def _first_heading(note: Note) -> tuple[str, ...]:
    return tuple(heading.text for heading in note.headings[:1])


def _section_in_two_languages(name: str) -> str | None:
    """Read `2. Klanten (Customers)`."""
    halves = [half for half in HALVES.split(name) if half]
    tag = next((tag for half in halves if (tag := sections.of_name(half))), None) if len(halves) > 1 else None
    return tag or _named_twice(DASH.split(name))


def _named_twice(names: Sequence[str]) -> str | None:
    """Read `Klanten - Customers`, but not `Lumen - Customers`."""
    tags = {sections.of_name(name) for name in names}
    return tags.pop() if len(names) > 1 and len(tags) == 1 else None


def _joins_sections(name: str) -> bool:
    """Say whether a name is of a note with several sections: `TSG-3 Jobs + Alternatives`."""
    joined = parts(name)
    named = {found[0] for part in joined if (found := _named_in(part))} if len(joined) > 1 else ()
    return len(named) > 1


def _named_in(part: str) -> tuple[str, str] | None:
    exact = sections.of_name(part)
    return (exact, "") if exact else _section_in_name(part)


def _section_in_name(name: str) -> tuple[str, str] | None:
    """Read `PP2 - Customers` and `Lumen Early Adopters`: the longest end, else the longest start, that names a section."""
    found = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name) if sections.may_name(name) else []
    for length in range(len(found) - 1, 0, -1):
        for kept, left in ((found[-length:], found[:-length]), (found[:length], found[length:])):
            tag = sections.of_name(" ".join(kept))
            if tag:
                return tag, " ".join(
                    filter(None, (word.rstrip(DIGITS) for word in word_list(" ".join(left))))
                )
    return None


def _section_of_tags(note: Note) -> str | None:
    """Return the section whose tag a note carries, the deepest when its parents stand beside it."""
    kinds = section_kinds()
    carried = [
        fold(tag.name).rpartition("/")[2]
        for tag in note.tags
        if tag.category in (None, "canvas-sections") and not tag.inline
    ]
    found = [tag for tag in dict.fromkeys(carried) if tag in kinds and not kinds[tag].model]
    deepest = [tag for tag in found if not any(kinds[other].parent == tag for other in found)]
    return deepest[0] if len(deepest) == 1 else None


def _may_hold_sections(note: Note, *, tagged: bool) -> bool:
    """Say, without reading the lines one by one, whether enough of them could start a section: most notes of a vault hold none."""
    names = sections.written_names()
    starts = filter(None, map(LABEL.match, note.text.split("\n")))
    found = {names[label] for start in starts if (label := start[1].casefold().strip()) in names}
    found |= {tag for heading in note.headings if (tag := sections.of_heading(heading.text))}
    return len(found) >= (SECTIONS_OF_A_TAGGED_CANVAS if tagged else SECTIONS_OF_A_PART)


def _folded_tags(note: Note) -> set[str]:
    return {fold(tag.name) for tag in note.tags}


def _is_type(note: Note) -> bool:
    if not TYPE_TAGS.isdisjoint(_folded_tags(note)):
        return True
    kind = note.property_value("type") or note.property_value("kind")
    return (isinstance(kind, str) and fold(kind) in TYPE_TAGS) or note.property_value("role") is not None
