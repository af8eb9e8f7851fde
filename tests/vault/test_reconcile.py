from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.vault.files import Scan
from venture_canvas.vault.inventory import Inventory
from venture_canvas.vault.reconcile import CONFIRM_AFTER_NS, Changes, Unavailable, apply, compare
from venture_canvas.vault.roots import RootIdentity
from venture_canvas.vault.stamps import UNSETTLED_SIZE, FileStamp

HOME, OTHER = RootIdentity(1, 10), RootIdentity(2, 20)
SECOND = 1_000_000_000
NOW = 1_000_000 * SECOND
OLD = FileStamp(5, NOW - 3600 * SECOND, 7, NOW - 3600 * SECOND)


def scan_of(
    files: Iterable[str] | dict[str, FileStamp] = (),
    *,
    root: RootIdentity | None = HOME,
    under: Iterable[str] = ("",),
    unreadable: Iterable[str] = (),
    at_ns: int = NOW,
    empty: bool | None = None,
) -> Scan:
    stamps = files if isinstance(files, dict) else dict.fromkeys(files, OLD)
    bare = not stamps if empty is None else empty
    return Scan(at_ns, root, frozenset(under), stamps, frozenset(unreadable), bare, ())


def known(files: Iterable[str], root: RootIdentity | None = HOME) -> Inventory:
    return Inventory(root, dict.fromkeys(files, OLD))


def many(count: int, folder: str = "Notes") -> list[str]:
    return [f"{folder}/{number}.md" for number in range(count)]


def changes(verdict: Changes | Unavailable) -> Changes:
    assert isinstance(verdict, Changes), verdict
    return verdict


def doubt(verdict: Changes | Unavailable) -> Unavailable:
    assert isinstance(verdict, Unavailable), verdict
    return verdict


# What changed.


def test_everything_is_new_to_an_empty_inventory() -> None:
    verdict = changes(compare(Inventory(), scan_of(["a.md", "b.png"])))
    assert (set(verdict.seen), verdict.gone, verdict.root) == ({"a.md", "b.png"}, frozenset(), HOME)


def test_an_unchanged_vault_has_nothing_to_read() -> None:
    assert changes(compare(known(["a.md", "b.md"]), scan_of(["a.md", "b.md"]))) == Changes(
        HOME, {}, frozenset()
    )


@pytest.mark.parametrize(
    "stamp",
    [
        OLD._replace(size=6),
        OLD._replace(mtime_ns=OLD.mtime_ns + 1),
        OLD._replace(mtime_ns=OLD.mtime_ns - 1),
        OLD._replace(inode=8),
        OLD._replace(changed_ns=OLD.changed_ns + 1),
        OLD._replace(local=False),
        OLD._replace(on_disk="A\u0301.md"),
    ],
)
def test_any_difference_in_the_stamp_makes_a_file_to_read(stamp: FileStamp) -> None:
    assert changes(compare(known(["a.md"]), scan_of({"a.md": stamp}))).seen == {"a.md": stamp}


@pytest.mark.parametrize(
    ("moment", "settled"),
    [
        pytest.param(NOW - SECOND, False, id="changed a second ago"),
        pytest.param(NOW - 2 * SECOND, False, id="two seconds ago, the coarsest clock"),
        pytest.param(NOW - 3 * SECOND, True, id="three seconds ago"),
        pytest.param(NOW + SECOND, False, id="changed while the scan ran"),
        pytest.param(NOW + 3600 * SECOND, True, id="dated in the future by another machine"),
    ],
)
@pytest.mark.parametrize("field", ["mtime_ns", "changed_ns"])
def test_what_changed_about_when_it_was_read_is_read_again_next_time(
    field: str, moment: int, settled: bool
) -> None:
    inventory = Inventory()
    stamps = {
        "a.md": OLD._replace(mtime_ns=moment) if field == "mtime_ns" else OLD._replace(changed_ns=moment)
    }
    apply(inventory, changes(compare(inventory, scan_of(stamps))))
    again = changes(compare(inventory, scan_of(stamps, at_ns=NOW + 60 * SECOND)))
    assert bool(again.seen) is not settled
    if not settled:
        assert inventory["a.md"].size == UNSETTLED_SIZE
        apply(inventory, again)
        assert changes(compare(inventory, scan_of(stamps, at_ns=NOW + 120 * SECOND))).seen == {}


def test_a_file_that_an_event_named_is_read_whatever_its_stamp() -> None:
    verdict = changes(compare(known(["a.md", "b.md"]), scan_of(["a.md"], under=["a.md"])))
    assert (verdict.seen, verdict.gone) == ({"a.md": OLD}, frozenset())


