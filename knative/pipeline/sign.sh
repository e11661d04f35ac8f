#!/usr/bin/env bash
# Signs an image and its bill of materials, or checks both before it is deployed, with cosign. sign.sh sign BOM | verify
#   IMAGE                            NAME@sha256:…
#   COSIGN_KEY                       a key: private to sign, public to verify. Without it the pipeline signs with its own identity
#                                    (SIGSTORE_ID_TOKEN), and what it signed is public in Sigstore's log.
#   COSIGN_IDENTITY, COSIGN_ISSUER   who must have signed, where there is no key
#   INSECURE_REGISTRIES=true         for a registry that speaks plain HTTP
set -euo pipefail
case ${IMAGE:-} in
    *@sha256:*) ;;
    *) echo "A signature is of bytes, not of a tag: IMAGE=NAME@sha256:…" >&2; exit 2 ;;
esac
sign=(--yes) verify=()
[ "${INSECURE_REGISTRIES:-}" != true ] || { sign+=(--allow-http-registry) verify+=(--allow-http-registry); }
case ${COSIGN_KEY:-} in
    # Cosign would print it, as a file that it does not find.
    *-----BEGIN*) echo "COSIGN_KEY is a key. It must be a file with one: in GitLab a variable of type file." >&2; exit 2 ;;
esac
if [ -n "${COSIGN_KEY:-}" ]; then
    # Who has the key needs no log that says when it was used: of Sigstore's services none is asked.
    services=$(mktemp)
    trap 'rm "$services"' EXIT
    cosign signing-config create --out "$services"
    sign+=(--key "$COSIGN_KEY" --signing-config "$services")
    verify+=(--key "$COSIGN_KEY" --insecure-ignore-tlog=true)
else
    verify+=(--certificate-identity "${COSIGN_IDENTITY:-}" --certificate-oidc-issuer "${COSIGN_ISSUER:-}")
fi
case ${1:-} in
    sign)
        cosign sign "${sign[@]}" "$IMAGE"
        cosign attest "${sign[@]}" --type cyclonedx --predicate "${2:?sign.sh sign BOM}" "$IMAGE"
        ;;
    verify)
        cosign verify "${verify[@]}" "$IMAGE" >/dev/null
        cosign verify-attestation "${verify[@]}" --type cyclonedx "$IMAGE" >/dev/null
        echo "$IMAGE and its bill of materials are signed."
        ;;
    *) echo "sign.sh sign BOM | verify" >&2; exit 2 ;;
esac
