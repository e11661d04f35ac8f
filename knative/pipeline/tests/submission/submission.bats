#!/usr/bin/env bats
# Runs the commands that submission.md marks with ✓: those that need neither a cluster nor a long time. WITHOUT lists
# the commands to leave out, one per line.

setup() {
    cd "$BATS_TEST_DIRNAME/../../../.." || exit
}

commands() {
    # shellcheck disable=SC2016 # The backticks are Markdown's.
    sed -n 's/^|.*`\([^`]*\)` | ✓ |$/\1/p' submission.md | sort -u
}

@test "submission.md marks commands" {
    [ "$(commands | wc -l)" -gt 0 ]
}

@test "every marked command succeeds" {
    failed=0
    while read -r command; do
        if timeout 600 bash -c "$command" >"$BATS_TEST_TMPDIR/output" 2>&1 </dev/null; then
            echo "# ok     $command" >&3
        else
            failed=$((failed + 1))
            echo "# FAILED $command" >&3
            tail -n 20 "$BATS_TEST_TMPDIR/output"
        fi
    done < <(commands | grep -vxF -e "${WITHOUT:-}")
    [ "$failed" -eq 0 ]
}
