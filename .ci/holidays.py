#!/usr/bin/env python3
"""Writes src/calendar/holidays/dates.txt: public holidays of every country that parcels go to, and China's working days.

    python3 -m venv /tmp/holidays && /tmp/holidays/bin/pip install holidays==0.109 chinesecalendar==1.11.0
    /tmp/holidays/bin/python .ci/holidays.py

Run it when the packages know more (China announces a year's schedule in November), read the difference, and raise
`GENERATION`: dates move parcels. Only the package's class of full public holidays is taken, and only what holds in the
whole of a country (`PART` is the exception); days off of one region, half days, and bank or school holidays are left out.
"""

import datetime
import pathlib
import re
import sys
import warnings

del sys.path[0]  # this script's own folder, where `holidays` would be this script

import chinese_calendar
import holidays
from holidays.calendars.chinese import _ChineseLunisolar

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/calendar/holidays/dates.txt"
YEARS = range(2017, 2033)
# Laws are known for about a year ahead; what the package says of later years is what today's laws would give.
LAST_KNOWN_YEAR = 2027
# The last year whose working days China's State Council has announced.
LAST_CHINESE_YEAR = max(day.year for day in chinese_calendar.holidays)
# Where the parts of a country differ so much that what they share is nobody's year: the part in which most people live.
# England (84 %) keeps Easter Monday and the August bank holiday, Scotland does not.
PART = {"GB": "ENG"}

HEAD = """\
# Public holidays by country and year, written by .ci/holidays.py from PyPI's holidays {holidays} and chinesecalendar {chinese}.
# A line: country, year, dates. `~` after the year: projected, that is later than {last} or waiting for a sighting of the moon.
# CN: official days off; CN-work: week-end days that are worked instead; CN-festival: first and last day off at Spring
# Festival. China's schedule is official until {last_chinese} and projected after. GB: the holidays of England.
"""


def countries():
    """The countries of the crate, in its order."""
    text = (ROOT / "src/parcel/country.rs").read_text()
    enum = re.search(r"pub enum Country \{(.*?)\}", text, re.S).group(1)
    return re.findall(r"[A-Z]{2}", enum)


def line(key, year, projected, days):
    dates = " ".join(f"{day:%m-%d}" for day in sorted(days))
    return f"{key} {year}{'~' if projected else ''} {dates}".rstrip()


def public(country):
    for year in YEARS:
        found = holidays.country_holidays(country, PART.get(country), years=year, language="en_US")
        estimated = any("estimated" in name for name in found.values())
        yield line(country, year, estimated or year > LAST_KNOWN_YEAR, found)


def announced(year):
    """China's days off, worked week-end days and festival, as announced."""
    off = {day for day in chinese_calendar.holidays if day.year == year}
    worked = {day for day in chinese_calendar.workdays if day.year == year and day.weekday() >= 5}
    festival = {day for day in off if chinese_calendar.holidays[day] == "Spring Festival"}
    return off, worked, festival


def tomb_sweeping(year):
    """The day of the solar term Qingming, by the usual formula for this century."""
    short = year % 100
    return datetime.date(year, 4, int(0.2422 * short + 4.81) - short // 4)


def projected(year):
    """China's days off, worked week-end days and festival, by the rules of 2025.

    Spring Festival: 8 days from the eve, 4 of them by law; National Day: 7 days from 1 October, 3 by law; Labor Day: 5
    days from 1 May, 2 by law. The working days among the rest are made up for on the nearest week-end days, after and
    before in turn. The other four holidays are one day each, with the week-end where they touch one; on a week-end day,
    Monday is off as well.
    """
    day = datetime.timedelta(days=1)
    moon = _ChineseLunisolar()
    eve = moon.lunar_new_year_date(year)[0] - day
    blocks = [(eve, 8, 4), (datetime.date(year, 5, 1), 5, 2), (datetime.date(year, 10, 1), 7, 3)]
    off, made_up = set(), []
    for first, length, by_law in blocks:
        block = [first + day * step for step in range(length)]
        off.update(block)
        week_end = sum(date.weekday() >= 5 for date in block)
        made_up.append((block, length - by_law - week_end))
    for single in (
        datetime.date(year, 1, 1),
        tomb_sweeping(year),
        moon.dragon_boat_date(year)[0],
        moon.mid_autumn_date(year)[0],
    ):
        joined = {0: (-2, -1, 0), 4: (0, 1, 2), 5: (0, 1, 2), 6: (-1, 0, 1)}.get(single.weekday(), (0,))
        off.update(single + day * step for step in joined)
    off = {date for date in off if date.year == year}
    worked = set()
    for block, count in made_up:
        after, before = block[-1] + day, block[0] - day
        for turn in range(count):
            date, step = (after, day) if turn % 2 == 0 else (before, -day)
            while date.weekday() < 5 or date in off or date in worked:
                date += step
            worked.add(date)
    return off, worked, {eve + day * step for step in range(8)}


def china():
    for year in YEARS:
        guess = year > LAST_CHINESE_YEAR
        off, worked, festival = projected(year) if guess else announced(year)
        yield line("CN", year, guess, off)
        yield line("CN-work", year, guess, worked)
        yield line("CN-festival", year, guess, [min(festival), max(festival)])


def main():
    warnings.simplefilter("ignore")
    versions = {
        "holidays": holidays.__version__,
        "chinese": "1.11.0",
        "last": LAST_KNOWN_YEAR,
        "last_chinese": LAST_CHINESE_YEAR,
    }
    lines = [HEAD.format(**versions).rstrip()]
    for country in countries():
        lines.extend(china() if country == "CN" else public(country))
    TARGET.write_text("\n".join(lines) + "\n")
    print(f"{TARGET.relative_to(ROOT)}: {len(lines) - 1} lines")


if __name__ == "__main__":
    main()
