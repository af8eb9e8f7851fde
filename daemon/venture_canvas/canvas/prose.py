"""Customer types in running sentences, such as `It is used by parents and funded by the city`.

Only sentences of a few plain shapes are read; of any other nothing is guessed. A sentence that says who is *not* a customer
names none.
"""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

import msgspec

from venture_canvas.canvas import roles
from venture_canvas.canvas.phrases import is_group, phrase, plain, without_ordinal, word_list
from venture_canvas.canvas.tables import by_extras, fold, words
from venture_canvas.canvas.told_segments import AMONG, LONGEST_SENTENCE, SENTENCE, sorts_in

NOT_CUSTOMERS = re.compile(
    r"\b(?:not|no|never|nor|n't|nicht|keine?|pas|niet|nao|no son)\b.{0,40}\b(?:customers?|clients?|kunden|klanten|clientes)\b|\bcustomers? of\b"
)
NEGATION = re.compile(
    r"\b(?:not|never|no longer|nobody|nor|nicht|nie)\s+(?:\w+\s+){0,2}$|n't\s+(?:\w+\s+){0,2}$"
)
BY = re.compile(r"\b(?P<verb>(?!and\b|or\b)[\w-]+)(?:\s+(?:for|on|up))?\s+by\s+", re.IGNORECASE)
NEXT_BY = re.compile(r"\s*,?\s+and\s+by\s+|\s*,\s*by\s+", re.IGNORECASE)
LIST_END = re.compile(r"[;.:–—]|\((?![A-Z]{2,6}\))|(?<![A-Z])\)")
CUSTOMERS_ARE = re.compile(
    r"\b(?P<group>(?:our|the|main|primary|paying|two|three|four)\s+(?:\w+\s+){0,2}?(?:customers?(?: types?)?|clients?|users?|buyers?|payers?|funders?|audience|kunden|klanten|target groups?))"
    r"\s+(?:are|is|will be|sind|ist|zijn)\s*:?\s+(?P<names>[^.;()–—]+)",
    re.IGNORECASE,
)
WE_SERVE = re.compile(
    r"^(?:first\s+|mainly\s+|mostly\s+)?(?:(?:we|wir|nous|wij|we)\s+)?(?:mainly\s+|mostly\s+|only\s+|will\s+|currently\s+|now\s+)*"
    r"(?:sell\s+(?:directly\s+)?to|serve|work\s+with|work\s+for|cater\s+to|deliver\s+to|rent\s+to"
    r"|verkaufen\s+an|beliefern|bedienen|arbeiten\s+(?:\w+\s+)?für|travaillons\s+(?:\w+\s+)?pour|vendons\s+à|servons"
    r"|trabajamos\s+(?:\w+\s+)?para|vendemos\s+(?:a|para)|servimos\s+a|lavoriamo\s+(?:\w+\s+)?per|vendiamo\s+a|trabalhamos\s+(?:\w+\s+)?para"
    r"|werken\s+(?:\w+\s+)?voor|verkopen\s+aan)\s+(?P<names>[^.;:()–—]+)",
    re.IGNORECASE,
)
THERE_ARE = re.compile(
    r"\bthere\s+are\s+(?:two|three|four|both)[^:]{0,60}:\s*(?P<names>[^.;()]+)", re.IGNORECASE
)
WHO_ARE = re.compile(
    r"^(?:who|wer|qui|ceux\s+qui|quien(?:es)?|quem|chi|wie)\b[^.;:()]{1,50}?\s(?:is|are|sind|ist|sont|est|son|es|sono|è|são|é|zijn)\b:?\s+(?P<names>[^.;()–—]+)",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:and\s+)?(?:the|die|der|das|les?|la|los|las|el|il?|gli|as?|os?|de)\s+(?P<ordinal>[^\W\d_]+)(?:\s+(?:group|kind|type|sort|ones?|gruppe|groupe|grupo|gruppo|groep))?"
    r"\s+(?:is|are|ist|sind|est|sont|son|es|sono|è|são|é|zijn)\s+(?P<name>[^,;.:()–—]+)(?P<rest>.*)",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"(?P<name>[^,;.:()–—]+)(?:,\s*(?:\w+\s+){1,2}of them[^,;.]*)?,?\s+(?:who|qui|die|che|quem)\s+(?:\w+ly\s+|also\s+|then\s+|nous\s+|ons\s+|nos\s+|uns\s+)?(?:l')?(?P<verb>[\w-]+)",
    re.IGNORECASE,
)
PARTICIPLES = ("ed", "en", "paid", "bought", "sold", "lent")
PRONOUN = re.compile(
    r"\b(?:the ones who|and they|and it|they|it)\s+(?:also\s+)?(?P<verb>[\w-]+)", re.IGNORECASE
)
THOUGHT_OF = re.compile(r"\b(?:about|with|of|are|is)\s+(?P<name>(?:the|our)\s+[^,;.]+)", re.IGNORECASE)
LEAD_IN = re.compile(r"^.*?\b(?:about|with|are|is|of|to|and|then|first)\s+(?=(?:the|our)\s)", re.IGNORECASE)
CUT = re.compile(r"\s+(?:who|that|which|whose|whom|where|so|because|to|when|if|whom)\b.*$", re.IGNORECASE)
LIST = re.compile(
    r"\s*(?:,\s*(?:and\s+|or\s+)?|\s+and\s+(?:also\s+)?|\s+und\s+|\s+en\s+|\s+(?:e|et|y)\s+(?:(?:os|as|o|a|les?|la|los|las|el|i|gli|le)\s+)?|\s*;\s*|\s+as well as\s+|\s+plus\s+)\s*"
)
CLAUSE = re.compile(r"\s*[,;]\s*(?:and\s+|while\s+|but\s+|und\s+)?|\s+(?:while|but|whereas|and)\s+")
SHORT_FORM = re.compile(r"\s*\((?P<short>[A-Z]{2,6})\)")
ONE = re.compile(r"\s*(?:and\s+)?an?\s+\w", re.IGNORECASE)
LONGEST_NAME = 8
LONGEST_FRAGMENT = 4


