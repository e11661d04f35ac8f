#!/usr/bin/env bats
# Tests rules, alerts, notifications and the dashboard without a cluster.
bats_require_minimum_version 1.5.0

setup_file() {
    cd "$BATS_TEST_DIRNAME/.." || return
    for tool in promtool amtool kubectl jq; do
        command -v $tool >/dev/null || {
            echo "$tool is missing; make setup says how to install it." >&2
            return 1
        }
    done
    # In older versions, windows include their first moment, so they count one step more.
    [[ "$(promtool --version 2>&1)" == *"version 3"* ]] || {
        echo "promtool of Prometheus 3 is needed; this is $(promtool --version 2>&1 | head -n 1)." >&2
        return 1
    }
    make -s -C .. monitoring/.venv/bin/yq
}

setup() {
    cd "$BATS_TEST_DIRNAME/.." || return
}

alerts() {
    .venv/bin/yq --raw-output '.groups[].rules[].alert' alerts/*.yaml | sort -u
}

# tested FILTER prints the alerts for which a rule test has a case that matches the filter.
tested() {
    .venv/bin/yq --raw-output ".tests[].alert_rule_test[]? | select($1) | .alertname" tests/*.yaml | sort -u
}

@test "promtool accepts the rules and alerts" {
    promtool check rules rules/*.yaml alerts/*.yaml
}

@test "the rules and alerts give the expected values" {
    promtool test rules tests/*.yaml
}

@test "the query for recording traffic counts photos and no other requests" {
    query=$(sed -n "s/^ *'query=\(.*\)' |$/\1/p" ../docs/how-to/plan-capacity.md)
    # From the second minute on, 30 photos and 50 other requests are added every 30 s.
    labels='namespace="animals",service="animals",revision="animals-00001",pod="a"'
    cat >"$BATS_TEST_TMPDIR/test.yaml" <<END
rule_files: [$PWD/rules/drift.yaml, $PWD/rules/slo.yaml]
evaluation_interval: 30s
tests:
- interval: 30s
  input_series:
  - {series: 'animals_predictions_total{$labels,model="m",verdict="animal",group="dog"}', values: '0x2 30+30x20'}
  - {series: 'revision:http_requests:increase30s{namespace="animals",from="activator"}', values: '0x2 80x20'}
  promql_expr_test:
  - {expr: '$query', eval_time: 8m, exp_samples: [{labels: '{}', value: 60}]}
END
    promtool test rules "$BATS_TEST_TMPDIR/test.yaml"
}

@test "promtool accepts the configuration for a Prometheus without an operator" {
    # The token file exists only in a pod.
    promtool check config --syntax-only scrape.yaml
}

@test "every alert is tested to fire" {
    [ -n "$(alerts)" ]
    diff <(alerts) <(tested '.exp_alerts // [] | length > 0')
}

@test "every alert is tested to be silent" {
    # The watchdog always fires.
    diff <(alerts | grep -vx AnimalsWatchdog) <(tested '.exp_alerts // [] | length == 0')
}

@test "every alert is tested to be resolved" {
    # In the order of a test's cases, one of them is silent after one that fires.
    resolved='.tests[] | [.alert_rule_test[]? | {alertname, fires: (.exp_alerts // [] | length > 0)}]
        | group_by(.alertname)[]
        | select((map(.fires) | index(true)) as $first | $first and (.[$first:] | any(.fires | not))) | .[0].alertname'
    diff <(alerts | grep -vx AnimalsWatchdog) <(.venv/bin/yq --raw-output "$resolved" tests/*.yaml | sort -u)
}

@test "every alert links to its own section of the runbook" {
    for alert in $(alerts); do
        grep -x "## $alert" runbook.md
        .venv/bin/yq --exit-status --arg alert "$alert" '[.groups[].rules[] | select(.alert == $alert)
            | .annotations.runbook_url | endswith("runbook.md#" + ($alert | ascii_downcase))] | all' alerts/*.yaml
    done
}

@test "every alert is critical, warning or info" {
    run -0 .venv/bin/yq --raw-output '.groups[].rules[].labels.severity' alerts/*.yaml
    [ "$(sort -u <<<"$output" | xargs)" = "critical info warning" ]
}

@test "amtool accepts the configuration of Alertmanager" {
    amtool check-config alertmanager.yaml
}

@test "critical alerts reach the person on duty, warnings the team, and info nobody" {
    for route in critical:on-duty warning:team info:nobody; do
        run -0 amtool config routes test --config.file=alertmanager.yaml severity="${route%:*}"
        [ "$output" = "${route#*:}" ]
    done
    run -0 amtool config routes test --config.file=alertmanager.yaml alertname=AnimalsWatchdog severity=info
    [ "$output" = watchdog ]
}

# receivers prints the configuration of Alertmanager that manifests.sh renders.
receivers() {
    ./manifests.sh | .venv/bin/yq --raw-output 'select(.metadata.name == "alertmanager-animals" and .kind == "Secret")
        | .data["alertmanager.yaml"]' | base64 -d
}

@test "the watchdog is sent only if WATCHDOG is set" {
    receivers >"$BATS_TEST_TMPDIR/silent.yaml"
    amtool check-config "$BATS_TEST_TMPDIR/silent.yaml"
    run -1 grep watchdog-url "$BATS_TEST_TMPDIR/silent.yaml"
    WATCHDOG=true receivers >"$BATS_TEST_TMPDIR/sent.yaml"
    amtool check-config "$BATS_TEST_TMPDIR/sent.yaml"
    grep watchdog-url "$BATS_TEST_TMPDIR/sent.yaml"
}

@test "Prometheus keeps its data on a volume if PROMETHEUS_VOLUME is set" {
    claim='select(.kind == "Prometheus") | .spec.storage.volumeClaimTemplate.spec.resources.requests.storage'
    [ "$(PROMETHEUS_VOLUME='' ./manifests.sh | .venv/bin/yq --raw-output "$claim")" = null ]
    [ "$(PROMETHEUS_VOLUME=5Gi ./manifests.sh | .venv/bin/yq --raw-output "$claim")" = 5Gi ]
}

@test "the manifests render with all parts" {
    run -0 env GRAFANA_IMAGE= TRAFFIC_IMAGE=registry.example.com/animals-release@sha256:0 ./manifests.sh
    [[ "$output" == *'image: registry.example.com/animals-release@sha256:0'* ]]
    [[ "$output" == *'name: grafana'* ]]
}

@test "the manifests render without the exporter and Grafana" {
    run -0 env GRAFANA_IMAGE=none ./manifests.sh
    [[ "$output" != *'kind: Deployment'* ]]
}

@test "the public address is probed only if PROBE_URL is set" {
    run -0 env GRAFANA_IMAGE=none ./manifests.sh
    [[ "$output" != *'kind: Probe'* ]]
    run -0 env GRAFANA_IMAGE=none PROBE_URL=https://a.example.org PROBE_NAMESPACE=a \
        BLACKBOX_IMAGE=registry.example.com/blackbox-exporter:1 ./manifests.sh
    [[ "$output" == *'image: registry.example.com/blackbox-exporter:1'* ]]
    .venv/bin/yq --slurp --exit-status '
        (.[] | select(.kind == "Probe").spec) as $probe
        | (.[] | select(.kind == "Service" and .metadata.name == "animals-probe")) as $service
        | ($probe.targets.staticConfig == {static: ["https://a.example.org"],
            labels: {namespace: "a", service: "animals"}})
            and $probe.prober.url == "\($service.metadata.name):\($service.spec.ports[0].port)"' <<<"$output"
}

@test "a label selects all objects of the probe and no others" {
    run -0 env PROBE_URL=https://a.example.org TRAFFIC_IMAGE=any ./manifests.sh
    .venv/bin/yq --slurp --exit-status '
        def labelled: .metadata.labels["app.kubernetes.io/component"] == "probe";
        ([.[] | select(labelled).kind] | sort) == ["ConfigMap", "Deployment", "NetworkPolicy", "Probe", "Service"]
            and all(.[]; labelled == (.metadata.name | startswith("animals-probe")))' <<<"$output"
}

@test "Prometheus asks for a module that the blackbox exporter has, with and without an operator" {
    modules=$(.venv/bin/yq --raw-output '.modules | keys[]' probe/config.yaml)
    [ "$(.venv/bin/yq --raw-output .spec.module probe/probe.yaml)" = "$modules" ]
    job='.scrape_configs[] | select(.job_name == "animals-probe") | .params.module[]'
    [ "$(.venv/bin/yq --raw-output "$job" scrape.yaml)" = "$modules" ]
}

@test "no Secret takes the name of one that the operator writes" {
    run -0 env GRAFANA_IMAGE=none ./manifests.sh
    .venv/bin/yq --slurp --exit-status '
        (.[] | select(.kind == "Prometheus") | .spec.additionalScrapeConfigs.name) as $ours
        | [.[] | select(.kind == "Secret").metadata.name]
        | index($ours) and (index("prometheus-animals") | not)' <<<"$output"
}

@test "the settings of the mail server reach the configuration of Alertmanager" {
    SMTP=mail.example.org:25 SMTP_USER='' SMTP_TLS=false MAIL_FROM=a@example.org MAIL_TO=b@example.org receivers \
        >"$BATS_TEST_TMPDIR/alertmanager.yaml"
    amtool check-config "$BATS_TEST_TMPDIR/alertmanager.yaml"
    .venv/bin/yq --exit-status '.global == {smtp_smarthost: "mail.example.org:25", smtp_from: "a@example.org",
        smtp_require_tls: false, resolve_timeout: "5m"}' "$BATS_TEST_TMPDIR/alertmanager.yaml"
    .venv/bin/yq --exit-status '[.receivers[].email_configs[]?.to] | unique == ["b@example.org"]' \
        "$BATS_TEST_TMPDIR/alertmanager.yaml"
}

@test "alerts link to the RUNBOOK that is set" {
    run -0 env RUNBOOK=https://wiki.example.org/animals ./rules.sh
    [[ "$output" == *'runbook_url: https://wiki.example.org/animals#animals'* ]]
    [[ "$output" != *example.com* ]]
}

@test "the dashboard is what its program writes, and its queries are valid" {
    .venv/bin/python dashboards/check.py
}

@test "the manifests of logging render" {
    OUTPUTS=elasticsearch LOGS_VOLUME=10Gi logging/manifests.sh
}
