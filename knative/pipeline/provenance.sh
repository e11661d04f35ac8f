#!/usr/bin/env bash
# Prints the provenance of an image: who built it, and from what. Its format is SLSA v1
# (https://slsa.dev/spec/v1.1/provenance), and docs/reference/supply-chain.md describes its fields.
#   provenance.sh BOM          the folder of BOM also says which base image was used
# Settings are environment variables:
#   SOURCE_REPOSITORY          the address of the repository
#   COSIGN_IDENTITY            the pipeline that builds; without it, a person does
#   MODEL_DIR                  the folder of the model in the image, if there is one
#   TOOLS_IMAGE                the image in which the build ran
#   CI_COMMIT_SHA, CI_COMMIT_REF_NAME, CI_PIPELINE_URL   set by GitLab
set -euo pipefail
here=$(dirname "$0")
bom=${1:?provenance.sh BOM}
[ -n "${SOURCE_REPOSITORY:-}" ] || {
    echo "Say from which repository the image was built: SOURCE_REPOSITORY=https://gitlab.example.com/team/animals" >&2
    exit 2
}
changes=$(git status --porcelain)
[ -z "$changes" ] || {
    printf 'Commit your changes first, because the provenance names a commit:\n%s\n' "$changes" >&2
    exit 2
}
base=$(sed -n 's/^base.image.resolved=//p' "${bom%/*}/base-image.properties" 2>/dev/null || true)
model=${MODEL_DIR:+$("$here/sign-model.sh" manifest "$MODEL_DIR" | sha256sum | cut -d' ' -f1)}
jq -n --arg repository "$SOURCE_REPOSITORY" --arg ref "${CI_COMMIT_REF_NAME:-$(git rev-parse --abbrev-ref HEAD)}" \
    --arg commit "${CI_COMMIT_SHA:-$(git rev-parse HEAD)}" --arg base "$base" --arg tools "${TOOLS_IMAGE:-}" \
    --arg folder "${MODEL_DIR:-}" --arg model "$model" --arg invocation "${CI_PIPELINE_URL:-}" \
    --arg builder "${COSIGN_IDENTITY:-https://animals.dev/builders/person}" '
    def image(name): capture("^(?<image>.+)@sha256:(?<digest>[0-9a-f]{64})$")
        | {name: name, uri: "pkg:docker/\(.image)", digest: {sha256: .digest}};
    {buildDefinition: {
        buildType: "https://animals.dev/builds/make-push/v1",
        externalParameters: {repository: $repository, ref: $ref},
        internalParameters: {},
        resolvedDependencies: [
            {name: "source", uri: "git+\($repository)@\($ref)", digest: {gitCommit: $commit}},
            ($base | image("base image")),
            ($tools | image("tools image")),
            (select($model != "") | {name: "model", uri: $folder, digest: {sha256: $model}})]},
     runDetails: {
        builder: {id: $builder},
        metadata: ({} | if $invocation != "" then .invocationId = $invocation else . end)}}'
