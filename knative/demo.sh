#!/usr/bin/env bash
# Shows a release from nothing: deploys the service, gives a second model a fifth of the users, and takes them back.
# REGISTRY and INGRESS name the registry and the gateway of the cluster that kubectl uses. Without REGISTRY, a cluster
# is created with kind.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

if [ -z "${REGISTRY:-}" ]; then
    say "Create a cluster with Knative on this machine (knative/cluster.sh)"
    knative/cluster.sh
    export REGISTRY=localhost:5001 INSECURE_REGISTRIES=true INGRESS=127.0.0.1:80
fi
make() { command make --no-print-directory "$@"; }

say "Build and push an image with each of the two models: the larger one is slower and slightly more accurate"
stable=$(make push MODEL=lite0 IMAGE="$REGISTRY/animals:lite0")
candidate=$(make push MODEL=lite2 IMAGE="$REGISTRY/animals:lite2")

say "Deploy the first. If a version is stable already, the new one is its candidate, and is promoted"
make deploy IMAGE="$stable"
! make status | grep -q '^candidate' || make promote
url=$(make -s url)
make health-check

answers() { # counts which model answers each of 40 requests
    for _ in $(seq 40); do
        answer=$(curl -sS --fail --max-time 60 ${INGRESS:+--connect-to "::$INGRESS"} "$url/classify?top=1" \
            --data-binary @function/photos/koala.jpg)
        answer=${answer##*'"model":{"name":"'}
        echo "${answer%%\"*}"
    done | sort | uniq -c
}

say "Deploy the second: it gets no users yet, only an address of its own"
make deploy IMAGE="$candidate"
say "Give it a fifth of the users, and count who answers 40 requests"
make canary PERCENT=20
answers
say "Take them back"
time make rollback
answers
make status

port=${INGRESS##*:}
page=$url$([ "${INGRESS:+$port}" = 80 ] || echo "${INGRESS:+:$port}")/
say "Done. The page: $page"
echo "Next: make promote, or make monitoring and make rollout (docs/tutorial/first-release.md)."
echo "To remove it: make undeploy CONFIRM=$(make -s namespace)"
