"""Tags one by one: whether Obsidian sees them, and whether they are tags of the method."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.ventures import home_of
from venture_canvas.canvas.vocabulary import KEYS, VENTURE, known_terms
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.properties import find, quoted, with_items, without_item
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_end
from venture_canvas.hints.tag_profile import OURS, own_tags
from venture_canvas.hints.tag_verdicts import KEBAB, Verdict, slug, verdicts
from venture_canvas.hints.views import NoteView, VaultView
from venture_canvas.notes.note import Note, Property, Scalar, Sequence, Tag
from venture_canvas.notes.parse import parse_note
from venture_canvas.positions import Span

MOST_NOTES_TOLD = 40
"""Notes whose sorted tags are told of, where most of the vault's are in lists; those of one folder together."""
MOST_TAGS = 500
"""Tags of a note that are looked at for doubles: more of them are data."""
VOCABULARY = "Social Lean Canvas: tags"
CATEGORY_IN_TEXT = re.compile(rf"({'|'.join(KEYS)}):\s*(\[[^\[\]]*\]|[^\s:\[\]]+(?=\s|$))")
WORDS = re.compile(r"[^\s,;\[\]]+")


@rule(
    severity="info",
    reads="vault",
    source="Obsidian: Properties, nested properties are not supported; first-generation front matter",
    fix="Writes the tags in one list, or tells the settings that categories are how this vault works.",
    bad=(
        "---\n⟦tags⟧:\n  canvas-sections: [customer-model, customers]\n  content: [lexicon-entry]\n---\n",
        {
            "a.md": "---\ntags: [canvas, customers]\n---\n",
            "b.md": "---\n⟦tags⟧: {content: [concept], venture-type: {industry: [retail]}}\n---\n",
            "c.md": "---\ntags:\n  - customers\n---\n",
            "d.md": "---\ntags: {content: [concept]}\n---\n",
            "e.md": "---\ntags: [customers]\n---\n",
        },
        {
            "a.md": "---\n⟦tags⟧:\n  content: [concept]\n---\n",
            "b.md": "---\ntags:\n  content: [concept]\n---\n",
        },
    ),
    good=(
        "---\ntags: [canvas, customers]\n---\n",
        "---\ntags:\n  content: []\n---\n",
    ),
)
def tags_not_a_list(view: VaultView) -> Iterator[Finding]:
    """Tags are sorted under categories, where Obsidian does not see them.

    Obsidian shows only a plain list of tags in its tag pane, search, graph and bases. Sorted tags are a way to work all the same:
    venture-canvas reads them. Say so once in the settings, and this hint is gone.
    """
    if view.around.settings.tag_profile == "mapping":
        return
    sorted_so = view.index.notes_with_tags_as("mapping")
    is_the_custom = len(sorted_so) > max(1, len(view.index.notes_with_tags_as("list")))
    together: dict[str, list[str]] = {}
    for path in sorted_so[:MOST_NOTES_TOLD]:
        together.setdefault("" if is_the_custom else home_of(path), []).append(path)
    for paths in together.values():
        note = view.index.notes[paths[0]]
        entry = find(note, "tags")
        if entry:
            more = (len(sorted_so) if is_the_custom else len(paths)) - 1
            others = f" and those of {more} more note{'s' if more > 1 else ''}" if more else ""
            message = (
                f"Obsidian does not see these tags{others}, because they are sorted under categories. Write them in one list; or, if "
                'this is how your vault works, put profile = "mapping" under [tags] in venture-canvas.toml.'
            )
            fixes = () if is_the_custom else (_in_one_list([view.index.notes[path] for path in paths]),)
            yield Finding(note.path, entry.key_span, message, fixes=fixes)


