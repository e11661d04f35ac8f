#!/usr/bin/env bats
# Signs the image STABLE_IMAGE=NAME@sha256:… in a real registry with the real cosign, and lets the release program
# verify it. The test may push signatures beside the image. They cannot be removed from every registry, so each test
# uses keys of its own: for a key that has signed nothing, an image is as bare as if its signatures had been removed.
bats_require_minimum_version 1.5.0

setup_file() {
    : "${STABLE_IMAGE:?Name a pushed image, where signatures may be pushed to: STABLE_IMAGE=NAME@sha256:…}"
    cd "$BATS_TEST_DIRNAME/../../../.." || exit
    # The release program is built once, by its first command.
    knative/release/release namespace
}

setup() {
    cd "$BATS_TEST_DIRNAME/../../../.." || exit
    export IMAGE=$STABLE_IMAGE COSIGN_PASSWORD=test SOURCE_REPOSITORY=https://gitlab.example.com/team/animals
    export COSIGN_IDENTITY=$SOURCE_REPOSITORY//.gitlab-ci.yml@refs/heads/main
    # The commands must reject an image before they look for a cluster.
    export KUBECONFIG=$BATS_TEST_TMPDIR/no-kubeconfig VERIFY=true
    unset RELEASE_IMAGE ENV NAMESPACE
    for key in ours theirs; do
        (cd "$BATS_TEST_TMPDIR" && cosign generate-key-pair --output-key-prefix "$key" 2>/dev/null)
    done
    # The scripts run in a repository without uncommitted changes.
    clone=$BATS_TEST_TMPDIR/clone
    git init -q -b main "$clone"
    echo '{"bomFormat": "CycloneDX", "specVersion": "1.6"}' >"$clone/bom.json"
    git -C "$clone" add bom.json
    git -C "$clone" -c user.name=test -c user.email=test@example.com commit -qm "Begin"
    COSIGN_KEY=$BATS_TEST_TMPDIR/ours.key
}

pipeline=$BATS_TEST_DIRNAME/../..

sign() { # Signs everything, as the pipeline does.
    (cd "$clone" && COSIGN_KEY=$COSIGN_KEY "$pipeline/sign.sh" bom.json)
}

# Signs one of the parts that the pipeline signs: sign | attest TYPE PREDICATE.
sign_part() {
    (
        # shellcheck source=../../cosign-options.sh
        . "$pipeline/cosign-options.sh"
        [ "${INSECURE_REGISTRIES:-}" != true ] || sign+=(--allow-http-registry)
        case $1 in
            sign) cosign sign "${sign[@]}" "$IMAGE" ;;
            attest) cosign attest "${sign[@]}" --type "$2" --predicate "$3" "$IMAGE" ;;
        esac
    )
}

release() { # Runs a command of the release program with a public key: release KEY COMMAND [OPTION…]
    COSIGN_KEY=$BATS_TEST_TMPDIR/$1.pub run --separate-stderr knative/release/release "${@:2}"
    echo "$stderr" >&2
}

