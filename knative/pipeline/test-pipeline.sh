#!/usr/bin/env bash
# Runs jobs of gitlab-ci.yml for real, in a clone, without containers, and shows where a broken commit ends. gitlab-ci-local checks the
# file against GitLab's own schema first. The jobs that build and deploy are run by hand: docs/pipeline.md.
set -uo pipefail
command -v gitlab-ci-local >/dev/null || { echo "Not tested: gitlab-ci-local is missing (npm install -g gitlab-ci-local, Node.js 24)."; exit 0; }
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
clone=$folder/clone
git clone -q . "$clone"
# GitLab's variables are made of these.
git -C "$clone" remote set-url origin git@gitlab.example.com:team/animals.git
git -C "$clone" remote set-head origin --delete
git -C "$clone" checkout -q -B main
# What is not committed yet is tested, too.
git diff HEAD --binary | git -C "$clone" apply --allow-empty
git -C "$clone" -c user.name=test -c user.email=test@example.com commit -qam "As it is" --allow-empty
passed=0 failed=0

run() { # JOBS…
    (cd "$clone" && timeout 600 gitlab-ci-local --file gitlab-ci.yml --force-shell-executor \
        --variable MVN="${MVN:-mvn -B -ntp}" "$@") >"$folder/output" 2>&1
}

check() { # SENTENCE; the last command's status says whether it is true
    if [ $? = 0 ]; then
        passed=$((passed + 1))
        echo "ok    $1"
    else
        failed=$((failed + 1))
        echo "WRONG $1"
        tail -n 40 "$folder/output"
    fi
}

run --list
check "It has GitLab's schema"
run --list-csv-all --variable DEPLOY=true
[ "$(awk -F';' '($3 == "on_success" || $3 == "manual") && $2 != ".pre" { print $2 }' "$folder/output" | uniq | xargs)" = 'check test image scan e2e dev staging production' ]
check "A commit on the default branch goes through every stage"
grep -qE '^production;production;manual;' "$folder/output" && grep -qE '^rollback-production;production;manual;' "$folder/output"
check "Production and its rollback wait for a person"
run --list
grep -q '^test ' "$folder/output" && ! grep -qE '^(dev|staging|production|e2e) ' "$folder/output"
check "Nothing is deployed where DEPLOY is not true"

# Without a program they would fail on any machine that lacks it.
jobs=(check-supply-chain)
! command -v promtool >/dev/null || ! command -v amtool >/dev/null || jobs+=(check-monitoring)
! command -v tofu >/dev/null || jobs+=(check-infrastructure)
run "${jobs[@]}"
check "Jobs end well: ${jobs[*]}"

# A line that nobody formatted, as in a commit that was made in haste.
echo 'class   Haste{}' >>"$clone/function/src/main/java/dev/animals/event/ClassifyImage.java"
git -C "$clone" -c user.name=test -c user.email=test@example.com commit -qam "Haste"
run --variable DEPLOY=true
[ $? != 0 ] && grep -q 'FAIL.*check' "$folder/output" && ! grep -qE '(test|image|dev|staging) .*(PASS|FAIL|copied)' "$folder/output"
check "A broken commit ends in the stage check: no later job began"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
