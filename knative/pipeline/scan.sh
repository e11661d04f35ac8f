#!/usr/bin/env bash
# Fails where the image has a vulnerability that is high or critical and that a newer version ends. What has no fix yet stops no
# release: it would only stop the fixes of others. scan.sh BOM lets grype look; REPORT=FILE judges what grype (-o json) found before.
set -euo pipefail
here=$(dirname "$0")
report=${REPORT:-}
if [ -z "$report" ]; then
    bom=${1:?scan.sh BOM}
    [ -f "$bom" ] || { echo "$bom is not there: make image makes it." >&2; exit 2; }
    report=${bom%-bom.json}-vulnerabilities.json
    # Grype refuses a database that is older than five days.
    grype "sbom:$bom" --output json --file "$report"
fi
# A line: ID, tabulator, last day, tabulator, reason. It counts until that day.
jq -r --rawfile accepted "${ACCEPTED:-$here/accepted-vulnerabilities.tsv}" --arg today "$(date -u +%F)" '
    ($accepted | split("\n") | map(select(test("^[A-Z]")) | split("\t") | select(.[1] >= $today) | .[0])) as $accepted
    | [.matches[] | {package: "\(.artifact.name) \(.artifact.version)", fixed: (.vulnerability.fix.versions | join(", ")),
        id: .vulnerability.id, severity: .vulnerability.severity, state: .vulnerability.fix.state}] as $found
    | [$found[] | select((.severity | IN("High", "Critical")) and .state == "fixed" and (.id | IN($accepted[]) | not))] as $refused
    | ($refused[] | "\(.id)  \(.severity)  \(.package)  fixed in \(.fixed)"),
      ("\($found | length) found, \($refused | length) of them high or critical, to be fixed, and not accepted.\n"
        | if $refused == [] then rtrimstr("\n") else halt_error(1) end)' "$report"
