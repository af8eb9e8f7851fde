"""Customer types in a running sentence: `It is used by parents, paid for by clinics and funded by the city.`

Only sentences of a few plain shapes are read; of any other nothing is guessed.
"""

import re

import msgspec

from venture_canvas.canvas import roles
from venture_canvas.canvas.phrases import phrase, plain, singular, word_list
from venture_canvas.canvas.tables import fold, words

SENTENCE = re.compile(r"(?<=[.!?])\s+")
NEGATED = re.compile(r"\b(?:not|no|never|nobody|neither|nor|without|except|kein\w*|nicht|nie)\b|n't\b")
BY = re.compile(r"\b(?P<verb>[\w-]+)(?:\s+(?:for|on))?\s+by\s+(?P<name>[^,;.:()–—]+)", re.IGNORECASE)
SERVED = re.compile(
    r"\b(?:we|it|they|\w+)\s+(?:sells?|serves?|works?|caters?|is made|is built|is meant|are|is)\s+(?:only\s+|mainly\s+|mostly\s+)?(?:to|for|with)?\s*"
    r"(?P<names>[^.;:()–—]+)",
    re.IGNORECASE,
)
OUR_CUSTOMERS = re.compile(
    r"\b(?:our|the|main|primary|two|three)\s+(?:\w+\s+){0,2}(?:customers?|customer types?|clients?|users?|buyers?|payers?|funders?|audience|kunden|target group)\s+(?:are|is|will be|sind|ist)\s+(?P<names>[^.;:()–—]+)",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"\s*[,;]\s*(?:and\s+|while\s+|but\s+|und\s+)?|\s+(?:and|while|but|und)\s+(?=[^,;]*?\b(?:{verbs})\b)")
CUT = re.compile(r"\s+(?:who|that|which|whose|whom|where|so|because|to|when|if|on|at)\b.*$", re.IGNORECASE)
NAMES = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|\s+and\s+(?:also\s+)?|\s+und\s+|\s*;\s*|\s+as well as\s+|\s+plus\s+)\s*")
LONGEST_NAME = 6


class Found(msgspec.Struct, frozen=True):
    """A type named in a sentence."""

    label: str
    roles: tuple[str, ...]
    description: str


def types_in(text: str) -> list[Found]:
    """Return the types that the sentences of a text name, in order."""
    found: list[Found] = []
    for sentence in SENTENCE.split(plain(text)):
        if not NEGATED.search(fold(sentence)):
            found += _by(sentence) or _listed(sentence) or _subjects(sentence)
    return found


def _by(sentence: str) -> list[Found]:
    """Read `used by …, licensed by …`."""
    found: list[Found] = []
    for match in BY.finditer(sentence):
        played = roles.roles_named(match["verb"])
        names = NAMES.split(match["name"]) if played else []
        found += [name for part in names if (name := _named(part, played, match[0]))]
    return found


def _listed(sentence: str) -> list[Found]:
    """Read `Our customers are … and …`, `We sell to …`."""
    match = OUR_CUSTOMERS.search(sentence) or SERVED.match(sentence)
    if not match:
        return []
    played = roles.roles_in_label(fold(match[0].split()[1])) if OUR_CUSTOMERS.search(sentence) else ()
    return [name for part in NAMES.split(match["names"]) if (name := _named(part, played, sentence))]


def _subjects(sentence: str) -> list[Found]:
    """Read `Parents pay, children use it.`: clauses of a name and a verb that tells a role."""
    found: list[Found] = []
    for clause in re.split(r"\s*[,;]\s*(?:and\s+|while\s+|but\s+|und\s+)?|\s+(?:while|but)\s+|\s+and\s+(?=(?:the\s+)?[a-z]+\s+[a-z]+)", sentence):
        verb = _role_verb(clause)
        if verb:
            name = _named(clause[: verb.start()], roles.roles_told(clause[verb.start() :]), clause)
            found += [name] if name else []
    return found


def _role_verb(clause: str) -> re.Match[str] | None:
    verbs = {verb for table in words().roles.values() for verb in table.verbs}
    for match in re.finditer(r"[\w-]+", clause):
        if match.start() and fold(match[0]) in verbs:
            return match
    return None


def _named(text: str, played: tuple[str, ...], whole: str) -> Found | None:
    """Return a name when a text is one: a few words, of a group, that are no pronoun."""
    name = CUT.sub("", text).strip(" .,")
    found = word_list(name)
    while found and (found[0] in words().determiners or found[0] in words().leads):
        name = name.split(None, 1)[1] if " " in name else ""
        found = found[1:]
    if not found or len(found) > LONGEST_NAME or found[0] in words().tells | words().pronouns | words().intro_words:
        return None
    if not name[:1].isupper() and all(singular(word) == word for word in phrase(name).nouns):
        return None
    return Found(name, played, whole.strip())
