#!/usr/bin/env python3
"""Run the console transcripts of a Markdown file and compare what they print.

usage: run-transcript.py [--accept] [--link PATH]... [--language LANGUAGE] TRANSCRIPT PROGRAM

A transcript is a fenced block marked `console`. A line `$ command` is run, lines
`> more` continue it, and what follows is what it prints, both streams in order;
`[3]` at the end is its exit status, left out when it is 0. An ellipsis on a line
stands for any text on it; a line that is only an ellipsis stands for any lines.

All blocks of a file run in one fresh folder, with PROGRAM on the PATH. --link
puts a link to a file or folder there, --language sets the language of the user.
--accept rewrites the transcript with what was printed, where that differs.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ELLIPSIS = "…"
TIMEOUT = 300


class Step:
    """A command with the lines that it is expected to print."""

    def __init__(self, line):
        self.source = [line]
        self.expected = []
        self.printed = None

    @property
    def command(self):
        return "\n".join(line[2:] for line in self.source)


def read_steps(lines):
    steps = []
    for line in lines:
        if line.startswith("$ "):
            steps.append(Step(line))
        elif not steps:
            raise SystemExit(f"text before the first command: {line}")
        elif line.startswith("> ") and not steps[-1].expected:
            steps[-1].source.append(line)
        else:
            steps[-1].expected.append(line)
    return steps


def pattern_of(lines):
    parts = []
    for line in lines:
        if line.strip() == ELLIPSIS:
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append("[^\n]*".join(re.escape(piece) for piece in line.split(ELLIPSIS)) + "\n")
    return re.compile("".join(parts))


def matches(step):
    text = "".join(line + "\n" for line in step.printed)
    return pattern_of(step.expected).fullmatch(text) is not None


def run(step, folder, environment):
    done = subprocess.run(
        ["bash", "-c", step.command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIMEOUT, check=False,
    )
    step.printed = done.stdout.decode("utf-8", "backslashreplace").splitlines()
    if done.returncode != 0:
        step.printed.append(f"[{done.returncode}]")


def environment_for(program, language):
    names = ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TMPDIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return kept | {
        "PATH": f"{pathlib.Path(program).resolve().parent}:/usr/local/bin:/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": language,
        "TZ": "UTC",
        "HOME": "/nonexistent",
        "CHOUCHA_USER": "tester",
        "G_DEBUG": "fatal-warnings",
    }


def blocks_of(text):
    """The blocks' positions and lines."""
    for match in re.finditer(r"^```console\n(.*?)^```$", text, flags=re.S | re.M):
        yield match.start(1), match.end(1), match.group(1).splitlines()


def report(step):
    print("$ " + step.command.replace("\n", "\n> "))
    for line in step.expected:
        print("- " + line)
    for line in step.printed:
        print("+ " + line)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--link", action="append", default=[], type=pathlib.Path)
    parser.add_argument("--language", default="")
    parser.add_argument("transcript", type=pathlib.Path)
    parser.add_argument("program")
    options = parser.parse_args()

    text = options.transcript.read_text(encoding="utf-8")
    environment = environment_for(options.program, options.language)
    wrong = total = 0
    accepted, end_of_last = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for path in options.link:
            pathlib.Path(folder, path.name).symlink_to(path.resolve())
        for start, end, lines in blocks_of(text):
            accepted.append(text[end_of_last:start])
            end_of_last = end
            for step in read_steps(lines):
                run(step, folder, environment)
                total += 1
                right = matches(step)
                if not right:
                    wrong += 1
                    report(step)
                for line in step.source + (step.expected if right else step.printed):
                    accepted.append(line + "\n")
    accepted.append(text[end_of_last:])

    print(f"{total} commands, {wrong} unlike the transcript")
    if options.accept and wrong:
        options.transcript.write_text("".join(accepted), encoding="utf-8")
        print(f"{options.transcript} is rewritten")
        return 0
    return 1 if wrong or not total else 0


sys.exit(main())
