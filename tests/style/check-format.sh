#!/bin/sh
# Fails when a tracked C file is not laid out as .clang-format says. Versions
# of clang-format differ; 14 is the one that counts (Debian 12).
# usage: check-format.sh SOURCE_ROOT CLANG_FORMAT
set -eu
cd "$1"
if ! "$2" --version | grep -q 'version 14\.'; then
    echo "not clang-format 14"
    exit 77
fi
if ! git rev-parse --git-dir >/dev/null 2>&1; then
    echo "not a git tree"
    exit 77
fi
git ls-files -z -- '*.c' '*.h' | xargs -0 "$2" --dry-run --Werror
