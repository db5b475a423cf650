#!/bin/sh
# Runs clang-tidy on the program and the library; names what it finds. How it
# got there is in BUILD_FOLDER/meson-logs/tidy.txt.
# usage: run-tidy.sh SOURCE_ROOT BUILD_FOLDER CLANG_TIDY
set -eu
cd "$1"
log=$2/meson-logs/tidy.txt
if find src -name "*.c" | xargs -P "$(nproc)" -n 3 "$3" -p "$2" --quiet >"$log" 2>&1; then
    echo "clang-tidy finds nothing"
else
    grep -E '(warning|error):' "$log" | sort -u
    exit 1
fi
