#!/usr/bin/env python3
"""Fail unless the manual pages tell of every command and option, and no other.

usage: check-manual.py PROGRAM PAGE.scd...
"""
import os
import pathlib
import re
import subprocess
import sys

program = sys.argv[1]
OPTION = re.compile(r"--[a-z][a-z-]+")


def help_text(*arguments):
    return subprocess.run(
        [program, "help", *arguments], check=True, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"}
    ).stdout


def listed_options(text, title):
    """Options named at the beginnings of the lines below @title."""
    section = re.search(rf"^{title}:\n((?:  .*\n)*)", text, flags=re.M)
    lines = section.group(1).splitlines() if section else []
    return {match.group() for line in lines if (match := OPTION.search(line.split("  ", 2)[1]))}


overview = help_text()
commands = re.findall(r"^  ([a-z]+) +\S", overview, flags=re.M)
common = listed_options(overview, "Options of every command")
problems = []
for name in sys.argv[2:]:
    text = pathlib.Path(name).read_text(encoding="utf-8")
    parts = re.split(r"^##? ", text, flags=re.M)
    sections = {match.group(1): part for part in parts if (match := re.match(r"\*(\w+)\*", part))}
    for command in sorted(set(commands) ^ set(sections)):
        problems.append(f"{name}: {command} is only in {'the program' if command in commands else 'the page'}")
    for command in sorted(set(commands) & set(sections)):
        # Only what begins a line or stands in the heading defines an option.
        told = set(OPTION.findall(" ".join(re.findall(r"^\*-.*$", sections[command], flags=re.M))))
        told |= set(OPTION.findall(sections[command].splitlines()[0]))
        for option in sorted(told ^ listed_options(help_text(command), "Options")):
            problems.append(f"{name}: {command} {option} is only in {'the page' if option in told else 'the program'}")
    told = {option for part in parts if part.startswith(("OPTIONS", "各命令")) for option in OPTION.findall(part)}
    for option in sorted(told ^ common):
        problems.append(f"{name}: {option} of every command is only in one of page and program")

print("\n".join(problems) or f"{len(commands)} commands in {len(sys.argv) - 2} pages")
sys.exit(1 if problems or len(commands) < 2 else 0)
