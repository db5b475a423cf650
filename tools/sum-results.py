#!/usr/bin/env python3
"""Add up test logs of meson: one line, `N passed, N failed, N skipped`.

usage: sum-results.py passed|failed LOG...   (the first is clang-tidy's outcome)

A log that is missing stands for a build that broke, and counts as failed.
"""
import collections
import json
import pathlib
import sys

WORDS = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}

counts = collections.Counter({"passed": 0, "failed": 0, "skipped": 0})
counts[sys.argv[1]] += 1
for log in map(pathlib.Path, sys.argv[2:]):
    if not log.exists():
        print(f"{log} is missing")
        counts["failed"] += 1
        continue
    for line in log.read_text(encoding="utf-8").splitlines():
        test = json.loads(line)
        word = WORDS.get(test["result"], "failed")
        counts[word] += 1
        if word == "failed":
            print(f"failed: {test['name']} ({log.parent.parent.name}): {test['result']}")
print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
sys.exit(1 if counts["failed"] or not counts["passed"] else 0)
