#!/usr/bin/env python3
"""Fail when the rules of the draw protocol and those of the code are not the same.

usage: check-rules.py SOURCE_ROOT

Compares the numbers that data/doc/draw-protocol.md explains, those that src/domain/rule.c can
report, and those that src/domain uses.
"""
import collections
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
document = (root / "data/doc/draw-protocol.md").read_text(encoding="utf-8")
table = (root / "src/domain/rule.c").read_text(encoding="utf-8")
code = "".join(path.read_text(encoding="utf-8") for path in sorted(root.glob("src/domain/*.c")) if path.name != "rule.c")

explained = collections.Counter(re.findall(r"^\| \*\*([TCSD]\d+)\*\* \|", document, re.MULTILINE))
reported = dict(re.findall(r"\[RULE_([TCSD]\d+)\] = \"(\w+)\"", table))
used = set(re.findall(r"\bRULE_([TCSD]\d+)\b", code))

problems = [f"{rule} is explained {count} times" for rule, count in explained.items() if count > 1]
problems += [f"RULE_{name} is reported as {number}" for name, number in reported.items() if name != number]
problems += [f"{rule} is explained and cannot be reported" for rule in sorted(explained.keys() - reported.keys())]
problems += [f"{rule} can be reported and is not explained" for rule in sorted(reported.keys() - explained.keys())]
problems += [f"{rule} is never reported" for rule in sorted(reported.keys() - used)]
print("\n".join(problems) or f"{len(reported)} rules are the same")
sys.exit(1 if problems or not reported else 0)
