#!/usr/bin/env bash
# Checks and tests all of this without a cluster. Needs Python 3.11 and promtool of Prometheus 3, whose windows leave out their first moment (older ones
# count one step more), and amtool.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
    echo "$1" >&2
    exit 1
}

for tool in promtool amtool kubectl; do
    command -v $tool >/dev/null || fail "$tool is missing."
done
case $(promtool --version 2>&1 | head -n 1) in
    *"version 3"*) ;;
    *) fail "promtool is not of Prometheus 3: $(promtool --version 2>&1 | head -n 1)" ;;
esac

promtool check rules rules/*.yaml alerts/*.yaml
# The token is there only in a pod.
promtool check config --syntax-only scrape.yaml
amtool check-config alertmanager.yaml >/dev/null
diff <(./reference.sh) rules/reference.yaml || fail "rules/reference.yaml is not of these models: monitoring/reference.sh >monitoring/rules/reference.yaml"
diff <(sed -n '/^- job_name: kubelet/,$p' scrape.yaml) <(sed -n '/^- job_name: kubelet/,$p' operator/kubelet.yaml) ||
    fail "operator/kubelet.yaml is not the end of scrape.yaml."
for alert in $(sed -n 's/.*- alert: //p' alerts/*.yaml | sort -u); do
    grep -q "^## $alert\$" runbook.md || fail "$alert has no section in runbook.md."
    grep -hA 3 "alertname: $alert" tests/*.yaml | grep -q exp_alerts || fail "$alert is not tested to fire."
    grep -hq "alertname: $alert, eval_time" tests/*.yaml || fail "$alert is not tested to be silent."
    grep -q "#${alert,,}\$" alerts/*.yaml || fail "$alert does not link to its section."
done
# Every severity is one that alertmanager.yaml sends somewhere, or leaves to be looked at.
! sed -n 's/.*severity: \([a-z]*\).*/\1/p' alerts/*.yaml | grep -vE '^(critical|warning|info)$' || fail "An alert has another severity."
for route in critical:on-duty warning:team info:nobody; do
    [ "$(amtool config routes test --config.file=alertmanager.yaml severity="${route%:*}")" = "${route#*:}" ] || fail "${route%:*} does not reach ${route#*:}."
done
TRAFFIC_IMAGE=registry.example.com/animals-traffic ./manifests.sh >/dev/null
# The Grafana SDK comes from PyPI, once.
make -s -C .. monitoring/dashboards/.venv/bin/python
dashboards/.venv/bin/python dashboards/check.py
OUTPUTS=elasticsearch LOGS_VOLUME=10Gi logging/manifests.sh >/dev/null
promtool test rules tests/*.yaml
