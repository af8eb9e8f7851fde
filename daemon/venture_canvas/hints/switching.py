"""Turn a rule on or off in the text of a settings file, and leave the rest of that text as it is."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, InlineTable, Key, Table

BOM = "\ufeff"
LISTS = frozenset({"on", "off"})
INDENT = re.compile(r"\n([ \t]*)[^\s\]]")
"""The indent of the lines of a list."""

Piece = tuple[Key, Table | InlineTable]
"""A part of the table of rules, and the key it stands under: `rules.on = […]` is one part, `[rules.severity]` is another."""


class UnswitchableError(Exception):
    """The text cannot be changed as asked; the message says what to mend."""


def switched(text: str, code: str, *, on: bool, by_default: bool) -> str:
    """Return the text of a settings file in which a rule is on or off.

    The rule is taken out of the lists `on` and `off`, and put into one of them when that is not what holds by default.

    Arguments:
        text: the file's text; empty when there is none yet.
        code: the rule's.
        on: whether it shall be on.
        by_default: whether it is on when no list names it.

    Raises:
        UnswitchableError: the text is not TOML, has something else in the place of the table or of the list, or is written in a
            way that cannot be changed without loss.
    """
    wanted = None if on == by_default else "on" if on else "off"
    bom = BOM if text.startswith(BOM) else ""
    before = text.removeprefix(BOM)
    after = _listed(before, code, wanted)
    _check(before, after, code, wanted)
    return bom + after


def _listed(text: str, code: str, wanted: str | None) -> str:
    """Return a text in which a code stands in one of the lists and not in the other, or in neither."""
    if 0 < text.count("\r\n") == text.count("\n") == text.count("\r"):
        # What is added gets the line ends of the file.
        return _listed(text.replace("\r\n", "\n"), code, wanted).replace("\n", "\r\n")
    document = _document(text)
    for name in LISTS - {wanted}:
        _remove(document, name, code)
    return _added(document, wanted, code) if wanted else document.as_string()


def _check(before: str, after: str, code: str, wanted: str | None) -> None:
    """Make sure that what was asked has changed and nothing else: in lists with commas in front, tomlkit can lose its way."""
    try:
        if tomllib.loads(after) == _asked(tomllib.loads(before), code, wanted):
            return
    except tomllib.TOMLDecodeError:
        pass
    raise UnswitchableError(
        f"The lists below [rules] are written in a way that keeps {code} from being added or taken out. Write each code on a line of its own, with a comma after it."
    )


def _asked(tables: dict[str, Any], code: str, wanted: str | None) -> dict[str, Any]:
    """Return what a file shall say in which a code stands in one of the lists and not in the other, or in neither."""
    rules = dict(tables.get("rules", {}))
    for name, codes in rules.items():
        if name in LISTS and name != wanted and isinstance(codes, list):
            rules[name] = [each for each in codes if each != code]
    if wanted and code not in rules.get(wanted, []):
        rules[wanted] = [*rules.get(wanted, []), code]
    return {**tables, "rules": rules} if rules else tables


def _document(text: str) -> TOMLDocument:
    try:
        # What is written must be read again, and by tomllib, which is the stricter one.
        tomllib.loads(text)
        return tomlkit.parse(text)
    except (ValueError, TOMLKitError, RecursionError) as error:
        raise UnswitchableError(f"This is not TOML ({error}). Mend it first.") from error


def _remove(document: TOMLDocument, name: str, code: str) -> None:
    for _, piece in _pieces(document):
        codes = piece.get(name)
        while isinstance(codes, Array) and code in codes:
            codes.remove(code)


def _added(document: TOMLDocument, name: str, code: str) -> str:
    codes = next((piece[name] for _, piece in _pieces(document) if name in piece), None)
    if codes is None:
        return _with_list(document, name, code)
    if not isinstance(codes, Array):
        raise UnswitchableError(f'{name} is a list of rule codes, such as ["one", "another"]. Mend it first.')
    if code not in codes:
        _append(codes, code)
    return document.as_string()


def _append(codes: Array, code: str) -> None:
    """Add a code to a list, on a line of its own when the list has several lines."""
    written = codes.as_string()
    if "\n" not in written:
        codes.append(code)
        return
    indent = INDENT.search(written)
    codes.add_line(code, indent=indent[1] if indent else "    ")


def _with_list(document: TOMLDocument, name: str, code: str) -> str:
    """Return the text of a document with one more list.

    Below a header it becomes the first line. tomlkit would make it the last one, and that is below the comments on the next table.
    """
    line = f'{name} = ["{code}"]\n'
    for key, piece in _pieces(document):
        if key.is_dotted() or isinstance(piece, InlineTable):
            piece[name] = [code]
            return document.as_string()
        if not piece.is_super_table():
            piece.trivia.trail = (piece.trivia.trail or "\n") + line
            return document.as_string()
    text = document.as_string()
    return f"{text}{_gap_after(text)}[rules]\n{line}"


def _gap_after(text: str) -> str:
    """Return what makes an empty line between a text and what follows."""
    return "" if not text else "\n" if text.endswith("\n") else "\n\n"


def _pieces(document: TOMLDocument) -> Iterator[Piece]:
    for key, item in document.body:
        if key is not None and key.key == "rules":
            if not isinstance(item, Table | InlineTable):
                raise UnswitchableError(
                    "rules is a table: write [rules] and its settings below it. Mend it first."
                )
            yield key, item
