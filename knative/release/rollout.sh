#!/usr/bin/env bash
# Deploys IMAGE as candidate and rolls it out, or back. Ends with release.sh's status if it was not deployed, otherwise with the
# rollout's (docs/rollout.md); `make` itself would turn every one into 2. Without IMAGE it goes on with the candidate that is there.
# LOAD=N sends N photos a second meanwhile, where no users are.
set -euo pipefail

REPOSITORY=$(cd "$(dirname "$0")/../.." && pwd -P)
MVN=${MVN:-mvn -B -ntp}
cd "$REPOSITORY"

[ -z "${IMAGE:-}" ] || knative/release.sh deploy

# The java that Maven's toolchain selects, which need not be the one that Maven runs on. Maven on a JDK 25 selects none, and `java` is
# then looked up in the path.
[ -z "${JAVA_HOME:-}" ] || PATH=$JAVA_HOME/bin:$PATH
built=$($MVN -q -pl knative/release package -DskipTests -Djacoco.skip exec:exec -Dexec.executable=java \
    -Dexec.args='-XshowSettings:properties -version' 2>&1) || { printf '%s\nThe rollout could not be built.\n' "$built" >&2; exit 2; }
java=$(sed -n 's/^ *java\.home = //p' <<<"$built")

if [ -n "${LOAD:-}" ]; then
    (
        # A group of its own, to be ended as a whole with the rollout, which takes this script's process over.
        set -m
        mkdir -p knative/release/target
        # PHOTOS is the rollout's smoke set, which need not have what a load test asks of photos.
        make --no-print-directory load-test PHOTOS= PROFILE=steady RATE="$LOAD" DURATION=4h URL="$(knative/release.sh url)" >knative/release/target/load.log 2>&1 &
        while kill -0 $$ 2>/dev/null; do sleep 1; done
        kill -- -$!
    ) &
fi
NAMESPACE=$(knative/release.sh namespace) REPOSITORY=$REPOSITORY exec "$java/bin/java" -Djdk.httpclient.allowRestrictedHeaders=host \
    -XX:TieredStopAtLevel=1 -cp "knative/release/target/classes:knative/release/target/lib/*" dev.animals.release.rollout.RolloutMain
