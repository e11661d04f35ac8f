#!/usr/bin/env bash
# Runs a command on every file that matches a pattern, except those that git ignores:
#   function/tools/on-files.sh '*.yaml' '*.yml' -- yamllint --strict
set -euo pipefail

patterns=()
while [ "$1" != -- ]; do
    patterns+=("$1")
    shift
done
shift
files=()
while IFS= read -r -d '' file; do
    # Git also lists files that were deleted but not staged.
    [ ! -f "$file" ] || files+=("$file")
done < <(git ls-files -coz --exclude-standard -- "${patterns[@]}")
if [ ${#files[@]} -eq 0 ]; then
    echo "Git lists no file that matches ${patterns[*]}. Run this in a clone of the repository." >&2
    exit 2
fi
exec "$@" "${files[@]}"
