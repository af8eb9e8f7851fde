"""Blocks of code: whether they end, and whether a copy of the canvas in one can be read."""

import re
from collections.abc import Iterator

from venture_canvas.hints.fences import unclosed_fences
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.outlines import WRITTEN
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_at, line_end
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Note
from venture_canvas.notes.yaml_core import MAX_LENGTH, read_yaml
from venture_canvas.notes.yaml_errors import InvalidYamlError
from venture_canvas.positions import Span

HEADING_APART = re.compile(r"(?:(?:\r?\n|\r(?!\n))[ \t]*){2,}(?<=[\r\n])(?=#{2,6}[ \t]+\S)")
"""A heading below a blank line. One of the first level would be a comment in most code."""
DATA_BLOCK = re.compile(
    r"(?P<fence>`{3,}|~{3,})[ \t]*ya?ml[^\r\n]*(?:\r\n|\n|\r)(?P<content>.*?)(?:(?:\r\n|\n|\r)[ \t]*(?P=fence)[`~]*[ \t]*)?\Z",
    re.DOTALL,
)
CANVAS_TYPE = re.compile(r"^canvas[_-]type[ \t]*:", re.MULTILINE)


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
