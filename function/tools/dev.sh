#!/bin/sh
# Runs the service with Spring Boot's developer tools, and compiles and restarts it whenever a source file changes. MVN
# and RUN_ARGUMENTS come from the Makefile.
set -eu
MAVEN="$MVN -q -pl function -am -Dspring-javaformat.skip -Djacoco.skip -Dmaven.test.skip"
# The developer tools restart the service when this file changes. Otherwise they would restart it during a compilation,
# when classes are missing.
TRIGGER=restart.trigger
stamp=$(mktemp)

compile() {
    touch "$stamp"
    $MAVEN compile && touch "function/target/classes/$TRIGGER"
}

compile
(
    while sleep 1; do
        if [ -n "$(find function/src/main function/pom.xml -newer "$stamp" -type f | head -n 1)" ]; then
            echo "dev: a source file changed; compiling"
            compile || echo "dev: the source does not compile; the service still runs the last version that did"
        fi
    done
) &
watcher=$!
trap 'kill $watcher 2>/dev/null; rm -f "$stamp"' EXIT
trap 'exit 130' INT TERM
$MAVEN -Pdev spring-boot:run -Dspring-boot.run.workingDirectory="$PWD" \
    -Dspring-boot.run.arguments="$RUN_ARGUMENTS --spring.devtools.restart.trigger-file=$TRIGGER"
