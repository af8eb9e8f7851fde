"""The writing itself: what Obsidian shows otherwise than it was meant."""

import re
from collections import deque
from collections.abc import Iterator

from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.remarks import PLACEHOLDER
from venture_canvas.canvas.tables import fold
from venture_canvas.hints.fences import unclosed_fences
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.lines import whole_line
from venture_canvas.hints.outlines import OF_THE_METHOD, root_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_at, line_end
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Note
from venture_canvas.notes.yaml_core import MAX_LENGTH, read_yaml
from venture_canvas.notes.yaml_errors import InvalidYamlError
from venture_canvas.positions import LINE_END, Span

WRITTEN = ("canvas", "section", "type")
"""The kinds of notes that carry what a venture says."""
NOT_YET = frozenset(
    {
        "todo",
        "to do",
        "tbd",
        "tba",
        "tbc",
        "xxx",
        "fixme",
        "coming soon",
        "lorem ipsum",
        "???",
        "??",
        "?",
        "...",
    }
)
"""What stands, alone, for a text that somebody means to write."""
UNDERLINED = re.compile(r"(?P<text>.*[^\s])[ \t]*(?P<end>\r\n|\n|\r)[ ]{0,3}---[ \t]*\Z", re.DOTALL)
OTHER_UNDERLINE = re.compile(r"(?:=+|-{4,})[ \t]*\Z")
LONGEST_TITLE = 60
DOT = re.compile(r"(?P<indent>[ \t]*)(?P<dot>[•●‣·])(?P<blank>[ \t]+)\S")
FEWEST_DOTS = 2
HEADING_APART = re.compile(r"(?:(?:\r?\n|\r(?!\n))[ \t]*){2,}(?<=[\r\n])(?=#{2,6}[ \t]+\S)")
"""A heading below a blank line. One of the first level would be a comment in most code."""
CORRUPT = "\N{REPLACEMENT CHARACTER}"
UNREADABLE = frozenset({"not-utf-8", "null-bytes"})
"""Problems of a file that make replacement characters; they are told by themselves."""
DATA_BLOCK = re.compile(
    r"(?P<fence>`{3,}|~{3,})[ \t]*ya?ml[^\r\n]*(?:\r\n|\n|\r)(?P<content>.*?)(?:(?:\r\n|\n|\r)[ \t]*(?P=fence)[`~]*[ \t]*)?\Z",
    re.DOTALL,
)
CANVAS_TYPE = re.compile(r"^canvas[_-]type[ \t]*:", re.MULTILINE)


@rule(
    severity="info",
    reads="note",
    source="The sections: each answers its question",
    fix="Write the answer, or take the line out; only you know it.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
⟦[Content goes here]⟧

## Solution
⟦TBD⟧
""",
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- **Parents**: ⟦{{job}}⟧
""",
    ),
    good=(
        """\
## Customers
- [[Parents]]
- [Clinics]

## Jobs to be Done
[Sleep](https://example.org)

## Solution
A cot. TBD: which one.

[Clinics]: https://example.org
""",
        "---\ntags: [template]\n---\n## Customers\n[Content goes here]\n\n## Solution\n[Content goes here]\n",
    ),
)
def placeholder_left(view: NoteView) -> Iterator[Finding]:
    """A line of a template is still there.

    A section that holds only its placeholder counts as written when you look at the page, and says nothing.
    """
    root = root_of(view.around, view.note) if view.outlook.kind in WRITTEN else None
    if root is None:
        return
    for parent in root.walk():
        for node in parent.children:
            span = _placeholder(view.note, node, is_alone=len(parent.children) == 1)
            if span is None:
                continue
            yield Finding(
                path=view.note.path,
                span=span,
                message=f"“{view.note.text[slice(*span)]}” only holds the place. Write what belongs here, or take it out.",
                section=node.within,
            )


