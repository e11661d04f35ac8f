#!/usr/bin/env bash
# Shows that the service scales to zero, and how long the next user waits. Prints the number of pods until none is left,
# and then measures the time until the first answer.
# demo-scale-to-zero.sh NAMESPACE; INGRESS=HOST:PORT is the gateway's address if DNS does not resolve the service's
# name.
set -euo pipefail

namespace=${1:?Name the namespace, or use make demo-scale-to-zero ENV=local}
folder=$(dirname "$0")
url=$(kubectl get ksvc animals -n "$namespace" -o jsonpath='{.status.url}')
minimum='{.spec.template.metadata.annotations.autoscaling\.knative\.dev/min-scale}'
[ "$(kubectl get ksvc animals -n "$namespace" -o jsonpath="$minimum")" = 0 ] ||
    { echo "The service in $namespace keeps pods warm (min-scale), so it does not scale to zero." >&2; exit 2; }

pods() { # counts all pods, including those that are terminating
    kubectl get pods -n "$namespace" -l serving.knative.dev/service=animals -o name | wc -l | tr -d ' '
}

classify() {
    curl -sS --fail --max-time 60 ${INGRESS:+--connect-to "::$INGRESS"} -o /dev/null -w '%{time_total} s\n' \
        -H 'Content-Type: image/jpeg' --data-binary "@$folder/../function/photos/koala.jpg" "$url/classify"
}

echo "An answer:                $(classify)"
echo "No more requests. Pods:"
start=$SECONDS
# The window, the delays, Knative's grace period of 30 s and the pod's shutdown together take up to 5 minutes in
# production.
until [ "$(pods)" = 0 ]; do
    [ $((SECONDS - start)) -lt 420 ] ||
        { echo "Pods still exist after 7 minutes. Does something send requests?" >&2; exit 1; }
    printf '%7d s  %s\n' $((SECONDS - start)) "$(pods)"
    sleep 5
done
printf '%7d s  %s\n' $((SECONDS - start)) 0
echo "The first answer at zero: $(classify)"
echo "The next answer:          $(classify)"
