import errno
import hashlib
import importlib
import logging
import mmap
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watchdog.events import FileClosedNoWriteEvent, FileOpenedEvent
from watchdog.observers.api import BaseObserver

from venture_canvas.vault import native
from venture_canvas.vault.files import is_note, scan
from venture_canvas.vault.gathering import Dirty, Gathering, Pulse, path_in_vault
from venture_canvas.vault.inventory import Inventory
from venture_canvas.vault.reading import UnreadableError, read
from venture_canvas.vault.reconcile import Changes, apply, compare
from venture_canvas.vault.timing import Clocks, Timing
from venture_canvas.vault.watch import Watch
from venture_canvas.vault.watcher import Watcher, shared_watcher

DEADLINE = 20.0
LINUX = sys.platform.startswith("linux")


# When and where to look, without a thread.


def test_nothing_gathered_is_never_due() -> None:
    assert Gathering().due is None


@pytest.mark.parametrize(
    ("events", "due"),
    [
        pytest.param([0.0], 0.05, id="one event waits for the quiet gap"),
        pytest.param([0.0, 0.04], 0.09, id="another event in the gap makes it wait anew"),
        pytest.param(
            [tenth * 0.04 for tenth in range(20)], 0.5, id="no burst waits longer than half a second"
        ),
    ],
)
def test_a_burst_is_due_after_a_gap_or_at_the_latest(events: list[float], due: float) -> None:
    gathering = Gathering()
    for moment in events:
        gathering.add("a.md", moment)
    assert gathering.due == pytest.approx(due)


def test_a_drain_gives_each_path_once_and_forgets_it() -> None:
    gathering = Gathering()
    for path in ("a.md", "a.md", "Folder/b.md"):
        gathering.add(path, 0.0)
    assert gathering.drain(1.0) == frozenset({"a.md", "Folder/b.md"})
    assert gathering.due is None
    assert gathering.drain(2.0) == frozenset()


def test_what_lies_beneath_a_dirty_folder_is_not_named_besides() -> None:
    gathering = Gathering()
    for path in ("Folder/a.md", "Folder", "Folder 2/b.md", "Folder/Deep/c.md"):
        gathering.add(path, 0.0)
    assert gathering.drain(1.0) == frozenset({"Folder", "Folder 2/b.md"})


def test_a_storm_becomes_a_walk_over_everything() -> None:
    gathering = Gathering(most=10)
    for number in range(200):
        gathering.add(f"{number}.md", 0.0)
    assert gathering.drain(1.0) is None


def test_everything_later_leaves_what_is_due_now() -> None:
    gathering = Gathering()
    gathering.add_everything(10.0)
    gathering.add("a.md", 0.0)
    assert gathering.drain(0.05) == frozenset({"a.md"})
    assert gathering.due == 10.0
    assert gathering.drain(10.0) is None


@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=60))
def test_no_event_waits_longer_than_promised(gaps: list[float]) -> None:
    gathering, now = Gathering(), 0.0
    waiting: list[float] = []
    for gap in gaps:
        while (due := gathering.due) is not None and due <= now + gap:
            assert all(due - event <= 0.5 + 1e-9 for event in waiting)
            gathering.drain(due)
            waiting = []
        now += gap
        gathering.add("a.md", now)
        waiting.append(now)
    assert gathering.due is not None
    assert gathering.due - waiting[0] <= 0.5 + 1e-9


@pytest.mark.parametrize(
    ("monotonic", "wall", "expected", "slept"),
    [
        pytest.param(160.0, 1060.0, 160.0, False, id="a wait that ended in time"),
        pytest.param(101.0, 1001.0, 160.0, False, id="a wait cut short by an event"),
        pytest.param(160.0, 4660.0, 160.0, True, id="the machine slept and the monotonic clock with it"),
        pytest.param(3760.0, 4660.0, 160.0, True, id="the process was stopped, or Windows slept"),
        pytest.param(160.0, 60.0, 160.0, True, id="the wall clock was set back"),
    ],
)
def test_sleep_is_told_from_the_clocks(monotonic: float, wall: float, expected: float, slept: bool) -> None:
    pulse = Pulse(100.0, 1000.0)
    assert pulse.slept(monotonic, wall, expected) is slept
    assert not pulse.slept(monotonic + 1, wall + 1, monotonic + 60)


