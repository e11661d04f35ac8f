#!/usr/bin/env bash
# Runs the pipeline of a clean clone up to staging on the cluster of KUBECONFIG: a first version, a second one under users' requests, and
# a broken one that must not reach them. Needs Knative, make monitoring, cosign, and a cluster without the namespaces animals-dev
# and animals-staging, which are deleted at the end. docs/pipeline.md lists the settings.
set -uo pipefail
# What make was given would reach the jobs' own make, past the pipeline's variables.
unset MAKEFLAGS MFLAGS MAKELEVEL
: "${REGISTRY:?Say where images may be pushed to: REGISTRY=registry.example.com/team}"
kubectl get namespaces -o name >/dev/null || exit 2
for namespace in animals-dev animals-staging; do
    ! kubectl get namespace $namespace -o name 2>/dev/null || { echo "Not here: $namespace is deployed, and this test would delete it." >&2; exit 2; }
done
log=$(cd "$(dirname "$0")" && pwd)/target/deployment.log
. "$(dirname "$0")/clone.sh"
mkdir -p "$(dirname "$log")"
: >"$log"
LIMIT=7200
users=()

finish() {
    for process in "${users[@]}"; do kill "$process"; done
    wait
    kubectl delete namespace animals-dev animals-staging --ignore-not-found
    rm -rf "$folder"
}

if [ -z "${COSIGN_KEY:-}" ]; then
    export COSIGN_PASSWORD=test COSIGN_KEY=$folder/cosign.key
    (cd "$folder" && cosign generate-key-pair 2>/dev/null)
fi
# As in GitLab, an environment has its own: the private key signs, and where it is deployed only the public one is known.
public=${COSIGN_KEY%.key}.pub
variables=$folder/variables.yml
cat >"$variables" <<YAML
DEPLOY: "true"
COSIGN_KEY: {values: {"*": $COSIGN_KEY, e2e: $public, dev: $public, staging: $public}}
YAML
[ -z "${OVERLAY:-}" ] || echo "OVERLAY: {values: {dev: $OVERLAY, staging: $OVERLAY}}" >>"$variables"
# Beside the users of this test.
echo 'LOAD: "2"' >>"$variables"
# Given to some environments only.
unset COSIGN_KEY OVERLAY

pipeline() { # JOBS… and settings; each job in a folder of its own, with the artifacts of those before it
    run --variables-file "$variables" --variable CI_REGISTRY_IMAGE="$REGISTRY/animals" --shell-isolation --concurrency 1 --timestamps "$@"
    local status=$?
    cat "$folder/output" >>"$log"
    sed 's/\x1b\[[0-9;]*m//g' "$folder/output" | grep -E '^ *(PASS|FAIL) '
    return $status
}

send() { # ENV: six photos a second, as long as it lasts; notes each answer's status, and all of one that is not 200
    local url photo
    url=$(make --no-print-directory -C "$clone" url ENV="$1")
    while :; do
        for photo in koala dog panda lemur macaw large; do
            photo "$1" "$url" "$clone/function/photos/$photo.jpg" &
            sleep 0.16
        done
    done
}

photo() { # ENV, URL, FILE
    local answer status connect=()
    [ -z "${INGRESS:-}" ] || connect=(--connect-to "::$INGRESS")
    answer=$(curl -s -i -w '\n%{http_code}' --max-time 30 "${connect[@]}" -H 'Content-Type: image/jpeg' --data-binary "@$3" "$2/classify")
    status=${answer##*$'\n'}
    echo "$status" >>"$folder/answers-$1"
    [ "$status" = 200 ] || printf '%s %s\n%s\n' "$(date -u +%T.%3N)" "$1" "$answer" >>"$log"
}

answers() { # prints how many photos were answered so far, by status; fails if one was not answered by 200
    awk '{ n = split(FILENAME, name, "-"); count[name[n] " " $1]++ }
        END { printf "      Answers so far:"; for (what in count) printf " %s × %d;", what, count[what]; print "" }' "$folder"/answers-*
    ! grep -qv '^200$' "$folder"/answers-*
}

stable() { # ENV: the revision that has all users
    kubectl get ksvc animals -n "animals-$1" -o jsonpath='{.spec.traffic[?(@.percent==100)].revisionName}'
}

jobs=()
for job in check check-monitoring check-infrastructure check-supply-chain test package licences scan e2e dev staging; do
    case $job in
        check-monitoring) needs=promtool ;;
        check-infrastructure) needs=tofu ;;
        scan) needs=grype ;;
        *) needs=make ;;
    esac
    if [[ " ${WITHOUT:-} " = *" $job "* ]] || ! command -v $needs >/dev/null; then
        echo "left out: $job"
    elif [ $job = scan ] && ! grype db status >/dev/null 2>"$folder/output"; then
        echo "left out: scan (grype: $(sed 's/\x1b\[[0-9;]*m//g' "$folder/output" | xargs))"
    elif [ -n "${IMAGE_lite0:-}" ] && [[ $job = package || $job = licences || $job = scan ]]; then
        echo "left out: $job (images are given)"
    else
        jobs+=("$job")
    fi
