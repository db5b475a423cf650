#!/bin/sh
# Fails when a header does not compile alone: the public ones as C11 and as
# C++, the others as C11. Twice, since it must bear that as well.
# usage: check-headers.sh SOURCE_ROOT CC CXX-or-empty
set -eu
root=$1 cc=$2 cxx=$3
flags="-fsyntax-only -Wall -Wextra -Wpedantic -Werror $(pkg-config --cflags glib-2.0)"
compile() {
    compiler=$1 language=$2 standard=$3 include=$4
    # shellcheck disable=SC2086 # flags are words
    printf '#include %s\n#include %s\n' "$include" "$include" |
        $compiler -x "$language" -std="$standard" $flags -I"$root/include" -I"$root/src" -
}
count=0
for header in "$root"/include/choucha/*.h; do
    compile "$cc" c c11 "<choucha/${header##*/}>"
    if [ -n "$cxx" ]; then
        compile "$cxx" c++ c++17 "<choucha/${header##*/}>"
    fi
    count=$((count + 1))
done
for header in "$root"/src/*/*.h; do
    compile "$cc" c c11 "\"${header#"$root"/src/}\""
    count=$((count + 1))
done
echo "$count headers compile alone"
