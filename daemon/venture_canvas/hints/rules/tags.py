"""Tags one by one: whether Obsidian sees them, and whether they are tags of the method."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.homes import home_of
from venture_canvas.canvas.vocabulary import KEYS, VENTURE, known_terms
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.properties import find, quoted, without_tag
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_end
from venture_canvas.hints.tag_profile import OURS, own_tags
from venture_canvas.hints.tag_verdicts import KEBAB, slug
from venture_canvas.hints.views import NoteView, VaultView
from venture_canvas.notes.note import Note, Property, Scalar, Tag
from venture_canvas.notes.parse import parse_note
from venture_canvas.positions import Span

MOST_NOTES_TOLD = 40
"""Notes whose sorted tags are told of, where most of the vault's are in lists; those of one folder together."""
MOST_TAGS = 500
"""Tags of a note that are looked at for doubles: more of them are data."""
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
        if tag.category is not None and tag.name != tag.name.casefold():
            continue  # One thing at a time: first it is written as tags are.
        known = known_terms(tag.name)
        same = (tag.category, known[0].name if len(known) == 1 else tag.name.casefold())
        if same in seen and known:
            edit = without_tag(view.note, tag)
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
