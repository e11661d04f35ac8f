#!/usr/bin/env bash
# Prints everything that `make monitoring` applies: Prometheus, Alertmanager, their targets, rules and alerts, and
# Grafana. Settings are environment variables. It needs kubectl, jq and Python.
set -euo pipefail
MONITORING=$(cd "$(dirname "$0")" && pwd -P)
# The image of the release program, which exports the traffic; empty if kube-state-metrics exports the same series.
TRAFFIC_IMAGE=${TRAFFIC_IMAGE:-}
# none leaves Grafana out.
GRAFANA_IMAGE=${GRAFANA_IMAGE:-}
# The public address that a pod in the cluster calls, and the namespace of its Service. Nothing is called if it is
# empty.
PROBE_URL=${PROBE_URL:-} PROBE_NAMESPACE=${PROBE_NAMESPACE:-animals}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$MONITORING"/{{kustomization,rbac,pod-monitor,traffic}.yaml,operator,dashboards,probe} "$folder"
make -s -C "$MONITORING/.." monitoring/.venv/bin/yq >&2

edit() { # edit FILE ARGUMENT… changes a file with yq.
    "$MONITORING/.venv/bin/yq" --in-place --yaml-output "${@:2}" "$folder/$1"
}

# set_field FILE FIELD VALUE does nothing if the value is empty.
set_field() {
    [ -z "$3" ] || edit "$1" --arg value "$3" "($2) = \$value"
}

"$MONITORING/rules.sh" >"$folder/operator/rules.yaml"
cp "$MONITORING/scrape.yaml" "$folder/operator/kubelet.yaml"
edit operator/kubelet.yaml '[.scrape_configs[] | select(.job_name == ("kubelet", "cadvisor"))]'
"$MONITORING/alertmanager.sh" >"$folder/alertmanager.yaml"
# Images may come from a registry of your own. The operator needs to know their versions.
set_field operator/prometheus.yaml .spec.image "${PROMETHEUS_IMAGE:-}"
set_field operator/prometheus.yaml .spec.version "${PROMETHEUS_VERSION:-}"
set_field operator/alertmanager.yaml .spec.image "${ALERTMANAGER_IMAGE:-}"
set_field operator/alertmanager.yaml .spec.version "${ALERTMANAGER_VERSION:-}"
# The size of the volume for Prometheus' data, such as 5Gi. Without a volume, data is lost with the pod.
set_field operator/prometheus.yaml .spec.storage.volumeClaimTemplate.spec.resources.requests.storage \
    "${PROMETHEUS_VOLUME:-}"
container='select(.kind == "Deployment") | .spec.template.spec.containers[0].image'
if [ "$GRAFANA_IMAGE" != none ]; then
    set_field dashboards/grafana.yaml "$container" "$GRAFANA_IMAGE"
    edit kustomization.yaml '.components += ["dashboards"]'
fi
if [ -n "$PROBE_URL" ]; then
    set_field probe/exporter.yaml "$container" "${BLACKBOX_IMAGE:-}"
    set_field probe/probe.yaml '.spec.targets.staticConfig.static[0]' "$PROBE_URL"
    set_field probe/probe.yaml .spec.targets.staticConfig.labels.namespace "$PROBE_NAMESPACE"
    edit kustomization.yaml '.resources += ["probe"]'
fi
if [ -n "$TRAFFIC_IMAGE" ]; then
    set_field traffic.yaml "$container" "$TRAFFIC_IMAGE"
    edit kustomization.yaml '.resources += ["traffic.yaml"]'
fi
kubectl kustomize "$folder"