@pytest.mark.parametrize(
    ("before", "under", "found", "gone"),
    [
        pytest.param(["a.md", "b.md"], ["a.md"], [], {"a.md"}, id="a note deleted"),
        pytest.param(
            ["F/a.md", "F/D/b.md", "Fx/c.md"], ["F"], [], {"F/a.md", "F/D/b.md"}, id="a folder deleted"
        ),
        pytest.param(["F/a.md"], ["F", "G"], ["G/a.md"], {"F/a.md"}, id="a folder renamed"),
        pytest.param(["x/a.md"], ["x"], ["x"], {"x/a.md"}, id="a folder that became a file"),
        pytest.param(["x"], ["x"], ["x/a.md"], {"x"}, id="a file that became a folder"),
        pytest.param(["a.md"], ["a.md~"], [], set(), id="a backup that came and went"),
        pytest.param(["A.md"], ["A.md", "a.md"], ["a.md"], {"A.md"}, id="a rename of case only"),
    ],
)
def test_what_is_gone_is_judged_only_where_it_was_looked(
    before: list[str], under: list[str], found: list[str], gone: set[str]
) -> None:
    assert changes(compare(known(before), scan_of(found, under=under, empty=False))).gone == gone


@pytest.mark.parametrize("under", ["", "Secret", "Secret/a.md"])
def test_what_may_not_be_looked_at_is_not_gone(under: str) -> None:
    place = under if under.startswith("Secret") else "Secret"
    inventory = known(["Secret/a.md", "Secret/D/b.md", "c.md"])
    verdict = changes(
        compare(
            inventory, scan_of(["c.md"] if not under else [], under=[under], unreadable=[place], empty=False)
        )
    )
    assert verdict.gone == frozenset()


# What is too much to believe.


@pytest.mark.parametrize(
    ("before", "left", "believed"),
    [
        pytest.param(40, 20, True, id="half of the notes"),
        pytest.param(42, 20, False, id="more than half and more than twenty"),
        pytest.param(30, 10, True, id="twenty"),
        pytest.param(1000, 501, True, id="many, but less than half"),
        pytest.param(1000, 499, False, id="many and more than half"),
        pytest.param(5, 1, True, id="most of a small vault"),
    ],
)
def test_a_great_loss_is_doubted(before: int, left: int, believed: bool) -> None:
    verdict = compare(known(many(before)), scan_of(many(left)))
    assert isinstance(verdict, Changes) is believed


def test_a_renamed_folder_is_no_loss() -> None:
    found = scan_of(many(500, "New"), under=["Notes", "New"])
    assert len(changes(compare(known(many(500)), found)).gone) == 500


def test_lost_pictures_are_not_notes() -> None:
    inventory = known(["a.md", *(f"{number}.png" for number in range(500))])
    assert len(changes(compare(inventory, scan_of(["a.md"]))).gone) == 500


@pytest.mark.parametrize("left", [[], many(3)], ids=["emptied", "shrunk"])
def test_a_real_deletion_comes_through_when_a_second_scan_confirms_it(left: list[str]) -> None:
    inventory = known(many(100))
    first = doubt(compare(inventory, scan_of(left)))
    assert (first.reason, first.confirm) == ("emptied" if not left else "shrunk", True)
    too_soon = doubt(compare(inventory, scan_of(left, at_ns=NOW + CONFIRM_AFTER_NS - 1), first))
    assert too_soon.since_ns == NOW
    confirmed = changes(compare(inventory, scan_of(left, at_ns=NOW + CONFIRM_AFTER_NS), too_soon))
    assert len(confirmed.gone) == 100 - len(left)


def test_a_deletion_still_going_on_is_confirmed_by_what_the_second_scan_shows() -> None:
    inventory = known(many(100))
    first = doubt(compare(inventory, scan_of(many(30))))
    assert len(changes(compare(inventory, scan_of([], at_ns=NOW + CONFIRM_AFTER_NS), first)).gone) == 100


def test_notes_that_are_back_at_the_second_scan_were_never_gone() -> None:
    inventory = known(many(100))
    first = doubt(compare(inventory, scan_of([])))
    assert changes(compare(inventory, scan_of(many(100), at_ns=NOW + SECOND), first)).gone == frozenset()


