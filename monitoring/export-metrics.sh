#!/usr/bin/env bash
# Makes Knative Serving export metrics, and Knative Eventing if the cluster has it. Does nothing if they do already.
set -euo pipefail
MONITORING=$(cd "$(dirname "$0")" && pwd -P)

# export_metrics NAMESPACE EXPECTED PATCH DEPLOYMENT… compares the settings with the expected ones and changes them.
# These Deployments read the setting only when they start.
export_metrics() {
    local namespace=$1 expected=$2 patch=$3 settings
    settings=$(kubectl get configmap config-observability -n "$namespace" \
        -o jsonpath='{.data.request-metrics-protocol} {.data.metrics-protocol}')
    [ "$settings" != "$expected" ] || return 0
    echo "Making the Knative of $namespace export metrics. It replaces its pods one after the other."
    kubectl patch configmap config-observability -n "$namespace" --type merge --patch "$patch"
    kubectl rollout restart deployment "${@:4}" -n "$namespace"
    kubectl rollout status deployment "${@:4}" -n "$namespace" --timeout=120s
}

export_metrics knative-serving "prometheus prometheus" "$(cat "$MONITORING/config-observability.yaml")" \
    activator autoscaler
# The Deployments exist only with the channel-based Broker.
if kubectl get deployment mt-broker-filter imc-dispatcher -n knative-eventing >/dev/null 2>&1; then
    export_metrics knative-eventing " prometheus" '{"data": {"metrics-protocol": "prometheus"}}' \
        mt-broker-filter imc-dispatcher
fi
