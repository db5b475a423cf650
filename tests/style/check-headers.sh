#!/bin/sh
# Fails when a header does not compile alone: the public ones as C11 and as
# C++, the others as the build compiles them. Twice, since each must bear that as
# well.
# usage: check-headers.sh SOURCE_ROOT CC CXX-or-empty
set -eu
cd "$1"
cc=$2 cxx=$3
flags="-fsyntax-only -Wall -Wextra -Wpedantic -Werror -Iinclude -Isrc $(pkg-config --cflags glib-2.0)"
list() {
    for header in include/choucha/*.h; do
        echo "$cc -x c -std=c11 <choucha/${header##*/}>"
        if [ -n "$cxx" ]; then
            echo "$cxx -x c++ -std=c++17 <choucha/${header##*/}>"
        fi
    done
    for header in $(find src -name "*.h" | LC_ALL=C sort); do
        echo "$cc -x c -std=c11 -D_GNU_SOURCE \"${header#src/}\""
    done
}
export flags
# shellcheck disable=SC2016 # the inner shell expands
list | xargs -d '\n' -P "$(nproc)" -n 1 sh -c '
    header=${1##* }
    printf "#include %s\n#include %s\n" "$header" "$header" | ${1% *} $flags -' sh
echo "$(list | wc -l) compilations of headers alone"
