#!/usr/bin/env bats
# Tests that scan.sh lets grype scan the libraries in the bill of materials and the layers of a pushed image.

setup() {
    cd "$BATS_TEST_DIRNAME/../../.." || exit
    bom=$BATS_TEST_TMPDIR/animals-bom.json
    touch "$bom"
    # A fake grype that finds nothing in libraries, but a vulnerability in one image.
    cat >"$BATS_TEST_TMPDIR/grype" <<'END'
#!/bin/sh
case $1 in
    sbom:*) echo '{"matches": []}' ;;
    registry:example.com/image@sha256:0) cat knative/pipeline/tests/vulnerabilities.json ;;
    *) exit 1 ;;
esac
END
    chmod +x "$BATS_TEST_TMPDIR/grype"
    PATH=$BATS_TEST_TMPDIR:$PATH
}

@test "libraries without a vulnerability do not stop the release" {
    run knative/pipeline/scan.sh "$bom"
    [ "$status" -eq 0 ]
}

@test "a vulnerability in the base of the image stops the release and is named" {
    run knative/pipeline/scan.sh "$bom" example.com/image@sha256:0
    [ "$status" -eq 1 ]
    [[ $output == *GHSA-jfh8-c2jp-5v3q* ]]
}

@test "an image that cannot be scanned stops the release" {
    run knative/pipeline/scan.sh "$bom" example.com/other@sha256:0
    [ "$status" -ne 0 ]
}
