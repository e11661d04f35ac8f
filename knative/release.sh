#!/usr/bin/env bash
# Deploys, splits traffic, promotes and rolls back, by three traffic tags: stable has the users, candidate is new, previous was
# stable before. Called by the Makefile: release.sh COMMAND, settings from the environment.
set -euo pipefail

ENV=${ENV:-local}
IMAGE=${IMAGE:-}
case $ENV in
    production) NAMESPACE=${NAMESPACE:-animals} ;;
    *) NAMESPACE=${NAMESPACE:-animals-$ENV} ;;
esac
KNATIVE=$(cd "$(dirname "$0")" && pwd)
# Server-side apply knows by this name which fields are ours. Traffic never is.
MANAGER=animals-deploy

fail() { # STATUS, MESSAGE
    echo "$2" >&2
    exit "$1"
}

service() { # JSONPATH: of the Service
    kubectl get ksvc animals -n "$NAMESPACE" -o jsonpath="$1"
}

exists() {
    kubectl get ksvc animals -n "$NAMESPACE" -o name >/dev/null 2>&1
}

revision() { # TAG: its revision, empty if there is none
    service "{.spec.traffic[?(@.tag==\"$1\")].revisionName}"
}

percent() { # TAG: the share of its revision, by whatever entry it has it
    local revision share total=0
    revision=$(revision "$1")
    [ -n "$revision" ] || { echo 0; return; }
    for share in $(service "{.spec.traffic[?(@.revisionName==\"$revision\")].percent}"); do
        total=$((total + share))
    done
    echo "$total"
}

update() {
    echo "+ kn service update animals -n $NAMESPACE $*"
    # Traffic takes effect when the gateway has it; --no-wait would say so too early.
    kn service update animals -n "$NAMESPACE" "$@" >/dev/null
}

spec() { # REVISION: what makes it differ from others
    kubectl get revision "$1" -n "$NAMESPACE" -o jsonpath='{.spec}{.metadata.annotations}' |
        sed -E 's/"(serving\.knative\.dev\/(creator|lastPinned|routes|routingStateModified)|client\.knative\.dev\/[^"]*)":"[^"]*",?//g'
}

# After a rollback that was typed by hand, all traffic is on previous: then the two swap names.
settle() {
    if exists && [ -n "$(revision previous)" ] && [ "$(percent previous)" = 100 ] && [ "$(revision previous)" != "$(revision stable)" ]; then
        echo "All traffic is on previous ($(revision previous)): it was rolled back by hand. It is called stable now."
        swap
    fi
}

swap() {
    local stable previous
    stable=$(revision stable) previous=$(revision previous)
    update --untag stable --untag previous --tag "$previous=stable" --tag "$stable=previous" --traffic "$previous=100"
}

feedback_key() {
    kubectl get secret animals-feedback -n "$NAMESPACE" -o name >/dev/null 2>&1 && return
    # The key is in no argument and in no file.
    head -c 32 /dev/urandom | base64 | tr -d '\n' |
        kubectl create secret generic animals-feedback -n "$NAMESPACE" --from-file=key=/dev/stdin
}

manifests() { # FOLDER: the environment's overlay with this image
    local name
    {
        echo "namespace: $NAMESPACE"
        echo "resources: [$(realpath --relative-to="$1" "$KNATIVE/overlays/$ENV")]"
        # Only where something can receive them.
        if kubectl get crd triggers.eventing.knative.dev >/dev/null 2>&1; then
            echo "components: [$(realpath --relative-to="$1" "$KNATIVE/components/receive-events")]"
        fi
        echo "images:"
        # The local overlay has put a name in the place of `animals` already.
        for name in animals dev.local/animals; do
            case $IMAGE in
                *@*) echo "- {name: $name, newName: '${IMAGE%@*}', digest: '${IMAGE#*@}'}" ;;
                *) echo "- {name: $name, newName: '${IMAGE%:*}', newTag: '${IMAGE##*:}'}" ;;
            esac
        done
        if [ -n "${DEAD_LETTERS_IMAGE:-}" ]; then
            echo "- {name: gcr.io/knative-releases/knative.dev/eventing/cmd/event_display, newName: '${DEAD_LETTERS_IMAGE%@*}', digest: '${DEAD_LETTERS_IMAGE#*@}'}"
        fi
    } >"$1/kustomization.yaml"
}