class Found(msgspec.Struct, frozen=True):
    """A type named in a sentence; `ordinal` when it is counted there."""

    label: str
    alias: str
    roles: tuple[str, ...]
    description: str
    ordinal: int | None = None


def types_in(text: str) -> list[Found]:
    """Return the types that the sentences of a text name, in order."""
    found: list[Found] = []
    sentences = SENTENCE.split(plain(text))
    for sentence, after in zip_longest(sentences, sentences[1:], fillvalue=""):
        if name := _fragment(sentence, after):
            found.append(name)
        elif _goes_on(sentence, found):
            played = dict.fromkeys((*found[-1].roles, *roles.roles_told(sentence, found[-1].label)))
            found[-1] = msgspec.structs.replace(found[-1], roles=tuple(played))
        elif len(sentence) > LONGEST_SENTENCE or AMONG.match(sentence) or _sorts_one(sentence, found):
            continue
        elif not NOT_CUSTOMERS.search(fold(sentence)):
            found += next((named for read in SHAPES if (named := list(read(sentence)))), [])
    return found


def _goes_on(sentence: str, found: list[Found]) -> bool:
    """Say whether a sentence starts with a pronoun that can only mean one: the only type, or the last where they are counted."""
    is_clear = len(found) == 1 or (bool(found) and found[-1].ordinal is not None)
    return is_clear and not words().pronouns.isdisjoint(word_list(sentence)[:1])


def _sorts_one(sentence: str, found: list[Found]) -> bool:
    """Say whether a sentence tells the sorts of one type: by its name, or going on about one that is found."""
    told = sorts_in(sentence)
    return told is not None and bool(told[0] or (found and THERE_ARE.search(sentence) is None))


def _fragment(sentence: str, after: str) -> Found | None:
    """Read `Community choirs. They pay £4 a year.`: a name for a sentence, and then what they do."""
    played = roles.roles_told(after, sentence) if after else ()
    goes_on = bool(played) or word_list(after)[:1] == ("they",)
    if (
        not goes_on
        or COUNTED.match(sentence)
        or len(phrase(sentence).nouns) > LONGEST_FRAGMENT
        or not sentence.endswith(".")
    ):
        return None
    return _named(sentence, played, after)


def _by(sentence: str) -> Iterator[Found]:
    """Read `used by …, licensed by …`, and `hired by …, and by …`."""
    found = list(BY.finditer(sentence))
    if not any(roles.roles_named(match["verb"]) for match in found):
        return
    for match, after in zip_longest(found, found[1:]):
        played = roles.roles_named(match["verb"])
        takes_part = match["verb"].endswith(PARTICIPLES)
        if takes_part and not NEGATION.search(fold(sentence[: match.start()])):
            names = LIST_END.split(sentence[match.end() : after.start() if after else None])[0]
            for group in NEXT_BY.split(names):
                yield from _names(CUT.sub("", group), played, sentence[match.start() :])


