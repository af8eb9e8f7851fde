"""Links that Obsidian does not follow as they are meant: by title, to nowhere, out of the vault, or to one of several notes."""

import re
from collections.abc import Iterator

from venture_canvas.canvas import sections
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.lost_links import (
    MOST_CHOICES,
    MOST_NAMESAKES,
    is_path,
    lost_links,
    note_titled,
    relinked,
)
from venture_canvas.hints.relinking import nearest_note, relink, written_target
from venture_canvas.hints.rule import rule
from venture_canvas.hints.tag_profile import is_ours
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Link
from venture_canvas.vault.names import last_segment

WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
OBSIDIAN = "Obsidian: Internal links"


@rule(
    severity="warning",
    reads="links",
    source=OBSIDIAN,
    fix="Links to the note's file and keeps the words that are shown.",
    bad=(
        {
            "Customers.md": "People we serve. First come the ⟦[[Early Adopters]]⟧.\n",
            "early-adopters.md": "---\ntitle: Early Adopters\n---\nNurses of ward 4.\n",
        },
        {
            "Canvas.md": "| Who | Where |\n|---|---|\n| nurses | see ⟦[[Night Shift]]⟧ and ⟦[[Night Shift#Facts\\|facts]]⟧ |\n",
            "people/ns.md": "---\naliases: [Night Shift]\n---\n## Facts\nSix nights a month.\n",
        },
        {
            "a/Map.md": "See ⟦[the promise](Our%20Promise)⟧.\n",
            "a/uvp.md": "# Our Promise\nSleep until two.\n",
            "b/uvp.md": "# Our Promise\nSomething else.\n",
        },
    ),
    good=(
        {
            "Customers.md": "First come the [[early-adopters]] or [[early-adopters|Early Adopters]], never `[[Early Adopters]]`.\n",
            "early-adopters.md": "---\ntitle: Early Adopters\n---\nNurses of ward 4.\n",
        },
        {
            "Map.md": "See [[Our Promise]].\n",
            "a/uvp.md": "# Our Promise\nSleep until two.\n",
            "b/uvp.md": "# Our Promise\nSomething else.\n",
        },
        {"Early Adopters.md": "Nurses.\n", "Map.md": "[[early adopters]], [[Somebody new]]\n"},
    ),
)
def link_by_title(view: NoteView) -> Iterator[Finding]:
    """A link uses a note's title, alias or heading where Obsidian wants the name of its file.

    Obsidian finds notes by the names of their files only. Such a link opens an empty new note instead of yours, and the note it
    means does not know that it is linked.
    """
    for links, found in lost_links(view):
        path = note_titled(view, links[0], found)
        if path:
            target = written_target(view.index, path, view.note.path)
            message = f'No file is called "{links[0].target}", so Obsidian does not find it. You mean the note {target}: link to that.'
            for link in links:
                fix = relink(view.index, view.note, [link], path, "safe")
                yield Finding(view.note.path, link.span, message, fixes=(fix,))


@rule(
    severity="warning",
    reads="links",
    source=OBSIDIAN,
    fix="Links to the note of that name where it is now, or to the one whose name is a slip away.",
    bad=(
        {
            "solution/Solution.md": "For ⟦[[../customers/customers|Customers]]⟧.\n",
            "model/customers.md": "Parents.\n",
        },
        {
            "Customers.md": "---\ntags: [customers, early-adopters, idea-stage]\n---\nFirst the ⟦[[early-adoptres]]⟧.\n",
            "early-adopters.md": "Nurses of ward 4.\n",
        },
        {
            "Map.md": "See ⟦[the plan](plans/2024.md)⟧.\n",
        },
        {
            "Map.md": "See ⟦[[Our Promise]]⟧ and again [[our promise]].\n",
            "a/uvp.md": "# Our Promise\nSleep until two.\n",
            "b/uvp.md": "# Our Promise\nSomething else.\n",
        },
        {
            "Nest/Customers.md": "---\ntags: [canvas-example, early-stage, customers]\n---\nThey pay for ⟦[[Revenue Streams]]⟧.\n",
            "Nest/Revenue.md": "€30 a night.\n",
        },
    ),
    good=(
        {
            "a/Map.md": "[[customers]], [[Customers.md]], [page](https://example.org), [mail](someone@example.org), [[Not yet written]]\n",
            "b/customers.md": "Parents.\n",
        },
        {
            "Map.md": "A template says [[{{title}}/x]] and `[[old/path]]`.\n\n```\n[[gone/away]]\n```\n",
        },
        {
            "Diary.md": "I read a [[Book]] on [[Customer]] care.\n",
            "Books.md": "All.\n",
            "Customers.md": "Parents.\n",
        },
    ),
)
def link_broken(view: NoteView) -> Iterator[Finding]:
    """A link leads to no note or file.

    Whoever follows it ends at an empty page. A plain `[[Name]]` of a note that is yet to be written is fine and is not meant; a path
    to a file that has moved, or a name with a slip in it, is.
    """
    for links, found in lost_links(view):
        link = next((each for each in links if not each.embed), None)
        if link is None or note_titled(view, link, found):
            continue
        fixes, named = relinked(view, links, found)
        if fixes or is_path(link):
            advice = f"Did you mean {named}?" if named else "Correct the path, or remove the link."
            message = f'There is no note or file "{link.target}". {advice}'
            yield Finding(view.note.path, link.span, message, fixes=fixes)


