#!/bin/sh
# Runs the service with Spring's developer tools, which restart it when a class changes, and compiles whenever a source
# file changes. MVN and RUN_ARGUMENTS come from the Makefile.
set -eu
stamp=$(mktemp)
$MVN -q -pl function compile
(
    while sleep 1; do
        if [ -n "$(find function/src/main function/pom.xml -newer "$stamp" -type f | head -1)" ]; then
            touch "$stamp"
            echo "dev: a source file changed, compiling"
            $MVN -q -pl function compile || echo "dev: does not compile; the service runs on as it was"
        fi
    done
) &
watcher=$!
trap 'kill $watcher 2>/dev/null; rm -f "$stamp"' EXIT INT TERM
$MVN -q -pl function -Pdev spring-boot:run -Dspring-boot.run.arguments="$RUN_ARGUMENTS"
