"""The writing itself: what Obsidian shows otherwise than it was meant."""

import re
from collections import deque
from collections.abc import Iterator

from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.lines import whole_line
from venture_canvas.hints.outlines import OF_THE_METHOD
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_at
from venture_canvas.hints.tag_profile import is_form
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Note
from venture_canvas.positions import LINE_END, Span

UNDERLINED = re.compile(r"(?P<text>.*[^\s])[ \t]*(?P<end>\r\n|\n|\r)[ ]{0,3}---[ \t]*\Z", re.DOTALL)
OTHER_UNDERLINE = re.compile(r"(?:=+|-{4,})[ \t]*\Z")
LONGEST_TITLE = 60
DOT = re.compile(r"(?P<indent>[ \t]*)(?P<dot>[•●‣·])(?P<blank>[ \t]+)\S")
FEWEST_DOTS = 2
CORRUPT = "\N{REPLACEMENT CHARACTER}"
UNREADABLE = frozenset({"not-utf-8", "null-bytes"})
"""Problems of a file that make replacement characters; they are told by themselves."""


@rule(
    severity="info",
    reads="note",
    source="Traps: text right above `---` turns into a heading by accident",
    fix="Puts a blank line before the `---`.",
    bad=(
        """\
# Night Nest

⟦**Version:** 1.0⟧
---

## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift
""",
        """\
# Night Nest

## Customers
⟦We serve parents with two jobs.
They work at night.⟧
---

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        """\
# Night Nest

**Version:** 1.0

---

## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift
""",
        """\
Customers
---
- **Parents** (payer): two-job homes

Jobs to be Done
---
- sleep after a night shift
""",
        "Our plan for the week:\n---\nNothing.\n",
    ),
)
def setext_accident(view: NoteView) -> Iterator[Finding]:
    """A text is shown as a heading because `---` stands right below it.

    Obsidian takes a line of dashes below a text for the mark of a heading, and draws no rule. The text is shown large, and what
    follows stands under it.
    """
    note = view.note
    if view.outlook.kind not in OF_THE_METHOD or is_form(note) or _means_underlines(note):
        return
    others = any(note.text.startswith("#", heading.span.start) for heading in note.headings)
    for heading in note.headings:
        found = UNDERLINED.match(note.text, heading.span.start, heading.span.end)
        is_title = (heading == note.headings[0] or not others) and not _is_running_text(heading.text)
        is_property = note.text[: heading.span.start].strip() == "---"
        if found and not is_title and not is_property:
            at = found.end("end")
            yield Finding(
                path=note.path,
                span=Span(*found.span("text")),
                message="The `---` right below turns this into a heading. Put a blank line between them.",
                fixes=(
                    Fix(
                        "Put a blank line before the ---",
                        "safe",
                        (Edit(note.path, Span(at, at), found["end"]),),
                    ),
                ),
            )


def _means_underlines(note: Note) -> bool:
    """Say whether a writer marks headings by lines beneath them: by `===`, or by more dashes than a rule has."""
    written = [note.text[slice(*heading.span)] for heading in note.headings]
    return any(OTHER_UNDERLINE.search(each) and not each.startswith("#") for each in written)


def _is_running_text(text: str) -> bool:
    return bool(len(text) > LONGEST_TITLE or LINE_END.search(text) or re.search(r"[.!?:;,]|\*\*|\[\[", text))


@rule(
    severity="hint",
    reads="note",
    source="Traps: dot-bullet lines are one paragraph to Markdown",
    fix="Writes `-` for each dot.",
    bad=(
        """\
## Customers
⟦• **Parents** (payer): two-job homes⟧
• **Clinics** (funder): night wards

## Jobs to be Done
• **Parents**: sleep after a night shift
• **Clinics**: fill the rota
""",
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- **Parents**: sleep after a night shift

• that is all
""",
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep

```text
• one
• two
```
""",
    ),
)
def bullet_not_markdown(view: NoteView) -> Iterator[Finding]:
    """Lines start with a dot that is no list mark.

    Obsidian runs such lines together into one paragraph when you read the note, and Enter adds no new point. They usually come
    from a word processor.
    """
    if view.outlook.kind not in OF_THE_METHOD:
        return
    dots = [dot for run in _dotted(view.note) for dot in run]
    if dots:
        edits = tuple(Edit(view.note.path, Span(*dot.span("dot")), "-") for dot in dots)
        yield Finding(
            path=view.note.path,
            span=Span(dots[0].start("dot"), line_at(view.note, dots[0].start()).end),
            message=f"{len(dots)} lines of this note start with “{dots[0]['dot']}”, which Obsidian does not show as a list. Start them with “-”.",
            fixes=(Fix("Make them lists", "safe", edits),),
        )


def _dotted(note: Note) -> Iterator[list[re.Match[str]]]:
    """Yield the runs of lines that start with a dot."""
    hidden = deque(sorted([*note.code, *note.comments]))
    run: list[re.Match[str]] = []
    at = note.body_start
    while at < len(note.text):
        while hidden and hidden[0].end <= at:
            hidden.popleft()
        dot = None if hidden and hidden[0].covers(at) else DOT.match(note.text, at)
        if dot:
            run.append(dot)
        else:
            yield from [run] if len(run) >= FEWEST_DOTS else []
            run = []
        at = max(whole_line(note, at).end, at + 1)
    yield from [run] if len(run) >= FEWEST_DOTS else []


@rule(
    severity="warning",
    reads="note",
    source="Obsidian: files are UTF-8",
    fix="Write the right character; the text itself no longer tells which it was.",
    bad=("# Night Nest\n\nParents ⟦�⟧ clinics\n",),
    good=("# Night Nest\n\nThe mark `�` stands for a lost character.\n",),
)
def text_corrupt(view: NoteView) -> Iterator[Finding]:
    """A character was lost when the text was saved in another encoding.

    The mark � stands where a letter, an arrow or a currency sign was. Names with it match nothing: a type, a tag or a link that
    holds one is another one.
    """
    note = view.note
    if CORRUPT not in note.text or any(problem.code in UNREADABLE for problem in note.problems):
        return
    lost = list(_lost(note))
    if lost:
        others = f" There are {len(lost)} in this note." if len(lost) > 1 else ""
        yield Finding(
            path=note.path,
            span=Span(lost[0], lost[0] + 1),
            message=f"A character was lost here. Write again what stood in its place.{others}",
        )


def _lost(note: Note) -> Iterator[int]:
    """Yield where characters were lost, outside code."""
    code = deque(note.code)
    for match in re.finditer(CORRUPT, note.text):
        while code and code[0].end <= match.start():
            code.popleft()
        if not code or not code[0].covers(match.start()):
            yield match.start()
