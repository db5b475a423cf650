"""The inspectors, from whom they stay away, and when they are away themselves."""

from datetime import date, timedelta

from . import chance
from .departments import CITY, DEPARTMENTS, DISTRICTS
from .plans import YEAR
from .trades import GIVEN, SURNAMES

FEWEST_INSPECTORS = sum(department.staff for department in DEPARTMENTS)
CITY_OFFICERS = 12  # at least so many of a department serve the whole city

RECUSAL_REASONS = ("配偶在该单位任职", "配偶为该单位股东", "直系亲属为该单位负责人", "直系亲属在该单位任职", "三代以内旁系亲属为该单位股东",
                   "近姻亲关系", "曾在该单位任职未满三年", "与该单位有债权债务关系")
ABSENCES = (("年休假", 5, 6), ("年休假", 5, 11), ("业务培训", 3, 3), ("病假", 7, 24), ("驻村工作", 60, 31), ("产假", 128, 31),
            ("借调省局", 60, 61), ("婚假", 15, 7))

LONG_ABSENCE = 30  # days


def _name(label):
    surname, first = chance.pick(label, SURNAMES), chance.pick(label + "|1", GIVEN)
    second = chance.pick(label + "|2", GIVEN) if chance.number(label + "|short", 4) else ""
    return surname + first + second


def _qualifications(department, i):
    """An officer's qualifications: one, or two; where a department has one, four in five hold it."""
    known = department.qualifications
    if len(known) <= 1:
        return known if i % 5 != 4 else ()
    first = i % len(known)
    second = (first + 1 + i // len(known)) % len(known)
    held = {known[first], known[second]} if i % 4 != 3 or len(known) > 2 else {known[first]}
    return tuple(sorted(held))


def _districts(i, serving_city):
    """The city's officers serve all of it, every sixth without any limit; the others one or two districts."""
    if i < serving_city:
        return "" if i % 6 == 5 else CITY
    first = (i - serving_city) % len(DISTRICTS)
    second = (first + 1) % len(DISTRICTS)
    own = {DISTRICTS[first].code, DISTRICTS[second].code} if i % 2 else {DISTRICTS[first].code}
    return ";".join(sorted(own))


def _valid_to(inspector, number):
    """The last day of a certificate: in the five years to come, for a few during the plans' own year."""
    if number % 77 == 40:
        return (date(YEAR, 1, 31) + timedelta(days=chance.number(inspector + "|ending", 320))).isoformat()
    year = YEAR + 1 + chance.number(inspector + "|year", 5)
    return (date(year, 1, 1) + timedelta(days=chance.number(inspector + "|day", 365))).isoformat()


def inspector_rows(count):
    """Rows of inspectors.csv."""
    if count < FEWEST_INSPECTORS:
        raise ValueError(f"the plans of the city need at least {FEWEST_INSPECTORS} inspectors")
    working = sorted((d for d in DEPARTMENTS if d.staff), key=lambda d: d.code)
    rows = []
    # officers beyond the demonstration's go where most of the work is
    more = chance.apportioned(count - FEWEST_INSPECTORS, [d.staff - CITY_OFFICERS + 1 for d in working])
    for department, staff in zip(working, (d.staff + n for d, n in zip(working, more))):
        serving_city = max(CITY_OFFICERS, staff * 45 // 100)
        for i in range(staff):
            number = len(rows)
            inspector = f"HN-07-{department.code}-{i + 1:04}"
            rows.append((inspector, _name(inspector), department.code,
                         ";".join(_qualifications(department, i)), _districts(i, serving_city),
                         _valid_to(inspector, number), "ended" if number % 103 == 60 else "active",
                         f"{department.code.lower()}{i + 1:04}@xinxiang.example",
                         f"0373-555{number % 10000:04}"))
    return sorted(rows)


def recusal_rows(inspectors, targets, count=150):
    """Rows of recusals.csv: inspectors and targets of districts they serve."""
    pairs = {}
    attempt = 0
    while len(pairs) < count:
        label = f"recusal|{attempt}"
        attempt += 1
        inspector, target = chance.pick(label, inspectors), chance.pick(label + "|target", targets)
        districts = inspector[4].split(";")
        if inspector[6] == "active" and (districts[0] in ("", CITY) or target[2:8] in districts):
            pairs[inspector[0], target] = chance.pick(label + "|reason", RECUSAL_REASONS)
    return sorted((*pair, reason) for pair, reason in pairs.items())


def absence_rows(inspectors, count=80):
    """Rows of absences.csv: days off of active inspectors in the year of the plans. Long ones begin in its
    second half, so that the first quarters can be placed to the last visit."""
    active = [inspector[0] for inspector in inspectors if inspector[6] == "active"]
    rows = []
    for inspector in chance.shuffled("absences", active)[:count]:
        reason, shortest, spread = chance.pick(inspector + "|absence", ABSENCES)
        days = shortest + chance.number(inspector + "|days", spread)
        begin = date(YEAR, 7, 10) if days > LONG_ABSENCE else date(YEAR, 1, 4)
        first = begin + timedelta(days=chance.number(inspector + "|first", 170 if days > LONG_ABSENCE else 350))
        rows.append((inspector, first.isoformat(), (first + timedelta(days=days - 1)).isoformat(), reason))
    return sorted(rows)
