"""The stages that the notes of a venture claim for it, by a tag or by a property."""

from typing import NamedTuple

from venture_canvas.canvas.tables import fold, words
from venture_canvas.canvas.vocabulary import STAGE, known_terms
from venture_canvas.hints.properties import find
from venture_canvas.hints.tag_profile import own_tags
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.note import Note, Property, Scalar, Tag
from venture_canvas.notes.yaml_spans import text_span
from venture_canvas.positions import Span

KEYS = ("stage", "venture-stage", "venture_stage")
"""Properties that say a venture's stage."""
ALL_STAGES = 4
"""A note with all of them explains them, and claims none."""
TELLING = ("canvas", "section")
"""Kinds of notes that speak for their venture."""


class Claim(NamedTuple):
    """A stage, the note that says so, the place, and the tag it is, if it is one."""

    stage: str
    path: str
    span: Span
    tag: Tag | None = None


def stage_properties(note: Note) -> list[tuple[Property, str]]:
    """Return the properties of a note that say a stage, each with its text."""
    found = (find(note, key) for key in KEYS)
    return [
        (entry, entry.value.value)
        for entry in found
        if entry and isinstance(entry.value, Scalar) and isinstance(entry.value.value, str)
    ]


def claims_of(note: Note) -> list[Claim]:
    """Return the stages that a note claims, each once, in order of the text; none for a note that lists them all."""
    by_tag = [
        Claim(term.name, note.path, tag.span, tag)
        for tag in own_tags(note)
        for term in known_terms(tag.name)
        if term.category == STAGE and term.status is None
    ]
    by_property = [
        Claim(stage, note.path, text_span(note.text, entry.value.span))
        for entry, written in stage_properties(note)
        for stage, names in words().stages.items()
        if fold(written).strip() in names
    ]
    first: dict[str, Claim] = {}
    for claim in sorted((*by_tag, *by_property), key=lambda claim: claim.span):
        first.setdefault(claim.stage, claim)
    return list(first.values()) if len(first) < ALL_STAGES else []


def claims_by_note(venture: VentureView) -> list[list[Claim]]:
    """Return what each note of a venture claims, as far as it speaks for the venture and claims something; its purpose comes first."""
    outlook = venture.around.ventures.outlook
    paths = dict.fromkeys((*venture.venture.notes, *(each.path for each in venture.venture.retellings)))
    telling = [note for path in paths if outlook(note := venture.notes[path]).kind in TELLING]
    in_order = sorted(telling, key=lambda note: outlook(note).section != "purpose")
    return [claims for note in in_order if (claims := claims_of(note))]
