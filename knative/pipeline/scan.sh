#!/usr/bin/env bash
# Fails if the image has a high or critical vulnerability that a newer version fixes. A vulnerability without a fix does
# not stop a release, because the release may contain fixes for other faults.
#   scan.sh BOM [IMAGE]   lets grype scan the libraries of a bill of materials and, if given, a pushed image, which also
#                         contains the base and the Java runtime
#   REPORT=FILE scan.sh   judges an earlier report of grype (-o json)
set -euo pipefail
here=$(dirname "$0")
report=${REPORT:-}
if [ -z "$report" ]; then
    bom=${1:?scan.sh BOM}
    [ -f "$bom" ] || { echo "$bom does not exist. Run make image, which writes it." >&2; exit 2; }
    report=${bom%-bom.json}-vulnerabilities.json
    export GRYPE_REGISTRY_INSECURE_USE_HTTP=${INSECURE_REGISTRIES:-false}
    # Grype rejects a database that is older than five days.
    for source in "sbom:$bom" ${2:+"registry:$2"}; do grype "$source" --output json; done |
        jq -s '{matches: map(.matches) | add | unique_by([.artifact.name, .artifact.version, .vulnerability.id])}' \
            >"$report"
fi
# Each line has an ID, a last day and a reason, separated by tabs. A line is valid until its last day.
jq -r --rawfile accepted "${ACCEPTED:-$here/accepted-vulnerabilities.tsv}" --arg today "$(date -u +%F)" '
    ($accepted | split("\n") | map(select(test("^[A-Z]")) | split("\t") | select(.[1] >= $today) | .[0])) as $accepted
    | [.matches[] | {package: "\(.artifact.name) \(.artifact.version)",
        fixed: (.vulnerability.fix.versions | join(", ")), id: .vulnerability.id,
        severity: .vulnerability.severity, state: .vulnerability.fix.state}] as $found
    | [$found[] | select((.severity | IN("High", "Critical")) and .state == "fixed")
        | select(.id | IN($accepted[]) | not)] as $rejected
    | ($rejected[] | "\(.id)  \(.severity)  \(.package)  fixed in \(.fixed)"),
      ("Found \($found | length) vulnerabilities. \($rejected | length) of them stop the release: they are high or "
        + "critical, a newer version fixes them, and they are not accepted.\n"
        | if $rejected == [] then rtrimstr("\n") else halt_error(1) end)' "$report"
