"""Find the other names of a note in its `aliases` property."""

from collections.abc import Iterator

from venture_canvas.notes.note import Alias, FrontMatter, Scalar, Sequence
from venture_canvas.notes.yaml_scalars import as_text
from venture_canvas.notes.yaml_spans import text_span


def aliases_of(text: str, front_matter: FrontMatter) -> Iterator[Alias]:
    """Yield the aliases of a note, in order.

    A list holds one alias an item; a text is one alias, commas and all; a number is an alias too.
    """
    found = front_matter.find("aliases")
    value = found.value if found else None
    items = value.items if isinstance(value, Sequence) else (value,)
    for item in items:
        name = as_text(item.value).strip() if isinstance(item, Scalar) else ""
        if isinstance(item, Scalar) and name:
            yield Alias(name, text_span(text, item.span))
