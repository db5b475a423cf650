#!/usr/bin/env python3
"""Read calendars with python3-icalendar and compare them with the store.

usage: read.py PUBLISH

PUBLISH is the program that writes them. Exits with 77 (skipped) when the module
is not there.
"""
import datetime
import hashlib
import pathlib
import subprocess
import sys
import tempfile

try:
    import icalendar
except ImportError:
    print("python3-icalendar is not installed: skipped")
    sys.exit(77)

UTC = datetime.timezone.utc
CHINA = datetime.timezone(datetime.timedelta(hours=8))
COLUMNS = (
    "visit date start end revision stamp title target address latitude longitude disclosure state team".split()
)


def check(condition, *words):
    if not condition:
        raise SystemExit(f"failed: {' '.join(map(str, words))}")


def check_bytes(path):
    """Lines and folds, before any library has seen them."""
    text = path.read_bytes()
    check(text.endswith(b"\r\n"), path, "ends within a line")
    for line in text[:-2].split(b"\r\n"):
        check(b"\n" not in line and b"\r" not in line, path, "has another line end in", line)
        check(len(line) <= 75, path, "has a long line", line)
        line.decode("utf-8")  # no character is cut
        trailing = len(line) - len(line.rstrip(b"\\"))
        check(trailing % 2 == 0, path, "cuts an escape pair in", line)


def china(day, time):
    return datetime.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=CHINA)


def uid_of(visit):
    return hashlib.sha256(f"uid|2027Q1|{visit}".encode()).hexdigest()[:32] + "@choucha"


def check_event(event, row):
    secret = row["disclosure"] == "secret"
    cancelled = row["state"] == "cancelled"
    half = ("09:00", "12:00") if row["start"] < "12:00" else ("14:30", "17:30")
    start, end = half if secret else (row["start"], row["end"])
    stamp = datetime.datetime.fromisoformat(row["stamp"].replace("Z", "+00:00"))
    summary = str(event["SUMMARY"])

    for name, expected in [("DTSTART", china(row["date"], start)), ("DTEND", china(row["date"], end))]:
        check(event[name].params["TZID"] == "Asia/Shanghai", name, "has no zone")
        check(event[name].dt.astimezone(UTC) == expected.astimezone(UTC), name, event[name].dt, expected)
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        check(event[name].dt.astimezone(UTC) == stamp, name, event[name].dt, stamp)
    check(event["SEQUENCE"] == int(row["revision"]), "SEQUENCE", event["SEQUENCE"])
    check(event["STATUS"] == ("CANCELLED" if cancelled else "CONFIRMED"), event["STATUS"])
    check(event["TRANSP"] == ("TRANSPARENT" if cancelled else "OPAQUE"), event["TRANSP"])
    check(summary.startswith("【已取消】") == cancelled, summary)
    check("ATTENDEE" not in event, "ATTENDEE")
    check(str(event["ORGANIZER"]).startswith("mailto:"), event["ORGANIZER"])
    alarms = [part for part in event.walk() if part.name == "VALARM"]
    check(len(alarms) == (0 if cancelled else 1), len(alarms), "alarms")
    for alarm in alarms:
        rings = event["DTSTART"].dt + alarm["TRIGGER"].dt
        check(rings.astimezone(CHINA).hour == 18, "an alarm at", rings)
        check(rings.astimezone(CHINA).date() < event["DTSTART"].dt.date(), "an alarm on the day")
    if secret:
        check_secret(event, row)
        return
    check(row["title"] in summary and row["target"] in summary, summary)
    check(str(event.get("LOCATION", "")) == row["address"], event.get("LOCATION"))
    check(event["ORGANIZER"].params["CN"].replace("^'", '"').replace("^^", "^")
          == '市场监督管理局 "稽查" ^; 一, 二: 三', event["ORGANIZER"].params["CN"])
    description = str(event["DESCRIPTION"])
    for words in (row["title"], row["target"], row["visit"], *row["team"].split(";")):
        check(words in description, words, "is not in", description)
    if row["latitude"]:
        geo = event["GEO"].to_ical()
        check(geo == f"{row['latitude']};{row['longitude']}", geo)


def check_secret(event, row):
    check(event["CLASS"] == "PRIVATE", event["CLASS"])
    for name in ("DESCRIPTION", "GEO", "CATEGORIES"):
        check(name not in event, name, "of a secret visit")
    text = event.to_ical().decode()
    for words in (row["target"], row["title"], row["address"], row["visit"], *row["team"].split(";")):
        check(words not in text, words, "of a secret visit")


def check_calendar(path, rows):
    check_bytes(path)
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    check(calendar["METHOD"] == "PUBLISH", calendar["METHOD"])
    check(str(calendar["X-WR-CALNAME"]) == str(calendar["NAME"]), calendar["NAME"])
    zones = [part for part in calendar.subcomponents if part.name == "VTIMEZONE"]
    check(len(zones) == 1 and zones[0]["TZID"] == "Asia/Shanghai", "zones")
    events = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    order = [(event["DTSTART"].dt, str(event["UID"])) for event in events]
    check(order == sorted(order), path, "is not in order")
    found = {str(event["UID"]): event for event in events}
    check(len(found) == len(events), path, "has a visit twice")
    check(set(found) == {uid_of(row["visit"]) for row in rows}, path, "has other visits than", rows)
    for row in rows:
        check_event(found[uid_of(row["visit"])], row)
    return len(events)


def main(publish):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([publish, name], check=True)
        lines = (folder / "visits.tsv").read_text(encoding="utf-8").splitlines()
        rows = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]
        check({row["state"] for row in rows} == {"cancelled", "confirmed"}, "states")
        check({"secret", "open"} <= {row["disclosure"] for row in rows}, "disclosures")
        paths = sorted((folder / "first").rglob("*.ics"))
        check(len(paths) == 10, paths)
        for path in paths:
            other = folder / "second" / path.relative_to(folder / "first")
            check(path.read_bytes() == other.read_bytes(), path, "is not the same when written again")
            theirs = rows
            if path.parent.name == "inspectors":
                theirs = [row for row in rows if path.stem in row["team"].split(";")]
            elif path.stem == "XF":
                theirs = [row for row in rows if "B1" in row["team"].split(";")]
            elif path.stem == "HB":
                theirs = []
            print(f"{path.relative_to(folder)}: {check_calendar(path, theirs)} events")


main(sys.argv[1])
