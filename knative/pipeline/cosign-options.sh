# Sets the options with which cosign signs (`sign`) or verifies (`verify`); other scripts read this file.
#   COSIGN_KEY                       the file of a private key to sign, or of a public key to verify. Without it the
#                                    pipeline signs with its own identity (SIGSTORE_ID_TOKEN), and Sigstore's public
#                                    log records that.
#   COSIGN_IDENTITY, COSIGN_ISSUER   the identity that must have signed, if there is no key
# shellcheck shell=bash disable=SC2034
sign=(--yes) verify=()
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
