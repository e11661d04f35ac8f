#!/usr/bin/env bash
# Prints all that `make monitoring` applies: Prometheus, Alertmanager, what they read, rules, alerts and Grafana. Settings from the environment.
set -euo pipefail
MONITORING=$(cd "$(dirname "$0")" && pwd -P)
# The program in traffic/, by digest; empty where kube-state-metrics exports the same.
TRAFFIC_IMAGE=${TRAFFIC_IMAGE:-}
# The mail server and who writes to whom. Its password is in the Secret animals-receivers.
SMTP=${SMTP:-smtp.example.com:587}
SMTP_USER=${SMTP_USER-animals}
# false only for a server that takes mail without encryption, on the same machine.
SMTP_TLS=${SMTP_TLS:-true}
MAIL_FROM=${MAIL_FROM:-animals@example.com}
MAIL_TO=${MAIL_TO:-team@example.com}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$MONITORING"/{kustomization.yaml,rbac.yaml,pod-monitor.yaml,alertmanager.yaml,operator,dashboards} "$folder"
"$MONITORING/rules.sh" >"$folder/operator/rules.yaml"
sed -i -e "s#smtp_smarthost: .*#smtp_smarthost: '$SMTP'#" -e "s#smtp_from: .*#smtp_from: '$MAIL_FROM'#" -e "s#smtp_auth_username: .*#smtp_auth_username: '$SMTP_USER'#" \
    -e "s#to: team@example.com#to: '$MAIL_TO'#" -e "s#smtp_require_tls: .*#smtp_require_tls: $SMTP_TLS#" "$folder/alertmanager.yaml"
# A server that wants no name takes none offered.
[ -n "$SMTP_USER" ] || sed -i '/smtp_auth_/d' "$folder/alertmanager.yaml"
# Images may come from a registry of your own; the operator has to know which version they are.
replace() { # FILE KEY VALUE: unless it is empty
    [ -z "$3" ] || sed -i "s#^\( *\)$2: .*#\1$2: $3#" "$folder/$1"
}
replace operator/prometheus.yaml image "${PROMETHEUS_IMAGE:-}"
replace operator/prometheus.yaml version "${PROMETHEUS_VERSION:-}"
replace operator/alertmanager.yaml image "${ALERTMANAGER_IMAGE:-}"
replace operator/alertmanager.yaml version "${ALERTMANAGER_VERSION:-}"
replace dashboards/grafana.yaml image "${GRAFANA_IMAGE:-}"
# none leaves Grafana out.
[ "${GRAFANA_IMAGE:-}" != none ] || sed -i '/^components:/,/^$/d' "$folder/kustomization.yaml"
if [ -n "$TRAFFIC_IMAGE" ]; then
    install -D -t "$folder/traffic" "$MONITORING/traffic/traffic.yaml"
    sed -i "s#image: animals-traffic#image: $TRAFFIC_IMAGE#" "$folder/traffic/traffic.yaml"
else
    sed -i '/traffic.yaml/d' "$folder/kustomization.yaml"
fi
kubectl kustomize "$folder"
