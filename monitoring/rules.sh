#!/usr/bin/env bash
# Prints each file of rules and alerts as a PrometheusRule, the operator's resource. Alerts link to sections of RUNBOOK,
# the address of monitoring/runbook.md.
set -euo pipefail
cd "$(dirname "$0")"
RUNBOOK=${RUNBOOK:-https://example.com/animals/monitoring/runbook.md}

make -s -C .. monitoring/.venv/bin/yq >&2
for file in rules/*.yaml alerts/*.yaml; do
    name=${file%.yaml}
    echo ---
    .venv/bin/yq --yaml-output --arg name "animals-${name/\//-}" --arg runbook "$RUNBOOK" '{
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PrometheusRule",
        metadata: {name: $name, labels: {"app.kubernetes.io/part-of": "animals"}},
        spec: ((.groups[].rules[] | select(.annotations) | .annotations.runbook_url) |= sub("^[^#]*"; $runbook))
    }' "$file"
done
