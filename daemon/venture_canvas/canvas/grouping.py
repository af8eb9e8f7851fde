"""Which notes of one home make a venture together."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from venture_canvas.canvas import sections
from venture_canvas.canvas.kinds import NoteReading
from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.retellings import is_shorter, named_types, retells, words_of_name
from venture_canvas.canvas.tables import section_kinds

SECTIONS_OF_A_FOLDER = 2
NAMELESS = ""
"""Stands for the name of `Canvas.md`."""


class Group(NamedTuple):
    """The notes that make a venture, those that hold a whole section first, and those that tell it once more."""

    notes: list[NoteReading]
    retellings: list[NoteReading]


def grouped(readings: Sequence[NoteReading], home: str, vault_name: str) -> list[Group]:
    """Sort the notes of one home into ventures.

    Every note with a whole canvas is a venture, unless it tells another once more; section notes are one together, or one for each
    affix (`PP - Customers`, `Lumen Customers`) where a section stands twice. What is left over joins the only venture there is.
    Beside the lexicon's entry for Customers, notes that are named like sections are entries too, unless one of them holds a
    venture's customers.
    """
    canvases = _canvases(readings)
    parts = [
        reading
        for reading in readings
        if reading.outlook.kind in ("canvas", "other") and not reading.outlook.is_core
    ]
    types = [reading for reading in readings if reading.outlook.kind == "type"]
    owned = _with_known_affix(
        [reading for reading in readings if reading.outlook.kind == "section"], home, vault_name
    )
    if _has_entry(readings) and not _covers(owned, sections.CUSTOMERS):
        owned = []
    by_section = [group for group in _by_affix(owned) if _is_venture(group)]
    if len(canvases) == 1 and not any(_covers(group, sections.CUSTOMERS) for group in by_section):
        ((canvas,), retellings) = canvases[0]
        return [Group([canvas, *owned, *_not_covered(parts, [canvas, *owned]), *types], retellings)]
    if len(by_section) == 1:
        return _around_sections(by_section[0], canvases, parts, types)
    return [*(Group(group, []) for group in by_section), *canvases]


def _canvases(readings: Sequence[NoteReading]) -> list[Group]:
    """Return the notes that hold a whole canvas, the fullest first, each with those that tell it once more."""
    whole = [each for each in readings if each.outlook.kind == "canvas" and each.outlook.is_core]
    common = Counter(word for each in whole for word in words_of_name(each.note.name))
    found: list[Group] = []
    # A folder may hold hundreds of canvases, and each keystroke in one of them comes here: so only namesakes are compared.
    by_rarest_word: dict[str, list[Group]] = {}
    for reading in sorted(whole, key=lambda each: (-len(each.outlook.sections), each.note.path)):
        name = words_of_name(reading.note.name)
        near = (group for word in (NAMELESS, *sorted(name)) for group in by_rarest_word.get(word, ()))
        told = next((group for group in near if is_shorter(reading, group.notes[0])), None)
        if told:
            told.retellings.append(reading)
            continue
        found.append(Group([reading], []))
        rarest = min(name, key=lambda word: (common[word], word), default=NAMELESS)
        by_rarest_word.setdefault(rarest, []).append(found[-1])
    return found


def _around_sections(
    group: list[NoteReading],
    canvases: Sequence[Group],
    parts: Sequence[NoteReading],
    types: Sequence[NoteReading],
) -> list[Group]:
    """Return the venture of a home's section notes, with what completes it and what tells it once more, and the other ventures."""
    about = [each for each in canvases if _completes(each.notes[0], group) or retells(each.notes[0], group)]
    whole = [each.notes[0] for each in about if _is_whole(each.notes[0], group)][:1]
    completing = [each.notes[0] for each in about if _completes(each.notes[0], group)]
    notes = [*whole, *group, *completing]
    again = [reading for each in about for reading in (*each.notes, *each.retellings) if reading not in notes]
    only = Group([*notes, *_not_covered(parts, notes), *types], again)
    return [only, *(each for each in canvases if each not in about)]


def _has_entry(readings: Sequence[NoteReading]) -> bool:
    return any(
        each.outlook.kind == "lexicon" and each.outlook.section == sections.CUSTOMERS for each in readings
    )


def _with_known_affix(readings: Sequence[NoteReading], home: str, vault_name: str) -> list[NoteReading]:
    """Keep the section notes whose name adds nothing, or something that a sibling, the folder or their own heading has."""
    sections_by_affix: dict[str, set[str | None]] = {}
    for reading in readings:
        sections_by_affix.setdefault(reading.outlook.affix, set()).add(reading.outlook.section)
    place = set(word_list(home.rpartition("/")[2] or vault_name))
    return [
        reading
        for reading in readings
        if not reading.outlook.affix
        or len(sections_by_affix[reading.outlook.affix]) > 1
        or set(reading.outlook.affix.split()) <= place
        or _is_only_one(reading, readings)
    ]


def _is_only_one(reading: NoteReading, readings: Sequence[NoteReading]) -> bool:
    """Say whether a note's first heading names its section plainly, and no other note is that section: `Jobs, as of May`."""
    section, headings = reading.outlook.section, reading.note.headings
    alone = sum(each.outlook.section == section for each in readings) == 1
    return alone and bool(headings) and sections.of_name(headings[0].text) == section


def _by_affix(readings: Sequence[NoteReading]) -> list[list[NoteReading]]:
    carried = [reading.outlook.section for reading in readings]
    if len(carried) == len(set(carried)):
        return [list(readings)] if readings else []
    groups: dict[str, list[NoteReading]] = {}
    for reading in readings:
        groups.setdefault(reading.outlook.affix, []).append(reading)
    return list(groups.values())


def _is_venture(group: Sequence[NoteReading]) -> bool:
    held = {tag for reading in group for tag in reading.outlook.sections}
    core = any(section_kinds()[tag].core for tag in held)
    return core and (len(held) >= SECTIONS_OF_A_FOLDER or any(reading.outlook.tagged for reading in group))


def _is_whole(canvas: NoteReading, group: Sequence[NoteReading]) -> bool:
    """Say whether a note is the canvas of which section notes say more: it names customers, and has more sections than they."""
    held = {tag for reading in group for tag in reading.outlook.sections}
    return len(canvas.outlook.sections) > len(held) and bool(named_types([canvas]))


def _completes(canvas: NoteReading, group: Sequence[NoteReading]) -> bool:
    """Say whether a note with several sections (`Jobs + Alternatives`) holds only what a venture with customers lacks."""
    held = {tag for reading in group for tag in reading.outlook.sections}
    return sections.CUSTOMERS in held and held.isdisjoint(canvas.outlook.sections)


def _covers(group: Sequence[NoteReading], tag: str) -> bool:
    return any(tag in reading.outlook.sections for reading in group)


def _not_covered(parts: Sequence[NoteReading], group: Sequence[NoteReading]) -> list[NoteReading]:
    """Return the notes that add a section to a venture."""
    held = {tag for reading in group for tag in reading.outlook.sections}
    return [part for part in parts if not part.outlook.sections <= held]
