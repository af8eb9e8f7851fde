"""Which notes of one home make a venture together."""

from collections.abc import Sequence

from venture_canvas.canvas import sections
from venture_canvas.canvas.kinds import NoteReading
from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.tables import section_kinds

SECTIONS_OF_A_FOLDER = 2


def grouped(readings: Sequence[NoteReading], home: str, vault_name: str) -> list[list[NoteReading]]:
    """Sort the notes of one home into ventures.

    Every note with a whole canvas is a venture; section notes are one together, or one for each affix (`PP - Customers`, `Lumen
    Customers`) where a section stands twice. What is left over joins the only venture there is. Beside the lexicon's entry for
    Customers, notes that are named like sections are entries too, unless one of them holds a venture's customers.
    """
    canvases = [
        reading for reading in readings if reading.outlook.kind == "canvas" and reading.outlook.is_core
    ]
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
        return [[*canvases, *owned, *_not_covered(parts, [*canvases, *owned]), *types]]
    if len(by_section) == 1:
        group = [*by_section[0], *(canvas for canvas in canvases if _completes(canvas, by_section[0]))]
        only = [*group, *_not_covered(parts, group), *types]
        return [only, *([canvas] for canvas in canvases if canvas not in group)]
    return [*by_section, *([canvas] for canvas in canvases)]


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
