#!/usr/bin/env python3
"""Fail unless the shared library exports what the public headers declare.

usage: check-exports.py LIBRARY HEADER_FOLDER
"""
import pathlib
import re
import subprocess
import sys

library, folder = sys.argv[1:3]
listing = subprocess.run(
    ["nm", "--dynamic", "--defined-only", "--extern-only", library], check=True, capture_output=True, text=True
).stdout
exported = {line.split()[-1].split("@")[0] for line in listing.splitlines()}

declared = set()
for header in pathlib.Path(folder).glob("*.h"):
    text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"^#(?:.*\\\n)*.*$", "", text, flags=re.M)
    declared |= set(re.findall(r"\b(cha_\w+)\s*\(", text))

for name in sorted(exported - declared):
    print(f"{name} is exported and in no public header")
for name in sorted(declared - exported):
    print(f"{name} is in a public header and not exported")
print(f"{len(declared)} declared, {len(exported)} exported")
sys.exit(0 if declared and exported == declared else 1)
