"""Find the place of a scalar's own text, without its quotes."""

from venture_canvas.positions import Span


def text_span(text: str, span: Span) -> Span:
    """Return the span of a scalar without the quotes around it.

    Arguments:
        text: the text of the note.
        span: the scalar as written, quotes included.
    """
    start, end = span
    if end - start >= 2 and text[start] in "\"'" and text[end - 1] == text[start]:
        return Span(start + 1, end - 1)
    return span
