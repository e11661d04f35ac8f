#!/usr/bin/env bats
# Tests which vulnerabilities stop a release (scan.sh). A stored report replaces grype, which needs a current database.

setup() {
    cd "$BATS_TEST_DIRNAME/../../.." || exit
    export REPORT=$BATS_TEST_TMPDIR/report.json ACCEPTED=$BATS_TEST_TMPDIR/accepted.tsv
    : >"$ACCEPTED"
}

# scan CHANGE runs scan.sh on the stored report after a change by jq.
scan() {
    jq "$1" knative/pipeline/tests/vulnerabilities.json >"$REPORT"
    run knative/pipeline/scan.sh
}

@test "a critical vulnerability with a fix stops the release" {
    scan .
    [ "$status" -eq 1 ]
}

@test "a high vulnerability with a fix stops the release" {
    scan '.matches[0].vulnerability.severity = "High"'
    [ "$status" -eq 1 ]
}

@test "a medium vulnerability does not stop the release" {
    scan '.matches[0].vulnerability.severity = "Medium"'
    [ "$status" -eq 0 ]
}

@test "a vulnerability without a fix does not stop the release" {
    scan '.matches[0].vulnerability.fix = {versions: [], state: "not-fixed"}'
    [ "$status" -eq 0 ]
}

@test "an empty report does not stop the release" {
    scan '.matches = []'
    [ "$status" -eq 0 ]
}

@test "an accepted vulnerability does not stop the release" {
    printf 'GHSA-jfh8-c2jp-5v3q\t2999-12-31\tA test.\n' >"$ACCEPTED"
    scan .
    [ "$status" -eq 0 ]
}

@test "an accepted vulnerability stops the release after its last day" {
    printf 'GHSA-jfh8-c2jp-5v3q\t2020-01-01\tA test.\n' >"$ACCEPTED"
    scan .
    [ "$status" -eq 1 ]
}
