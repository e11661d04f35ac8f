#!/usr/bin/env bash
# Shows that the service costs nothing while nobody uses it, and what the first user waits for then: pods going to none, and the
# first answer's time. demo-scale-to-zero.sh NAMESPACE; INGRESS as in health-check.sh.
set -euo pipefail

namespace=${1:?Say in which namespace: make demo-scale-to-zero ENV=local}
folder=$(dirname "$0")
url=$(kubectl get ksvc animals -n "$namespace" -o jsonpath='{.status.url}')
[ "$(kubectl get ksvc animals -n "$namespace" -o jsonpath='{.spec.template.metadata.annotations.autoscaling\.knative\.dev/min-scale}')" = 0 ] ||
    { echo "In $namespace pods are kept warm (min-scale): nothing goes to zero." >&2; exit 2; }

pods() { # those that are there, also while they stop
    kubectl get pods -n "$namespace" -l serving.knative.dev/service=animals -o name | wc -l | tr -d ' '
}

ask() {
    curl -sS --fail --max-time 60 ${INGRESS:+--connect-to "::$INGRESS"} -o /dev/null -w '%{time_total} s\n' \
        -H 'Content-Type: image/jpeg' --data-binary "@$folder/../function/photos/koala.jpg" "$url/classify"
}

echo "An answer:            $(ask)"
echo "No requests from here on; pods:"
start=$SECONDS
# Window, delay, retention, Knative's 30 s of grace and a pod's own end together; production's longest is 5 minutes.
until [ "$(pods)" = 0 ]; do
    [ $((SECONDS - start)) -lt 420 ] || { echo "Pods are still there after 7 minutes; does something ask them?" >&2; exit 1; }
    printf '%7d s  %s\n' $((SECONDS - start)) "$(pods)"
    sleep 5
done
printf '%7d s  %s\n' $((SECONDS - start)) 0
echo "First answer at zero: $(ask)"
echo "The next:             $(ask)"
