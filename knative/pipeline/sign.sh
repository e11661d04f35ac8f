#!/usr/bin/env bash
# Signs an image and its bill of materials with cosign, or verifies both before the image is deployed.
#   sign.sh sign BOM
#   sign.sh verify
# Settings are environment variables:
#   IMAGE                            NAME@sha256:…
#   COSIGN_KEY                       the file of a private key to sign, or of a public key to verify. Without it the
#                                    pipeline signs with its own identity (SIGSTORE_ID_TOKEN), and Sigstore's public
#                                    log records that.
#   COSIGN_IDENTITY, COSIGN_ISSUER   the identity that must have signed, if there is no key
#   INSECURE_REGISTRIES=true         for a registry that speaks plain HTTP
set -euo pipefail
case ${IMAGE:-} in
    *@sha256:*) ;;
    *) echo "A signature is made for a digest, not for a tag. Set IMAGE=NAME@sha256:…" >&2; exit 2 ;;
esac
sign=(--yes) verify=()
[ "${INSECURE_REGISTRIES:-}" != true ] || { sign+=(--allow-http-registry) verify+=(--allow-http-registry); }
case ${COSIGN_KEY:-} in
    # cosign would treat the key as a file name and print it.
    *-----BEGIN*)
        echo "COSIGN_KEY must be a file with a key, not the key itself. In GitLab, use a variable of type file." >&2
        exit 2
        ;;
esac
if [ -n "${COSIGN_KEY:-}" ]; then
    # With a key, cosign needs none of Sigstore's services, so this turns them off.
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
