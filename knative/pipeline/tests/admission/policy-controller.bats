#!/usr/bin/env bats
# Lets the tester of sigstore's policy-controller (TESTER) decide about images by the ClusterImagePolicy. The policy
# expects an identity of Sigstore, which tests cannot have. Tests with signatures therefore replace it with a key, in
# the format that policy-controller supports for keys, and keep the rules about attestations.
#   STABLE_IMAGE=NAME@sha256:…   an image beside which signatures may be pushed
bats_require_minimum_version 1.5.0

setup_file() {
    : "${STABLE_IMAGE:?Name a pushed image, where signatures may be pushed to: STABLE_IMAGE=NAME@sha256:…}"
    : "${TESTER:?Name the program of policy-controller/cmd/tester}"
}

setup() {
    cd "$BATS_TEST_DIRNAME/../../../.." || exit
    policy=knative/pipeline/admission/cluster-image-policy.yaml
    export COSIGN_PASSWORD=test IMAGE=$STABLE_IMAGE
    repository=https://gitlab.example.com/team/animals
    (cd "$BATS_TEST_TMPDIR" && cosign generate-key-pair 2>/dev/null)
    echo '{"bomFormat": "CycloneDX", "specVersion": "1.6"}' >"$BATS_TEST_TMPDIR/bom.json"
    name=${IMAGE%@*}
    [[ ${name##*/} != *:* ]] || name=${name%:*}
    sed -e "s|registry.example.com/team/animals@|$name@|" -e '/signatureFormat/d' -e '/keyless:/,/rekor/d' \
        "$policy" | awk -v key="$BATS_TEST_TMPDIR/cosign.pub" '
            /attestations:/ {
                print "    key:\n      data: |"
                while ((getline line <key) > 0) print "        " line
            }
            {print}' >"$BATS_TEST_TMPDIR/policy.yaml"
}

provenance() { # provenance REPOSITORY BUILDER prints a provenance with the fields that the policy reads.
    jq -n --arg repository "$1" --arg builder "$2" '{buildDefinition: {
        buildType: "https://animals.dev/builds/make-push/v1", externalParameters: {repository: $repository},
        internalParameters: {}, resolvedDependencies: []}, runDetails: {builder: {id: $builder}, metadata: {}}}'
}

# Options for the format that policy-controller supports for keys.
legacy=(--yes --new-bundle-format=false --use-signing-config=false --tlog-upload=false)

sign() { # sign [PROVENANCE] signs the image, its bill of materials and, if given, its provenance.
    cosign sign "${legacy[@]}" --key "$BATS_TEST_TMPDIR/cosign.key" "$IMAGE"
    cosign attest "${legacy[@]}" --key "$BATS_TEST_TMPDIR/cosign.key" --type cyclonedx \
        --predicate "$BATS_TEST_TMPDIR/bom.json" "$IMAGE"
    [ -z "${1:-}" ] || cosign attest "${legacy[@]}" --key "$BATS_TEST_TMPDIR/cosign.key" --type slsaprovenance1 \
        --predicate - "$IMAGE" <<<"$1"
}

decide() { # decide POLICY IMAGE
    run --separate-stderr "$TESTER" -policy "$1" -image "$2"
    echo "$output $stderr" >&2
    [[ $stderr == *"Policy was successfully validated"* ]]
}

@test "the policy is valid, and admits images of Knative" {
    decide "$policy" gcr.io/knative-releases/knative.dev/serving/cmd/queue@sha256:"$(printf '0%.0s' {1..64})"
    [ "$status" -eq 0 ]
}

@test "the policy rejects other images" {
    decide "$policy" "docker.io/library/debian@sha256:$(printf '0%.0s' {1..64})"
    [ "$status" -ne 0 ]
    [[ $output == *"uncovered by policy"* ]]
}

@test "an image with signature, bill of materials and provenance is admitted" {
    sign "$(provenance "$repository" "$repository"//.gitlab-ci.yml@refs/heads/main)"
    decide "$BATS_TEST_TMPDIR/policy.yaml" "$IMAGE"
    [ "$status" -eq 0 ]
}

@test "an image that the key has not signed is rejected" {
    decide "$BATS_TEST_TMPDIR/policy.yaml" "$IMAGE"
    [ "$status" -ne 0 ]
    [[ $output == *"no matching attestations"* ]]
}

@test "an image without provenance is rejected" {
    sign
    decide "$BATS_TEST_TMPDIR/policy.yaml" "$IMAGE"
    [ "$status" -ne 0 ]
    [[ $output == *"https://slsa.dev/provenance/v1"* ]]
}

@test "an image that was built from another repository is rejected" {
    sign "$(provenance https://gitlab.example.com/somebody/fork "$repository"//.gitlab-ci.yml@refs/heads/main)"
    decide "$BATS_TEST_TMPDIR/policy.yaml" "$IMAGE"
    [ "$status" -ne 0 ]
    [[ $output == *repository* ]]
}

@test "an image that a person built is rejected" {
    sign "$(provenance "$repository" https://animals.dev/builders/person)"
    decide "$BATS_TEST_TMPDIR/policy.yaml" "$IMAGE"
    [ "$status" -ne 0 ]
    [[ $output == *builder* ]]
}
