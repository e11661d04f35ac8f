#!/usr/bin/env bash
# Brings the collector, Loki and Jaeger up, and prints where they are. Settings: manifests.sh.
set -euo pipefail
LOGGING=$(cd "$(dirname "$0")" && pwd -P)
LOGGING_NAMESPACE=${LOGGING_NAMESPACE:-logging}

"$LOGGING/manifests.sh" | kubectl apply --server-side --field-manager=animals-logging -f -
for what in statefulset/animals-loki deployment/animals-jaeger daemonset/animals-collector; do
    kubectl rollout status $what -n "$LOGGING_NAMESPACE" --timeout=180s
done
cat <<END
Loki:   kubectl port-forward -n $LOGGING_NAMESPACE service/animals-loki 3100       http://localhost:3100 (logcli, Grafana)
Jaeger: kubectl port-forward -n $LOGGING_NAMESPACE service/animals-jaeger 16686    http://localhost:16686
Traces: http://animals-collector.$LOGGING_NAMESPACE:4318/v1/traces, where knative/components/send-traces sends them
END
