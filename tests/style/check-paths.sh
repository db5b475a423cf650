#!/bin/sh
# Fails when a tracked file holds a path that only one machine has.
# usage: check-paths.sh SOURCE_ROOT
set -eu
cd "$1"
if ! git rev-parse --git-dir >/dev/null 2>&1; then
    echo "not a git tree"
    exit 77
fi
# Written so that this file does not find itself.
if git grep -nIE '(^|[^A-Za-z0-9_.])/(work|tmp|root|home/[a-z]+)[/]' -- . ':!*.lock' ':!*package-lock.json'; then
    echo "paths of a machine"
    exit 1
fi
echo "no paths of a machine"
