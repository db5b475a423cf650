#!/usr/bin/env python3
"""Fail when a document names a file of the tree that is not there.

usage: check-doc-paths.py SOURCE_ROOT
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
NAMED = re.compile(r"`((?:src|include|data|tests|tools|\.ci)/[\w./*-]+)`|\]\(((?!https?:|#)[^)#]+)\)")
documents = [*root.glob("*.md"), *root.glob("data/**/*.md"), *root.glob("tests/**/*.md")]
missing = total = 0
for document in sorted(documents):
    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
        for in_root, relative in NAMED.findall(line):
            base, name = (root, in_root) if in_root else (document.parent, relative)
            total += 1
            found = any(base.glob(name)) if "*" in name else (base / name).exists()
            if not found:
                missing += 1
                print(f"{document.relative_to(root)}:{number}: there is no {name}")
print(f"{total} names in {len(documents)} documents, {missing} of nothing")
sys.exit(1 if missing or not total else 0)