deploy() {
    case $IMAGE in
        *@sha256:* | dev.local/* | kind.local/*) ;;
        *) fail 2 "IMAGE is deployed by digest: NAME@sha256:… (make push prints it), or dev.local/… when it was loaded into the nodes." ;;
    esac
    local after folder
    settle
    # Before the rest, because the key has to be in it; its Pod Security label comes with the manifests.
    kubectl get namespace "$NAMESPACE" -o name >/dev/null 2>&1 || kubectl create namespace "$NAMESPACE"
    feedback_key
    folder=$(mktemp -d "$KNATIVE/.deploy.XXXXXX")
    # shellcheck disable=SC2064
    trap "rm -rf '$folder'" EXIT
    manifests "$folder"
    kubectl apply --server-side --field-manager="$MANAGER" -k "$folder"
    wait_ready
    after=$(service '{.status.latestReadyRevisionName}')
    if [ -z "$(revision stable)" ]; then
        # The first, or the first that started.
        update --tag "$after=stable" --traffic "$after=100"
        echo "$after is stable and has all traffic."
    elif [ "$after" = "$(revision candidate)" ]; then
        echo "Nothing changed: $after is candidate already."
    elif [ "$(spec "$after")" = "$(spec "$(revision stable)")" ]; then
        echo "Nothing changed: $after is the same as stable."
    else
        local untag=()
        [ -z "$(revision candidate)" ] || untag=(--untag candidate)
        update "${untag[@]}" --tag "$after=candidate"
        echo "$after is candidate, with no traffic. Next: make canary PERCENT=10, make promote, or make rollback."
    fi
}

wait_ready() {
    local generation
    generation=$(service '{.metadata.generation}')
    for _ in $(seq 300); do
        if [ "$(service '{.status.observedGeneration}')" = "$generation" ]; then
            case $(service '{.status.conditions[?(@.type=="ConfigurationsReady")].status}') in
                True) return ;;
                False) fail 3 "The revision did not start: $(service '{.status.conditions[?(@.type=="ConfigurationsReady")].message}')" ;;
            esac
        fi
        sleep 1
    done
    fail 3 "The revision was not ready after 5 minutes."
}

require_candidate() {
    [ -n "$(revision candidate)" ] || fail 4 "There is no candidate; make deploy makes one."
}

canary() {
    settle
    require_candidate
    case ${PERCENT:-} in
        '' | *[!0-9]*) fail 2 "Say the candidate's share: make canary PERCENT=10" ;;
    esac
    [ "$PERCENT" -le 100 ] || fail 2 "PERCENT is from 0 to 100."
    update --traffic "candidate=$PERCENT,stable=$((100 - PERCENT))"
}

promote() {
    settle
    require_candidate
    local stable candidate untag=()
    stable=$(revision stable) candidate=$(revision candidate)
    [ -z "$(revision previous)" ] || untag=(--untag previous)
    update --untag candidate --untag stable "${untag[@]}" --tag "$candidate=stable" --tag "$stable=previous" --traffic "$candidate=100"
    echo "$candidate is stable; $stable is previous. Back: make rollback."
}

rollback() {
    exists || fail 4 "There is no Service animals in $NAMESPACE."
    if [ "$(percent candidate)" -gt 0 ]; then
        update --traffic stable=100
        echo "$(revision stable) (stable) has all traffic again."
    elif [ -n "$(revision previous)" ]; then
        swap
        echo "$(revision stable) is stable again. Forth: make rollback."
    else
        fail 4 "There is nothing to roll back to: no candidate has traffic, and there is no previous."
    fi
}

status() {
    exists || fail 4 "There is no Service animals in $NAMESPACE."
    printf '%-10s %-16s %7s %5s  %s\n' TAG REVISION PERCENT PODS URL
    for tag in stable candidate previous; do
        local revision
        revision=$(revision $tag)
        [ -n "$revision" ] || continue
        printf '%-10s %-16s %7s %5s  %s\n' $tag "$revision" "$(percent $tag)" \
            "$(kubectl get pods -n "$NAMESPACE" -l "serving.knative.dev/revision=$revision" --field-selector=status.phase=Running -o name | wc -l)" \
            "$(service "{.status.traffic[?(@.tag==\"$tag\")].url}")"
    done
    echo "Users: $(service '{.status.url}')"
}

namespace() {
    echo "$NAMESPACE"
}

undeploy() {
    kubectl delete namespace "$NAMESPACE" --ignore-not-found
}

case ${1:-} in
    deploy | canary | promote | rollback | status | namespace | undeploy) "$1" ;;
    *) fail 2 "release.sh deploy | canary | promote | rollback | status | undeploy" ;;
esac
