#!/usr/bin/env bash
# Prints all that `make logging` applies: collector, Loki, Jaeger. Settings from the environment.
set -euo pipefail
LOGGING=$(cd "$(dirname "$0")" && pwd -P)
LOGGING_NAMESPACE=${LOGGING_NAMESPACE:-logging}
# Of outputs/, for instance "elasticsearch tempo".
OUTPUTS=${OUTPUTS:-}
# HOST:PORT of Tempo's OTLP over gRPC, and whether it speaks without TLS.
TEMPO=${TEMPO:-tempo.tempo:4317}
TEMPO_INSECURE=${TEMPO_INSECURE:-true}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$LOGGING"/. "$folder"
cd "$folder"
# Images may come from a registry of your own.
replace() { # FILE IMAGE: unless it is empty
    [ -z "$2" ] || sed -i "s#image: .*#image: $2#" "$1"
}
replace collector.yaml "${COLLECTOR_IMAGE:-}"
replace loki.yaml "${LOKI_IMAGE:-}"
replace jaeger.yaml "${JAEGER_IMAGE:-}"
sed -i "s#^namespace: .*#namespace: $LOGGING_NAMESPACE#" kustomization.yaml
sed -i -e "s#{name: TEMPO, value: .*}#{name: TEMPO, value: '$TEMPO'}#" \
    -e "s#{name: TEMPO_INSECURE, value: .*}#{name: TEMPO_INSECURE, value: '$TEMPO_INSECURE'}#" outputs/tempo/kustomization.yaml
if [ -n "$OUTPUTS" ]; then
    echo "components:" >>kustomization.yaml
    for output in $OUTPUTS; do
        echo "- outputs/$output" >>kustomization.yaml
    done
fi
kubectl kustomize .