def test_while_in_doubt_a_scan_of_a_part_changes_nothing() -> None:
    inventory = known(many(100))
    first = doubt(compare(inventory, scan_of([])))
    later = scan_of(["a.md"], under=["a.md"], at_ns=NOW + 60 * SECOND)
    assert compare(inventory, later, first) is first


def test_a_clock_that_was_set_back_does_not_keep_a_doubt_forever() -> None:
    inventory = known(many(100))
    first = doubt(compare(inventory, scan_of([])))
    back = doubt(compare(inventory, scan_of([], at_ns=NOW - 3600 * SECOND), first))
    later = scan_of([], at_ns=NOW - 3600 * SECOND + CONFIRM_AFTER_NS)
    assert changes(compare(inventory, later, back)).gone


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        pytest.param(scan_of([], root=None), "missing", id="the root is missing"),
        pytest.param(scan_of([], unreadable=[""]), "unreadable", id="the root may not be looked into"),
        pytest.param(scan_of([], root=OTHER), "replaced", id="a bare mount point"),
    ],
)
def test_no_second_scan_confirms_that_a_root_is_away(found: Scan, reason: str) -> None:
    inventory = known(many(3))
    verdict = doubt(compare(inventory, found))
    for later in range(1, 4):
        assert (verdict.reason, verdict.confirm, verdict.since_ns) == (reason, False, NOW)
        verdict = doubt(compare(inventory, found._replace(at_ns=NOW + later * 60 * SECOND), verdict))
    back = scan_of(many(3), at_ns=NOW + 300 * SECOND)
    assert changes(compare(inventory, back, verdict)) == Changes(HOME, {}, frozenset())


def test_a_remounted_drive_with_the_same_notes_is_the_vault() -> None:
    inventory = known(many(100))
    verdict = changes(compare(inventory, scan_of(many(100), root=OTHER)))
    assert (verdict.root, verdict.gone) == (OTHER, frozenset())
    apply(inventory, verdict)
    assert inventory.root == OTHER


def test_another_root_is_judged_by_all_of_it() -> None:
    inventory = known(many(100))
    part = doubt(compare(inventory, scan_of(["Notes/1.md"], root=OTHER, under=["Notes/1.md"])))
    assert part.reason == "replaced"
    assert changes(compare(inventory, scan_of(many(100), root=OTHER), part)).root == OTHER


def test_another_root_with_other_notes_is_believed_when_confirmed() -> None:
    inventory = known(many(100))
    other = {f"Other/{number}.md": OLD for number in range(3)}
    first = doubt(compare(inventory, scan_of(other, root=OTHER)))
    verdict = changes(compare(inventory, scan_of(other, root=OTHER, at_ns=NOW + CONFIRM_AFTER_NS), first))
    assert len(verdict.gone) == 100


def test_a_loss_in_one_root_does_not_confirm_a_loss_in_another() -> None:
    inventory = known(many(100))
    first = doubt(compare(inventory, scan_of(many(3))))
    assert doubt(compare(inventory, scan_of(many(3), root=OTHER, at_ns=NOW + 60 * SECOND), first))


def test_an_empty_vault_is_a_vault() -> None:
    assert changes(compare(Inventory(), scan_of([]))) == Changes(HOME, {}, frozenset())


# What is known.

PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)


@given(st.lists(st.tuples(st.booleans(), PATHS)))
def test_an_inventory_finds_what_lies_beneath_a_folder_as_a_search_does(
    steps: list[tuple[bool, str]],
) -> None:
    inventory, plain = Inventory(), set[str]()
    for coming, path in steps:
        if coming:
            inventory.add(path, OLD)
            plain.add(path)
        else:
            inventory.remove(path)
            plain.discard(path)
    assert set(inventory) == plain
    assert sorted(inventory.beneath("")) == sorted(plain)
    for top in ("a", "a/b", "b/c/a", "none"):
        assert sorted(inventory.beneath(top)) == sorted(
            path for path in plain if f"{path}/".startswith(f"{top}/")
        )


def test_an_inventory_counts_its_notes() -> None:
    inventory = known(["a.md", "b.png"])
    inventory.add("a.md", OLD)
    assert inventory.notes == 1
    inventory.remove("a.md")
    inventory.remove("a.md")
    assert inventory.notes == 0


@given(st.sets(PATHS, max_size=8), st.sets(PATHS, max_size=8))
def test_applied_changes_make_the_inventory_what_the_scan_saw(before: set[str], after: set[str]) -> None:
    inventory, found = known(before), scan_of(after, empty=False)
    apply(inventory, changes(compare(inventory, found)))
    assert dict(inventory) == dict(found.files)
