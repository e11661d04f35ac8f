#!/usr/bin/env bats
# Tests that people find the targets of the Makefiles.

setup() {
    cd "$BATS_TEST_DIRNAME/../../.." || return
}

@test "make help fits on a screen of 40 rows and 100 columns" {
    run make -s help
    [ ${#lines[@]} -le 40 ]
    [ "$(awk 'length > 100' <<<"$output")" = "" ]
}

@test "make help-all lists every target that people may call" {
    # The help leaves out check-settings and check-model, because other targets run them.
    diff <(make -s help-all | awk '/^  / {print $1}' | sort) \
        <(sed -n 's/^\.PHONY: //p' Makefile ./*/*.mk | grep -vxE "check-(settings|model)" | sort)
}

@test "the reference names every target" {
    for target in $(make -s help-all | awk '/^  / {print $1}'); do
        grep -q "\`$target\`\|\`make $target" docs/reference/make.md || missing+=" $target"
    done
    echo "not in docs/reference/make.md:${missing:-}"
    [ -z "${missing:-}" ]
}

@test "every target that the documentation names exists" {
    named=$(function/tools/on-files.sh '*.md' -- grep -ohE '(`|^)make [a-z][a-z0-9-]*[a-z0-9](`| |$)' |
        awk '{print $2}' | tr -d '`')
    unknown=$(comm -23 <(sort -u <<<"$named") <(make -s help-all | awk '/^  / {print $1}' | sort))
    echo "not a target: $unknown"
    [ -n "$named" ]
    [ -z "$unknown" ]
}
