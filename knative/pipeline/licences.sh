#!/usr/bin/env bash
# Prints which licences the image's libraries have, and fails where one has none that the list allows. licences.sh BOM
set -euo pipefail
bom=${1:?licences.sh BOM}
[ -f "$bom" ] || { echo "$bom is not there: make image makes it." >&2; exit 2; }
# What lets the libraries be used unchanged, as jars, in a product under Apache-2.0. Of several licences one is enough.
jq -r --arg allowed "Apache-2.0 MIT MIT-0 BSD-2-Clause BSD-3-Clause BSD-4-Clause CC0-1.0 EPL-1.0 EPL-2.0 LGPL-2.1-only LGPL-2.1-or-later" '
    ($allowed | split(" ")) as $allowed
    | [.components[] | {name: "\(.group // "")/\(.name) \(.version)",
        licences: [.licenses[]? | .license.id // .license.name // .expression // empty]}] as $components
    | [$components[] | select(any(.licences[]; IN($allowed[])) | not)] as $refused
    | ($components | group_by(.licences) | sort_by(-length)[] | "\(length)\t\(.[0].licences | join(" or "))"),
      if $refused == [] then empty else
        ([$refused[] | "Not allowed: \(.name): \(.licences | join(" or ") | if . == "" then "no licence" else . end)\n"] | add | halt_error(1))
      end' "$bom"
