"""Tags one by one, held against the vocabulary: spelling, category, and whether there is such a tag."""

from collections.abc import Iterator

from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.properties import find, with_items, without_tag
from venture_canvas.hints.rule import rule
from venture_canvas.hints.tag_profile import own_tags
from venture_canvas.hints.tag_verdicts import Verdict, verdicts
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Note

VOCABULARY = "Social Lean Canvas: tags"


@rule(
    severity="warning",
    reads="links",
    source=VOCABULARY,
    fix="Moves the tag to its category, or takes the category's name out of the list.",
    bad=(
        "---\ntags:\n  canvas-sections: [customer-model, customers]\n  content: [lexicon-entry, ⟦canvas-sections⟧]\n---\n",
        "---\ntags:\n  canvas-sections: [customer-model, ⟦lexicon-entry⟧]\n  content: []\n---\n",
        "---\ntags:\n  content:\n    - template\n    - ⟦idea-stage⟧\n  venture-stage:\n---\n",
    ),
    good=(
        "---\ntags:\n  canvas-sections: [customer-model]\n  content: [canvas-example]\n---\n",
        "---\ntags:\n  content: [concept]\n  venture-type: [industry/education, impact-area/education]\n---\n",
        "---\ntags: [canvas-sections, content, customers]\n---\n",
    ),
)
def tag_in_wrong_category(view: NoteView) -> Iterator[Finding]:
    """A tag stands under a category it does not belong to, or is the name of a category.

    Whoever gathers notes by category misses this one: a stage among the sections is found neither as a stage nor as a section.
    """
    for verdict in (*verdicts(view, "category"), *verdicts(view, "elsewhere")):
        name, category = verdict.tag.name, verdict.tag.category
        if verdict.kind == "category":
            message = f'"{name}" is the name of a category, not a tag. Take it out of {category}.'
        else:
            message = f'"{name}" is a tag of {verdict.key}, not of {category}. Move it there.'
        fixes = _moved(view.note, verdict)
        yield Finding(view.note.path, verdict.tag.span, message, fixes=fixes)


@rule(
    severity="warning",
    reads="links",
    source=VOCABULARY,
    fix="Writes the tag as the vocabulary has it.",
    bad=(
        "---\ntags:\n  canvas-sections: [customer-model, ⟦jobs-to-be-don⟧]\n  content: [canvas-example]\n---\n",
        "---\ntags: [lumen, ⟦unique-value-porposition⟧]\n---\n",
        "---\ntags:\n  - ⟦erly-adopters⟧\n---\n",
        {
            "01 Purpose.md": "---\ntags: [canvas, ⟦purpse⟧]\n---\nRest.\n",
            "02 Customers.md": "---\ntags: [canvas, customer-model, ⟦custmers⟧, mothers]\n---\n- Parents\n",
        },
    ),
    good=(
        "---\ntags: [customer, early-adopter, jobs]\n---\n",
        {
            "Soup.md": "---\ntags: [custmers]\n---\nLeeks.\n",
            "06 Impact Model.md": "---\ntags: [canvas, impacto, tissue, output, inputs]\n---\n- Issue: nobody sleeps\n",
        },
        "---\ntags: {content: [canvas-example], venture-type: [revenue-source/subscriptions]}\n---\n",
        {
            "Note.md": "---\ntags: [customers-model]\n---\n",
            "tags/customers-model.md": "---\naliases: ['#customers-model']\n---\n",
        },
    ),
)
def tag_misspelt(view: NoteView) -> Iterator[Finding]:
    """A tag is a slip or two away from one of the method's.

    A misspelt tag is a tag of its own: the note is missing from every list that is made by the right one.
    """
    for verdict in verdicts(view, "misspelt"):
        message = f'There is no tag "{verdict.tag.name}". Did you mean {verdict.meant}?'
        yield Finding(view.note.path, verdict.tag.span, message, fixes=(_replaced(view.note, verdict),))


