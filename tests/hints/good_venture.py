"""A filled venture as the method wants it, in both layouts: nothing in it deserves a hint."""

FRONT = """\
---
title: {title}
tags: [{tags}]
last_updated: 2026-11-02
---
"""

PURPOSE = "Nobody should lose a night's sleep, or a job, because the kindergarten closes at five.\n"

CUSTOMERS = """\
- 🔴 **Parents** (payer): shift-working parents in two-income homes around the hospital
  - Night-shift nurses: on the wards of the university hospital
  - Bus drivers: on the early shift of the city line
- 🟠 **Clinics** (funder): regional clinics with more than 300 beds that run night wards
"""

EARLY_ADOPTERS = """\
- 🔴 **Parents**: night-shift nurses of ward 4 whose first child is under six months
- 🟠 **Clinics**: the two clinics in Jena that lost five night nurses last spring
"""

JOBS = """\
- 🔴 **Parents**: sleep for six hours in a row after a night shift ([[Interviews on ward 4]])
- 🟠 **Clinics**: fill the night rota without calling an agency
"""

ALTERNATIVES = """\
- 🔴 **Parents**: grandmothers, a neighbour who owes a favour, going without sleep
- 🟠 **Clinics**: an agency at twice the wage, leaving the shift one nurse short
"""

PROPOSITIONS = """\
- 🔴 **Parents**: your child is awake, fed and outdoors while you sleep until two, instead of parked at a screen
- 🟠 **Clinics**: every night shift filled from your own staff, for less than one agency week
"""

SOLUTION = "A morning nursery inside the hospital that opens at six and trains retired nurses to run it.\n"

IMPACT = """\
- **Issue**: nurses with small children leave the night wards
- **Participants**: toddlers of the ward, retired nurses
- **Activities**: morning care, training retired nurses
- **Outputs**: mornings of care
- **Short-term outcomes**: parents sleep through the morning
- **Medium-term outcomes**: fewer nurses hand in their notice
- **Long-term outcomes**: night wards keep their experienced staff
- **Impact**: a city in which night work and a family go together
"""

CHANNELS = """\
- 🔴 **Parents**: won through the ward's notice board and word of mouth; served in the hospital's own nursery, door to door
- 🟠 **Clinics**: won through the works council and referrals; served by monthly delivery of the rota report
"""

REVENUE = """\
- 🔴 **Parents**: a monthly fee of 90 euros
- 🟠 **Clinics**: a yearly contract that funds half the places
"""

COSTS = "Rent, three educators, training of retired nurses, food.\n"
ADVANTAGE = "An exclusive agreement with the hospital's works council for its family wing.\n"
METRICS = "- 60 mornings of care a week\n- 4 nurses a year who stay\n- 92 percent of places paid\n"

SECTIONS = {
    "Purpose": ("purpose", PURPOSE),
    "Customers": ("customer-model, customers", CUSTOMERS),
    "Early Adopters": ("customer-model, customers, early-adopters", EARLY_ADOPTERS),
    "Jobs to be Done": ("customer-model, jobs-to-be-done", JOBS),
    "Existing Alternatives": ("customer-model, jobs-to-be-done, existing-alternatives", ALTERNATIVES),
    "Unique Value Proposition": ("customer-model, unique-value-proposition", PROPOSITIONS),
    "Solution": ("customer-model, solution", SOLUTION),
    "Impact Model": ("impact-model", IMPACT),
    "Channels": ("economic-model, channels", CHANNELS),
    "Revenue": ("economic-model, revenue", REVENUE),
    "Costs": ("economic-model, costs", COSTS),
    "Advantage": ("economic-model, advantage", ADVANTAGE),
    "Key Metrics": ("key-metrics", METRICS),
}


INTERVIEWS = {
    "Interviews on ward 4.md": FRONT.format(title="Interviews on ward 4", tags="resource, interview")
    + "\n> After a night I sleep two hours, then I fetch her from my mother.\n"
}


def one_note() -> dict[str, str]:
    """Return the venture as one note."""
    tags = "canvas-example, early-stage, customer-model, impact-model, economic-model, purpose, key-metrics"
    body = "\n".join(f"## {name}\n\n{text}" for name, (_, text) in SECTIONS.items())
    return {
        "TinyNight.md": FRONT.format(title="TinyNight", tags=tags) + f"\n# TinyNight\n\n{body}"
    } | INTERVIEWS


def by_section() -> dict[str, str]:
    """Return the venture as a folder with a note for each section."""
    notes = {
        f"TinyNight/{name}.md": FRONT.format(title=name, tags=f"canvas-example, early-stage, {tags}")
        + f"\n{text}"
        for name, (tags, text) in SECTIONS.items()
    }
    links = "\n".join(f"- [[{name}]]" for name in SECTIONS)
    front = FRONT.format(title="TinyNight", tags="resource, early-stage")
    return notes | INTERVIEWS | {"TinyNight/TinyNight.md": f"{front}\n# TinyNight\n\n{links}\n"}
