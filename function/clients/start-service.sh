# Starts the service for the scripts that source this file, and stops it when they end.
# Settings: out (a folder for the log), java, and PORT with the next port after it.
# shellcheck shell=bash
port=${PORT:-9080}
"${java:?}" --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -Xmx512m -jar function/target/function-exec.jar \
    --animals.model.directory=function/model/lite0 --server.port="$port" --management.server.port=$((port + 1)) \
    >"${out:?}/service.log" &
service=$!
trap 'kill $service' EXIT
for _ in {1..120}; do
    curl -sf "localhost:$port/readyz" >/dev/null && break
    kill -0 $service 2>/dev/null || { cat "$out/service.log" >&2; exit 1; }
    sleep 0.5
done
