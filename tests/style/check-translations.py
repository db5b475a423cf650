#!/usr/bin/env python3
"""Fail unless every text for people is marked, listed and translated.

usage: check-translations.py SOURCE_ROOT

- every source file with a marked text is in POTFILES, and no other
- texts of the sources are English in ASCII; what is quoted may be Chinese
- errors, issues and talk go through gettext
- every catalogue translates every text, with the same format directives
"""
import pathlib
import re
import subprocess
import sys
import tempfile

KEYWORDS = ["--keyword", "--keyword=_", "--keyword=N_", "--keyword=P_:1,2"]
MARKED = re.compile(r'\b(_|N_|P_)\(\s*"')
# Calls whose message a person reads, and which of their arguments it is.
MESSAGE_CALLS = {
    "g_set_error": 3,
    "g_set_error_literal": 3,
    "g_prefix_error": 1,
    "console_say": 1,
    "console_warn": 1,
}
# What is not words in a format: directives, escapes and the program's name.
NOT_WORDS = re.compile(r"%[-+ #0-9.*]*(?:l|ll|h|z)?[a-zA-Z]|\\.|PRI\w+|\bchoucha\b")


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options)


def without_comments(text):
    keep = lambda match: match.group() if match.group().startswith('"') else " "
    return re.sub(r'"(?:\\.|[^"\\\n])*"|/\*.*?\*/', keep, text, flags=re.S)


def arguments_at(text, start):
    """The arguments of the call whose opening parenthesis is at @start."""
    depth, quoted, begin, found = 0, False, start + 1, []
    position = start
    while position < len(text):
        character = text[position]
        if quoted:
            if character == "\\":
                position += 1
            elif character == '"':
                quoted = False
        elif character == '"':
            quoted = True
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth == 0:
                return found + [text[begin:position].strip()]
        elif character == "," and depth == 1:
            found.append(text[begin:position].strip())
            begin = position + 1
        position += 1
    return found


def unmarked_messages(path):
    text = without_comments(path.read_text(encoding="utf-8"))
    for match in re.finditer(r"\b(" + "|".join(MESSAGE_CALLS) + r")\(", text):
        arguments = arguments_at(text, match.end() - 1)
        index = MESSAGE_CALLS[match.group(1)]
        message = arguments[index] if index < len(arguments) else ""
        if message.startswith('"') and re.search(r"[A-Za-z]{2}", NOT_WORDS.sub(" ", message)):
            yield f"{path}: {match.group(1)}({message}) is not marked for translation"


def problems_of_list(root, listed):
    marked = {
        str(path.relative_to(root))
        for path in root.glob("src/*/**/*.[ch]")
        if path.name not in ("i18n.h", "language.h") and MARKED.search(path.read_text(encoding="utf-8"))
    }
    for name in sorted(marked - set(listed)):
        yield f"{name} has texts and is not in data/po/POTFILES"
    for name in sorted(set(listed) - marked):
        yield f"{name} is in data/po/POTFILES and has no texts"
    if listed != sorted(listed):
        yield "data/po/POTFILES is not in order"


def entries_of(catalogue):
    """Pairs of text and translations, as msgcat writes them on one line each."""
    text = run("msgcat", "--no-wrap", "--no-location", str(catalogue)).stdout
    for block in text.split("\n\n")[1:]:
        fields = {}
        name = None
        for line in block.splitlines():
            match = re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line)
            if match:
                name = match.group(1)
                fields[name] = ""
                line = match.group(2)
            if name and line.startswith('"'):
                fields[name] += line[1:-1]
        yield block, fields


def problems_of_texts(template):
    for _, fields in entries_of(template):
        for name in ("msgid", "msgid_plural"):
            text = fields.get(name, "")
            outside = re.sub(r'\\"[^"\\]*\\"|`[^`]*`', "", text)
            if not outside.isascii() and re.search(r"[\u2e80-\u9fff\uff00-\uffef]", outside):
                yield f"not English: {text}"


def problems_of_catalogue(root, template, language):
    catalogue = root / "data" / "po" / f"{language}.po"
    with tempfile.TemporaryDirectory() as folder:
        merged = pathlib.Path(folder, "merged.po")
        run("msgmerge", "--no-fuzzy-matching", "--quiet", "-o", str(merged), str(catalogue), str(template))
        checked = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", str(merged)], capture_output=True, text=True, check=False
        )
        if checked.returncode != 0:
            yield f"{language}: {checked.stderr.strip()}"
        for block, fields in entries_of(merged):
            if block.startswith("#~"):
                continue
            empty = any(not text for name, text in fields.items() if name.startswith("msgstr"))
            if empty or re.search(r"^#,.*\bfuzzy\b", block, flags=re.M):
                yield f'{language}: not translated: {fields.get("msgid")}'


def main():
    root = pathlib.Path(sys.argv[1])
    listed = (root / "data/po/POTFILES").read_text(encoding="utf-8").split()
    languages = (root / "data/po/LINGUAS").read_text(encoding="utf-8").split()
    problems = list(problems_of_list(root, listed))
    for path in sorted(root.glob("src/*/**/*.c")):
        problems += unmarked_messages(path)
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder, "choucha.pot")
        run("xgettext", "--from-code=UTF-8", *KEYWORDS, "-o", str(template), *listed, cwd=root)
        problems += problems_of_texts(template)
        total = sum(1 for _ in entries_of(template))
        for language in languages:
            problems += problems_of_catalogue(root, template, language)
    print("\n".join(problems) or f"{total} texts in {len(languages)} catalogues")
    return 1 if problems or not total else 0


sys.exit(main())