def _counted(sentence: str) -> Iterator[Found]:
    """Read `The first are families; they buy the tickets`."""
    match = COUNTED.match(sentence)
    ordinal = without_ordinal(match["ordinal"])[0] if match else None
    if match and ordinal:
        name = _named(_without_clause(match["name"]), roles.roles_told(match["rest"]), sentence)
        if name:
            yield msgspec.structs.replace(name, ordinal=ordinal)


def _listed(sentence: str) -> Iterator[Found]:
    """Read `Our customers are … and …`, `We sell to …`, `There are two: …`."""
    match = (
        CUSTOMERS_ARE.search(sentence)
        or WE_SERVE.match(sentence)
        or THERE_ARE.search(sentence)
        or WHO_ARE.match(sentence)
    )
    if match:
        named = match.groupdict().get("group")
        played = (
            roles.roles_in_label(named.split()[-1])
            if named
            else ("payer",)
            if "sell" in match[0].split()
            else ()
        )
        yield from _names(match["names"], played, sentence)


def _subjects(sentence: str) -> Iterator[Found]:
    """Read `Parents pay, children use it`: a name and then a verb that tells a role."""
    for clause in CLAUSE.split(sentence):
        match = _role_verb().search(clause)
        if match and match.start() and not NEGATION.search(fold(clause[: match.start()])):
            name = _named(clause[: match.start()], roles.roles_told(clause[match.start() :]), clause)
            if name:
                yield name


def _pronouns(sentence: str) -> Iterator[Found]:
    """Read `I think of the cooks, because they are the ones who rent`, `there is the office, and they commission classes`."""
    for match in PRONOUN.finditer(sentence):
        played = roles.roles_named(match["verb"])
        named = THOUGHT_OF.search(sentence[: match.start()])
        name = _named(named["name"], played, sentence) if played and named else None
        if name:
            yield name


def _antecedents(sentence: str) -> Iterator[Found]:
    """Read `… then there are the congregations, eleven of them, who pay us by the plate`."""
    for match in RELATIVE.finditer(sentence):
        played = roles.roles_named(match["verb"])
        name = _named(LEAD_IN.sub("", match["name"]), played, match[0]) if played else None
        if name:
            yield name


def _together(sentence: str) -> Iterator[Found]:
    yield from _pronouns(sentence)
    yield from _antecedents(sentence)
    yield from _subjects(sentence)


SHAPES: tuple[Callable[[str], Iterator[Found]], ...] = (_counted, _by, _listed, _together)


@by_extras
def _role_verb() -> re.Pattern[str]:
    verbs = sorted({verb for table in words().roles.values() for verb in table.verbs}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, verbs))})(?![\w-])", re.IGNORECASE)


def _names(text: str, played: tuple[str, ...], whole: str) -> Iterator[Found]:
    for part in LIST.split(text):
        name = _named(part, played, whole)
        if name:
            yield name


def _named(text: str, played: tuple[str, ...], whole: str) -> Found | None:
    """Return a name when a text is one: a few words of a group or an institution, without pronouns and verbs.

    One of many (`a honey packer`) counts where it plays a role.
    """
    short = SHORT_FORM.search(text)
    name = CUT.sub("", SHORT_FORM.sub("", text)).strip(" .,")
    table = words()
    while (found := word_list(name)) and found[0] in table.determiners | table.leads | table.numerals:
        name = name.split(None, 1)[1] if " " in name else ""
    if not found or len(found) > LONGEST_NAME or found[0] in table.tells | table.prepositions:
        return None
    is_one = bool(played) and ONE.match(text) is not None
    if any(word in table.no_names | table.intro_words for word in found) or not (is_one or is_group(name)):
        return None
    return Found(name, short["short"] if short else "", played, whole.strip())


def _without_clause(text: str) -> str:
    """Cut off a relative clause; when it is about a noun within the name (`families with a child who …`), that noun as well."""
    name = CUT.sub("", text)
    nouns = phrase(name)
    return " ".join(nouns.nouns) if name != text and nouns.rest else name
