#!/usr/bin/env bats
# Tests what the scripts that sign do without cosign: the mistakes that they report, and the provenance.

bats_require_minimum_version 1.5.0

# A repository with a model, without uncommitted changes, because the provenance names a commit.
setup_file() {
    export SCRIPTS=$BATS_TEST_DIRNAME/.. CLONE=$BATS_FILE_TMPDIR/clone
    mkdir -p "$CLONE/function/model/small"
    cd "$CLONE" || exit
    echo 'name: small' >function/model/small/model.yaml
    git init -q -b main .
    git add .
    git -c user.name=test -c user.email=test@example.com commit -qm "Add a model"
}

setup() {
    cd "$BATS_TEST_DIRNAME/../../.." || exit
    export IMAGE=example.com/image@sha256:0 SOURCE_REPOSITORY=https://gitlab.example.com/team/animals
    unset COSIGN_KEY COSIGN_IDENTITY MODEL_DIR TOOLS_IMAGE CI_COMMIT_SHA CI_COMMIT_REF_NAME CI_PIPELINE_URL
    echo '{}' >"$BATS_TEST_TMPDIR/bom.json"
}

provenance() {
    cd "$CLONE" || exit
    run --separate-stderr "$SCRIPTS/provenance.sh" "$BATS_TEST_TMPDIR/bom.json"
}

@test "a tag cannot be signed" {
    IMAGE=example.com/image:1 COSIGN_KEY=ours.key run knative/pipeline/sign.sh "$BATS_TEST_TMPDIR/bom.json"
    [ "$status" -eq 2 ]
    [[ $output == *"NAME@sha256:"* ]]
}

@test "a key instead of a file with a key is rejected and not printed" {
    COSIGN_KEY="-----BEGIN PRIVATE KEY----- c2VjcmV0" run knative/pipeline/sign.sh "$BATS_TEST_TMPDIR/bom.json"
    [ "$status" -eq 2 ]
    [[ $output == *"type file"* ]]
    [[ $output != *c2VjcmV0* ]]
}

@test "an image without a bill of materials is not signed" {
    run knative/pipeline/sign.sh no-bom.json
    [ "$status" -eq 2 ]
    [[ $output == *"no-bom.json does not exist"* ]]
}

@test "the provenance names the repository, the commit, the base image, the tools and the model" {
    digest=$(printf '1%.0s' {1..64})
    echo "base.image.resolved=gcr.io/distroless/cc-debian12:nonroot@sha256:$digest" \
        >"$BATS_TEST_TMPDIR/base-image.properties"
    export MODEL_DIR=function/model/small TOOLS_IMAGE="registry.example.com/tools@sha256:$digest"
    export COSIGN_IDENTITY=https://gitlab.example.com/team/animals//.gitlab-ci.yml@refs/heads/main
    export CI_COMMIT_REF_NAME=main CI_PIPELINE_URL=https://gitlab.example.com/team/animals/-/pipelines/1
    provenance
    [ "$status" -eq 0 ]
    commit=$(git rev-parse HEAD)
    model=$("$SCRIPTS/sign-model.sh" manifest function/model/small | sha256sum | cut -d' ' -f1)
    [ "$(jq -c '.buildDefinition.resolvedDependencies[] | [.name, .uri, (.digest[])]' <<<"$output")" = "\
[\"source\",\"git+$SOURCE_REPOSITORY@main\",\"$commit\"]
[\"base image\",\"pkg:docker/gcr.io/distroless/cc-debian12:nonroot\",\"$digest\"]
[\"tools image\",\"pkg:docker/registry.example.com/tools\",\"$digest\"]
[\"model\",\"function/model/small\",\"$model\"]" ]
    [ "$(jq -r .buildDefinition.externalParameters.repository <<<"$output")" = "$SOURCE_REPOSITORY" ]
    [ "$(jq -r .runDetails.builder.id <<<"$output")" = "$COSIGN_IDENTITY" ]
    [ "$(jq -r .runDetails.metadata.invocationId <<<"$output")" = "$CI_PIPELINE_URL" ]
}

@test "the provenance says if a person signed" {
    provenance
    [ "$status" -eq 0 ]
    [ "$(jq -r .runDetails.builder.id <<<"$output")" = https://animals.dev/builders/person ]
}

@test "an image that was built from uncommitted changes gets no provenance" {
    cd "$CLONE"
    echo 'changed: true' >>function/model/small/model.yaml
    run "$SCRIPTS/provenance.sh" "$BATS_TEST_TMPDIR/bom.json"
    git checkout -q function
    [ "$status" -eq 2 ]
    [[ $output == *"Commit your changes first"* ]]
}

@test "an image that was built from a file that is not in the repository gets no provenance" {
    cd "$CLONE"
    touch function/model/small/added
    run "$SCRIPTS/provenance.sh" "$BATS_TEST_TMPDIR/bom.json"
    rm function/model/small/added
    [ "$status" -eq 2 ]
    [[ $output == *"Commit your changes first"*"function/model/small/added"* ]]
}

@test "the provenance needs a repository" {
    SOURCE_REPOSITORY='' run knative/pipeline/provenance.sh "$BATS_TEST_TMPDIR/bom.json"
    [ "$status" -eq 2 ]
    [[ $output == *SOURCE_REPOSITORY=* ]]
}
