"""The invariant of the product on a real folder: whatever happens to a vault, at rest the live workspace equals a fresh build.

When it does not, Hypothesis prints the shortest sequence of steps that it found, and the sequence is kept in
`.hypothesis/convergence.json`; `python tests/proof/replay.py` plays it.
"""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from proof.comparing import told
from proof.moving_vault import MovingVault
from proof.replay import kept, kept_when_it_fails, replay
from proof.vocabulary import FOLDERS, GOOD, NOTES, PIECES, PLACES, SETTINGS, SETTINGS_FILE, TEXTS

notes, folders, places = st.sampled_from(NOTES), st.sampled_from(FOLDERS), st.sampled_from(PLACES)
opened = st.sampled_from(
    [path for path in NOTES if path.endswith(".md") and not path.startswith(".") and "\udcef" not in path]
)
texts, pieces = st.sampled_from(TEXTS), st.sampled_from(PIECES)
lines, few = st.integers(0, 30), st.integers(1, 4)


class Convergence(RuleBasedStateMachine):
    """A founder's vault, with all that happens to one."""

    WATCHED = False

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp()).resolve()
        self.vault = MovingVault(self.place, watched=self.WATCHED)

    def do(self, step: str, **given: object) -> None:
        with kept_when_it_fails(self.vault):
            self.vault.do(step, **given)

    def teardown(self) -> None:
        try:
            self.do("come_to_rest")
            self.do("verify")
        finally:
            self.vault.end()
            shutil.rmtree(self.place)

    @initialize(names=st.sets(st.sampled_from(sorted(GOOD))))
    def a_founder_begins(self, names: set[str]) -> None:
        for name in sorted(names):
            self.do("write", path=name, text=GOOD[name])

    @rule(path=notes, text=texts)
    def a_file_is_written(self, path: str, text: str) -> None:
        self.do("write", path=path, text=text)

    @rule(path=notes, text=texts)
    def a_file_is_saved_by_an_editor(self, path: str, text: str) -> None:
        self.do("save", path=path, text=text)

    @rule(path=notes, text=pieces)
    def a_file_is_added_to(self, path: str, text: str) -> None:
        self.do("append", path=path, text=text)

    @rule(path=notes, size=st.integers(0, 300))
    def a_file_is_truncated(self, path: str, size: int) -> None:
        self.do("truncate", path=path, size=size)

    @rule(path=notes, line=lines, text=pieces)
    def a_line_comes(self, path: str, line: int, text: str) -> None:
        self.do("insert", path=path, line=line, text=text)

    @rule(path=notes, line=lines)
    def a_line_goes(self, path: str, line: int) -> None:
        self.do("remove_line", path=path, line=line)

    @rule(path=notes)
    def a_file_changes_with_the_same_size_and_time(self, path: str) -> None:
        self.do("exchange_letters", path=path)

    @rule(old=notes, new=notes)
    def a_file_is_renamed(self, old: str, new: str) -> None:
        self.do("rename", old=old, new=new)

    @rule(old=folders, new=folders)
    def a_folder_is_renamed(self, old: str, new: str) -> None:
        self.do("rename", old=old, new=new)

    @rule(old=places)
    def a_name_changes_in_case_only(self, old: str) -> None:
        self.do("rename", old=old, new=old.swapcase().replace(".MD", ".md"))

    @rule(one=places, other=places)
    def two_are_swapped(self, one: str, other: str) -> None:
        self.do("swap", one=one, other=other)

    @rule(path=places)
    def something_is_moved_out(self, path: str) -> None:
        self.do("move_out", path=path)

    @rule(path=places)
    def something_is_moved_in(self, path: str) -> None:
        self.do("move_in", path=path)

    @rule(path=places)
    def something_is_deleted(self, path: str) -> None:
        self.do("delete", path=path)

    @rule(path=notes)
    def a_file_is_deleted_and_written_anew(self, path: str) -> None:
        self.do("delete_and_recreate", path=path)

    @rule(path=notes, text=texts)
    def a_file_becomes_a_folder(self, path: str, text: str) -> None:
        self.do("become_folder", path=path, note="Customers.md", text=text)

    @rule(path=places, text=texts)
    def a_folder_becomes_a_note(self, path: str, text: str) -> None:
        self.do("become_note", path=path, text=text)

    @rule(path=notes, to=places)
    def a_link_is_put_there(self, path: str, to: str) -> None:
        self.do("link", path=path, to=to)

    @rule(path=places)
    def something_may_not_be_read(self, path: str) -> None:
        self.do("lock", path=path)

    @rule()
    def everything_may_be_read(self) -> None:
        self.do("unlock")

    @rule(text=st.sampled_from(SETTINGS))
    def the_settings_are_written(self, text: str) -> None:
        self.do("write", path=SETTINGS_FILE, text=text)

    @rule()
    def the_settings_are_deleted(self) -> None:
        self.do("delete", path=SETTINGS_FILE)

    @rule(path=opened)
    def a_note_is_opened(self, path: str) -> None:
        self.do("open_editor", path=path)

    @rule(path=opened, line=lines, text=pieces)
    def somebody_types(self, path: str, line: int, text: str) -> None:
        self.do("type", path=path, line=line, text=text)

    @rule(path=opened)
    def an_editor_saves(self, path: str) -> None:
        self.do("save_editor", path=path)

    @rule(path=opened)
    def an_editor_is_closed(self, path: str) -> None:
        self.do("close_editor", path=path)

    @rule(first=few, backwards=st.booleans(), twice=st.booleans())
    def some_events_come(self, first: int, backwards: bool, twice: bool) -> None:
        self.do("tell", first=first, backwards=backwards, twice=twice)

    @rule(first=few)
    def some_events_are_lost(self, first: int) -> None:
        self.do("miss", first=first)

    @rule()
    def time_passes(self) -> None:
        self.do("let_time_pass")

    @rule(days=st.integers(-3, 8))
    def days_pass(self, days: int) -> None:
        self.do("let_days_pass", days=days)

    @rule(cache=st.sampled_from(("kept", "lost", "truncated", "older")))
    def it_is_stopped_and_started(self, cache: str) -> None:
        self.do("restart", cache=cache)

    @rule()
    def the_disk_is_pulled_out_and_put_in(self) -> None:
        self.do("go_away_and_come_back")

    @rule()
    def it_comes_to_rest(self) -> None:
        self.do("come_to_rest")


