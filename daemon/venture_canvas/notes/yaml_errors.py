"""Say what is wrong with YAML in words that a founder can act on, and where."""

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from venture_canvas.positions import Span

PROPERTY_LINE = re.compile(r"(?P<key>[ \t]*(?:- +)?[^\s:#\[\]{}][^:\r\n]*): +(?P<value>[^\r\n]*)$")
TIGHT_LINE = re.compile(r"(?P<key>(?:- )?[\w-]+):(?P<value>[^\s:/][^\r\n]*)")
# A property without a space after its colon is a text that goes on in the next line, and is noticed only there.
NOTICED_BELOW = ("mapping values are not allowed", "could not find expected ':'")
LINE_BREAKS = "\r\n"


class InvalidYamlError(Exception):
    """A document that cannot be read.

    Arguments:
        message: a sentence that says what to do.
        span: the spot, in code points.
    """

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span

    def shift(self, by: int) -> "InvalidYamlError":
        """Return the same error for a document that starts at an offset."""
        return InvalidYamlError(self.message, self.span.shift(by))


class _Spot(NamedTuple):
    """The line an error is about, and the character it was noticed at."""

    line: str
    character: str
    problem: str


def explain(error: yaml.YAMLError, content: str) -> InvalidYamlError:
    """Translate an error of libyaml.

    Arguments:
        error: what the parser raised.
        content: the document it was parsing.
    """
    offset, problem = _place(error, len(content))
    span = _line_around(content, offset)
    above = _line_above(content, span.start)
    tight = TIGHT_LINE.match(content, above.start, above.end)
    if tight and any(part in problem for part in NOTICED_BELOW):
        return InvalidYamlError(f"Put a space after the colon: {tight['key']}: {tight['value']}", above)
    spot = _Spot(content[span.start : span.end], content[offset : offset + 1], problem)
    advise = next(advise for part, advise in ADVICE if part in problem)
    return InvalidYamlError(advise(spot), span)


def _place(error: yaml.YAMLError, length: int) -> tuple[int, str]:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return length, str(error)
    # A quote or bracket that is never closed is noticed far from where it was opened.
    opened = error.context in {
        "while scanning a quoted scalar",
        "while parsing a flow sequence",
        "while parsing a flow mapping",
    }
    mark = error.context_mark if opened and error.context_mark else error.problem_mark
    return mark.index, f"{error.problem}, {error.context or 'while reading'}"


def _line_around(content: str, offset: int) -> Span:
    offset = min(offset, len(content.rstrip()))
    start = max(content.rfind(mark, 0, offset) for mark in LINE_BREAKS) + 1
    ends = [end for mark in LINE_BREAKS if (end := content.find(mark, offset)) >= 0]
    line = content[start : min(ends, default=len(content))]
    start += len(line) - len(line.lstrip())
    return Span(start, start + len(line.strip()))


def _line_above(content: str, offset: int) -> Span:
    return _line_around(content, max(len(content[:offset].rstrip()) - 1, 0))


def _quoted(line: str) -> str:
    found = PROPERTY_LINE.match(line)
    if not found:
        return "Put the whole value in quotes."
    value = found["value"]
    quoted = "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'
    return f"Put the whole value in quotes: {found['key'].strip()}: {quoted}"


def _colon(spot: _Spot) -> str:
    found = PROPERTY_LINE.match(spot.line)
    if found and ":" in found["value"]:
        return f"A value that holds a colon needs quotes. {_quoted(spot.line)}"
    return "This line or the one above it is no property. Write each one as `key: value`, with a space after the colon."


def _no_property(_spot: _Spot) -> str:
    return "This line is no property and no list item. Write `key: value`, or `- item` with a space after the dash."


def _start(spot: _Spot) -> str:
    if spot.character == "\t":
        return "Properties are indented by spaces; put spaces where this line has a tab."
    return f'A value that starts with "{spot.character}" needs quotes. {_quoted(spot.line)}'


def _bracket(spot: _Spot) -> str:
    if "#" in spot.line:
        return 'A "#" starts a comment, so the list is never closed. Write the tags without "#", or put each one in quotes.'
    return "A bracket in this line is never closed, or a comma is missing. Close it, or put the whole value in quotes."


def _after(spot: _Spot) -> str:
    found = PROPERTY_LINE.match(spot.line)
    if found and found["value"][:1] in {"[", "{", '"', "'"}:
        return f"Something follows the closing bracket or quote. {_quoted(spot.line)}"
    return "This line does not fit the lines above it. Write each property as `key: value`, all starting in the same column."


def _always(message: str) -> Callable[[_Spot], str]:
    return lambda _spot: message


def _other(spot: _Spot) -> str:
    return f"Obsidian cannot read the properties from this line on ({spot.problem}). {_quoted(spot.line)}"


ADVICE: tuple[tuple[str, Callable[[_Spot], str]], ...] = (
    ("mapping values are not allowed", _colon),
    ("cannot start any token", _start),
    (
        "end of stream, while scanning a quoted scalar",
        _always("This quote is never closed. Add the closing quote."),
    ),
    (
        "escape character",
        _always("A backslash in double quotes has a meaning of its own. Use single quotes instead."),
    ),
    ("expected ',' or", _bracket),
    ("expected node content", _bracket),
    ("could not find expected ':'", _no_property),
    ("expected key", _after),
    ("expected <document start>", _after),
    ("expected '-' indicator", _after),
    (
        "block sequence entries are not allowed",
        _always("A list starts on a line of its own. Move the dash to the next line."),
    ),
    ("tab character", _always("Properties are indented by spaces; put spaces where this line has a tab.")),
    ("", _other),
)
"""What to say for a part of libyaml's wording; the first that fits, and the last fits all."""
