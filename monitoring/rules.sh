#!/usr/bin/env bash
# Prints the rule files as the operator's resources, one PrometheusRule for each: their text is put into the resource as it is.
# RUNBOOK is where monitoring/runbook.md can be read: alerts link to it.
set -euo pipefail
cd "$(dirname "$0")"
RUNBOOK=${RUNBOOK:-https://example.com/animals/monitoring/runbook.md}

for file in rules/*.yaml alerts/*.yaml; do
    name=${file%.yaml}
    cat <<END
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: animals-${name/\//-}
  labels:
    app.kubernetes.io/part-of: animals
spec:
END
    sed -e 's/^\(.\)/  \1/' -e "s#https://example.com/animals/monitoring/runbook.md#$RUNBOOK#" "$file"
done
