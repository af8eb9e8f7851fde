"""The tags that a note gives its sections, and the sections it holds: read once for all rules that compare the two."""

from venture_canvas.canvas import sections
from venture_canvas.canvas.tables import section_kinds
from venture_canvas.canvas.vocabulary import SECTIONS, ancestors, vocabulary
from venture_canvas.hints.tag_profile import own_tags, profile_of
from venture_canvas.hints.tag_verdicts import intended
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Heading, Note, Tag

SECTIONS_OF_A_WHOLE_CANVAS = 6


def tags_of(note: Note, category: str) -> dict[str, Tag]:
    """Return the tags that stand under a category, by the name that is meant: a misspelt one counts as what it was to be."""
    return {intended(tag): tag for tag in reversed(own_tags(note)) if tag.category == category}


def section_tags(note: Note) -> dict[str, Tag]:
    """Return the tags of sections by name, when the note sorts its tags and names a section, not only whole models."""
    if profile_of(note) != "mapping":
        return {}
    found, kinds = tags_of(note, SECTIONS), section_kinds()
    return found if any(name in kinds and not kinds[name].model for name in found) else {}


def untagged(view: NoteView) -> list[str]:
    """Return the sections that a canvas holds and its tags leave out, in order; those that another tag asks for not among them."""
    tagged = section_tags(view.note) if view.outlook.kind == "canvas" else {}
    known = vocabulary().categories[SECTIONS].tags
    asked = {above for name in tagged if name in known for above in ancestors(known[name])}
    return [tag for tag in _filled(view.note) if tag not in tagged and tag not in asked] if tagged else []


def left_over(view: NoteView) -> dict[str, Tag]:
    """Return the tags of a whole canvas for which it holds no section; the impact model may have a note of its own."""
    if view.outlook.kind != "canvas" or len(view.outlook.sections) < SECTIONS_OF_A_WHOLE_CANVAS:
        return {}
    return {name: tag for name, tag in section_tags(view.note).items() if _should_stand(name, view)}


def _should_stand(name: str, view: NoteView) -> bool:
    kind = section_kinds().get(name)
    is_own = kind is not None and not kind.model and not sections.is_in_impact_model(name)
    holds_others = any(each.parent == name for each in section_kinds().values())
    return is_own and not holds_others and name not in view.outlook.sections


def _filled(note: Note) -> list[str]:
    """Return the sections, by tag, whose heading has text below it."""
    ends = (*(heading.span.start for heading in note.headings[1:]), len(note.text))
    filled = [
        tag
        for heading, end in zip(note.headings, ends, strict=False)
        if note.text[heading.span.end : end].strip() and (tag := _section_of(heading))
    ]
    return list(dict.fromkeys(filled))


def _section_of(heading: Heading) -> str | None:
    """Return the tag of the section a heading stands for, when the vocabulary has it and it stands in one way only."""
    tag = sections.of_name(heading.text)
    kind = section_kinds().get(tag) if tag else None
    known = tag in vocabulary().categories[SECTIONS].tags if tag else False
    return tag if kind and known and not kind.model and not kind.within else None
