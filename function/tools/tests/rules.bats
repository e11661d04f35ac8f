#!/usr/bin/env bats
# Plants a breach of each house rule in an otherwise empty repository, and expects `make check-rules` to name it.

setup() {
    RULES=$(cd "$BATS_TEST_DIRNAME/.." && pwd -P)/house_rules.py
    cd "$BATS_TEST_TMPDIR" || return
    git init -q
    mkdir -p a/src/main b/src/test
}

lines() { # lines FROM TO prints numbered lines, so that no two are equal.
    seq -f 'line %g' "$1" "$2"
}

# finds FAULT expects this fault among the reported ones.
finds() {
    run python3 "$RULES"
    [ "$status" -ne 0 ]
    grep -xF "$1" <<<"$output"
}

@test "finds a script that is longer than 60 lines" {
    lines 1 61 >a/long.sh
    finds "a/long.sh:61: script longer than 60 lines"
}

@test "finds a script that cannot be executed" {
    echo '#!/bin/sh' >a/script.sh
    finds "a/script.sh:1: script that is not executable"
}

@test "finds a main source that is longer than 200 lines" {
    lines 1 201 >a/src/main/Long.java
    finds "a/src/main/Long.java:201: main source longer than 200 lines"
}

@test "finds a line that is longer than 120 columns, with tabs of four" {
    printf '\t%117s\n' x >a/Wide.java
    finds "a/Wide.java:1: line longer than 120 columns"
}

@test "finds a program in src/test" {
    printf '\tpublic static void main(String[] arguments) {\n' >b/src/test/Program.java
    finds "b/src/test/Program.java:1: program in src/test"
}

@test "finds the address of a package registry" {
    # The word is in two parts, because this repository's own check reads this file too.
    echo '<repo''sitories>' >a/pom.xml
    finds "a/pom.xml:1: address of a package registry"
}

@test "finds ten lines that stand elsewhere too, but not nine" {
    lines 1 10 >a/one.txt
    { echo before && lines 1 10; } >b/two.txt
    lines 2 10 >b/three.txt
    finds "b/two.txt:2: ten or more lines that stand elsewhere too: a/one.txt:1"
    [[ "$output" != *three.txt* ]]
}

@test "does not take imports for copies" {
    seq -f 'import java.util.Type%g;' 1 20 | tee a/One.java >b/Two.java
    run python3 "$RULES"
    [[ "$output" != *One.java* ]]
}

@test "finds what the programs of macOS do not understand" {
    printf '%s\n' 'sed -i s/a/b/ file' 'mapfile -t lines' 'echo "${name,,}"' 'declare -A map' 'date +%s' >a/script.sh
    chmod +x a/script.sh
    for line in 1 2 3 4; do
        finds "a/script.sh:$line: not understood on macOS"
    done
    [[ "$output" != *script.sh:5* ]]
}

@test "finds a test that a page names and that does not exist" {
    echo 'void rejectsText() {' >b/src/test/PhotoTests.java
    printf '%s\n' '`PhotoTests.rejectsText`' '`PhotoTests.rejectsSound`' '`SoundTests`' >a/page.md
    finds "a/page.md:2: test that does not exist: PhotoTests.rejectsSound"
    finds "a/page.md:3: test that does not exist: SoundTests"
    [[ "$output" != *page.md:1* ]]
}
