"""Read one note: the parts of this package, put together."""

from venture_canvas.notes.note import Note


def parse_note(path: str, text: str, *, digest: str = "", has_bom: bool = False) -> Note:
    raise NotImplementedError


def read_note(path: str, content: bytes) -> Note:
    raise NotImplementedError
