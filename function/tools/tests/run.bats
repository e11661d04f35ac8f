#!/usr/bin/env bats
# Tests that `make run` explains a wrong setting in one sentence, before it builds anything.

setup() {
    cd "$BATS_TEST_DIRNAME/../../.." || return
    # With these variables, make would also print its folder.
    unset MAKEFLAGS MAKELEVEL MFLAGS
}

# rejects SENTENCE SETTING… expects make run to fail with this sentence.
rejects() {
    sentence=$1
    shift
    run make run "$@"
    [ "$status" -ne 0 ]
    [ "${lines[0]}" = "$sentence" ]
    [[ "${lines[1]}" == make:* ]]
    [ ${#lines[@]} -eq 2 ]
}

@test "make run names the models if there is none of the name" {
    rejects "There is no model MODEL=lite1; the models are: lite0, lite2." MODEL=lite1
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