@pytest.mark.parametrize(
    ("root", "path", "separator", "expected"),
    [
        ("/v", "/v/a.md", "/", "a.md"),
        ("/v", "/v/Folder/a.md", "/", "Folder/a.md"),
        ("/v", "/v", "/", ""),
        ("/", "/a.md", "/", "a.md"),
        ("/v", "/v2/a.md", "/", ""),
        ("/v", "/v/.obsidian/app.json", "/", None),
        ("/v", "/v/Folder/.a.md.tmp", "/", None),
        ("/v", "/v/a.b.md", "/", "a.b.md"),
        ("/v", "/v/Cafe\u0301.md", "/", "Caf\u00e9.md"),
        ("/Cafe\u0301", "/Caf\u00e9/a.md", "/", "a.md"),
        ("C:\\Vault", "C:\\Vault\\Folder\\a.md", "\\", "Folder/a.md"),
        ("C:\\Vault", "C:\\VAULT~1\\a.md", "\\", ""),
        ("/v", "/v/Folder/\udcff.md", "/", "Folder"),
        ("/v", "/v/\udcff/a.md", "/", ""),
    ],
)
def test_the_path_of_an_event_becomes_the_path_in_the_vault(
    root: str, path: str, separator: str, expected: str | None
) -> None:
    assert path_in_vault(root, path, separator) == expected


def test_reading_a_file_is_not_listened_to() -> None:
    assert not {FileOpenedEvent, FileClosedNoWriteEvent} & set(native.LISTENED_TO)
    assert {"FileClosedEvent", "FileModifiedEvent", "DirMovedEvent", "FileDeletedEvent"} <= {
        kind.__name__ for kind in native.LISTENED_TO
    }


@pytest.mark.parametrize(("platform", "timeout"), [("win32", 0.1), ("linux", 1.0), ("darwin", 1.0)])
def test_on_windows_events_are_handed_over_at_once(
    monkeypatch: pytest.MonkeyPatch, platform: str, timeout: float
) -> None:
    def observer(timeout: float = 1.0) -> float:
        return timeout

    monkeypatch.setattr(native, "Observer", observer)
    assert native.new_observer(platform) == pytest.approx(timeout)


# The real watcher over real files.

QUICK = Timing(supervise=60.0, poll=0.1, walk=900.0)


class Follower:
    """Keeps the content of a vault's notes current by a watch, as a workspace does, and remembers what it was told."""

    def __init__(self, root: Path, watcher: Watcher) -> None:
        self.root = root
        self.told: list[Dirty] = []
        self.content: dict[str, bytes] = {}
        self.available = True
        self._inventory = Inventory()
        self._changed = threading.Condition()
        self.watch: Watch = watcher.watch(root, self.on_dirty)

    def on_dirty(self, dirty: Dirty) -> None:
        with self._changed:
            self.told.append(dirty)
            verdict = compare(self._inventory, scan(self.root, {""} if dirty is None else dirty))
            self.available = isinstance(verdict, Changes)
            if isinstance(verdict, Changes):
                apply(self._inventory, verdict)
                self._read(verdict)
            self._changed.notify_all()

    def _read(self, changes: Changes) -> None:
        for path in changes.gone:
            self.content.pop(path, None)
        for path in filter(is_note, changes.seen):
            try:
                self.content[path] = read(self.root, changes.seen[path].on_disk or path, 1_000_000)
            except (FileNotFoundError, UnreadableError):
                self.content.pop(path, None)

    def wait(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, DEADLINE), (self.told[-5:], sorted(self.content)[:20])

    def wait_for(self, **content: str) -> None:
        """Wait until these notes and no others are known; `a_b` stands for the note a/b.md."""
        wanted = {f"{name.replace('_', '/')}.md": text.encode() for name, text in content.items()}
        self.wait(lambda: self.content == wanted)

    def settle(self) -> None:
        """Wait until everything that happened up to now was told: a marker written last is the barrier."""
        marker = self.root / "Marker.md"
        marker.write_text(str(time.monotonic_ns()))
        self.wait(lambda: self.content.get("Marker.md") == marker.read_bytes())


@pytest.fixture
def watcher() -> Watcher:
    return Watcher(timing=QUICK)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "vault"
    (root / "Folder" / "Deep").mkdir(parents=True)
    write(root / "a.md", "one")
    write(root / "Folder" / "b.md", "two")
    write(root / "Folder" / "Deep" / "c.md", "three")
    return root


Follow = Callable[..., Follower]


@pytest.fixture
def follow(vault: Path, watcher: Watcher) -> Iterator[Follow]:
    followers: list[Follower] = []

    def start(watcher: Watcher = watcher, root: Path = vault) -> Follower:
        followers.append(Follower(root, watcher))
        return followers[-1]

    yield start
    for follower in followers:
        follower.watch.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("watch ")]


