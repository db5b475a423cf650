#!/usr/bin/env python3
"""Random calendars, read by choucha and by python3-icalendar with python3-dateutil.

usage: check-busy-against-dateutil.py BUSY_SPANS NUMBER [SEED]

Series of all frequencies in zones with and without summer time, with days left out and added and
occurrences that are changed, alone or with all that follow. Exits with 77 when a library is missing.
"""
import datetime
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import icalendar
    from dateutil import rrule
    from zoneinfo import ZoneInfo
except ImportError as missing:
    print(missing)
    sys.exit(77)

program, number = sys.argv[1], int(sys.argv[2])
chance = random.Random(sys.argv[3] if len(sys.argv) > 3 else "busy")
UTC = datetime.timezone.utc
BEIJING = datetime.timezone(datetime.timedelta(hours=8))
ZONES = ["Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo"]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
DAY = datetime.timedelta(days=1)


def numbers(least, most, signed=False):
    choice = chance.sample(range(least, most + 1), min(chance.choice([1, 1, 2, 4]), most + 1 - least))
    return ",".join(str(-n if signed and chance.random() < 0.4 else n) for n in choice)


def random_rule(is_day, start):
    """Parts of a rule that both readers give the same meaning."""
    frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] + ([] if is_day else ["HOURLY"])
    parts = {"FREQ": chance.choice(frequencies)}
    frequency = parts["FREQ"]
    sometimes = lambda share: chance.random() < share
    if sometimes(0.5):
        parts["INTERVAL"] = str(chance.choice([1, 2, 3, 5, 13]))
    if sometimes(0.3):
        parts["WKST"] = chance.choice(DAYS)
    if sometimes(0.25):
        parts["BYMONTH"] = numbers(1, 12)
    if sometimes(0.45):
        nth = frequency == "MONTHLY" or frequency == "YEARLY"
        # Of days with and without ordinal dateutil takes those that are both.
        ordinals = ["1", "2", "-1", "-2", "+3", "5"] if nth and sometimes(0.6) else [""]
        parts["BYDAY"] = ",".join(chance.choice(ordinals) + day for day in chance.sample(DAYS, chance.randint(1, 3)))
    if frequency not in ("WEEKLY",) and sometimes(0.25):
        parts["BYMONTHDAY"] = numbers(1, 31, True)
    if frequency == "YEARLY" and sometimes(0.15):
        parts["BYYEARDAY"] = numbers(1, 366, True)
    if frequency == "YEARLY" and "BYDAY" in parts and parts["BYDAY"].isalpha() and sometimes(0.3):
        parts["BYWEEKNO"] = numbers(1, 53, True)
    # dateutil refuses hours that an interval never meets.
    if not is_day and (frequency != "HOURLY" or "INTERVAL" not in parts) and sometimes(0.2):
        parts["BYHOUR"] = numbers(0, 23)
    if not is_day and sometimes(0.2):
        parts["BYMINUTE"] = numbers(0, 59)
    # dateutil begins the first week of a set on the day of the start.
    whole_week = DAYS[start.weekday()] == parts.get("WKST", "MO")
    if len(parts) > 2 and (frequency != "WEEKLY" or whole_week) and sometimes(0.2):
        parts["BYSETPOS"] = numbers(1, 4, True)
    end = sometimes(0.6) and chance.choice(["COUNT", "UNTIL"])
    if end == "COUNT":
        parts["COUNT"] = str(chance.randint(1, 40))
    elif end == "UNTIL":
        until = start + DAY * chance.randint(0, 900)
        if is_day:
            parts["UNTIL"] = until.strftime("%Y%m%d")
        else:
            parts["UNTIL"] = until.strftime("%Y%m%dT%H%M%SZ")
    return parts


def wall(time, zone, is_day):
    if is_day:
        return f";VALUE=DATE:{time:%Y%m%d}"
    if zone == "UTC":
        return f":{time:%Y%m%dT%H%M%SZ}"
    return f":{time:%Y%m%dT%H%M%S}" if zone is None else f";TZID={zone}:{time:%Y%m%dT%H%M%S}"


def to_utc(time, zone):
    tz = BEIJING if zone is None else UTC if zone == "UTC" else ZoneInfo(zone)
    return time.replace(tzinfo=tz, fold=0).astimezone(UTC)


def to_wall(time, zone):
    tz = BEIJING if zone is None else UTC if zone == "UTC" else ZoneInfo(zone)
    return time.astimezone(tz).replace(tzinfo=None)


def occurrences(start, zone, is_day, parts, last):
    """Walls of the series' occurrences, by dateutil, up to @last (a wall)."""
    kept = dict(parts)
    until = kept.pop("UNTIL", None)
    count = int(kept.pop("COUNT", 0))
    kept["UNTIL"] = last.strftime("%Y%m%dT%H%M%S")
    text = ";".join(f"{name}={value}" for name, value in kept.items())
    found = [start]
    for time in rrule.rrulestr(text, dtstart=start):
        if count and len(found) > count:
            break
        if time != start:
            found.append(time)
    if count:
        found = found[:count]
    if until is not None:
        limit = icalendar.vDDDTypes.from_ical(until)
        if is_day:
            found = [time for time in found if time.date() <= limit]
        else:
            found = [time for time in found if to_utc(time, zone) <= limit.astimezone(UTC)]
    return found