# Copies the image to another repository, where signatures and attestations do not follow it. Sets `copy`.
copy_without_signatures() {
    local digest=${IMAGE#*@} name=${IMAGE%@*}
    local path=${name#*/} scheme=https
    path=${path%:*}
    [ "${INSECURE_REGISTRIES:-}" != true ] || scheme=http
    local api=$scheme://${name%%/*}/v2
    manifest=$(curl -fsS -H 'Accept: application/vnd.oci.image.manifest.v1+json' \
        -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' "$api/$path/manifests/$digest" && echo .)
    manifest=${manifest%?}
    for blob in $(jq -r '.config.digest, .layers[].digest' <<<"$manifest"); do
        curl -fsS -X POST "$api/$path-stripped/blobs/uploads/?mount=$blob&from=$path"
    done
    printf %s "$manifest" | curl -fsS -X PUT --data-binary @- \
        -H "Content-Type: $(jq -r .mediaType <<<"$manifest")" "$api/$path-stripped/manifests/$digest"
    copy=${name%%/*}/$path-stripped@$digest
}

rejected() { # The command ended with NOT_VERIFIED, and names the part that is missing or wrong.
    [ "$status" -eq 26 ]
    [[ $stderr == *"$1"* ]]
    [[ $stderr == *"Nothing was changed"* ]]
}

@test "an image that the pipeline signed passes, so that deploy goes on and looks for a cluster" {
    sign
    for command in deploy rollout; do
        release ours "$command"
        [[ $output == *"was built from $SOURCE_REPOSITORY at $(git -C "$clone" rev-parse HEAD)"* ]]
        # NO_KUBECONFIG
        [ "$status" -eq 7 ]
    done
    release ours verify
    [ "$status" -eq 0 ]
}

@test "deploy and rollout reject an image without a signature" {
    for command in deploy rollout; do
        release ours "$command"
        rejected signature
    done
}

@test "deploy, rollout and restore reject a release program without a signature" {
    sign
    copy_without_signatures
    printf 'metadata: {annotations: {animals.dev/image: "%s"}}\ndata: {key: b2xk}\n' "$IMAGE" \
        >"$BATS_TEST_TMPDIR/backup.yaml"
    export RELEASE_IMAGE=$copy WHERE=cluster BACKUP=$BATS_TEST_TMPDIR/backup.yaml
    for command in deploy rollout restore; do
        release ours "$command"
        rejected "signature of $copy"
    done
}

@test "deploy rejects an image that was signed with another key" {
    sign
    release theirs deploy
    rejected signature
}

@test "deploy rejects an image whose signatures were removed" {
    sign
    copy_without_signatures
    IMAGE=$copy release ours deploy
    rejected signature
}

@test "deploy rejects an image that has attestations but no signature" {
    sign_part attest cyclonedx "$clone/bom.json"
    (cd "$clone" && "$pipeline/provenance.sh" bom.json) >"$BATS_TEST_TMPDIR/provenance.json"
    sign_part attest slsaprovenance1 "$BATS_TEST_TMPDIR/provenance.json"
    release ours deploy
    rejected "no signature"
}

@test "deploy rejects an image without a bill of materials" {
    sign_part sign
    release ours deploy
    rejected "bill of materials"
}

@test "deploy rejects an image without provenance" {
    sign_part sign
    sign_part attest cyclonedx "$clone/bom.json"
    release ours deploy
    rejected provenance
}

@test "deploy rejects an image whose provenance was signed with another key" {
    sign_part sign
    sign_part attest cyclonedx "$clone/bom.json"
    COSIGN_KEY=$BATS_TEST_TMPDIR/theirs.key sign
    release ours deploy
    rejected provenance
}

@test "deploy rejects an image that was built from another repository" {
    SOURCE_REPOSITORY=https://gitlab.example.com/somebody/fork sign
    release ours deploy
    rejected "built from \"https://gitlab.example.com/somebody/fork\""
}

@test "deploy rejects an image that a person built" {
    COSIGN_IDENTITY='' sign
    release ours deploy
    rejected "built by \"https://animals.dev/builders/person\""
}

@test "deploy rejects an image that is named by a tag" {
    IMAGE=${IMAGE%@*}:1 release ours deploy
    [ "$status" -eq 2 ]
    [[ $stderr == *"NAME@sha256:"* ]]
}

@test "a model is accepted if its files are those that were signed" {
    model=$BATS_TEST_TMPDIR/model
    mkdir "$model"
    echo 'name: small' >"$model/model.yaml"
    export COSIGN_KEY
    "$pipeline/sign-model.sh" sign "$model" "$BATS_TEST_TMPDIR/model.sha256"
    COSIGN_KEY=$BATS_TEST_TMPDIR/ours.pub
    "$pipeline/sign-model.sh" verify "$model" "$BATS_TEST_TMPDIR/model.sha256"
    COSIGN_KEY=$BATS_TEST_TMPDIR/theirs.pub \
        run "$pipeline/sign-model.sh" verify "$model" "$BATS_TEST_TMPDIR/model.sha256"
    [ "$status" -ne 0 ]
    touch "$model/added"
    run "$pipeline/sign-model.sh" verify "$model" "$BATS_TEST_TMPDIR/model.sha256"
    [ "$status" -eq 1 ]
    [[ $output == *"other files than those that were signed"* ]]
    rm "$model/added"
    echo 'name: other' >"$model/model.yaml"
    run "$pipeline/sign-model.sh" verify "$model" "$BATS_TEST_TMPDIR/model.sha256"
    [ "$status" -eq 1 ]
}
