#!/usr/bin/env bash
# Removes what install.sh put into the cluster, with all recorded data. The operator and the namespace stay.
set -euo pipefail
MONITORING=$(cd "$(dirname "$0")" && pwd -P)

# Resources are deleted by name, so images and addresses do not matter.
TRAFFIC_IMAGE=any GRAFANA_IMAGE=any PROBE_URL=any "$MONITORING/manifests.sh" | kubectl delete --ignore-not-found -f -
# The probe's ConfigMaps have a hash in their names, so older ones are selected by their label.
kubectl delete configmap -n monitoring -l app.kubernetes.io/part-of=animals,app.kubernetes.io/component=probe \
    --ignore-not-found
# The operator keeps the volume of a deleted Prometheus.
kubectl delete pvc -n monitoring -l app.kubernetes.io/name=prometheus,app.kubernetes.io/instance=animals \
    --ignore-not-found --wait=false
kubectl delete secret animals-receivers animals-grafana -n monitoring --ignore-not-found
if kubectl get deployment mt-broker-filter -n knative-eventing >/dev/null 2>&1; then
    kubectl patch configmap config-observability -n knative-eventing --type merge \
        -p '{"data":{"metrics-protocol":null}}'
    kubectl rollout restart deployment mt-broker-filter imc-dispatcher -n knative-eventing
fi
# Restores Knative's default, which exports no metrics. Knative replaces its pods one after the other.
kubectl patch configmap config-observability -n knative-serving --type merge \
    -p '{"data":{"request-metrics-protocol":null,"metrics-protocol":null}}'
kubectl rollout restart deployment activator autoscaler -n knative-serving
kubectl rollout status deployment activator autoscaler -n knative-serving --timeout=120s
# The operator stops the pods of Prometheus and Alertmanager.
kubectl wait pod -n monitoring -l app.kubernetes.io/name=animals-traffic --for=delete --timeout=120s
kubectl wait pod -n monitoring -l app.kubernetes.io/instance=animals --for=delete --timeout=120s
