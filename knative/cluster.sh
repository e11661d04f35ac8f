#!/usr/bin/env bash
# Creates a Kubernetes cluster on this machine with kind, with a registry, Knative Serving and Kourier. It can be run
# again: what exists is kept. The images of the registry are at localhost:5001, and the gateway is at 127.0.0.1:80.
set -euo pipefail

missing=0
for program in docker kind kubectl; do
    command -v "$program" >/dev/null ||
        { echo "$program is missing; make setup says how to install it." >&2; missing=1; }
done
[ $missing = 0 ] || exit 2
docker info >/dev/null || { echo "Docker does not run, or you may not use it." >&2; exit 2; }

serving=https://github.com/knative/serving/releases/download/knative-v1.23.0
kourier=https://github.com/knative-extensions/net-kourier/releases/download/knative-v1.21.0

docker inspect kind-registry >/dev/null 2>&1 ||
    docker run -d --restart=always -p 127.0.0.1:5001:5000 --network bridge --name kind-registry registry:3
# The port of requests is mapped to port 80 of this machine.
kind get clusters 2>/dev/null | grep -qx animals || kind create cluster --config /dev/stdin <<'END'
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
name: animals
nodes:
- role: control-plane
  image: kindest/node:v1.35.8@sha256:07b2536e30b803ed61d1677a79df6115f798ce64c80f9e22f6ed45afd09323c0
  extraPortMappings:
  - {containerPort: 31080, hostPort: 80, listenAddress: 127.0.0.1}
END
# The node pulls images of localhost:5001 from the registry.
docker exec animals-control-plane mkdir -p /etc/containerd/certs.d/localhost:5001
echo '[host."http://kind-registry:5000"]' |
    docker exec -i animals-control-plane cp /dev/stdin /etc/containerd/certs.d/localhost:5001/hosts.toml
docker network connect kind kind-registry 2>/dev/null || docker network inspect kind | grep -q kind-registry

kubectl() { command kubectl --context kind-animals "$@"; }
kubectl apply -f "$serving/serving-crds.yaml"
kubectl wait --for=condition=Established --all crd --timeout=60s
kubectl apply -f "$serving/serving-core.yaml" -f "$kourier/kourier.yaml"
# Kourier is the gateway. The cluster has no service mesh, and Knative's detection of one can be wrong.
kubectl patch configmap config-network -n knative-serving --type merge -p \
    '{"data": {"ingress-class": "kourier.ingress.networking.knative.dev", "mesh-compatibility-mode": "disabled"}}'
kubectl patch service kourier -n kourier-system -p '{"spec": {"type": "NodePort",
    "ports": [{"name": "http2", "port": 80, "targetPort": 8080, "nodePort": 31080}]}}'
# The public DNS service sslip.io answers anything.127.0.0.1.sslip.io with 127.0.0.1.
kubectl patch configmap config-domain -n knative-serving --type merge -p '{"data": {"127.0.0.1.sslip.io": ""}}'
for namespace in knative-serving kourier-system; do
    kubectl wait deployment --all -n "$namespace" --for=condition=Available --timeout=300s
done
