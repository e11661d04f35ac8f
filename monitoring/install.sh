#!/usr/bin/env bash
# Brings Prometheus, Alertmanager and Grafana up in a cluster that has their operator, and prints where they are. Settings: manifests.sh.
set -euo pipefail
MONITORING=$(cd "$(dirname "$0")" && pwd -P)

fail() {
    echo "$1" >&2
    exit 1
}

[ -n "${TRAFFIC_IMAGE:-}" ] ||
    fail "Say where the image of what exports tags and traffic may be pushed to (make monitoring REGISTRY=registry.example.com/team), which one to take (TRAFFIC_IMAGE=NAME@sha256:…), or that kube-state-metrics does it (TRAFFIC_IMAGE=none)."
[ "$TRAFFIC_IMAGE" != none ] || TRAFFIC_IMAGE=''
kubectl get customresourcedefinition prometheuses.monitoring.coreos.com podmonitors.monitoring.coreos.com >/dev/null 2>&1 ||
    fail "The cluster has no Prometheus operator: https://prometheus-operator.dev/docs/getting-started/installation/"

observability() {
    kubectl get configmap config-observability -n knative-serving -o jsonpath='{.data.request-metrics-protocol} {.data.metrics-protocol}'
}
if [ "$(observability)" != "prometheus prometheus" ]; then
    echo "+ Knative exports metrics from now on; pods are replaced one after the other."
    kubectl patch configmap config-observability -n knative-serving --patch-file "$MONITORING/config-observability.yaml"
    # Both read it only when they start.
    kubectl rollout restart deployment activator autoscaler -n knative-serving
    kubectl rollout status deployment activator autoscaler -n knative-serving --timeout=120s
fi

kubectl get namespace monitoring -o name >/dev/null 2>&1 || kubectl create namespace monitoring
if ! kubectl get secret animals-receivers -n monitoring -o name >/dev/null 2>&1; then
    # Otherwise Alertmanager does not start. Nobody listens at port 9.
    printf '' | kubectl create secret generic animals-receivers -n monitoring --from-literal=webhook-url=http://localhost:9 --from-file=smtp-password=/dev/stdin
    echo "Alerts reach nobody yet: put webhook-url and smtp-password into the Secret animals-receivers (docs/monitoring.md)."
fi
if [ "${GRAFANA_IMAGE:-}" != none ] && ! kubectl get secret animals-grafana -n monitoring -o name >/dev/null 2>&1; then
    head -c 24 /dev/urandom | base64 | tr -d '\n' | kubectl create secret generic animals-grafana -n monitoring --from-file=admin-password=/dev/stdin
fi

"$MONITORING/manifests.sh" | kubectl apply --server-side --field-manager=animals-monitoring -f -
for what in prometheus alertmanager; do
    kubectl wait $what/animals -n monitoring --for=condition=Available --timeout=180s
done
[ -z "$TRAFFIC_IMAGE" ] || kubectl rollout status deployment/animals-traffic -n monitoring --timeout=120s
[ "${GRAFANA_IMAGE:-}" = none ] || kubectl rollout status deployment grafana -n monitoring --timeout=180s
cat <<END
Prometheus:   kubectl port-forward -n monitoring prometheus-animals-0 9090      http://localhost:9090
Alertmanager: kubectl port-forward -n monitoring alertmanager-animals-0 9093    http://localhost:9093
END
[ "${GRAFANA_IMAGE:-}" = none ] || cat <<END
Grafana:      kubectl port-forward -n monitoring service/grafana 3000           http://localhost:3000
              as admin with: kubectl get secret animals-grafana -n monitoring -o jsonpath='{.data.admin-password}' | base64 -d
END
