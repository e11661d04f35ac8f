#!/usr/bin/env bash
# Signs the files of a model, or verifies them: networks, labels and calibrations.
#   sign-model.sh manifest FOLDER         prints the SHA-256 of each file
#   sign-model.sh sign FOLDER MANIFEST    writes the manifest, and its signature to MANIFEST.sigstore.json
#   sign-model.sh verify FOLDER MANIFEST  fails if the signature is missing or wrong, or if a file was changed or added
# Settings are those of cosign-options.sh.
set -euo pipefail
folder=${2:?sign-model.sh manifest|sign|verify FOLDER}
[ -f "$folder/model.yaml" ] || { echo "$folder is not the folder of a model: it has no model.yaml." >&2; exit 2; }
manifest() {
    (cd "$folder" && find . ! -type d | LC_ALL=C sort | xargs -d '\n' sha256sum)
}
if [ "$1" = manifest ]; then
    manifest
    exit
fi
file=${3:?sign-model.sh sign|verify FOLDER MANIFEST}
# shellcheck source=cosign-options.sh
. "$(dirname "$0")/cosign-options.sh"
case $1 in
    sign)
        mkdir -p "$(dirname "$file")"
        manifest >"$file"
        cosign sign-blob "${sign[@]}" --bundle "$file.sigstore.json" "$file" >/dev/null
        ;;
    verify)
        cosign verify-blob "${verify[@]}" --bundle "$file.sigstore.json" "$file"
        manifest | diff "$file" - || { echo "$folder has other files than those that were signed." >&2; exit 1; }
        echo "$folder has the files that were signed."
        ;;
    *) echo "sign-model.sh manifest|sign|verify FOLDER" >&2; exit 2 ;;
esac
