#!/usr/bin/env bats
# Plants broken links in an otherwise empty repository, and expects `make check-rules` to name them.

setup() {
    LINKS=$(cd "$BATS_TEST_DIRNAME/.." && pwd -P)/links.py
    cd "$BATS_TEST_TMPDIR" || return
    git init -q
    mkdir docs
    printf '# Title\n\n## How it `works` now\n\n## Twice\n\n## Twice\n' >docs/page.md
}

# finds FAULT expects exactly this fault.
finds() {
    run python3 "$LINKS"
    [ "$status" -ne 0 ]
    [ "$output" = "$1" ]
}

@test "finds a link to a file that does not exist" {
    echo '[other](other.md)' >README.md
    finds "README.md:1: link to a file that does not exist: other.md"
}

@test "finds a link to a heading that does not exist" {
    echo '[page](docs/page.md#how-it-worked)' >README.md
    finds "README.md:1: link to a heading that does not exist: docs/page.md#how-it-worked"
}

@test "finds a picture that does not exist" {
    echo '<img src="docs/page.jpg" alt="The page">' >README.md
    finds "README.md:1: link to a file that does not exist: docs/page.jpg"
}

@test "finds a comment that names a page that does not exist" {
    printf '// A comment.\n// docs/old.md explains it.\n' >Some.java
    finds "Some.java:2: page that does not exist: docs/old.md"
}

@test "accepts links that lead somewhere, links to other servers, and code blocks" {
    # shellcheck disable=SC2016 # The backquotes are Markdown.
    printf '%s\n' '[a](docs/page.md#how-it-works-now), [b](docs/page.md#twice-1), [c](https://example.com/docs/x.md)' \
        '```' '[d](nowhere.md)' '```' '[e](#below)' '# Below' >README.md
    run python3 "$LINKS"
    [ "$output" = "" ]
    [ "$status" -eq 0 ]
}
