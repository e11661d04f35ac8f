#!/usr/bin/env bash
# Signs an image, its bill of materials and its provenance with cosign. `release verify` checks all three.
#   sign.sh BOM
# Settings are environment variables: those of cosign-options.sh and provenance.sh, and
#   IMAGE                      NAME@sha256:…
#   INSECURE_REGISTRIES=true   for a registry that speaks plain HTTP
set -euo pipefail
here=$(dirname "$0")
bom=${1:?sign.sh BOM}
case ${IMAGE:-} in
    *@sha256:*) ;;
    *) echo "A signature is made for a digest, not for a tag. Set IMAGE=NAME@sha256:…" >&2; exit 2 ;;
esac
[ -f "$bom" ] || { echo "$bom does not exist. Run make image, which writes it." >&2; exit 2; }
# shellcheck source=cosign-options.sh
. "$here/cosign-options.sh"
[ "${INSECURE_REGISTRIES:-}" != true ] || sign+=(--allow-http-registry)
provenance=$("$here/provenance.sh" "$bom")
cosign sign "${sign[@]}" "$IMAGE"
cosign attest "${sign[@]}" --type cyclonedx --predicate "$bom" "$IMAGE"
cosign attest "${sign[@]}" --type slsaprovenance1 --predicate - "$IMAGE" <<<"$provenance"