class FollowedConvergence(Convergence):
    """The same, followed by events of the system."""

    WATCHED = True


def thorough(sequences: int) -> settings:
    return settings(
        max_examples=sequences,
        stateful_step_count=50,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.timeout(900)
def test_at_rest_the_live_workspace_equals_a_fresh_build() -> None:
    run_state_machine_as_test(Convergence, settings=thorough(80))


@pytest.mark.timeout(900)
def test_so_it_does_behind_the_events_of_the_system() -> None:
    run_state_machine_as_test(FollowedConvergence, settings=thorough(10))


@pytest.mark.long
@pytest.mark.timeout(0)
def test_at_rest_the_live_workspace_equals_a_fresh_build_after_many_sequences() -> None:
    run_state_machine_as_test(Convergence, settings=thorough(1000))


@pytest.mark.long
@pytest.mark.timeout(0)
def test_so_it_does_behind_the_events_of_the_system_after_many_sequences() -> None:
    run_state_machine_as_test(FollowedConvergence, settings=thorough(200))


def test_a_kept_sequence_can_be_played_again(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    vault, file = MovingVault(place), tmp_path / "kept.json"
    vault.do("write", path="Log/na\udcefve.md", text=TEXTS[-1])
    vault.do("type", path="Parents.md", line=0, text=PIECES[0])
    with pytest.raises(AttributeError), kept_when_it_fails(vault, file):
        getattr(vault, "a step that there is not")
    vault.do("come_to_rest")
    before = told(vault.live)
    vault.end()
    shutil.rmtree(place)
    place.mkdir()

    assert replay(kept(file), place) == before