@pytest.fixture
def follower(follow: Follow) -> Follower:
    follower = follow()
    follower.wait_for(a="one", Folder_b="two", Folder_Deep_c="three")
    return follower


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def atomic_save(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    write(temporary, text)
    temporary.replace(path)


def vim_save(path: Path, text: str) -> None:
    backup = path.with_name(f"{path.name}~")
    path.rename(backup)
    write(path, text)
    backup.unlink()


def mapped_save(path: Path, text: str) -> None:
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as mapped:
        mapped[:] = text.encode()


def test_the_first_call_is_for_the_whole_vault(follower: Follower) -> None:
    assert follower.told[0] is None
    assert (follower.watch.mode, follower.watch.troubles) == ("events", ())


@pytest.mark.parametrize("save", [write, atomic_save, vim_save, mapped_save])
def test_a_note_saved_in_whatever_way_is_seen(
    follower: Follower, vault: Path, save: Callable[[Path, str], None]
) -> None:
    save(vault / "a.md", "uno")
    follower.wait_for(a="uno", Folder_b="two", Folder_Deep_c="three")
    assert all(dirty is None or dirty <= {"a.md", "a.md~"} for dirty in follower.told)


def test_created_deleted_and_renamed_notes_are_seen(follower: Follower, vault: Path) -> None:
    write(vault / "Folder" / "new.md", "four")
    follower.wait_for(a="one", Folder_b="two", Folder_Deep_c="three", Folder_new="four")
    (vault / "Folder" / "b.md").unlink()
    follower.wait_for(a="one", Folder_Deep_c="three", Folder_new="four")
    (vault / "a.md").rename(vault / "Folder" / "d.md")
    follower.wait_for(Folder_d="one", Folder_Deep_c="three", Folder_new="four")


def test_a_renamed_folder_takes_its_notes_along_and_is_still_watched(follower: Follower, vault: Path) -> None:
    (vault / "Folder").rename(vault / "Other")
    follower.wait_for(a="one", Other_b="two", Other_Deep_c="three")
    write(vault / "Other" / "Deep" / "c.md", "3")
    follower.wait_for(a="one", Other_b="two", Other_Deep_c="3")


def test_a_folder_moved_out_and_in_again_is_seen(follower: Follower, vault: Path, tmp_path: Path) -> None:
    (vault / "Folder").rename(tmp_path / "Away")
    follower.wait_for(a="one")
    write(tmp_path / "Away" / "b.md", "changed outside")
    (tmp_path / "Away").rename(vault / "Back")
    follower.wait_for(a="one", Back_b="changed outside", Back_Deep_c="three")
    write(vault / "Back" / "Deep" / "c.md", "changed inside")
    follower.wait_for(a="one", Back_b="changed outside", Back_Deep_c="changed inside")


@pytest.mark.skipif(not LINUX, reason="only inotify's descriptors go along with a folder")
def test_a_folder_moved_out_is_watched_no_more(follower: Follower, vault: Path, tmp_path: Path) -> None:
    (vault / "Folder").rename(tmp_path / "Away")
    follower.wait_for(a="one")
    armed = follower.watch._events.armed
    assert armed is not None
    assert native.watched_folders(armed) == frozenset({str(vault)})


def test_two_watches_of_one_vault_do_not_disturb_each_other(
    follow: Follow, vault: Path, tmp_path: Path
) -> None:
    first, second = follow(), follow()
    (vault / "Folder").rename(tmp_path / "Away")
    first.wait_for(a="one")
    second.wait_for(a="one")
    before = len(first.told) + len(second.told)
    first.settle()
    second.settle()
    assert len(first.told) + len(second.told) - before <= 8


def test_a_folder_that_becomes_a_note_and_back(follower: Follower, vault: Path) -> None:
    (vault / "a.md").unlink()
    (vault / "a.md").mkdir()
    write(vault / "a.md" / "inner.md", "in a folder")
    follower.wait(lambda: follower.content.get("a.md/inner.md") == b"in a folder")
    assert "a.md" not in follower.content


def test_two_thousand_quick_creates_are_all_seen(follower: Follower, vault: Path) -> None:
    for number in range(2000):
        if number % 100 == 0:
            (vault / f"Many {number // 100}").mkdir()
        write(vault / f"Many {number // 100}" / f"{number}.md", str(number))
    follower.wait(lambda: len(follower.content) == 2003)
    assert follower.content["Many 7/777.md"] == b"777"


def test_dot_files_and_dot_folders_wake_nobody(follower: Follower, vault: Path) -> None:
    follower.settle()
    (vault / ".obsidian").mkdir()
    write(vault / ".obsidian" / "workspace.json", "{}")
    write(vault / ".hidden.md", "no")
    before = len(follower.told)
    follower.settle()
    assert set(follower.told[before:]) == {frozenset({"Marker.md"})}


def test_our_own_reading_raises_no_events(follower: Follower, vault: Path) -> None:
    follower.settle()
    before = len(follower.told)
    for path in list(follower.content):
        read(vault, path, 1_000_000)
    follower.settle()
    assert set(follower.told[before:]) == {frozenset({"Marker.md"})}


def test_nothing_in_the_vault_is_changed_by_watching(follow: Follow, vault: Path) -> None:
    before = state_of(vault)
    follower = follow()
    follower.wait_for(a="one", Folder_b="two", Folder_Deep_c="three")
    follower.watch.look()
    follower.wait(lambda: len(follower.told) > 1)
    follower.watch.close()
    assert state_of(vault) == before


def state_of(root: Path) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    for path in sorted([root, *root.rglob("*")]):
        status = path.lstat()
        digest = hashlib.blake2b(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path)] = (status.st_mode, status.st_mtime_ns, status.st_ctime_ns, status.st_size, digest)
    return found


