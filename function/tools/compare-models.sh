#!/usr/bin/env bash
# Compares each model of this repository that differs from the commit BASE with what it was there, and measures each
# model that is new: compare-models.sh BASE OUT. Writes a folder with the figures of each of these models to OUT, and
# their Markdown to standard output. The Makefile passes PHOTOS and LABELS as variables.
set -euo pipefail
base=$1
out=$2

# The clone of a pipeline has only the newest commits.
git cat-file -e "$base^{commit}" 2>/dev/null || git fetch -q --depth 1 origin "$base"
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
git archive "$base" function/model | tar -x -C "$before"

mkdir -p "$out"
count=0
for description in function/model/*/model.yaml; do
    folder=$(dirname "$description")
    model=$(basename "$folder")
    against=
    if [ -f "$before/$description" ]; then
        against=$before/$folder
        # The model's card does not change answers.
        if git diff --quiet "$base" -- "$folder" ":(exclude)*.md"; then
            continue
        fi
    fi
    make -s --no-print-directory evaluate MODEL="$model" AGAINST="$against" OUT="$out/$model" \
        PHOTOS="${PHOTOS:-function/photos}"
    count=$((count + 1))
done
if [ $count = 0 ]; then
    echo "No model differs from $base."
fi
