"""What a daemon is asked to write is cut into requests that it takes."""

import msgspec
import pytest

from venture_canvas.cli.client import DaemonError
from venture_canvas.cli.fixing import Fixed
from venture_canvas.cli.writing import requests_for
from venture_canvas.server.limits import BODY_LIMIT


def new_notes(sizes: dict[str, int], *together: str) -> Fixed:
    """New notes of some sizes; some of them belong together."""
    groups = {path: frozenset(together if path in together else {path}) for path in sizes}
    return Fixed(
        {path: "x" * size for path, size in sizes.items()}, dict.fromkeys(sizes), groups, frozenset()
    )


def test_each_request_is_one_that_the_daemon_takes_and_together_they_are_all() -> None:
    sizes = {f"{number:03}.md": 30_000 for number in range(100)}
    requests = requests_for(new_notes(sizes))

    assert len(requests) == 3
    assert all(len(msgspec.json.encode(request)) <= BODY_LIMIT for request in requests)
    assert [edit.path for request in requests for edit in request.edits] == [*sizes]
    assert [path for request in requests for path in request.hashes] == [*sizes]


def test_the_notes_of_one_fix_are_in_one_request() -> None:
    sizes = {"a.md": 400_000, "b.md": 400_000, "c.md": 400_000}
    requests = requests_for(new_notes(sizes, "a.md", "c.md"))

    assert [[edit.path for edit in request.edits] for request in requests] == [["a.md", "c.md"], ["b.md"]]


def test_what_is_too_large_for_any_request_is_told_before_anything_is_written() -> None:
    with pytest.raises(DaemonError, match=r"b\.md change more .*\(venture-canvas stop\)"):
        requests_for(new_notes({"a.md": 10, "b.md": BODY_LIMIT}))
