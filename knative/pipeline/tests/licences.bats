#!/usr/bin/env bats
# Tests which licences of libraries are allowed (licences.sh).

setup() {
    cd "$BATS_TEST_DIRNAME/../../.." || exit
}

licences() { # licences LICENCES checks a library that has these licences, given as JSON.
    jq -n --argjson licences "$1" '{components: [{group: "g", name: "n", version: "1", licenses: $licences}]}' \
        >"$BATS_TEST_TMPDIR/bom.json"
    run knative/pipeline/licences.sh "$BATS_TEST_TMPDIR/bom.json"
}

@test "an allowed licence is accepted" {
    licences '[{"license": {"id": "MIT"}}]'
    [ "$status" -eq 0 ]
}

@test "one allowed licence of several is enough" {
    licences '[{"license": {"id": "GPL-3.0-only"}}, {"license": {"id": "EPL-2.0"}}]'
    [ "$status" -eq 0 ]
}

@test "another licence is rejected and named" {
    licences '[{"license": {"id": "AGPL-3.0-only"}}]'
    [ "$status" -eq 1 ]
    [[ $output == *"Not allowed: g/n 1: AGPL-3.0-only"* ]]
}

@test "a library without a licence is rejected" {
    licences '[]'
    [ "$status" -eq 1 ]
    [[ $output == *"no licence"* ]]
}
