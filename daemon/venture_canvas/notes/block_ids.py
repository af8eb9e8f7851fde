"""Find the `^ids` that a link can aim at: `[[note#^id]]`."""

import re
from collections.abc import Iterator

from venture_canvas.notes.regions import Regions

BLOCK_ID = re.compile(r"\^([A-Za-z0-9-]+)[ \t]*(?=[\r\n]|\Z)")


def block_ids_of(text: str, start: int, code: Regions) -> Iterator[str]:
    """Yield the ids at the ends of lines, without `^`, in order; those in code are none."""
    for found in BLOCK_ID.finditer(text, start):
        at = found.start()
        if (at == start or text[at - 1].isspace()) and not code.covers(at):
            yield found[1]
