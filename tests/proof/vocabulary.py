"""The paths, texts and pieces that a moving vault is made of: few enough that steps meet each other."""

from hints.good_venture import by_section, one_note

GOOD = {**by_section(), **one_note()}
SETTINGS_FILE = "venture-canvas.toml"

NOTES = (
    "TinyNight/Customers.md",
    "TinyNight/Jobs to be Done.md",
    "TinyNight/Unique Value Proposition.md",
    "TinyNight/TinyNight.md",
    "TinyNight.md",
    "Interviews on ward 4.md",
    "tinynight/customers.md",
    "Harbour/Customers.md",
    "Harbour/Jobs.md",
    "Harbour/types/Parents.md",
    "Lexicon/Customers.md",
    "Café.md",
    "Cafe\u0301.md",
    "Parents.md",
    "parents.md",
    "Note.txt",
    "Board.canvas",
    "Log/chart.png",
    ".hidden/Customers.md",
    "Log/na\udcefve.md",
)
FOLDERS = (
    "TinyNight",
    "Harbour",
    "Harbour/types",
    "Lexicon",
    "Log",
    "tinynight",
    "Archive",
    "Archive/TinyNight",
    ".trash",
)
PLACES = (*NOTES, *FOLDERS)

TEXTS = (
    "",
    "tea\n",
    "# Parents\n\nThey sleep.\n",
    "---\naliases: [Parents, Mothers]\nrole: payer\nnumber: 2\n---\n## Jobs\n- sleep\n",
    "---\ntitle: Clinics\naliases: [Parents]\ntags: [type, risk/Money]\n---\n# Wards\n",
    "---\ntags: [customers]\naliases: [Customers, Jobs]\n---\n- [[Parents]] (payer)\n- **Clinics** (funder)\n  - Wards\n",
    "---\ntags: [unclosed\naliases: Parents]\n---\n## Customers\n- Nobody\n",
    "---\ntags:\n  canvas-sections: [customers]\n  content: [lexicon-entry]\n---\n## Definition\n\nWho pays.\n",
    "## Customers\n- Parents\n- Everyone\n\n## Jobs\n- Parents: sleep\n- Clinics: fill the rota\n\n## UVP\nFor parents, a quiet day.\n",
    "## Kunden\n1. **Eltern** (Zahler)\n2. **Kliniken**\n\n## Costs\nrent\n",
    "[[Customers]] [[TinyNight]] [[Parents|they]] [[Café]] [[Nowhere]] [[../out]] [[Customers#Jobs]] [[Parents#^a]] #risk #Risk/money\n",
    "A line ^a\n\n![[Log/chart.png]] [b](Board.canvas) [c](Harbour/Customers.md)\n",
    "\ufeff---\r\ntags: [jobs-to-be-done]\r\n---\r\n- Parents: sleep\r\n",
    "caf\udce9 and \0 and 🛶\n",
    "```\n## Customers\n- Hidden\n",
    *GOOD.values(),
)
PIECES = (
    "- 🟡 **Nurses** (user): who stay on the ward\n",
    "- 🔴 **Parents** (payer): once more\n",
    "  - Night owls\n",
    "- Parents: get home before seven\n",
    "- **Clinics**: the two in Jena\n",
    "## Customers\n",
    "## Jobs to be Done\n",
    "## Early Adopters\n",
    "---\n",
    "aliases: [Parents, Nurses]\n",
    "tags: [customers, risk]\n",
    "tags:\n  part: [customers]\n",
    "title: TinyNight\n",
    "last_updated: 2026-11-25\n",
    "pattern: niche\n",
    'ignore-hints: ["type-without-job: they only sign"]\n',
    "%% ignore type-without-job: for now until 2026-11-24 %%\n",
    "%% ignore section job-compound: a pilot %%\n",
    "[[Parents]] [[Jobs to be Done#Parents]] [[Nurses]] #risk/money\n",
    "```\n",
    "%%\n",
    "??\n",
    "\n",
)
SETTINGS = (
    "",
    '[rules]\noff = ["link-broken", "type-without-job"]\n',
    '[rules]\non = ["job-compound"]\n\n[rules.severity]\nlink-broken = "error"\n',
    '[sections]\ncustomers = ["our crowd", "definition"]\n\n[synonyms]\ngroups = [["parents", "mothers"]]\n',
    '[roles]\npayer = ["patron", "user"]\n\n[vocabulary]\ncontent = ["risk"]\n',
    '[tags]\nprofile = "list"\n',
    "[rules\n",
    "[rules]\nnonsense = 1\n",
    "caf\udce9",
)