@rule(
    severity="warning",
    reads="note",
    source="Obsidian: Tags, tags in properties are a list",
    fix="Writes the tags as a list, or under their categories.",
    bad=(
        "---\ntags: ⟦customers, early-adopters⟧\n---\n",
        "---\ntags: ⟦>-\n  canvas-sections: [customer-model, customers] content: [canvas-example]⟧\n---\n",
    ),
    good=(
        "---\ntags: customers\n---\n",
        "---\ntags: [customers, early-adopters]\n---\n",
        "---\ntags: recipes, soup\n---\n",
    ),
)
def tags_is_text(view: NoteView) -> Iterator[Finding]:
    """Several tags are written as one text.

    Obsidian takes the text for one tag, finds that it cannot be one, and shows none. So the note is missing wherever you look for it.
    """
    entry = find(view.note, "tags")
    text = entry.value.value if entry and isinstance(entry.value, Scalar) else None
    if not entry or not isinstance(text, str) or own_tags(view.note) or not WORDS.search(text):
        return
    if view.outlook.kind not in OURS and not any(known_terms(word) for word in WORDS.findall(text)):
        return
    fixes = _out_of_text(view.note, entry, text)
    message = "These tags are one text, so Obsidian sees none of them. Write them as a list: [one, other]."
    yield Finding(view.note.path, entry.value.span, message, fixes=fixes)


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
    ),
    good=(
        "---\ntags: [customer, early-adopter, jobs]\n---\n",
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
        message = f'"{verdict.tag.name}" cannot be found as a tag. Write it {verdict.meant}.'
        yield Finding(view.note.path, verdict.tag.span, message, fixes=(_replaced(view.note, verdict),))


@rule(
    severity="info",
    reads="note",
    source="Obsidian: Tags",
    fix="Takes the second one out.",
    bad=(
        "---\ntags:\n  canvas-sections: [purpose, ⟦purpose⟧]\n---\n",
        "---\ntags: [canvas-example, growth-stage, ⟦stage/growth⟧]\n---\n",
    ),
    good=(
        "---\ntags: [impact, impact-model, canvas-example, canvas]\n---\n",
        "---\ntags: [soup, soup]\n---\n",
    ),
)
def tag_duplicate(view: NoteView) -> Iterator[Finding]:
    """A tag is listed twice.

    It does no harm, yet whoever changes one of the two later leaves the other behind.
    """
    seen: set[tuple[str | None, str]] = set()
    for tag in own_tags(view.note)[:MOST_TAGS]:
        known = known_terms(tag.name)
        same = (tag.category, known[0].name if len(known) == 1 else tag.name.casefold())
        if same in seen and known:
            edit = _taken_out(view.note, tag)
            fixes = (Fix(f"Take out {tag.name}", "safe", (edit,)),) if edit else ()
            yield Finding(view.note.path, tag.span, f"The tag {same[1]} is listed already.", fixes=fixes)
        seen.add(same)


def _in_one_list(notes: list[Note]) -> Fix:
    """Write the tags of mappings as lists behind the colon, in their order, each once."""
    edits = []
    for note in notes:
        entry = find(note, "tags")
        if entry:
            names = dict.fromkeys(_in_a_list(tag) for tag in own_tags(note) if tag.name not in KEYS)
            behind = Span(note.text.index(":", entry.key_span.end) + 1, entry.value.span.end)
            edits.append(Edit(note.path, behind, f" [{', '.join(map(quoted, names))}]"))
    return Fix("Write the tags in one list", "suggested", tuple(edits))


def _in_a_list(tag: Tag) -> str:
    """Return a tag of a mapping as it stands in a list: as one word, with its dimension where it has one."""
    dimension = (tag.category or "").partition(f"{VENTURE}/")[2]
    name = tag.name if KEBAB.fullmatch(tag.name) else slug(tag.name)
    return f"{dimension}/{name}" if dimension and "/" not in name else name


def _out_of_text(note: Note, entry: Property, text: str) -> tuple[Fix, ...]:
    """Return the fix that makes a list, or a mapping of categories, of a text; none where the result would not be read."""
    categories = CATEGORY_IN_TEXT.findall(text)
    end = line_end(note)
    if categories:
        written = end + end.join(f"  {key}: {value}" for key, value in categories)
        span = entry.value.span._replace(start=entry.key_span.end + 1)
    elif ":" in text:
        return ()
    else:
        written = f"[{', '.join(quoted(word.removeprefix('#')) for word in WORDS.findall(text))}]"
        span = entry.value.span
    changed = note.text[: span.start] + written + note.text[span.end :]
    if not own_tags(parse_note(note.path, changed)):
        return ()
    return (Fix("Write the tags as a list", "suggested", (Edit(note.path, span, written),)),)


def _replaced(note: Note, verdict: Verdict) -> Fix:
    """Write a tag as it is meant; where that is listed already, take the wrong one out."""
    tag = verdict.tag
    twin = any(
        other.name.casefold() == verdict.meant and other.category == tag.category for other in own_tags(note)
    )
    edit = (_taken_out(note, tag) if twin else None) or Edit(note.path, tag.span, verdict.meant)
    return Fix(f"Write {verdict.meant}", "safe", (edit,))


def _moved(note: Note, verdict: Verdict) -> tuple[Fix, ...]:
    """Take a tag out of its list and, unless it is a category's name, put it where it belongs."""
    out = _taken_out(note, verdict.tag)
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


def _taken_out(note: Note, tag: Tag) -> Edit | None:
    entry = find(note, "tags", *(tag.category.split("/") if tag.category else ()))
    return without_item(note, entry.value, tag.span) if entry and isinstance(entry.value, Sequence) else None