# What can be lost, and how it is found again.


def test_after_a_warning_of_watchdog_everything_is_looked_at(follower: Follower) -> None:
    follower.settle()
    before = len(follower.told)
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
    follower.wait(lambda: None in follower.told[before:])


def test_after_a_wake_from_sleep_everything_is_looked_at(follow: Follow, vault: Path) -> None:
    asleep = [0.0]
    follower = follow(Watcher(timing=QUICK, clocks=Clocks(wall=lambda: time.time() + asleep[0])))
    follower.settle()
    before = len(follower.told)
    asleep[0] = 3600.0
    write(vault / "a.md", "wake")
    follower.wait(lambda: None in follower.told[before:])


def test_everything_is_looked_at_now_and_then(follow: Follow) -> None:
    follower = follow(Watcher(timing=QUICK._replace(supervise=0.05, walk=0.1)))
    follower.wait(lambda: follower.told.count(None) >= 3)


@pytest.mark.skipif(not LINUX, reason="stops the thread that reads inotify")
def test_a_watch_whose_threads_died_is_armed_again(follow: Follow, vault: Path) -> None:
    follower = follow(Watcher(timing=QUICK._replace(supervise=0.1)))
    follower.settle()
    armed = follower.watch._events.armed
    assert armed is not None
    assert armed.emitter is not None
    armed.emitter.stop()
    armed.emitter.join()
    write(vault / "a.md", "missed")
    follower.wait(lambda: follower.content["a.md"] == b"missed")
    follower.settle()
    assert follower.watch._events.armed is not armed


@pytest.mark.skipif(not LINUX, reason="stops the thread that reads inotify")
def test_an_observer_that_died_is_replaced_for_every_vault(
    follow: Follow, vault: Path, tmp_path: Path
) -> None:
    watcher = Watcher(timing=QUICK._replace(supervise=0.1))
    other = tmp_path / "other"
    other.mkdir()
    followers = [follow(watcher), follow(watcher), follow(watcher, other)]
    armed = followers[0].watch._events.armed
    assert armed is not None
    reader: threading.Thread = armed.observer._inotify_fd  # type: ignore[attr-defined]
    reader.stop()  # type: ignore[attr-defined]
    reader.join()
    write(vault / "a.md", "missed")
    write(other / "x.md", "there")
    followers[0].wait(lambda: followers[0].content.get("a.md") == b"missed")
    followers[1].wait(lambda: followers[1].content.get("a.md") == b"missed")
    followers[2].wait_for(x="there")
    for follower in followers:
        follower.settle()


def test_a_vault_that_goes_away_and_comes_back_is_watched_again(
    follower: Follower, vault: Path, tmp_path: Path
) -> None:
    vault.rename(tmp_path / "elsewhere")
    write(tmp_path / "elsewhere" / "a.md", "changed meanwhile")
    follower.wait(lambda: not follower.available)
    assert [trouble.code for trouble in follower.watch.troubles] == ["vault-missing"]
    assert len(follower.content) == 3
    (tmp_path / "elsewhere").rename(vault)
    follower.wait(lambda: follower.available)
    follower.wait_for(a="changed meanwhile", Folder_b="two", Folder_Deep_c="three")
    follower.settle()
    assert (follower.watch.mode, follower.watch.troubles) == ("events", ())


