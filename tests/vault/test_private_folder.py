import os
import stat
from pathlib import Path

import pytest

from venture_canvas.vault.private_folder import make_private


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_what_is_made_is_for_this_user_alone_and_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for _ in range(2):
        make_private(tmp_path / "state" / "venture-canvas" / "writing")

    made = [tmp_path, *sorted(tmp_path.rglob("*"))]
    assert [oct(stat.S_IMODE(folder.stat().st_mode)) for folder in made] == ["0o755", *["0o700"] * 3]


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OSError, match="file"):
        make_private(tmp_path / "file" / "cache")
