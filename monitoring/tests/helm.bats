#!/usr/bin/env bats
# Tests that the chart kube-prometheus-stack understands kube-prometheus-stack.yaml. CHART is the chart's folder or its
# name in a repository that helm knows.

setup_file() {
    cd "$BATS_TEST_DIRNAME/.." || return
    for tool in helm jq; do
        command -v $tool >/dev/null || {
            echo "$tool is missing; make setup says how to install it." >&2
            return 1
        }
    done
    make -s -C .. monitoring/.venv/bin/yq
    helm template animals "$CHART" --namespace monitoring --values kube-prometheus-stack.yaml --kube-version 1.34.0 \
        >"$BATS_FILE_TMPDIR/rendered.yaml"
}

# rendered KIND FILTER succeeds if the jq filter is true for a resource of the kind.
rendered() {
    "$BATS_TEST_DIRNAME/../.venv/bin/yq" --slurp --exit-status "[.[] | select(.kind == \"$1\") | $2] | any" \
        "$BATS_FILE_TMPDIR/rendered.yaml"
}

@test "Prometheus selects all PodMonitors, Probes and rules, and keeps samples for 35 days" {
    rendered Prometheus '.spec | .podMonitorSelector == {} and .probeSelector == {} and .ruleSelector == {}
        and .retention == "35d" and .evaluationInterval == "30s"
        and .storage.volumeClaimTemplate.spec.resources.requests.storage == "20Gi"'
}

@test "Alertmanager uses our configuration and its secrets" {
    rendered Alertmanager '.spec | .configSecret == "alertmanager-animals" and .secrets == ["animals-receivers"]'
}

@test "the metrics of containers get the labels service and revision" {
    rendered ServiceMonitor '[.spec.endpoints[] | select(.path == "/metrics/cadvisor")
        | .metricRelabelings[].targetLabel] | contains(["service", "revision"])'
}

@test "kube-state-metrics exports the traffic of Knative's Services and may list them" {
    rendered ConfigMap '(.data["config.yaml"] // "") | contains("traffic_percent") and contains("serving.knative.dev")'
    rendered ClusterRole '[.rules[]? | select(.apiGroups == ["serving.knative.dev"]) | .verbs[]] | contains(["list"])'
    rendered ServiceMonitor '(.metadata.name | contains("kube-state-metrics")) and .spec.endpoints[0].honorLabels'
}