done

given=()
[ -z "${IMAGE_lite0:-}" ] || given=(--variable IMAGE_lite0="$IMAGE_lite0" --variable IMAGE_lite2="${IMAGE_lite2:?}")
pipeline "${given[@]}" "${jobs[@]}"
check "A clean clone goes through its jobs, and is deployed to dev and to staging"
[ $failed = 0 ] || exit 1

# Later commits change how it is deployed, so they take the images that are there.
if [ ${#given[@]} = 0 ]; then
    while read -r image; do given+=(--variable "$image"); done \
        < <(cat "$clone"/.gitlab-ci-local/artifacts/*/.gitlab-ci-reports/dotenv/image.env)
fi
for environment in dev staging; do
    send $environment &
    users+=($!)
done

first=$(stable dev)
echo 'ANIMALS_FEEDBACK_VALIDITY=29d' >>"$clone/knative/base/settings.env"
commit "Believe feedback a day less"
pipeline "${given[@]}" dev staging && [ "$(stable dev)" != "$first" ] && [ "$(stable staging)" != "$first" ]
check "A second version gets all users of dev, and then of staging"
answers
check "No user met an error"

begin=$(date +%s%N)
run --variables-file "$variables" --variable ENV=staging rollback-production
status=$?
milliseconds=$((($(date +%s%N) - begin) / 1000000))
echo "      The rollback took $milliseconds ms."
[ $status = 0 ] && [ $milliseconds -lt 10000 ] && [ "$(stable staging)" = "$first" ]
check "Production's rollback job, here for staging, gives users the first version within 10 s"
answers

# Each class gets the name of the one a hundred further on: it starts, answers 200, and is wrong.
second=$(stable dev) base=$clone/knative/base model=$clone/function/model/lite0
awk '{ sub(/^[^\t]*/, ""); label[NR - 1] = $0 } END { for (i = 0; i < NR; i++) print i label[(i + 100) % NR] }' "$model/labels.tsv" >"$base/labels.tsv"
sed "s/labels.tsv: .*/labels.tsv: $(sha256sum "$base/labels.tsv" | cut -d' ' -f1)/" "$model/model.yaml" >"$base/model.yaml"
sed -i 's/^configMapGenerator:/&\n- {name: labels, files: [labels.tsv, model.yaml], options: {disableNameSuffixHash: true}}/' "$base/kustomization.yaml"
cat >>"$base/kustomization.yaml" <<'YAML'
patches:
- target: {kind: Service, group: serving.knative.dev, name: animals}
  patch: |
    - {op: add, path: /spec/template/spec/volumes, value: [{name: labels, configMap: {name: labels}}]}
    - op: add
      path: /spec/template/spec/containers/0/volumeMounts
      value:
      - {name: labels, mountPath: /app/model/labels.tsv, subPath: labels.tsv, readOnly: true}
      - {name: labels, mountPath: /app/model/model.yaml, subPath: model.yaml, readOnly: true}
YAML
commit "Mix the labels up"
for smoke in on off; do
    ! pipeline "${given[@]}" --variable SMOKE=$smoke dev staging && grep -q "$([ $smoke = on ] && echo FAILED_SMOKE || echo WORSE)" "$folder/output" &&
        ! grep -qE '(PASS|FAIL).* staging' "$folder/output" && [ "$(stable dev)" = "$second" ]
    check "A broken commit is taken back in dev (smoke set $smoke), and does not get to staging"
done
answers

echo "$passed passed, $failed failed"
[ $failed = 0 ]
