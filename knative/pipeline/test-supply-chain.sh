#!/usr/bin/env bash
# What stops a release, and what does not. IMAGE=NAME@sha256:…, whose registry takes signatures, tests those too, with cosign.
set -uo pipefail
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0

expect() { # STATUSES of which one is right, SENTENCE, COMMAND…
    local wanted=$1 sentence=$2
    shift 2
    "$@" >"$folder/output" 2>&1
    if [[ " $wanted " = *" $? "* ]]; then
        passed=$((passed + 1))
        echo "ok    $sentence"
    else
        failed=$((failed + 1))
        echo "WRONG $sentence"
        cat "$folder/output"
    fi
}

scan() { # CHANGE of the report, by jq
    jq "$1" knative/pipeline/tests/vulnerabilities.json >"$folder/report.json" && REPORT=$folder/report.json knative/pipeline/scan.sh
}
critical='.matches[0].vulnerability'
expect 1 "A critical vulnerability with a fix stops the release" scan .
expect 1 "So does a high one" scan "$critical.severity = \"High\""
expect 0 "A medium one does not" scan "$critical.severity = \"Medium\""
expect 0 "Nor does one that nobody has fixed" scan "$critical.fix = {versions: [], state: \"not-fixed\"}"
expect 0 "Nothing found is nothing to stop for" scan '.matches = []'
export ACCEPTED=$folder/accepted.tsv
printf 'GHSA-jfh8-c2jp-5v3q\t2999-12-31\tA test.\n' >"$ACCEPTED"
expect 0 "An accepted one does not" scan .
printf 'GHSA-jfh8-c2jp-5v3q\t2020-01-01\tA test.\n' >"$ACCEPTED"
expect 1 "But only until its day" scan .
unset ACCEPTED

# Grype itself would need its database of the day.
mkdir "$folder/bin"
cat >"$folder/bin/grype" <<'END'
#!/bin/sh
case $1 in
    sbom:*) echo '{"matches": []}' ;;
    registry:example.com/image@sha256:0) cat knative/pipeline/tests/vulnerabilities.json ;;
    *) exit 1 ;;
esac
END
chmod +x "$folder/bin/grype"
touch "$folder/animals-bom.json"
expect 0 "Libraries without one do not" env PATH="$folder/bin:$PATH" knative/pipeline/scan.sh "$folder/animals-bom.json"
expect 1 "What stands below them in the image does" env PATH="$folder/bin:$PATH" knative/pipeline/scan.sh "$folder/animals-bom.json" example.com/image@sha256:0
grep -q GHSA-jfh8-c2jp-5v3q "$folder/output"
expect 0 "And it is named" test $? = 0
expect 1 "An image that cannot be looked at stops it, too" env PATH="$folder/bin:$PATH" knative/pipeline/scan.sh "$folder/animals-bom.json" example.com/other@sha256:0

licences() { # LICENCES of one library
    jq -n --argjson licences "$1" '{components: [{group: "g", name: "n", version: "1", licenses: $licences}]}' >"$folder/bom.json" &&
        knative/pipeline/licences.sh "$folder/bom.json"
}
expect 0 "An allowed licence is taken" licences '[{"license": {"id": "MIT"}}]'
expect 0 "One of two is enough" licences '[{"license": {"id": "GPL-3.0-only"}}, {"license": {"id": "EPL-2.0"}}]'
expect 1 "Another is not taken" licences '[{"license": {"id": "AGPL-3.0-only"}}]'
expect 1 "Nor is none" licences '[]'

refuses_a_key_itself() { # and does not print it
    ! COSIGN_KEY="-----BEGIN PRIVATE KEY----- c2VjcmV0" IMAGE=example.com/image@sha256:0 knative/pipeline/sign.sh verify >"$folder/said" 2>&1 &&
        grep -q "type file" "$folder/said" && ! grep -q c2VjcmV0 "$folder/said"
}
expect 0 "A key in the place of its file is refused, and not printed" refuses_a_key_itself

if command -v cosign >/dev/null && [ -n "${IMAGE:-}" ]; then
    export COSIGN_PASSWORD=test
    # cosign ends with 10 where there is no signature; with 12, or 1 from version 3 on, where there are only others'.
    for key in ours theirs; do (cd "$folder" && cosign generate-key-pair --output-key-prefix "$key" 2>/dev/null); done
    echo '{"bomFormat": "CycloneDX", "specVersion": "1.6"}' >"$folder/bom.json"
    expect "10 12" "What nobody signed with this key is not deployed" env COSIGN_KEY="$folder/ours.pub" knative/pipeline/sign.sh verify
    expect 0 "It is signed" env COSIGN_KEY="$folder/ours.key" knative/pipeline/sign.sh sign "$folder/bom.json"
    expect 0 "And then it is deployed" env COSIGN_KEY="$folder/ours.pub" knative/pipeline/sign.sh verify
    expect "1 12" "But not by who trusts another key" env COSIGN_KEY="$folder/theirs.pub" knative/pipeline/sign.sh verify
    expect 2 "A tag is not signed" env IMAGE="${IMAGE%@*}" COSIGN_KEY="$folder/ours.key" knative/pipeline/sign.sh sign "$folder/bom.json"
else
    echo "Signatures are not tested: that needs cosign, and STABLE_IMAGE=NAME@sha256:… where signatures may be pushed to."
fi

updates() { # fails where a file names an image that Renovate does not find there
    LOG_LEVEL=debug LOG_FORMAT=json renovate --platform=local --dry-run=extract >"$folder/extract" || return
    jq -r 'select(.packageFiles) | .packageFiles[][] | .packageFile as $file | .deps[] | "\($file) \(.depName)"' "$folder/extract" | sort -u >"$folder/found"
    git grep -oE '(image: |--from=|FROM |<base.image>)[a-z0-9.-]+/?[a-z0-9./_-]*[:@][A-Za-z0-9._-]+' -- . ':!*.md' |
        sed -E 's/:(image: |--from=|FROM |<base.image>)/ /; s/[:@][^:@]*$//' | sort -u >"$folder/named"
    [ -s "$folder/named" ] && [ -z "$(comm -23 "$folder/named" "$folder/found" | tee /dev/stderr)" ]
}
if command -v renovate >/dev/null; then
    expect 0 "Renovate understands its settings" renovate-config-validator --strict --no-global .renovaterc.json
    expect 0 "And finds each image that a file names" updates
else
    echo "What is kept up to date is not tested: that needs Renovate (npm install --global renovate)."
fi
echo "$passed passed, $failed failed"
[ $failed = 0 ]
