#!/usr/bin/env python3
"""Import the calendars of a campaign's life as people do, and compare what they end up with.

usage: read-life.py LIVE [KHAL]

LIVE is the program that writes the calendars of each step. Without KHAL the part of the client is played
by a reader of our own on python3-icalendar, which never deletes and ignores what is older (RFC 5546).
Exits with 77 (skipped) when python3-icalendar is not there.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import icalendar
except ImportError:
    print("python3-icalendar is not installed: skipped")
    sys.exit(77)

# Visits of each inspector, and their states from step to step: the revision, and C for cancelled.
LIVES = {"T1-1": "0 0 1 2 3 3 4C", "T2-1": "0 0 1 1 2 3 3", "T3-1": "0 0 1 1 2C 2C 2C"}
VISITS = {"A1": ["T1-1", "T2-1"], "A2": ["T1-1", "T3-1"], "A3": ["T2-1", "T3-1"], "B1": ["T1-1"]}


def check(condition, *words):
    if not condition:
        raise SystemExit(f"failed: {' '.join(map(str, words))}")


def events_of(data):
    calendar = icalendar.Calendar.from_ical(data)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def state_of(event):
    return (int(event["SEQUENCE"]), str(event["STATUS"]), event["DTSTART"].dt, event["DTEND"].dt, str(event["SUMMARY"]),
            str(event.get("DESCRIPTION", "")), str(event.get("LOCATION", "")))


def age_of(event):
    return int(event["SEQUENCE"]), event["DTSTAMP"].dt


class Careful:
    """Takes what is newer, ignores what is older, deletes nothing."""

    def __init__(self):
        self.events = {}

    def take(self, path):
        for uid, event in events_of(path.read_bytes()).items():
            old = self.events.get(uid)
            if old is not None and age_of(event) == age_of(old):
                check(event.to_ical() == old.to_ical(), uid, "changed without a revision in", path)
            if old is None or age_of(event) > age_of(old):
                self.events[uid] = event

    def states(self):
        return {uid: state_of(event) for uid, event in self.events.items()}


class Khal:
    """khal, with a folder of its own."""

    def __init__(self, program, home):
        self.program, self.home = program, home
        self.calendar = home / "calendar"
        self.calendar.mkdir(parents=True)
        (home / "config").write_text(
            f"[calendars]\n[[work]]\npath = {self.calendar}\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
            "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"local_timezone = Asia/Shanghai\ndefault_timezone = Asia/Shanghai\n[sqlite]\npath = {home / 'cache.db'}\n")

    def run(self, *words):
        surroundings = dict(os.environ, HOME=str(self.home), LC_ALL="C.UTF-8")
        ran = subprocess.run([self.program, "-c", self.home / "config", *words], env=surroundings, capture_output=True, text=True)
        check(ran.returncode == 0, "khal", *words, ran.stderr)
        return ran.stdout

    def take(self, path):
        self.run("import", "--batch", "-a", "work", path)

    def states(self):
        events = {}
        for path in self.calendar.iterdir():
            found = events_of(path.read_bytes())
            check(not events.keys() & found.keys(), "an event twice in", self.calendar)
            events.update(found)
        listed = self.run("list", "2027-01-04", "70d", "--format", "{title}", "--day-format", "").splitlines()
        check(len([line for line in listed if line.strip()]) == len(events), "khal lists", listed)
        return {uid: state_of(event) for uid, event in events.items()}


def orders_of(steps):
    """How people import; and only what ignores the older can stand the last one first."""
    yield "all in order", steps, False
    yield "the first and the last", [steps[0], steps[-1]], False
    yield "each of them twice", [step for step in steps for _ in range(2)], False
    yield "the last one first", [steps[-1], *steps], True


def check_lives(folder, n_steps):
    for inspector, visits in VISITS.items():
        for step in range(n_steps):
            events = events_of((folder / str(step + 1) / "inspectors" / f"{inspector}.ics").read_bytes())
            found = sorted(f"{event['SEQUENCE']}{'C' if event['STATUS'] == 'CANCELLED' else ''}" for event in events.values())
            # What took place is not cancelled with its campaign, and no longer told of.
            told = [LIVES[visit].split()[step] for visit in visits if not (visit == "T2-1" and step + 1 == n_steps)]
            check(found == sorted(told), inspector, "in step", step + 1, "has", found, "and not", told)


def main(live, khal):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([live, name], check=True)
        n_steps = len(list(folder.iterdir()))
        check_lives(folder, n_steps)
        for inspector in VISITS:
            steps = [folder / str(step + 1) / "inspectors" / f"{inspector}.ics" for step in range(n_steps)]
            ends = {}
            for what, order, is_hard in orders_of(steps):
                if khal and is_hard:
                    continue  # khal takes what it is given
                client = Khal(khal, folder / "khal" / f"{inspector} {what}") if khal else Careful()
                for path in order:
                    client.take(path)
                ends[what] = client.states()
            whole = ends["all in order"]
            check(len(whole) == len(VISITS[inspector]), inspector, whole)
            last = events_of(steps[-1].read_bytes())
            for what, states in ends.items():
                for uid, event in last.items():
                    check(states[uid] == state_of(event), inspector, what, states[uid], "is not the last state")
                check(states.keys() == whole.keys(), inspector, what, "other events")
                # The one that took place is as whoever imports less often saw it last.
                check(what == "the first and the last" or states == whole, inspector, what, "other states")
            print(f"{inspector}: {len(whole)} events, {', '.join(ends)}")


main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
