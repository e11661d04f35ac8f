#!/usr/bin/env bash
# Takes out of the cluster what install.sh put there, with all that was recorded. The operator stays, and with it the namespace.
set -euo pipefail
MONITORING=$(cd "$(dirname "$0")" && pwd -P)

# Any image will do: what is deleted is found by its name.
TRAFFIC_IMAGE=any GRAFANA_IMAGE=any "$MONITORING/manifests.sh" | kubectl delete --ignore-not-found -f -
kubectl delete secret animals-receivers animals-grafana -n monitoring --ignore-not-found
# Knative's own default, as before config-observability.yaml; again pods are replaced one after the other.
kubectl patch configmap config-observability -n knative-serving --type merge \
    -p '{"data":{"request-metrics-protocol":null,"metrics-protocol":null}}'
kubectl rollout restart deployment activator autoscaler -n knative-serving
kubectl rollout status deployment activator autoscaler -n knative-serving --timeout=120s
# The operator ends their pods.
kubectl wait pod -n monitoring -l app.kubernetes.io/name=animals-traffic --for=delete --timeout=120s
kubectl wait pod -n monitoring -l app.kubernetes.io/instance=animals --for=delete --timeout=120s
