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
KNATIVE=$(cd "$(dirname "$0")" && pwd -P)
# A folder of your own may take the place of one that is here.
OVERLAY=$(cd "${OVERLAY:-$KNATIVE/overlays/$ENV}" && pwd -P)
# Server-side apply knows by this name which fields are ours. Traffic never is.
MANAGER=animals-deploy

fail() { # STATUS, MESSAGE
    echo "$2" >&2
    exit "$1"
}

service() { # JSONPATH: of the Service
    kubectl get ksvc animals -n "$NAMESPACE" -o jsonpath="$1"
}

# Sets `traffic`: a line for each entry of the Service, its tag, revision and percentage. Empty if there is no Service.
look() {
    traffic=$(kubectl get ksvc animals -n "$NAMESPACE" --ignore-not-found \
        -o jsonpath='{range .spec.traffic[*]}{.tag},{.revisionName},{.percent}{"\n"}{end}')
}

revision() { # TAG: its revision, empty if there is none
    awk -F, -v tag="$1" '$1 == tag { print $2 }' <<<"$traffic"
}

percent() { # TAG: the share of its revision, by whatever entry it has it
    awk -F, -v revision="$(revision "$1")" 'revision != "" && $2 == revision { total += $3 } END { print total + 0 }' <<<"$traffic"
}

update() {
    echo "+ kn service update animals -n $NAMESPACE $*"
    # Traffic takes effect when the gateway has it; --no-wait would say so too early.
    kn service update animals -n "$NAMESPACE" "$@" >/dev/null
    look
}

spec() { # REVISION: what makes it differ from others
    kubectl get revision "$1" -n "$NAMESPACE" -o jsonpath='{.spec}{.metadata.annotations}' |
        sed -E 's/"(serving\.knative\.dev\/(creator|lastPinned|routes|routingStateModified)|client\.knative\.dev\/[^"]*)":"[^"]*",?//g'
}

# After a rollback that was typed by hand, all traffic is on previous: then the two swap names.
settle() {
    look
    if [ -n "$(revision previous)" ] && [ "$(percent previous)" = 100 ] && [ "$(revision previous)" != "$(revision stable)" ]; then
        echo "All traffic is on previous ($(revision previous)): it was rolled back by hand. It is called stable now."
        swap
    fi
}

swap() {
    local stable previous
    stable=$(revision stable) previous=$(revision previous)
    update --untag stable --untag previous --tag "$previous=stable" --tag "$stable=previous" --traffic "$previous=100"
}

random_key() {
    head -c 32 /dev/urandom | base64 | tr -d '\n'
}

feedback_key() {
    kubectl get secret animals-feedback -n "$NAMESPACE" -o name >/dev/null 2>&1 && return
    # The key is in no argument and in no file.
    random_key | kubectl create secret generic animals-feedback -n "$NAMESPACE" --from-file=key=/dev/stdin
}

# A feedback token is good for 30 days, and pods read the key when they start. So first every pod learns to verify with the new
# key, and only then any signs with it: at no time does a pod refuse what another has signed.
rotate_key() {
    require_service
    local old new
    old=$(kubectl get secret animals-feedback -n "$NAMESPACE" -o jsonpath='{.data.key}')
    new=$(random_key | base64 | tr -d '\n')
    keys "$old" "$new"
    restart
    keys "$new" "$old"
    restart
    echo "The feedback key was changed. Tokens of the old one are good until the next change: wait 30 days with it."
}

keys() { # SIGNING, OTHER: in base64, as Secrets hold them
    # By a pipe, because arguments can be seen by everyone on the machine.
    printf '{"data":{"key":"%s","previous":"%s"}}' "$1" "$2" |
        kubectl patch secret animals-feedback -n "$NAMESPACE" --patch-file /dev/stdin
}

restart() {
    local old
    old=$(kubectl get pods -n "$NAMESPACE" -l serving.knative.dev/service=animals -o name)
    [ -n "$old" ] || return 0
    # The activator holds requests until a new pod is ready, and the old ones finish what they have.
    # shellcheck disable=SC2086
    kubectl delete -n "$NAMESPACE" --timeout=120s $old
}

