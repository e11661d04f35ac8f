#!/usr/bin/env bash
# Installs vlagent, VictoriaLogs and Jaeger, waits until they are ready, and prints their addresses. manifests.sh
# lists the settings.
set -euo pipefail
folder=$(cd "$(dirname "$0")" && pwd -P)
namespace=${LOGGING_NAMESPACE:-logging}

"$folder/manifests.sh" | kubectl apply --server-side --field-manager=animals-logging -f -
workloads=$(kubectl get statefulset,deployment,daemonset -n "$namespace" -l app.kubernetes.io/part-of=animals -o name)
for workload in $workloads; do
    kubectl rollout status "$workload" -n "$namespace" --timeout=180s
done
cat <<END
Logs:   kubectl port-forward -n $namespace service/animals-victoria-logs 9428    http://localhost:9428/select/vmui
Traces: kubectl port-forward -n $namespace service/animals-jaeger 16686          http://localhost:16686
        Jaeger receives them at http://animals-jaeger.$namespace:4318/v1/traces.
END
