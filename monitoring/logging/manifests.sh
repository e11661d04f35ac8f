#!/usr/bin/env bash
# Prints the manifests that `make logging` applies. All settings are optional environment variables:
#   LOGGING_NAMESPACE                              the namespace, by default `logging`
#   VLAGENT_IMAGE VICTORIA_LOGS_IMAGE JAEGER_IMAGE COLLECTOR_IMAGE
#                                                  images from a registry of your own
#   LOGS_VOLUME=10Gi                               keeps the logs on a persistent volume of this size
#   OUTPUTS=elasticsearch                          ships the logs to Elasticsearch as well
set -euo pipefail
folder=$(cd "$(dirname "$0")" && pwd -P)
namespace=${LOGGING_NAMESPACE:-logging}

# kustomize accepts no absolute path, so the folder is copied beside the generated kustomization.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$folder" "$work/logging"

replace() { # replace KIND NAME PATH VALUE sets one field, unless VALUE is empty.
    [ -z "$4" ] || cat <<END
- target: {kind: $1, name: $2}
  patch: '[{"op": "replace", "path": "$3", "value": "$4"}]'
END
}
image=/spec/template/spec/containers/0/image

{
    echo "namespace: $namespace"
    echo "resources: [logging]"
    echo "components: [${LOGS_VOLUME:+logging/volume,} ${OUTPUTS:+logging/$OUTPUTS}]"
    echo "patches:"
    # Two installations in one cluster share nothing, so that removing one does not remove rights of the other.
    replace ClusterRole animals-vlagent /metadata/name "animals-vlagent-$namespace"
    replace ClusterRoleBinding animals-vlagent /metadata/name "animals-vlagent-$namespace"
    replace ClusterRoleBinding animals-vlagent /roleRef/name "animals-vlagent-$namespace"
    replace ClusterRoleBinding animals-vlagent /subjects/0/namespace "$namespace"
    replace DaemonSet animals-vlagent $image "${VLAGENT_IMAGE:-}"
    replace StatefulSet animals-victoria-logs $image "${VICTORIA_LOGS_IMAGE:-}"
    replace Deployment animals-jaeger $image "${JAEGER_IMAGE:-}"
    replace DaemonSet animals-collector $image "${OUTPUTS:+${COLLECTOR_IMAGE:-}}"
    replace StatefulSet animals-victoria-logs \
        /spec/volumeClaimTemplates/0/spec/resources/requests/storage "${LOGS_VOLUME:-}"
} >"$work/kustomization.yaml"
kubectl kustomize "$work"
