"""Any bytes may lie on the disk, as a note or as the settings: the vault opens, says what is wrong, and equals a fresh build."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from hints.good_venture import one_note
from proof.canvases import vaults
from proof.chain import assert_inside
from proof.strength import tries
from venture_canvas.hints.registry import all_rules
from venture_canvas.vault.roots import SETTINGS_FILE
from venture_canvas.workspace import Workspace

texts = vaults.map(lambda found: next(iter(found.values())))
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32-be", "cp1252", "latin-1"])
contents = st.one_of(
    st.binary(max_size=300),
    st.builds(lambda text, encoding: text.encode(encoding, "replace"), texts, encodings),
    st.builds(
        lambda text, at, bad: text.encode()[:at] + bad, texts, st.integers(0, 400), st.binary(max_size=4)
    ),
)
SETTINGS_PIECES = [
    *(
        "[rules]",
        "[rules.severity]",
        "[tags]",
        "[vocabulary]",
        "[sections]",
        "[synonyms]",
        "[roles]",
        "[[rules]]",
        "[",
    ),
    *(
        "on = ['job-compound']",
        "off = ['type-without-job', 'x']",
        "on = 3",
        "type-without-job = 'error'",
        "a.b.c = 1",
    ),
    *(
        "type-without-job = 'loud'",
        "profile = 'list'",
        "content = ['field', 7]",
        "customers = ['our crowd', '']",
    ),
    *(
        "groups = [['guest', 'lodger'], []]",
        "payer = ['patron']",
        "x = 2001-99-99",
        "'''",
        '"""',
        "= =",
        "\ufeff",
        "# é",
    ),
    *("customers = ['(', '[a-', '*', '\\\\']", "payer = ['(?P<', '']", "groups = [['', ' '], ['.*', '+']]"),
]
settings_files = st.one_of(
    st.binary(max_size=120),
    st.lists(st.sampled_from(SETTINGS_PIECES), max_size=8).map(lambda pieces: "\n".join(pieces).encode()),
)


@contextmanager
def opened(files: Mapping[str, bytes]) -> Iterator[Workspace]:
    with TemporaryDirectory() as folder:
        for path, content in files.items():
            (Path(folder) / path).write_bytes(content)
        workspace = Workspace(Path(folder))
        workspace.open()
        yield workspace
        workspace.close()


def assert_sound(workspace: Workspace) -> None:
    """Make sure that no rule fails, that every hint lies in its note, and that the vault is as a fresh build has it."""
    notes = {path: note.text for path, note in workspace.snapshot.notes.items()}
    assert_inside(notes, workspace.hints())
    assert "rule-failed" not in {trouble.code for trouble in workspace.state.troubles}
    assert workspace.verify() == ()


@tries(50)
@given(contents)
@example(b"\xff\xfe" + b"# Wide\0")
def test_any_bytes_are_a_note_of_the_vault(content: bytes) -> None:
    with opened(
        {"Any.md": content, **{path: text.encode() for path, text in one_note().items()}}
    ) as workspace:
        assert "Any.md" in workspace.snapshot.notes
        assert_sound(workspace)


@tries(60)
@given(settings_files)
def test_any_bytes_are_settings_of_which_at_least_the_rest_holds(content: bytes) -> None:
    notes = {path: text.encode() for path, text in one_note().items()}
    with opened({SETTINGS_FILE: content, **notes}) as workspace:
        assert workspace.settings.settings.off <= all_rules().keys()
        assert {problem.code for problem in workspace.state.troubles} <= {"settings"}
        assert len(workspace.ventures) == 1
        assert_sound(workspace)