@rule(
    severity="warning",
    reads="links",
    source=VOCABULARY,
    fix="Choose a tag of the category, add this one to the vocabulary in the settings, or write a note about it.",
    bad=(
        "---\ntags:\n  canvas-sections: [customers, customer-model]\n  content: [⟦venture-development⟧]\n---\n",
    ),
    good=(
        "---\ntags:\n  content: [concept]\n  venture-type: [legal-structure/steward-owned, industry/falconry]\n---\n",
        "---\ntags: [customers, early-adopters, idea-stage, venture-development]\n---\n",
        "---\ntags:\n  topics: [falconry]\n  content: [concept]\n---\n",
        {
            "Note.md": "---\ntags: {content: [concept, field-report]}\n---\n",
            "tags/field-report.md": "What a field report is.\n",
        },
    ),
)
def tag_unknown(view: NoteView) -> Iterator[Finding]:
    """A category that takes only the method's tags holds another one.

    Sections, sorts of content and stages are closed lists, so that everybody finds the same notes by them. What is your own belongs
    under a category of yours, or into the settings.
    """
    for verdict in verdicts(view, "unknown"):
        message = (
            f'{verdict.key} has no tag "{verdict.tag.name}". Choose one it has; or, if you want to keep it, add it to {verdict.key} '
            "under [vocabulary] in venture-canvas.toml."
        )
        yield Finding(view.note.path, verdict.tag.span, message)


@rule(
    severity="info",
    reads="links",
    source=VOCABULARY,
    fix="Writes the tag as it is spelt now.",
    bad=(
        "---\ntags:\n  content: [canvas-example]\n  venture-type: [revenue-source/⟦⟧subscriptions]\n---\n".replace(
            "revenue-source/⟦⟧subscriptions", "⟦revenue-source/subscriptions⟧"
        ),
        "---\ntags: [canvas-example, idea-stage, ⟦philanthropy-grants⟧]\n---\n",
    ),
    good=(
        "---\ntags:\n  content: [canvas-example]\n  venture-type: [revenue-source/subscription, funding-source/grant]\n---\n",
        "---\ntags: [canvas-example, idea-stage, finance, technology, grants]\n---\n",
        "---\ntags: [subscriptions, newsletters]\n---\n",
    ),
)
def tag_renamed(view: NoteView) -> Iterator[Finding]:
    """A tag has a spelling that is used no more.

    Two spellings of one thing split your notes: each list by tag shows only half of them.
    """
    for verdict in verdicts(view, "renamed"):
        message = f'"{verdict.tag.name}" is now written {verdict.meant}.'
        yield Finding(view.note.path, verdict.tag.span, message, fixes=(_replaced(view.note, verdict),))


@rule(
    severity="warning",
    reads="links",
    source="Obsidian: Tags, tag format",
    fix="Writes the tag in small letters, with hyphens for blanks.",
    bad=(
        "---\ntags:\n  canvas-sections: [customer-model, ⟦Jobs to be Done⟧]\n  content: [canvas-example]\n---\n",
        "---\ntags: [canvas-example, idea-stage, ⟦night shift⟧]\n---\n",
    ),
    good=(
        "---\ntags: [canvas-example, idea-stage, NightShift, '#nurses', sdg-04-quality-education, größe/klein]\n---\n",
        "---\ntags: [my holidays]\n---\n",
    ),
)
def tag_form(view: NoteView) -> Iterator[Finding]:
    """A tag is not written as a tag is.

    Obsidian ends a tag at a blank and at most signs, and drops a listed tag that holds one. So the note is not found by it.
    """
    for verdict in verdicts(view, "form"):
        message = (
            f'Write "{verdict.tag.name}" as tags are written, in small letters with hyphens: {verdict.meant}.'
        )
        yield Finding(view.note.path, verdict.tag.span, message, fixes=(_replaced(view.note, verdict),))


def _replaced(note: Note, verdict: Verdict) -> Fix:
    """Write a tag as it is meant; where that is listed already, take the wrong one out."""
    tag = verdict.tag
    twin = any(
        other.name.casefold() == verdict.meant and other.category == tag.category for other in own_tags(note)
    )
    edit = (without_tag(note, tag) if twin else None) or Edit(note.path, tag.span, verdict.meant)
    return Fix(f"Write {verdict.meant}", "safe", (edit,))


def _moved(note: Note, verdict: Verdict) -> tuple[Fix, ...]:
    """Take a tag out of its list and, unless it is a category's name, put it where it belongs."""
    out = without_tag(note, verdict.tag)
    if out is None:
        return ()
    if verdict.kind == "category":
        return (Fix(f"Take out {verdict.tag.name}", "safe", (out,)),)
    entry = find(note, "tags", verdict.key)
    there = {tag.name.casefold() for tag in own_tags(note) if tag.category == verdict.key}
    if verdict.meant in there:
        return (Fix(f"Take out {verdict.tag.name}", "safe", (out,)),)
    into = with_items(note, entry, [verdict.meant]) if entry else None
    title = f"Move it to {verdict.key}"
    return (Fix(title, "safe", (out, into)),) if into else ()
