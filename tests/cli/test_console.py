"""What the command line prints for people."""

from pathlib import Path

import pytest

from venture_canvas.cli.console import typed


@pytest.mark.parametrize(
    ("path", "posix", "windows"),
    [
        ("vault", "vault", "vault"),
        ("Garten der Nacht", "'Garten der Nacht'", '"Garten der Nacht"'),
        ("Lena's", "'Lena'\"'\"'s'", "Lena's"),
    ],
)
def test_a_path_is_told_as_it_can_be_typed(path: str, posix: str, windows: str) -> None:
    assert (typed(Path(path), windows=False), typed(Path(path), windows=True)) == (posix, windows)
