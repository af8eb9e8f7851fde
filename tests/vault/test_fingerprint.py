"""The fingerprint of the program: another one whenever what it reads or concludes may be another."""

from pathlib import Path

from venture_canvas.vault.fingerprint import fingerprint


def test_the_fingerprint_follows_the_sources_and_tables_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    seen = {fingerprint(tmp_path)}
    for name in ("notes/parse.py", "words.yaml"):
        (tmp_path / name).write_text("changed = True")
        assert fingerprint(tmp_path) == fingerprint(tmp_path)
        seen.add(fingerprint(tmp_path))
    assert len(seen) == 3
