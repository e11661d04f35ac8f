#!/usr/bin/env bash
# Installs Prometheus, Alertmanager and Grafana in a cluster that has the Prometheus operator, and prints how to reach
# them. manifests.sh lists the settings.
set -euo pipefail
MONITORING=$(cd "$(dirname "$0")" && pwd -P)

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

[ -n "${TRAFFIC_IMAGE:-}" ] ||
    fail "Choose how the shares of revisions are exported:" \
        "  make monitoring REGISTRY=registry.example.com/team  builds the exporter's image and pushes it there;" \
        "  make monitoring TRAFFIC_IMAGE=NAME@sha256:…         takes an image that was pushed before;" \
        "  make monitoring TRAFFIC_IMAGE=none                  relies on kube-state-metrics."
[ "$TRAFFIC_IMAGE" != none ] || TRAFFIC_IMAGE=''
operated=(prometheuses.monitoring.coreos.com podmonitors.monitoring.coreos.com)
kubectl get customresourcedefinition "${operated[@]}" >/dev/null 2>&1 ||
    fail "The cluster has no Prometheus operator: https://prometheus-operator.dev/docs/getting-started/installation/"

"$MONITORING/export-metrics.sh"
# Prometheus keeps its data on a volume if the cluster creates volumes on demand.
default='.items[] | select(.metadata.annotations["storageclass.kubernetes.io/is-default-class"] == "true")'
if [ -z "${PROMETHEUS_VOLUME+set}" ] && [ -n "$(kubectl get storageclasses -o json | jq -r "$default")" ]; then
    PROMETHEUS_VOLUME=5Gi
fi
export PROMETHEUS_VOLUME=${PROMETHEUS_VOLUME:-}
[ -n "$PROMETHEUS_VOLUME" ] || echo "Prometheus has no volume: what it recorded is lost with its pod."

create_secret() { # create_secret NAME KEY [ARGUMENT…] creates a Secret; the key's value comes from standard input.
    kubectl create secret generic "$1" -n monitoring --from-file="$2=/dev/stdin" "${@:3}"
}

kubectl get namespace monitoring -o name >/dev/null 2>&1 || kubectl create namespace monitoring
if ! kubectl get secret animals-receivers -n monitoring -o name >/dev/null 2>&1; then
    # Alertmanager does not start without this Secret. Nothing listens on port 9.
    printf '' | create_secret animals-receivers smtp-password --from-literal=webhook-url=http://localhost:9
    echo "No receiver of alerts is configured yet: put webhook-url and smtp-password into the Secret animals-receivers."
fi
if [ "${GRAFANA_IMAGE:-}" != none ] && ! kubectl get secret animals-grafana -n monitoring -o name >/dev/null 2>&1; then
    head -c 24 /dev/urandom | base64 | tr -d '\n' | create_secret animals-grafana admin-password
fi

TRAFFIC_IMAGE=$TRAFFIC_IMAGE "$MONITORING/manifests.sh" |
    kubectl apply --server-side --field-manager=animals-monitoring -f -
kubectl wait prometheus/animals alertmanager/animals -n monitoring --for=condition=Available --timeout=180s
[ -z "$TRAFFIC_IMAGE" ] || kubectl rollout status deployment/animals-traffic -n monitoring --timeout=120s
[ -z "${PROBE_URL:-}" ] || kubectl rollout status deployment/animals-probe -n monitoring --timeout=120s
forward="kubectl port-forward -n monitoring"
echo "Prometheus:   $forward prometheus-animals-0 9090      http://localhost:9090"
echo "Alertmanager: $forward alertmanager-animals-0 9093    http://localhost:9093"
if [ "${GRAFANA_IMAGE:-}" != none ]; then
    kubectl rollout status deployment grafana -n monitoring --timeout=180s
    echo "Grafana:      $forward service/grafana 3000           http://localhost:3000 (user admin, password from:"
    echo "  kubectl get secret animals-grafana -n monitoring -o jsonpath='{.data.admin-password}' | base64 -d)"
fi
