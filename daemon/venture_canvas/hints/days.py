"""Days as people write them."""

import re
from datetime import date

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}\S*")
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[./ -]?(?P<month>\d{1,2})[./ -]?(?P<day>\d{1,2})\.?")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[./ -](?P<month>\d{1,2})[./ -](?P<year>\d{4})")
LAST_MONTH = 12


def day_of(written: str) -> date | None:
    """Return the day that a date, or a moment, names."""
    moment = MOMENT.fullmatch(written)
    text = moment[1] if moment else written
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def plain_day(written: str) -> date | None:
    """Return the day that is meant when day and month cannot be mistaken for each other: between dots the day comes first."""
    year_first, day_first = YEAR_FIRST.fullmatch(written), DAY_FIRST.fullmatch(written)
    found = year_first or day_first
    if not found:
        return None
    can_be_either = day_first and int(found["day"]) <= LAST_MONTH and found["day"] != found["month"]
    if can_be_either and "." not in written:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