def _placeholder(note: Note, node: Node, *, is_alone: bool) -> Span | None:
    """Return where a line, or what follows its label, is nothing but a placeholder."""
    if node.kind not in ("text", "item"):
        return None
    span = node.line.span if node.reading.label is None else node.reading.rest_span
    written = note.text[slice(*span)].strip()
    is_answer = node.reading.label is not None or (is_alone and not node.children)
    is_promise = is_answer and (written in NOT_YET or fold(plain(written)).strip(" .:!") in NOT_YET)
    is_template = PLACEHOLDER.fullmatch(written) and f"{written}:" not in note.text
    if not written or not (is_promise or is_template):
        return None
    return Span(span.end - len(note.text[slice(*span)].lstrip()), span.end)


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
    if view.outlook.kind not in OF_THE_METHOD or _means_underlines(note):
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
    source="Obsidian: a fence that is not closed makes code of all that follows",
    fix="Closes the fence before the next heading, or at the end of what it holds; move that line to where the code ends.",
    bad=(
        "# Log\n\n⟦```⟧\nx = 1\n# doubled\ny = 2\n\n## Costs\nRent.\n",
        "## Customers\n- **Parents** (payer): two-job homes\n\n⟦```yaml⟧\ncustomers: parents\n",
        "# Log\n\n⟦~~~⟧\nx = 1\n",
    ),
    good=(
        "# Log\n\n```yaml\ncustomers: parents\n```\n",
        "# Log\n\n````markdown\n```yaml\ncustomers: parents\n```\n````\n",
        "# Log\n\nWrite ```code``` so.\n\n- a list\n  ~~~\n  x = 1\n  ~~~\n",
    ),
)
def fence_unclosed(view: NoteView) -> Iterator[Finding]:
    """A block of code is opened and never closed.

    All that follows is code to Obsidian: its headings, tags and links do not count, and whatever stands there is no part of the
    canvas.
    """
    note = view.note
    for opened, code in unclosed_fences(note):
        end = _end_of_code(note, code)
        closing = f"{line_end(note)}{_indent(note, code.start)}{opened['fence']}"
        yield Finding(
            path=note.path,
            span=Span(code.start, code.start + len(opened[0].rstrip())),
            message=f"This block of code is never closed, so all that follows counts as code. Close it with {opened['fence']}.",
            fixes=(Fix("Close the block of code", "suggested", (Edit(note.path, Span(end, end), closing),)),),
        )


def _end_of_code(note: Note, code: Span) -> int:
    """Return where code seems to end that nothing ends: before the next heading that stands apart, which code hardly has."""
    heading = HEADING_APART.search(note.text, code.start, code.end)
    end = heading.start() if heading else code.end
    last = code.start + len(note.text[code.start : end].rstrip())
    # After the whole line: blanks behind a fence that closes are read otherwise by some.
    return line_at(note, last).end


def _indent(note: Note, offset: int) -> str:
    return re.sub(r"[^\s>]", " ", note.text[line_at(note, offset).start : offset])


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


@rule(
    severity="warning",
    reads="note",
    source="Traps: a fenced YAML copy of the canvas repeats every section",
    fix="Mend the line that is named, or take the block out: the text above it is what counts.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift

```yaml
canvas_type: social-lean
customers: ⟦⟧Parents: two-job homes
```
""".replace("⟦⟧Parents: two-job homes", "Parents: two-job homes").replace(
            "customers: Parents: two-job homes", "⟦customers: Parents: two-job homes⟧"
        ),
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift

```yaml
canvas_type: social-lean
customers: "Parents: two-job homes"
```

```yaml
not: a: canvas
```
""",
        "---\ntags: [guide]\n---\n```yaml\ncanvas_type: a\ncustomers: b: c\n```\n",
    ),
)
def data_block_invalid(view: NoteView) -> Iterator[Finding]:
    """The copy of the canvas for machines cannot be read.

    Whoever made the copy wants to read it with another tool, and that tool will find an error, or nothing.
    """
    if view.outlook.kind not in WRITTEN:
        return
    for code in view.note.code:
        block = DATA_BLOCK.fullmatch(view.note.text, code.start, code.end)
        if block and CANVAS_TYPE.search(block["content"]) and len(block["content"]) <= MAX_LENGTH:
            try:
                read_yaml(block["content"], block.start("content"))
            except InvalidYamlError as error:
                yield Finding(
                    path=view.note.path,
                    span=error.span,
                    message=f"This copy of the canvas cannot be read as YAML. {error}",
                )
