"""Every fix of every rule, on vaults that nobody wrote for it: it mends what it is for, and harms nothing else."""

import re
from codecs import BOM_UTF8 as BOM
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hints.running import TODAY, applied
from hints.test_rules import grave
from proof.canvases import sound_vaults, vaults
from proof.chain import EVERY_RULE, read, texts_of
from proof.strength import tries
from venture_canvas.cli.fixing import ROUNDS
from venture_canvas.hints.fixing import apart, edits_of, safe_fixes
from venture_canvas.hints.hint import Edit, Fix, Hint
from venture_canvas.notes.splices import Splice, spliced
from venture_canvas.shapes.fixes import FixesToWrite, write_fixes
from venture_canvas.shapes.hint import EditFact, hint_list
from venture_canvas.shapes.hint_filter import HintFilter
from venture_canvas.shapes.ranges import Position
from venture_canvas.vault.planning import NotWrittenError
from venture_canvas.workspace import Workspace

SHOWS_WHAT_WAS_HIDDEN = {"fence-unclosed", "frontmatter-unclosed", "section-duplicate"}
"""Their fixes make text count that did not, and so its own mistakes."""


class Case(NamedTuple):
    """A vault, a hint in it, and a fix of that hint."""

    texts: dict[str, str]
    hints: tuple[Hint, ...]
    hint: Hint
    fix: Fix


def _case(texts: dict[str, str], data: st.DataObject) -> Case:
    live = read(texts)
    hints = live.hints.all()
    fixes = [(hint, fix) for hint in hints for fix in hint.finding.fixes if fix.edits]
    assume(fixes)
    # The order makes a rare rule as likely as a common one.
    code = data.draw(st.sampled_from(sorted({hint.code for hint, _ in fixes})))
    hint, fix = data.draw(st.sampled_from([each for each in fixes if each[0].code == code]))
    return Case(texts_of(live), hints, hint, fix)


def _moved(offset: int, edits: Sequence[Edit]) -> int:
    return offset + sum(
        len(edit.text) - (edit.span.end - edit.span.start) for edit in edits if edit.span.start <= offset
    )


def _still_there(case: Case, after: tuple[Hint, ...]) -> bool:
    """Say whether a hint says the same at the same place, before or after what was put there."""
    found = case.hint.finding
    edits = [edit for edit in case.fix.edits if edit.path == found.path]
    places = {found.span.start, _moved(found.span.start, edits)}
    return any(
        hint.code == case.hint.code
        and hint.finding.path == found.path
        and hint.finding.message == found.message
        and hint.finding.span.start in places
        for hint in after
    )


@tries(60)
@given(vaults, st.data())
def test_a_fix_removes_its_hint_and_no_rule_fails_after_it(
    texts: dict[str, str], data: st.DataObject
) -> None:
    case = _case(texts, data)
    after = read(applied(case.texts, case.fix)).hints.all()
    assert not _still_there(case, after), case.fix.title


@tries(60)
@given(sound_vaults, st.data())
def test_a_fix_brings_nothing_worse_than_what_it_mends(texts: dict[str, str], data: st.DataObject) -> None:
    case = _case(texts, data)
    assume(case.hint.code not in SHOWS_WHAT_WAS_HIDDEN)
    after = read(applied(case.texts, case.fix)).hints.all()
    brought = grave(after, case.hint.severity) - grave(case.hints, case.hint.severity)
    assert {code for code, _ in brought} <= {case.hint.code}, case.fix.title


@tries(40)
@given(vaults)
def test_safe_fixes_in_bulk_come_to_an_end_and_change_nothing_after_it(texts: dict[str, str]) -> None:
    texts = texts_of(read(texts))
    rounds = 0
    while (after := _fixed(texts)) != texts:
        texts, rounds = after, rounds + 1
        assert rounds <= ROUNDS


def _fixed(texts: Mapping[str, str]) -> dict[str, str]:
    edits = edits_of(apart(safe_fixes(read(texts).hints.all())))
    return {
        **texts,
        **{
            path: spliced(texts.get(path, ""), [Splice(each.span, each.text) for each in found])
            for path, found in edits.items()
        },
    }


def _byte_of(content: bytes, position: Position) -> int:
    """Return where a position stands in a file, counted by Python's own encoders instead of our module for positions."""
    start = [0, *(end.end() for end in re.finditer(rb"\r\n|\n|\r", content))][position.line]
    units = content[start:].decode("utf-8").encode("utf-16-le")[: 2 * position.character]
    return start + len(units.decode("utf-16-le").encode("utf-8"))


def _edited(content: bytes, edits: Sequence[EditFact]) -> bytes:
    """Return a file after edits; new lines end as its first one does, and its mark stays."""
    mark, plain = content[: 3 * content.startswith(BOM)], content.removeprefix(BOM)
    first = re.search(rb"\r\n|\n|\r", plain)
    pieces, done = [mark], 0
    for edit in sorted(edits, key=lambda each: _byte_of(plain, each.range.start)):
        new = edit.text.encode("utf-8")
        start, end = _byte_of(plain, edit.range.start), _byte_of(plain, edit.range.end)
        pieces += plain[done:start], new if b"\r" in new else new.replace(b"\n", first[0] if first else b"\n")
        done = end
    return b"".join([*pieces, plain[done:]])


def _write_all(root: Path, contents: Mapping[str, bytes]) -> None:
    for path, content in contents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def _contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@contextmanager
def _opened(contents: Mapping[str, bytes]) -> Iterator[Workspace]:
    with TemporaryDirectory() as folder:
        _write_all(Path(folder), contents)
        workspace = Workspace(Path(folder), adjust=lambda _: EVERY_RULE, today=lambda: TODAY)
        workspace.open()
        yield workspace
        workspace.close()


@tries(30)
@given(vaults, st.sampled_from([b"", BOM]), st.data())
def test_a_fix_that_is_written_changes_no_byte_outside_its_edits_and_is_refused_a_second_time(
    texts: dict[str, str], mark: bytes, data: st.DataObject
) -> None:
    before = {path: mark + text.removeprefix("\ufeff").encode("utf-8") for path, text in texts.items()}
    with _opened(before) as workspace:
        found = hint_list(workspace, HintFilter())
        fixes = [fix for hint in found.hints for fix in hint.fixes if fix.edits]
        assume(fixes)
        fix = data.draw(st.sampled_from(fixes))
        paths = {edit.path for edit in fix.edits}
        wanted = FixesToWrite(fix.edits, {path: found.hashes.get(path) for path in paths})
        expected = {
            path: _edited(before.get(path, b""), [edit for edit in fix.edits if edit.path == path])
            for path in paths
        }

        write_fixes(workspace, wanted)
        assert _contents(workspace.root) == {**before, **expected}
        with pytest.raises(NotWrittenError):
            write_fixes(workspace, wanted)
        assert _contents(workspace.root) == {**before, **expected}
