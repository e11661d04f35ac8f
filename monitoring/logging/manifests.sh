#!/usr/bin/env bash
# Prints all that `make logging` applies: collector, Loki, Jaeger. Settings from the environment.
set -euo pipefail
LOGGING=$(cd "$(dirname "$0")" && pwd -P)
LOGGING_NAMESPACE=${LOGGING_NAMESPACE:-logging}
# 0.156.0, because of newer ones not every component that is used here was there to be tested.
COLLECTOR_IMAGE=${COLLECTOR_IMAGE:-otel/opentelemetry-collector-contrib:0.156.0}
LOKI_IMAGE=${LOKI_IMAGE:-grafana/loki:3.7.8}
JAEGER_IMAGE=${JAEGER_IMAGE:-jaegertracing/jaeger:2.13.0}
# Of outputs/, for instance "elasticsearch tempo".
OUTPUTS=${OUTPUTS:-}
# HOST:PORT of Tempo's OTLP over gRPC, and whether it speaks without TLS.
TEMPO=${TEMPO:-tempo.tempo:4317}
TEMPO_INSECURE=${TEMPO_INSECURE:-true}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$LOGGING"/. "$folder"
cd "$folder"
sed -i "s#image: .*#image: $COLLECTOR_IMAGE#" collector.yaml
sed -i "s#image: .*#image: $LOKI_IMAGE#" loki.yaml
sed -i "s#image: .*#image: $JAEGER_IMAGE#" jaeger.yaml
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
