#!/usr/bin/env bats
# Tests which models `make compare-models` compares, with a repository of its own and a make that only prints.

setup() {
    script=$BATS_TEST_DIRNAME/../compare-models.sh
    printf '#!/bin/sh\necho "$@"\ncat "${5#AGAINST=}/model.yaml" 2>/dev/null || echo nothing before\n' \
        >"$BATS_TEST_TMPDIR/make"
    chmod +x "$BATS_TEST_TMPDIR/make"
    real_make=$(command -v make)
    PATH=$BATS_TEST_TMPDIR:$PATH
    git init -q "$BATS_TEST_TMPDIR/repository"
    cd "$BATS_TEST_TMPDIR/repository" || return
    git config user.name test
    git config user.email test@example.com
    mkdir -p function/model/lite0 function/model/lite2 function/model/export
    echo "version: 1" | tee function/model/lite0/model.yaml >function/model/lite2/model.yaml
    echo card >function/model/lite0/MODEL_CARD.md
    echo script >function/model/export/export.py
    commit
}

commit() {
    git add --all
    git commit -qm "Change something"
}

@test "make compare-models compares a changed model with the one before" {
    echo "version: 2" >function/model/lite2/model.yaml
    commit
    run "$script" HEAD~1 out
    [ "$status" -eq 0 ]
    [ ${#lines[@]} -eq 2 ]
    [[ "${lines[0]}" == *"evaluate MODEL=lite2 AGAINST=/"*"/function/model/lite2 "* ]]
    [[ "${lines[0]}" == *" OUT=out/lite2 PHOTOS=function/photos" ]]
    [ "${lines[1]}" = "version: 1" ]
}

@test "make compare-models notices a change that is not committed" {
    echo "temperature: 2" >>function/model/lite0/model.yaml
    PHOTOS=/photos run "$script" HEAD out
    [[ "${lines[0]}" == *"MODEL=lite0 "*" PHOTOS=/photos" ]]
}

@test "make compare-models measures a model that is new" {
    mkdir function/model/birds
    echo "version: 1" >function/model/birds/model.yaml
    run "$script" HEAD out
    [[ "${lines[0]}" == *"evaluate MODEL=birds AGAINST= OUT=out/birds"* ]]
    [ "${lines[1]}" = "nothing before" ]
}

@test "make compare-models ignores models whose answers did not change" {
    echo "new card" >function/model/lite0/MODEL_CARD.md
    echo "new script" >function/model/export/export.py
    commit
    run "$script" HEAD~1 out
    [ "$status" -eq 0 ]
    [ "$output" = "No model differs from HEAD~1." ]
    [ -d out ]
}

@test "make compare-models fetches a commit that a shallow clone lacks" {
    echo "version: 2" >function/model/lite2/model.yaml
    commit
    git config uploadpack.allowAnySHA1InWant true
    base=$(git rev-parse HEAD~1)
    git clone -q --depth 1 "file://$PWD" "$BATS_TEST_TMPDIR/shallow"
    cd "$BATS_TEST_TMPDIR/shallow"
    run "$script" "$base" out
    [ "$status" -eq 0 ]
    [ "${lines[1]}" = "version: 1" ]
}

@test "make compare-models asks for a commit" {
    cd "$BATS_TEST_DIRNAME/../../.."
    run "$real_make" compare-models -o function/model-tools/target/model-tools.jar
    [ "$status" -eq 2 ]
    [[ "$output" == *"Name a commit: make compare-models BASE=origin/main"* ]]
}
