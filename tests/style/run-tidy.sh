#!/bin/sh
# Runs clang-tidy on the program and the library; prints what it finds.
# usage: run-tidy.sh SOURCE_ROOT BUILD_FOLDER CLANG_TIDY
set -eu
cd "$1"
build=$2 tidy=$3
# Its talk about warnings it keeps to itself goes to stderr, real failures too.
if ls src/*/*.c | xargs -P "$(nproc)" -n 3 "$tidy" -p "$build" --quiet 2>"$build/meson-logs/tidy.txt"; then
    echo "clang-tidy finds nothing"
else
    grep -v ' warnings\? generated\|^Suppressed\|^Use -header-filter' "$build/meson-logs/tidy.txt" >&2 || true
    exit 1
fi