def test_a_vault_that_is_not_there_yet_is_waited_for(follow: Follow, tmp_path: Path) -> None:
    root = tmp_path / "later"
    follower = follow(root=root)
    follower.wait(lambda: not follower.available)
    root.mkdir()
    write(root / "a.md", "at last")
    follower.wait_for(a="at last")
    follower.settle()
    assert follower.watch.mode == "events"


def test_another_folder_in_the_place_of_the_vault_is_watched(
    follower: Follower, vault: Path, tmp_path: Path
) -> None:
    vault.rename(tmp_path / "old")
    vault.mkdir()
    write(vault / "a.md", "new vault")
    write(tmp_path / "old" / "Folder" / "b.md", "wakes the watch of the old one")
    follower.wait_for(a="new vault")
    follower.settle()


def test_without_native_events_the_vault_is_polled(follow: Follow, vault: Path) -> None:
    def none_left() -> BaseObserver:
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    follower = follow(Watcher(timing=QUICK, new_observer=none_left))
    follower.wait_for(a="one", Folder_b="two", Folder_Deep_c="three")
    assert follower.watch.mode == "polling"
    assert [trouble.code for trouble in follower.watch.troubles] == ["events-unavailable"]
    assert "max_user_instances" in follower.watch.troubles[0].message
    write(vault / "a.md", "polled")
    follower.wait_for(a="polled", Folder_b="two", Folder_Deep_c="three")


@pytest.mark.skipif(not LINUX, reason="the limit of watched folders is inotify's")
def test_a_folder_beyond_the_limit_is_polled_and_told_of(
    follow: Follow, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inotify = importlib.import_module("watchdog.observers.inotify_c").InotifyFD
    add = inotify.add_callback

    def limited(self: object, path: bytes, *rest: object) -> object:
        if b"Folder" in path:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")
        return add(self, path, *rest)

    monkeypatch.setattr(inotify, "add_callback", limited)
    follower = follow(Watcher(timing=QUICK._replace(supervise=0.3)))
    follower.wait_for(a="one", Folder_b="two", Folder_Deep_c="three")
    assert follower.watch.mode == "events"
    assert [trouble.code for trouble in follower.watch.troubles] == ["folder-not-watched"]
    assert "2 folders" in follower.watch.troubles[0].message
    write(vault / "Folder" / "Deep" / "c.md", "polled")
    follower.wait_for(a="one", Folder_b="two", Folder_Deep_c="polled")
    monkeypatch.undo()
    follower.wait(lambda: not follower.watch.troubles)


def test_a_fault_in_what_is_called_does_not_end_the_watch(
    vault: Path, watcher: Watcher, caplog: pytest.LogCaptureFixture
) -> None:
    called = threading.Semaphore(0)

    def fault(dirty: Dirty) -> None:
        called.release()
        raise RuntimeError("a fault in the workspace")

    watch = watcher.watch(vault, fault)
    assert called.acquire(timeout=DEADLINE)
    write(vault / "a.md", "again")
    assert called.acquire(timeout=DEADLINE)
    watch.close()
    assert "A look at the vault failed." in caplog.text


# One observer for all.


def test_all_vaults_share_one_observer_which_ends_with_the_last(
    follow: Follow, watcher: Watcher, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    first, second, third = follow(), follow(), follow(root=other)
    observers = {
        follower.watch._events.armed.observer
        for follower in (first, second, third)
        if follower.watch._events.armed
    }
    assert len(observers) == 1
    first.watch.close()
    second.settle()
    second.watch.close()
    third.settle()
    third.watch.close()
    assert not any(observer.is_alive() for observer in observers)
    before = len(third.told)
    write(other / "late.md", "nobody listens")
    assert len(third.told) == before


def test_closing_twice_is_closing_once(follower: Follower) -> None:
    follower.watch.close()
    follower.watch.close()


def test_the_process_has_one_watcher() -> None:
    assert shared_watcher() is shared_watcher()


def test_an_idle_watch_sleeps_until_the_next_check(follow: Follow, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    wait = threading.Condition.wait

    def listen(self: threading.Condition, timeout: float | None = None) -> bool:
        if threading.current_thread().name.startswith("watch "):
            waits.append(timeout or 0.0)
        return wait(self, timeout)

    monkeypatch.setattr(threading.Condition, "wait", listen)
    follower = follow(Watcher())
    follower.settle()
    follower.wait(lambda: bool(waits) and waits[-1] > 50.0)