def random_calendar(case):
    """The text of a calendar, and the times that are busy in the window."""
    is_day = chance.random() < 0.2
    zone = None if is_day else chance.choice(ZONES + [None, "UTC"])
    start = datetime.datetime(chance.randint(2019, 2026), chance.randint(1, 12), chance.randint(1, 28))
    if not is_day:
        start += datetime.timedelta(minutes=15 * chance.randrange(96))
    length = DAY * chance.randint(1, 4) if is_day else datetime.timedelta(minutes=chance.choice([15, 60, 90, 600, 2000]))
    begin = datetime.datetime(chance.randint(2020, 2027), chance.randint(1, 12), 1, tzinfo=UTC) - datetime.timedelta(hours=8)
    end = begin + DAY * chance.choice([1, 7, 31, 200])
    parts = random_rule(is_day, start)
    # The end is one of an existing wall time: its exact distance is what counts.
    exact = to_utc(start + length, zone) - to_utc(start, zone)
    head = ["BEGIN:VEVENT", f"UID:{case}@example", "DTSTAMP:20260101T000000Z"]
    series = head + [f"DTSTART{wall(start, zone, is_day)}", f"DTEND{wall(start + length, zone, is_day)}",
                     "RRULE:" + ";".join(f"{name}={value}" for name, value in parts.items())]
    found = occurrences(start, zone, is_day, parts, to_wall(end, zone) + DAY * 40)
    # By when they begin (UTC): changes name an occurrence by that.
    times = {to_utc(time, zone): (to_utc(time, zone), to_utc(time, zone) + exact) for time in found}
    if chance.random() < 0.4:
        left_out = chance.sample(found, min(len(found), chance.randint(1, 3)))
        form = chance.choice(["own", "utc", "date"])
        for time in left_out:
            if is_day or form == "own":
                series.append(f"EXDATE{wall(time, zone, is_day)}")
                times.pop(to_utc(time, zone), None)
            elif form == "utc":
                series.append(f"EXDATE:{to_utc(time, zone):%Y%m%dT%H%M%SZ}")
                times.pop(to_utc(time, zone), None)
            else:
                series.append(f"EXDATE;VALUE=DATE:{time:%Y%m%d}")
                for other in found:
                    if other.date() == time.date():
                        times.pop(to_utc(other, zone), None)
    if chance.random() < 0.3:
        more = start + DAY * chance.randint(1, 700)
        series.append(f"RDATE{wall(more, zone, is_day)}")
        key = to_utc(more, zone)
        # A day that is left out stays so when it is also added.
        day_is_out = any(line == f"EXDATE;VALUE=DATE:{more:%Y%m%d}" for line in series)
        time_is_out = any(line in (f"EXDATE{wall(more, zone, is_day)}", f"EXDATE:{key:%Y%m%dT%H%M%SZ}") for line in series)
        if not day_is_out and not time_is_out:
            times[key] = (key, key + exact)
    components = [series + ["END:VEVENT"]]
    alone = []
    if chance.random() < 0.5 and times and not is_day:
        changed = chance.sample(sorted(times), min(len(times), chance.randint(1, 3)))
        turn = chance.random() < 0.4
        for place, key in enumerate(changed):
            other = chance.choice([zone, "UTC", "Asia/Shanghai"])
            moved = to_wall(key, other) + datetime.timedelta(minutes=15 * chance.randint(-300, 300))
            lasts = datetime.timedelta(minutes=chance.choice([30, 120]))
            new = (to_utc(moved, other), to_utc(moved, other) + lasts)
            kind = chance.choice(["busy", "busy", "free", "cancelled"])
            future = turn and place == 0
            name = "RECURRENCE-ID;RANGE=THISANDFUTURE" if future else "RECURRENCE-ID"
            event = head + [f"{name}:{key:%Y%m%dT%H%M%SZ}", f"DTSTART{wall(moved, other, False)}",
                            f"DURATION:PT{int(lasts.total_seconds())}S"]
            event += {"busy": [], "free": ["TRANSP:TRANSPARENT"], "cancelled": ["STATUS:CANCELLED"]}[kind]
            components.append(event + ["END:VEVENT"])
            if future:
                shift = moved - to_wall(key, other)
                for later in [later for later in times if later > key]:
                    if later in changed:
                        continue
                    begins = to_utc(to_wall(later, other) + shift, other)
                    times[later] = (begins, begins + lasts) if kind == "busy" else None
            times.pop(key)
            if kind == "busy":
                alone.append(new)
    chance.shuffle(components)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *(line for lines in components for line in lines), "END:VCALENDAR"]
    spans = sorted(span for span in [*times.values(), *alone] if span is not None)
    return "\r\n".join(lines) + "\r\n", begin, end, merge(spans, begin, end)


def merge(spans, begin, end):
    merged = []
    for first, last in spans:
        first, last = max(first, begin), min(last, end)
        if first >= last:
            continue
        if merged and first <= merged[-1][1]:
            merged[-1][1] = max(last, merged[-1][1])
        else:
            merged.append([first, last])
    return [f"{first:%Y%m%dT%H%M%SZ},{last:%Y%m%dT%H%M%SZ}" for first, last in merged]


def main():
    failed = 0
    n_spans = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in range(number):
            text, begin, end, expected = random_calendar(case)
            icalendar.Calendar.from_ical(text)  # what is tested with is a calendar
            path = pathlib.Path(folder, "calendar.ics")
            path.write_bytes(text.encode())
            window = [f"{time:%Y%m%dT%H%M%SZ}" for time in (begin, end)]
            ran = subprocess.run([program, *window, path], capture_output=True, text=True)
            found = [line.split("\t")[1] for line in ran.stdout.splitlines()]
            n_spans += len(expected)
            if ran.returncode != 0 or found != expected:
                failed += 1
                print(f"not ok {case + 1}\n{text}from {window[0]} to {window[1]}")
                print("more:", [span for span in found if span not in expected][:8])
                print("fewer:", [span for span in expected if span not in found][:8], ran.stderr)
                if failed == 5:
                    break
    print(f"{number} calendars, {n_spans} busy times, {failed} of them read otherwise")
    return 1 if failed or n_spans < number else 0


sys.exit(main())
