#!/usr/bin/env bash
# Prints the name of an image that an earlier job of the pipeline pushed: image-name.sh lite0|lite2|release
# A variable (IMAGE_lite0, IMAGE_lite2, RELEASE_IMAGE) can name another image. The name comes from a job that runs
# libraries of others, and `make` expands what it is given, so only the characters of an image's name are accepted.
set -euo pipefail
cd "$(dirname "$0")/../.."
case ${1:-} in
    lite0 | lite2) variable=IMAGE_$1 file=function/image/target/image-$1.txt ;;
    release) variable=RELEASE_IMAGE file=knative/release/target/image.txt ;;
    *) echo "image-name.sh lite0|lite2|release" >&2; exit 2 ;;
esac
name=${!variable:-}
[ -n "$name" ] || [ -f "$file" ] || { echo "$file does not exist, and $variable names no image." >&2; exit 2; }
[ -n "$name" ] || name=$(cat "$file")
[[ $name =~ ^[A-Za-z0-9][A-Za-z0-9._:/-]*@sha256:[0-9a-f]{64}$ ]] ||
    { printf '%q is not the name of an image with its digest: NAME@sha256:…\n' "$name" >&2; exit 2; }
echo "$name"
