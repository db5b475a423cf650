#!/usr/bin/env python3
"""Calendar files as people have them, to measure with.

usage: make-busy.py FOLDER FILES [EVENTS]

Each file has EVENTS (200) events as a desktop program writes them: every tenth a weekly series with
days left out, every twentieth a whole day, with titles, places, texts of some length and reminders.
"""
import pathlib
import random
import sys

folder, n_files = pathlib.Path(sys.argv[1]), int(sys.argv[2])
n_events = int(sys.argv[3]) if len(sys.argv) > 3 else 200
chance = random.Random("busy")
ZONE = """BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
TZNAME:CST
END:STANDARD
END:VTIMEZONE
"""


def fold(line):
    pieces, size = [""], 0
    for character in line:
        length = len(character.encode())
        if size + length > 74:
            pieces.append("")
            size = 0
        pieces[-1] += character
        size += length
    return "\n ".join(pieces)


def event(file, number):
    day, hour = chance.randrange(1, 29), chance.randrange(8, 19)
    date = f"2027{chance.randrange(1, 13):02}{day:02}"
    lines = ["BEGIN:VEVENT", f"UID:{file:05}-{number:04}@calendar.example.cn", "DTSTAMP:20261201T083000Z"]
    if number % 20 == 7:
        lines += [f"DTSTART;VALUE=DATE:{date}"]
    else:
        lines += [f"DTSTART;TZID=Asia/Shanghai:{date}T{hour:02}0000", f"DTEND;TZID=Asia/Shanghai:{date}T{hour + 1:02}3000"]
    if number % 10 == 3:
        lines += ["RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20271231T155959Z", f"EXDATE;TZID=Asia/Shanghai:{date}T{hour:02}0000"]
    lines += ["CREATED:20261130T010000Z", "LAST-MODIFIED:20261201T083000Z", "SEQUENCE:1", f"SUMMARY:例会 {number}",
              fold("DESCRIPTION:" + "请各科室负责同志准时参加，带上本季度检查情况汇总。" * 3), "LOCATION:三楼会议室", "STATUS:CONFIRMED", "TRANSP:OPAQUE",
              "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:提醒", "END:VALARM", "END:VEVENT"]
    return "\n".join(lines) + "\n"


folder.mkdir(parents=True, exist_ok=True)
for file in range(n_files):
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//bench//bench//ZH\n" + ZONE
    text += "".join(event(file, number) for number in range(n_events)) + "END:VCALENDAR\n"
    (folder / f"{file:05}.ics").write_bytes(text.replace("\n", "\r\n").encode())