manifests() { # FOLDER: the environment's overlay with this image
    local name root
    # kustomize takes no absolute path.
    root=$(sed -E 's#/[^/]+#../#g' <<<"$1")
    {
        echo "namespace: $NAMESPACE"
        echo "resources: [$root${OVERLAY#/}]"
        # Only where something can receive them.
        if kubectl get --raw /apis/eventing.knative.dev/v1 >/dev/null 2>&1; then
            echo "components: [$root${KNATIVE#/}/components/receive-events]"
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
    local after folder ours=''
    settle
    # Who only deploys (components/deployer) finds the namespace, with its Pod Security labels, made by an administrator.
    if [ "$(kubectl auth can-i patch namespaces 2>/dev/null)" != yes ]; then
        ours='animals.dev/applied-by!=administrator'
    elif ! kubectl get namespace "$NAMESPACE" -o name >/dev/null 2>&1; then
        # Before the rest, because the key has to be in it.
        kubectl create namespace "$NAMESPACE"
    fi
    feedback_key
    folder=$(mktemp -d "$KNATIVE/.deploy.XXXXXX")
    # shellcheck disable=SC2064
    trap "rm -rf '$folder'" EXIT
    manifests "$folder"
    kubectl apply --server-side --field-manager="$MANAGER" --selector "$ours" -k "$folder"
    wait_ready
    look
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
        local tags=(--tag "$after=candidate")
        [ -z "$(revision candidate)" ] || tags+=(--untag candidate)
        update "${tags[@]}"
        echo "$after is candidate, with no traffic. Next: make canary PERCENT=10, make promote, or make rollback."
    fi
}

# What Kubernetes says of the containers of the newest revision: how often they were started again, and how they ended.
containers() { # JSONPATH: of each
    kubectl get pods -n "$NAMESPACE" -l "serving.knative.dev/revision=$(service '{.status.latestCreatedRevisionName}')" \
        -o jsonpath="{range .items[*].status.containerStatuses[*]}$1{\"\\n\"}{end}" | sort -u
}

wait_ready() {
    local generation restarts condition='.status.conditions[?(@.type=="ConfigurationsReady")]'
    generation=$(service '{.metadata.generation}')
    for _ in $(seq 300); do
        if [ "$(service '{.status.observedGeneration}')" = "$generation" ]; then
            case $(service "{$condition.status}") in
                True) return ;;
                False) not_ready "$(service "{$condition.message}")" ;;
            esac
            # Knative waits for its progress deadline; who has failed three times will not do better.
            restarts=$(containers '{.restartCount}' | sort -n | tail -n 1)
            [ "${restarts:-0}" -lt 2 ] || not_ready "$(containers '{.lastState.terminated.message}')"
        fi
        sleep 1
    done
    fail 3 "The revision was not ready after 5 minutes."
}

not_ready() { # WHY
    # Knative leaves the reason out where the container has written something.
    fail 3 "The revision did not start: $1
Its containers ended with: $(containers '{.lastState.terminated.reason}{.state.terminated.reason}' | xargs)"
}

require_service() {
    look
    [ -n "$traffic" ] || fail 4 "There is no Service animals in $NAMESPACE."
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
    local stable candidate tags
    stable=$(revision stable) candidate=$(revision candidate)
    tags=(--untag candidate --untag stable --tag "$candidate=stable" --tag "$stable=previous")
    [ -z "$(revision previous)" ] || tags+=(--untag previous)
    update "${tags[@]}" --traffic "$candidate=100"
    echo "$candidate is stable; $stable is previous. Back: make rollback."
}

rollback() {
    require_service
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
    require_service
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

url() {
    require_service
    service '{.status.url}'
    echo
}

stop() {
    kubectl delete ksvc animals -n "$NAMESPACE" --ignore-not-found
}

# All that Git and the registry do not have: the key, and which image is stable.
backup() {
    require_service
    cat <<END
apiVersion: v1
kind: Secret
metadata:
  name: animals-feedback
  annotations:
    animals.dev/image: $(kubectl get revision "$(revision stable)" -n "$NAMESPACE" -o jsonpath='{.spec.containers[0].image}')
data:
$(kubectl get secret animals-feedback -n "$NAMESPACE" -o go-template='{{range $name, $value := .data}}  {{$name}}: {{$value}}{{"\n"}}{{end}}')
END
}

restore() {
    [ -f "${BACKUP:-}" ] || fail 2 "Say what make backup printed: make restore BACKUP=FILE"
    kubectl get namespace "$NAMESPACE" -o name >/dev/null 2>&1 || kubectl create namespace "$NAMESPACE"
    kubectl apply --server-side --field-manager="$MANAGER" -n "$NAMESPACE" -f "$BACKUP"
    IMAGE=$(sed -n 's#^ *animals.dev/image: ##p' "$BACKUP")
    deploy
}

undeploy() {
    kubectl delete namespace "$NAMESPACE" --ignore-not-found
}

case ${1:-} in
    deploy | canary | promote | rollback | status | url | stop | backup | restore | namespace | undeploy) "$1" ;;
    rotate-key) rotate_key ;;
    *) fail 2 "release.sh deploy | canary | promote | rollback | status | url | rotate-key | stop | backup | restore | namespace | undeploy" ;;
esac
