#!/usr/bin/env bats
# Tests that Renovate accepts its settings and finds every image that a file of the repository names.

setup() {
    cd "$BATS_TEST_DIRNAME/../../../.." || exit
}

@test "Renovate accepts its settings" {
    renovate-config-validator --strict --no-global .renovaterc.json
}

@test "Renovate finds every image that a file names" {
    LOG_LEVEL=debug LOG_FORMAT=json renovate --platform=local --dry-run=extract >"$BATS_TEST_TMPDIR/extract"
    jq -r 'select(.packageFiles) | .packageFiles[][] | .packageFile as $file | .deps[] | "\($file) \(.depName)"' \
        "$BATS_TEST_TMPDIR/extract" | sort -u >"$BATS_TEST_TMPDIR/found"
    git grep -oE '(image: |FROM |<base.image>)[a-z0-9.-]+/?[a-z0-9./_-]*[:@][A-Za-z0-9._-]+' -- . ':!*.md' |
        sed -E 's/:(image: |FROM |<base.image>)/ /; s/[:@][^:@]*$//' | sort -u >"$BATS_TEST_TMPDIR/named"
    [ -s "$BATS_TEST_TMPDIR/named" ]
    missing=$(comm -23 "$BATS_TEST_TMPDIR/named" "$BATS_TEST_TMPDIR/found")
    echo "$missing"
    [ -z "$missing" ]
}
