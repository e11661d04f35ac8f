#!/usr/bin/env bash
# Runs jobs of gitlab-ci.yml for real, in a clone, without containers, and shows where a broken commit ends. gitlab-ci-local checks the
# file against GitLab's own schema first. Those that build and deploy: test-deployment.sh.
set -uo pipefail
command -v gitlab-ci-local >/dev/null || { echo "Not tested: gitlab-ci-local is missing (npm install -g gitlab-ci-local, Node.js 24)."; exit 0; }
. "$(dirname "$0")/clone.sh"

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
commit Haste
run --variable DEPLOY=true
[ $? != 0 ] && grep -q 'FAIL.*check' "$folder/output" && ! grep -qE '(test|image|dev|staging) .*(PASS|FAIL|copied)' "$folder/output"
check "A broken commit ends in the stage check: no later job began"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
