#!/usr/bin/env bats
# Plants faults in a copy of this repository, and expects `make check` to fail and to name each file. This shows that
# `make check` leaves out no module, folder or kind of file.

setup_file() {
    REPOSITORY=$(cd "$BATS_TEST_DIRNAME/../../.." && pwd -P)
    # The copies use this repository's linters instead of installing their own.
    LINTERS=$REPOSITORY/function/tools/.venv
    export REPOSITORY LINTERS
    make -C "$REPOSITORY" function/tools/.venv/bin/ruff
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    (cd "$REPOSITORY" && git ls-files -coz --exclude-standard | tar --null -T - -cf -) | tar -xf -
    # Git tracks nothing in the copy, so this also shows that new files are checked before they are added.
    git init -q
}

# plant TEXT PATTERN… appends a line to each matching file.
plant() {
    text=$1
    shift
    git ls-files -coz --exclude-standard -- "$@" >planted
    while IFS= read -r -d '' file; do
        printf '%s\n' "$text" >>"$file"
    done <planted
}

# expect_each PATTERN expects the output to have a line for each planted file that contains its name and matches.
expect_each() {
    [ "$status" -ne 0 ]
    while IFS= read -r -d '' file; do
        grep -F "$file" <<<"$output" | grep -q "$1" || {
            echo "not found: $file"
            return 1
        }
    done <planted
}

@test "check-shell finds a syntax error in every script" {
    plant 'if then' '*.sh' '*.bats' knative/release/release .ci/run
    run make check-shell VENV="$LINTERS"
    expect_each .
}

@test "check-yaml finds a syntax error in every YAML file" {
    # yamllint's own settings stay as they are, because without them it reads nothing else.
    plant 'broken: [' '*.yaml' '*.yml' ':!function/tools/yamllint.yaml'
    run make check-yaml VENV="$LINTERS"
    expect_each .
}

@test "check-python finds a syntax error in every Python file" {
    plant 'def (' '*.py'
    run make check-python VENV="$LINTERS"
    expect_each .
}

# plant_in_modules plants a fault in the first file of each source folder of each module.
plant_in_modules() {
    git ls-files -co --exclude-standard -- '*/src/main/java/*.java' '*/src/test/java/*.java' | grep -v package-info |
        awk 'match($0, /src\/(main|test)\/java\//) && !seen[substr($0, 1, RSTART + RLENGTH)]++' >first
    xargs git ls-files -coz --exclude-standard -- <first >planted
    xargs sh -c 'for file; do echo "class {" >>"$file"; done' sh <first
}

@test "check-java fails for a module that does not compile" {
    plant_in_modules
    run make check-java MVN="${MVN:-mvn -B -ntp} -pl function/photos"
    [ "$status" -ne 0 ]
    grep 'function/photos/src/main/java/.*reached end of file while parsing' <<<"$output"
}

# Maven does not compile a module that depends on a failed one, and compiling each module with only its own fault would
# take many minutes. So this run continues after errors, and shows that it reaches main and test sources of every
# module.
@test "check-java compiles main and test sources of every module" {
    plant_in_modules
    run make check-java MVN="${MVN:-mvn -B -ntp} -Dmaven.compiler.failOnError=false"
    status=1 expect_each 'reached end of file while parsing'
    for pom in $(git ls-files -co --exclude-standard -- '*/pom.xml'); do
        grep -q "^${pom%pom.xml}src/" first || {
            echo "no sources: $pom"
            return 1
        }
    done
}
