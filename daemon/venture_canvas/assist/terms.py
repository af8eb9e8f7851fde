"""What a term of the canvas means: the vault's own entry for it, or a short text of ours."""

from typing import NamedTuple

from venture_canvas.canvas.lexicon import lexicon_entry
from venture_canvas.canvas.vocabulary import known_terms
from venture_canvas.hints.questions import QUESTIONS
from venture_canvas.hints.views import Surroundings
from venture_canvas.notes.lines import read_lines
from venture_canvas.notes.note import Note


class Meaning(NamedTuple):
    """What a section is about, as lines of Markdown, and the path of the vault's entry for it, or None."""

    lines: tuple[str, ...]
    lexicon: str | None


def meaning(section: str, around: Surroundings) -> Meaning:
    """Return what a section is about: the first paragraph of the vault's entry, else what the vocabulary and the canvas say of it."""
    path = lexicon_entry(section, around.index, around.ventures)
    paragraph = first_paragraph(around.index.notes[path]) if path else ""
    if paragraph:
        return Meaning((paragraph,), path)
    about = next((term.about for term in known_terms(section) if term.about), "")
    question = QUESTIONS[section].question if section in QUESTIONS else ""
    return Meaning(tuple(line for line in (about, question) if line), path)


def first_paragraph(note: Note) -> str:
    """Return the first lines of text of a note that stand together; empty when it holds none."""
    lines = [line for line in read_lines(note) if line.kind != "heading"]
    taken: list[str] = []
    for line in lines:
        if line.kind != "text" or (taken and line.loose):
            break
        taken.append(line.text)
    return " ".join(taken)