@rule(
    severity="hint",
    reads="links",
    on=False,
    source=OBSIDIAN,
    fix="Write the note, or link to another.",
    bad=({"Map.md": "Next: ⟦[[Interview plan]]⟧, again [[interview plan]].\n"},),
    good=({"Map.md": "Next: [[Interview plan]].\n", "Interview plan.md": "Ask ten.\n"},),
)
def link_unwritten(view: NoteView) -> Iterator[Finding]:
    """A link names a note that nobody has written yet.

    That is how Obsidian plans notes, so this rule is off unless you turn it on: before you show the vault to others, say.
    """
    for links, found in lost_links(view):
        link = links[0]
        if not (link.embed or is_path(link) or found.named or relinked(view, links, found)[0]):
            yield Finding(view.note.path, link.span, f'The note "{link.target}" is not written yet.')


@rule(
    severity="warning",
    reads="links",
    source=OBSIDIAN,
    fix="Links to the note of the same name in the vault, where there is one.",
    bad=(
        {
            "lexicon/Customers.md": "What you provide: ⟦[[../../archive/docs/solution]]⟧.\n",
            "venture/solution.md": "A nursery.\n",
        },
        "See ⟦[the contract](../../legal/contract.md)⟧.\n",
    ),
    good=(
        {
            "a/b/Map.md": "Up to [[../solution]] and [[../../c/costs]].\n",
            "a/solution.md": "x\n",
            "c/costs.md": "y\n",
        },
    ),
)
def link_escapes_vault(view: NoteView) -> Iterator[Finding]:
    """A link climbs out of the vault.

    Obsidian follows no link beyond the vault's own folder. It is dead here, and for everybody you share the vault with.
    """
    for links, found in view.aims:
        if found.state == "outside":
            path = nearest_note(found.named[:MOST_NAMESAKES], view.note.path)
            message = (
                f'"{links[0].target}" lies outside this vault, so Obsidian cannot open it. '
                "Link to a note inside the vault, or remove the link."
            )
            for link in links:
                fixes = (relink(view.index, view.note, [link], path, "suggested"),) if path else ()
                yield Finding(view.note.path, link.span, message, fixes=fixes)


@rule(
    severity="info",
    reads="links",
    source=OBSIDIAN,
    fix="Writes the folder of the note you choose into the link.",
    bad=(
        {
            "Map.md": "Compare ⟦[[existing-alternatives]]⟧.\n",
            "a/existing-alternatives.md": "Grandmothers.\n",
            "b/existing-alternatives.md": "An agency.\n",
        },
    ),
    good=(
        {
            "a/Map.md": "Compare [[existing-alternatives]] and [[b/existing-alternatives]].\n",
            "a/existing-alternatives.md": "Grandmothers.\n",
            "b/existing-alternatives.md": "An agency.\n",
        },
        {"Diary.md": "Saw [[Anna]] again.\n", "school/Anna.md": "x\n", "work/Anna.md": "y\n"},
    ),
)
def link_ambiguous(view: NoteView) -> Iterator[Finding]:
    """A link fits several notes of the same name.

    Obsidian picks one of them, and which one is not told. With the folder in the link it is always the one you mean. Only links to
    sections, and links in the notes of a venture or of the method, are meant.
    """
    for links, found in view.aims:
        if found.state == "ambiguous" and (_names_a_section(links[0]) or is_ours(view)):
            notes = [path for path in found.paths[:MOST_CHOICES] if path.endswith(".md")]
            fixes = (relink(view.index, view.note, links, path, "suggested") for path in notes)
            message = f'{len(found.paths)} files are called "{links[0].target}". Add the folder of the one you mean.'
            yield Finding(view.note.path, links[0].span, message, fixes=tuple(fixes))


@rule(
    severity="warning",
    reads="note",
    source="Obsidian: Basic formatting syntax, External links",
    fix="Writes the web address as a link of its own kind.",
    bad=(
        "Read ⟦[[https://example.org/a(b)|the book]]⟧ and ⟦[[https://example.org]]⟧.\n",
        "Seen: ⟦![[https://example.org/photo.png]]⟧\n",
    ),
    good=(
        "Read [the book](https://example.org) and <https://example.org>, not `[[https://example.org]]`.\n",
    ),
)
def link_url_in_wikilink(view: NoteView) -> Iterator[Finding]:
    """A web address stands in double square brackets.

    Those are for notes: Obsidian looks for a note of that name, and nobody gets to the page.
    """
    for link in view.note.links:
        if link.kind == "wiki" and WEB.fullmatch(link.target):
            text = _web_link(link, view.note.text[slice(*link.span)])
            fix = Fix("Write it as a web link", "safe", (Edit(view.note.path, link.span, text),))
            message = (
                "Double square brackets lead to notes, not to web pages. Write the address as a web link."
            )
            yield Finding(view.note.path, link.span, message, fixes=(fix,))


def _names_a_section(link: Link) -> bool:
    return sections.of_name(last_segment(link.target)) is not None


def _web_link(link: Link, written: str) -> str:
    address = link.target if link.target.casefold().startswith("http") else f"https://{link.target}"
    mark = "!" if written.startswith("!") else ""
    if not link.text and not mark:
        return f"<{address}>"
    shown = f"<{address}>" if re.search(r"[()\s]", address) else address
    return f"{mark}[{link.text or ''}]({shown})"
