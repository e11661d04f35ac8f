#!/usr/bin/env bash
# Generates clients in Java and Python from the contract, compiles them, and lets each of them use a running service.
# Then runs the examples of the documentation.
# Settings: MVN, JAVA (a JDK 25's java), PYTHON, and PORT with the next port after it.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/function/clients/target
contract=$PWD/function/src/main/resources/openapi.yaml
photo=$PWD/function/photos/koala.jpg
read -ra mvn <<<"${MVN:-mvn -B -ntp}"
java=${JAVA:-$(function/tools/find-java.sh)}
rm -rf "$out/java" "$out/python"
mkdir -p "$out"

"${mvn[@]}" -q dependency:copy -Dartifact=org.openapitools:openapi-generator-cli:7.25.0 -DoutputDirectory="$out"
generate() { # LANGUAGE LIBRARY
    "$java" -jar "$out"/openapi-generator-cli-*.jar generate -g "$1" --library "$2" -i "$contract" -o "$out/$1" \
        --global-property apiTests=false,modelTests=false,apiDocs=false,modelDocs=false,skipFormModel=false \
        >"$out/$1.log" 2>&1 ||
        { cat "$out/$1.log" >&2; exit 1; }
}
generate java okhttp-gson
generate python urllib3
"${mvn[@]}" -q -f "$out/java/pom.xml" compile dependency:build-classpath -Dmdep.outputFile="$out/classpath"
"${PYTHON:-python3}" -m venv "$out/venv"
"$out/venv/bin/pip" install -q --disable-pip-version-check "$out/python" requests

. function/clients/start-service.sh
"$java" -cp "$out/java/target/classes:$(cat "$out/classpath")" function/clients/UseClient.java \
    "http://localhost:$port" "$photo"
"$out/venv/bin/python" function/clients/use_client.py "http://localhost:$port" "$photo"
"$out/venv/bin/python" function/clients/run_examples.py "http://localhost:$port" "$photo" "$java"
