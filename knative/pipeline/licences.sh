#!/usr/bin/env bash
# Lists the licences of the image's libraries, and fails if a library has no allowed licence. licences.sh BOM
set -euo pipefail
bom=${1:?licences.sh BOM}
[ -f "$bom" ] || { echo "$bom does not exist. Run make image, which writes it." >&2; exit 2; }
# These licences allow a product under Apache-2.0 to use the libraries unchanged, as jars. A library that offers several
# licences needs only one of these.
allowed="Apache-2.0 MIT MIT-0 BSD-2-Clause BSD-3-Clause BSD-4-Clause CC0-1.0 EPL-1.0 EPL-2.0"
allowed="$allowed LGPL-2.1-only LGPL-2.1-or-later"
jq -r --arg allowed "$allowed" '
    ($allowed | split(" ")) as $allowed
    | [.components[] | {name: "\(.group // "")/\(.name) \(.version)",
        licences: [.licenses[]? | .license.id // .license.name // .expression // empty]}] as $components
    | [$components[] | select(any(.licences[]; IN($allowed[])) | not)] as $rejected
    | ($components | group_by(.licences) | sort_by(-length)[] | "\(length)\t\(.[0].licences | join(" or "))"),
      if $rejected == [] then empty else
        ([$rejected[] | .licences |= (join(" or ") | if . == "" then "no licence" else . end)
            | "Not allowed: \(.name): \(.licences)\n"] | add | halt_error(1))
      end' "$bom"
