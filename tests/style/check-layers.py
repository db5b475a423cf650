#!/usr/bin/env python3
"""Fail when a source file uses something that its layer must not know.

usage: check-layers.py SOURCE_ROOT
"""
import pathlib
import re
import sys

# A layer may include itself, the public headers and the layers in its list.
ALLOWED = {
    "base": set(),
    "domain": {"base"},
    "store": {"base", "domain"},
    "exchange": {"base", "domain"},
    "office": {"base", "domain", "store", "exchange"},
    "cli": set(),
}
# Foreign libraries, by the beginning of the header's name: each has one door.
ONLY_IN = {
    "sqlite3": "src/store",
    "libical": "src/exchange/calendar",
    "libsoup": "src/exchange/caldav",
    "qrencode": "src/exchange/page",
    "jansson": "src/exchange/table",
    "zip": "src/exchange/workbook",
    "expat": "src/exchange/workbook",
    "xlsxwriter": "src/exchange/workbook",
    "openssl": "src/base",
}
# What decides a draw has no clock, no chance, no files and no locale.
IMPURE = re.compile(
    r"\b(g_get_real_time|g_get_monotonic_time|g_date_time_new_now\w*|time|clock_gettime|localtime\w*|gmtime\w*"
    r"|g_random_\w+|g_rand_\w+|rand|srand|random|getrandom|fopen|g_fopen|open|g_file_\w+|g_open|getenv|g_getenv"
    r"|setlocale|strcoll|g_utf8_collate\w*|double|float)\s*[(;*]|\b(double|float)\s+\w"
)


def code_of(text):
    """The text without comments and string literals, line by line."""
    blank = lambda match: re.sub(r"[^\n]", " ", match.group())
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', blank, text, flags=re.S)


def problems_of(path, folder):
    """@folder is the file's own, below the root: src/LAYER, perhaps with more."""
    layer = folder.split("/")[1]
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if not match:
            continue
        kind, target = match.groups()
        other = target.split("/")[0] if "/" in target else None
        if kind == '"' and other not in ALLOWED:
            yield number, f'"{target}" is in no layer'
        elif kind == '"' and other != layer and other not in ALLOWED[layer]:
            yield number, f"{layer} must not include {target}"
        for foreign, door in ONLY_IN.items():
            if kind == "<" and re.match(rf"{foreign}\b", target) and folder != door:
                yield number, f"{target} belongs to {door}"
    if layer != "domain":
        return
    for number, line in enumerate(code_of(text).splitlines(), 1):
        match = IMPURE.search(line)
        if match:
            yield number, f"{match.group().strip()} in what decides a draw"


def main():
    root = pathlib.Path(sys.argv[1])
    files = sorted(root.glob("src/*/**/*.[ch]"))
    problems = [
        f"{path.relative_to(root)}:{number}: {what}"
        for path in files
        for number, what in problems_of(path, path.parent.relative_to(root).as_posix())
    ]
    print("\n".join(problems) or f"{len(files)} files are clean")
    return 1 if problems or not files else 0


sys.exit(main())
