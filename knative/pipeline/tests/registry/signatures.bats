#!/usr/bin/env bats
# Signs the image STABLE_IMAGE=NAME@sha256:… in a real registry with cosign. It may push signatures beside the image.

setup_file() {
    : "${STABLE_IMAGE:?Name a pushed image, where signatures may be pushed to: STABLE_IMAGE=NAME@sha256:…}"
    export IMAGE=$STABLE_IMAGE COSIGN_PASSWORD=test
    cd "$BATS_FILE_TMPDIR" || exit
    for key in ours theirs; do
        cosign generate-key-pair --output-key-prefix "$key"
    done
    echo '{"bomFormat": "CycloneDX", "specVersion": "1.6"}' >bom.json
}

sign() { # sign KEY ARGUMENT… runs sign.sh with a key.
    COSIGN_KEY=$BATS_FILE_TMPDIR/$1 run "$BATS_TEST_DIRNAME/../../sign.sh" "${@:2}"
}

@test "an image that nobody signed with this key is rejected" {
    sign ours.pub verify
    # cosign exits with 10 if there is no signature, and with 12 if there are only other signatures.
    [ "$status" -eq 10 ] || [ "$status" -eq 12 ]
}

@test "an image is accepted after it was signed" {
    sign ours.key sign "$BATS_FILE_TMPDIR/bom.json"
    [ "$status" -eq 0 ]
    sign ours.pub verify
    [ "$status" -eq 0 ]
}

@test "an image that was signed with another key is rejected" {
    sign theirs.pub verify
    # cosign exits with 1 from version 3 on, and with 12 before.
    [ "$status" -eq 1 ] || [ "$status" -eq 12 ]
}
