#!/usr/bin/env bats
# Tests that `make run` and `make image` explain a wrong setting in one sentence before they build anything.

setup() {
    cd "$BATS_TEST_DIRNAME/../../.." || return
    # With these variables, make would also print its folder.
    unset MAKEFLAGS MAKELEVEL MFLAGS
}

# rejects SENTENCE SETTING… expects make to fail with this sentence. Without a target in TARGET, it is make run.
rejects() {
    sentence=$1
    shift
    run make "${TARGET:-run}" "$@"
    [ "$status" -ne 0 ]
    [ "${lines[0]}" = "$sentence" ]
    [[ "${lines[1]}" == make:* ]]
    [ ${#lines[@]} -eq 2 ]
}

@test "make run names the models if there is none of the name" {
    rejects "There is no model MODEL=lite1; the models are: lite0, lite2." MODEL=lite1
}

@test "make run names the models of an engine" {
    rejects "There is no model MODEL=lite2; the models are: lite0." MODEL=lite2 ENGINE=onnxruntime
}

@test "make run uses the folder MODELS and the engine that the model is for" {
    models=$BATS_TEST_TMPDIR
    mkdir -p "$models/flowers-onnxruntime" "$models/birds"
    touch "$models/flowers-onnxruntime/model.yaml" "$models/birds/model.yaml"
    run make -n run MODEL=flowers MODELS="$models"
    [[ "$output" == *"-onnxruntime.jar --animals.model.directory=$models/flowers-onnxruntime "* ]]
    run make -n run MODEL=birds MODELS="$models"
    [[ "$output" == *"function-exec.jar --animals.model.directory=$models/birds "* ]]
}

@test "make run names the folder MODELS if there is none" {
    rejects "There is no folder MODELS=/nowhere." MODELS=/nowhere
}

@test "make run says that a folder has no model for an engine" {
    mkdir -p "$BATS_TEST_TMPDIR/flowers-onnxruntime"
    rejects "There is no model MODEL=birds; the models are: none." MODEL=birds MODELS="$BATS_TEST_TMPDIR"
    touch "$BATS_TEST_TMPDIR/flowers-onnxruntime/model.yaml"
    rejects "There is no model MODEL=birds; the models are: none." MODEL=birds MODELS="$BATS_TEST_TMPDIR"
}

@test "make run names the engines if there is none of the name" {
    rejects "There is no engine ENGINE=tensorflow; the engines are: pytorch, onnxruntime." ENGINE=tensorflow
}

@test "make image, make push and make classify reject a model that the engine does not have" {
    for TARGET in image push classify; do
        rejects "There is no model MODEL=lite2; the models are: lite0." MODEL=lite2 ENGINE=onnxruntime
        rejects "There is no engine ENGINE=onnx; the engines are: pytorch, onnxruntime." ENGINE=onnx
    done
}

@test "make push asks where to push" {
    run make push
    [ "$status" -eq 2 ]
    [[ "$output" == *"make push IMAGE=registry.example.com/team/animals:lite0"* ]]
}

@test "make import gives the program its settings as they are" {
    printf '#!/bin/sh\nprintf "<%%s>" "$@"\n' >"$BATS_TEST_TMPDIR/python"
    chmod +x "$BATS_TEST_TMPDIR/python"
    run make import IMPORT_PYTHON="$BATS_TEST_TMPDIR/python" MODEL=birds FROM='a `echo b` "c".pt' LABELS="d 'e'.txt" \
        SUBJECT='f"g' OPTIONS="--size 32"
    [ "$status" -eq 0 ]
    [[ "$output" == *'<--from><a `echo b` "c".pt><--labels><d '"'e'"'.txt><--subject><f"g><--size><32>' ]]
}

@test "make run rejects a port that is not a number" {
    rejects "PORT=http is not the number of a port; give one from 0 (any free port) to 65535." PORT=http
}

@test "make run rejects a port that is too large" {
    rejects "MANAGEMENT_PORT=70000 is not the number of a port; give one from 0 (any free port) to 65535." \
        MANAGEMENT_PORT=70000
}

@test "make run says that another program uses the port" {
    server='import socket, time; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1]); time.sleep(60)'
    python3 -u -c "$server" >"$BATS_TEST_TMPDIR/port" 3>&- &
    until [ -s "$BATS_TEST_TMPDIR/port" ]; do :; done
    port=$(cat "$BATS_TEST_TMPDIR/port")
    run make run PORT="$port"
    kill $!
    [ "$status" -ne 0 ]
    [[ "${lines[0]}" == "Another program uses port $port; choose a free one, for instance make run PORT="* ]]
}
