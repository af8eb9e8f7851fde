"""Vaults as founders leave them: canvases of every form and script, the examples of every rule, and all of it damaged on the way."""

from collections.abc import Mapping
from itertools import chain

from hypothesis import strategies as st

from hints.good_venture import by_section, one_note
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.rule import notes_of

Texts = dict[str, str]

HEADINGS = (
    *("Customers", "Jobs to be Done", "Unique Value Proposition", "Existing Alternatives", "Early Adopters"),
    *("Kundensegmente", "Segments de clientèle", "1. 🎯 **Customers**", "Customers & Jobs", "顧客", ""),
)
PATHS = (
    "Canvas.md",
    "Boats/Customers.md",
    "Boats/Jobs to be Done.md",
    "Boats/Boats.md",
    "Lexicon/Customers.md",
)
TYPES = ("Parents", "Clinics", "Elternräte", "家族", "عائلات", "Cafe\u0301s", "👩‍👩‍👧 Families", "A|B")
WORDS = (
    *("sleep after a night shift", "the best innovative solution", "we offer them night staff", "TODO", "??"),
    *("[[Interviews]]", "[[Nowhere#x|y]]", "[a](b%20c.md)", "![[", "#canvas", "#venture/boats", "60 a week"),
    *(
        "%% ignore type-without-job: later %%",
        "`[[code]]`",
        "^id",
        "\u2028",
        "𝔘 𝔳",
        "\0",
        "\t",
        "**",
        "<b>",
        "$5",
    ),
)
FRONT_MATTERS = (
    "",
    "---\ntitle: Boats\ntags: [canvas, early-stage]\nlast_updated: 2026-02-11\n---\n",
    "---\ntags:\n  canvas-sections: [customer-model, customers]\n  content: [lexicon-entry]\naliases: [Crew, crew]\n---\n",
    "---\nrole: payer\ncolor: 3\nignore-hints: ['type-without-job: later', nonsense]\n---\n",
    "---\ntags: [#canvas]\n---\n",
    "---\ntags: [open\n---\n",
    "---\n- no mapping\n---\n",
    "---\ntags: canvas, customers\ntag: x\nlast_updated: 9999-99-99\n",
    "\n---\ntitle: too late\n---\n",
)
LINE_ENDS = ("\n", "\r\n", "\r")
DAMAGE = (
    "",
    "\n",
    "\r",
    "---\n",
    "```\n",
    "%%",
    "**",
    "[[",
    "]]",
    "|",
    "🟢",
    "\u0301",
    "\0",
    "\ufeff",
    "- ",
    "\n#",
)


def _choice(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


def _joined(parts: st.SearchStrategy[str], most: int, by: str) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=most).map(by.join)


def _table(names: list[str], cell: str) -> str:
    rows = (f"| {name} | {cell} |" for name in names)
    return "\n".join(["| Who | What |", "|---|---|", *rows])


_types = st.sampled_from(TYPES)
_sayings = _joined(st.sampled_from(WORDS), 3, " ")
_labels = st.builds(str.format, _choice("**{}**", "{}", "[[{}]]", "**{}:**", "### {}"), _types)
_lines = st.builds(
    "{}{}{}{}{}: {}".format,
    _choice("", "", "  ", "\t", "> "),
    _choice("- ", "* ", "1. ", "- [ ] ", "• ", ""),
    _choice("", "🔴 ", "🟢 ", "[1] ", "(2) "),
    _labels,
    _choice("", " (payer)", " (user, funder)", " (boss)", " ("),
    _sayings,
)
_pieces = st.one_of(
    _joined(_lines, 4, "\n"),
    st.builds(_table, st.lists(_types, min_size=1, max_size=3), _sayings),
    st.builds("{}{}\n{}".format, _choice("```", "~~~md", "> [!note] ", "<div>", "%%"), _types, _sayings),
)
_sections = st.builds(
    "{} {}\n{}\n".format,
    _choice("##", "#", "###", "-"),
    st.sampled_from(HEADINGS),
    _joined(_pieces, 3, "\n\n"),
)
_canvases = st.builds("{}{}".format, st.sampled_from(FRONT_MATTERS), _joined(_sections, 6, "\n"))
_generated = st.dictionaries(st.sampled_from(PATHS), _canvases, min_size=1, max_size=3)

_examples: list[Mapping[str, str]] = [
    *(by_section(), one_note()),
    *(notes_of(each) for rule in all_rules().values() for each in chain(rule.bad, rule.good)),
]
_written = st.sampled_from(_examples).map(dict)


def _merged(one: Texts, other: Texts) -> Texts:
    return {path: one.get(path, "") + other.get(path, "") for path in {**one, **other}}


def _with_line_ends(texts: Texts, ends: str) -> Texts:
    return {path: text.replace("\n", ends) for path, text in texts.items()}


def _damaged(texts: Texts, cuts: list[tuple[int, int, str]]) -> Texts:
    """Put a piece in the place of another, in the first note, at some offsets."""
    path, text = next(iter(texts.items()))
    for at, length, piece in cuts:
        text = text[:at] + piece + text[at + length :]
    return {**texts, path: text}


_cuts = st.lists(st.tuples(st.integers(0, 800), st.integers(0, 12), st.sampled_from(DAMAGE)), max_size=3)
_drafts = st.one_of(_written, _generated, st.builds(_merged, _written, _written | _generated))

sound_vaults: st.SearchStrategy[Texts] = st.builds(_with_line_ends, _drafts, st.sampled_from(LINE_ENDS))
"""Texts by path, as somebody might have meant them."""

vaults: st.SearchStrategy[Texts] = st.builds(_damaged, sound_vaults, _cuts)
"""Texts by path, of which the first may be damaged."""
