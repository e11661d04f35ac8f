#!/usr/bin/env bats
# Tests the mistakes that sign.sh reports before it starts cosign.

setup() {
    cd "$BATS_TEST_DIRNAME/../../.." || exit
    export IMAGE=example.com/image@sha256:0
}

@test "a tag cannot be signed" {
    IMAGE=example.com/image:1 COSIGN_KEY=ours.key run knative/pipeline/sign.sh sign bom.json
    [ "$status" -eq 2 ]
    [[ $output == *"NAME@sha256:"* ]]
}

@test "a key instead of a file with a key is rejected and not printed" {
    COSIGN_KEY="-----BEGIN PRIVATE KEY----- c2VjcmV0" run knative/pipeline/sign.sh verify
    [ "$status" -eq 2 ]
    [[ $output == *"type file"* ]]
    [[ $output != *c2VjcmV0* ]]
}
