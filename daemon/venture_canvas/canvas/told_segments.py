"""Segments in running sentences, such as `They come in two kinds: villagers, who rise at three, and chains`."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.phrases import is_group, phrase, plain, word_list
from venture_canvas.canvas.tables import fold, words

SENTENCE = re.compile(r"(?<=[.!?])\s+")
LONGEST_SENTENCE = 1000
SORTS = (
    r"(?:sorts?|kinds?|types?|groups?|classes|categories|Arten|Sorten|Gruppen|Typen|Kategorien|soorten|groepen|categorieën"
    r"|sortes|groupes|genres|catégories|tipos|clases|grupos|categorías|categorias|tipi|gruppi|generi|categorie)\b"
)
COUNTED_SORTS = rf"(?:[\w-]+\s+){{1,3}}{SORTS}"
DIVIDING = (
    r"(?:(?:come|comes|fall|falls|split|splits|divide|divides|are\s+divided|are\s+split)\s+(?:up\s+)?in(?:to)?|(?:are|is)\s+of"
    r"|(?:zerfallen|kommen|(?:gliedern|(?:unter)?teilen)\s+sich(?:\s+auf)?)\s+in"
    r"|(?:vallen(?:\s+uiteen)?|komen|(?:splitsen|verdelen)\s+zich)\s+in"
    r"|(?:se\s+(?:divisent|répartissent|partagent)|viennent)\s+en|sont\s+de"
    r"|(?:se\s+(?:dividen|reparten)|vienen)\s+en|son\s+de|(?:si\s+dividono|vengono)\s+in|sono\s+di"
    r"|(?:se\s+dividem|dividem-se|vêm)\s+em|são\s+de)"
)
DIVIDED = re.compile(
    rf"(?:^|[,;]\s+)(?P<owner>[^:;,.]*?)\s*\b{DIVIDING}\s+{COUNTED_SORTS}[^:]{{0,40}}?(?::|\s[–—]\s)\s*(?P<names>.+)",
    re.IGNORECASE,
)
SORTS_OF = re.compile(
    rf"\b(?:{SORTS}\s+(?:of|among|von|unter|van|onder|d(?:e|i|')|entre|tra)|soorten(?!\s+(?:van|onder)\b))\s*\b(?P<owner>[^:;,.]+?)\s*(?::|\s[–—]\s)\s*(?P<names>.+)",
    re.IGNORECASE,
)
TELLING_APART = re.compile(
    r"\b(?:there\s+are|(?:we\s+)?(?:distinguish|tell\s+apart)|(?:davon\s+)?gibt\s+es|es\s+gibt|wir\s+unterscheiden|er\s+zijn|onderscheiden"
    r"|il\s+y\s+(?:en\s+)?a|distinguons|(?:l[oa]s\s+)?hay(?:\s+de)?|distinguimos|ci\s+sono|ce\s+ne\s+sono(?:\s+di)?|distinguiamo|há)"
    rf"\s+{COUNTED_SORTS}[^:]{{0,40}}?(?::|\s[–—]\s)\s*(?P<names>.+)",
    re.IGNORECASE,
)
AMONG = re.compile(
    r"^(?:among|amongst|within|of)\s+(?:the|our|these)\s+(?P<type>[\w-]+)\b(?P<told>.*)", re.IGNORECASE
)
NAMED_IN_PASSING = re.compile(
    r"(?:^|[,\s])(?:the|and the|are)\s+(?P<name>[^,;.:]{3,50}?),?\s+(?:who|that|which)\b", re.IGNORECASE
)
PIECE = re.compile(r"\s*[,;]\s*(?![^()]*\))(?P<joined>(?:and|und|en|et|y|ed?)\s+)?")
JOINER = re.compile(
    r"\s+and\s+(?=\w+s\b)|\s+(?:et|y|e)\s+(?=(?:(?:les|los|las|os|as|i|gli|le)\s+)?\w+[sie]\b)|(?<!-)\s+(?:und|en)\s+"
)
CLAUSE = re.compile(r"(?:où|donde|dove|onde|waar|wier|cuy[oa]s?)\b|die\s+(?![A-ZÄÖÜ]).*\b[^\WA-ZÄÖÜ]\w*$")
"""What begins a clause and may begin nothing else; a German one with `die` ends with its verb."""


def segments_in(text: str) -> tuple[str, list[str]] | None:
    """Return a type and its segments, as in `There are two sorts of carers: spouses over seventy, and daughters or sons`.

    The type is empty when a pronoun stands for it, or nothing: then it is whom the text speaks of.
    """
    sentences = [each for each in SENTENCE.split(plain(text)) if len(each) <= LONGEST_SENTENCE]
    told = (found for each in sentences if (found := sorts_in(each) or _told_apart(each)))
    return next((found for found in told if found[1]), None)


def sorts_in(sentence: str) -> tuple[str, list[str]] | None:
    """Read `Bakers come in two kinds: …` and `two sorts of them: …`; sorts of customers, or of people, are types."""
    match = SORTS_OF.search(sentence) or TELLING_APART.search(sentence) or DIVIDED.search(sentence)
    owner = (match.groupdict().get("owner") or "").strip() if match else ""
    nouns = phrase(owner).nouns
    if not match or not (words().customer_words | words().people).isdisjoint(nouns):
        return None
    return "" if not words().pronouns.isdisjoint(nouns) else owner, _names(match["names"])


def _told_apart(sentence: str) -> tuple[str, list[str]] | None:
    """Read `Among the boaters we tell apart the cruisers, who move on, and the winterers, who stay`."""
    found = AMONG.match(sentence)
    names = [match["name"].strip() for match in NAMED_IN_PASSING.finditer(found["told"])] if found else []
    return (found["type"], names) if found and len(names) > 1 else None


def _names(text: str) -> list[str]:
    """Return the names in a row, two or more, without the clauses that commas set off behind them."""
    found: list[str] = []
    within_clause = False
    for joined, piece in _pieces(text.strip(" .!?")):
        opens_clause = _opens_clause(piece)
        within_clause = opens_clause or (within_clause and not joined and not is_group(piece))
        found += [] if within_clause else JOINER.split(piece)
    names = [name.strip() for name in found if name.strip() and fold(name).strip() not in words().no_names]
    return names if len(names) > 1 else []


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield what commas part, and whether an `and` follows the comma."""
    start, joined = 0, False
    for match in PIECE.finditer(text):
        yield joined, text[start : match.start()]
        start, joined = match.end(), match["joined"] is not None
    yield joined, text[start:]


def _opens_clause(piece: str) -> bool:
    """Say whether a piece between commas tells of a name instead of being one: `who rise at three`, `mostly by night`."""
    first = word_list(piece)[:1]
    table = words()
    telling = (table.prepositions | table.tells) - table.determiners
    return not telling.isdisjoint(first) or CLAUSE.match(piece) is not None
