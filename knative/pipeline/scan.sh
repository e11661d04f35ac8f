#!/usr/bin/env bash
# Fails where the image has a vulnerability that is high or critical and that a newer version ends. What has no fix yet stops no
# release: it would only stop the fixes of others. scan.sh BOM [IMAGE] lets grype look at the libraries, and at a pushed image, which has
# the base and the Java runtime, too; REPORT=FILE judges what grype (-o json) found before.
set -euo pipefail
here=$(dirname "$0")
report=${REPORT:-}
if [ -z "$report" ]; then
    bom=${1:?scan.sh BOM}
    [ -f "$bom" ] || { echo "$bom is not there: make image makes it." >&2; exit 2; }
    report=${bom%-bom.json}-vulnerabilities.json
    export GRYPE_REGISTRY_INSECURE_USE_HTTP=${INSECURE_REGISTRIES:-false}
    # Grype refuses a database that is older than five days.
    for source in "sbom:$bom" ${2:+"registry:$2"}; do grype "$source" --output json; done |
        jq -s '{matches: map(.matches) | add | unique_by([.artifact.name, .artifact.version, .vulnerability.id])}' >"$report"
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
