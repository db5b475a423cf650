#!/usr/bin/env python3
"""Name files over 400 lines and functions over 60: they ask to be split.

usage: report-lengths.py SOURCE_ROOT
"""
import pathlib
import re
import sys

FILE_LIMIT, FUNCTION_LIMIT = 400, 60


def long_functions(lines):
    """With one layout for all, a function is what stands between { and } at column 0."""
    start = name = None
    for number, line in enumerate(lines, 1):
        match = re.match(r"(\w+)\(", line)
        if match:
            name = match.group(1)
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            if number - start > FUNCTION_LIMIT:
                yield start, name, number - start
            start = None


root = pathlib.Path(sys.argv[1])
for path in sorted([*root.glob("src/*/**/*.[ch]"), *root.glob("include/choucha/*.h"), *root.glob("tests/*/*.c")]):
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) > FILE_LIMIT:
        print(f"{path.relative_to(root)}: {len(lines)} lines")
    for start, name, length in long_functions(lines):
        print(f"{path.relative_to(root)}:{start}: {name}() has {length} lines")
