# Creates what must exist before a deployment: namespaces with their Pod Security level and quotas, and the rights of
# deployers. The namespace and the rights are read from kustomize's files, so that each is written once. The service,
# its settings and its traffic belong to `make deploy`.

locals {
  knative   = "${path.module}/.."
  namespace = yamldecode(file("${local.knative}/base/namespace.yaml"))
  deployer = { for part in ["service-account", "role", "role-binding"] :
    part => yamldecode(file("${local.knative}/components/deployer/${part}.yaml"))
  }

  # Each environment gets each of these objects.
  rights = { for pair in setproduct(keys(var.environments), keys(local.deployer)) : "${pair[0]}/${pair[1]}" => {
    namespace = var.environments[pair[0]].namespace
    object    = local.deployer[pair[1]]
  } }
}

resource "kubectl_manifest" "namespace" {
  for_each = var.environments
  yaml_body = yamlencode(merge(local.namespace, {
    metadata = merge(local.namespace.metadata, { name = each.value.namespace })
  }))
  # Takes over an existing namespace and reverts manual changes to its fields, but keeps fields that others added.
  server_side_apply = true
  force_conflicts   = true
  apply_only        = !var.delete_namespaces
  wait              = true
}

resource "kubectl_manifest" "deployer" {
  for_each = local.rights
  # Kubernetes requires the namespace of the subject, which kustomize would add.
  yaml_body = yamlencode(merge(each.value.object, { for key in ["subjects"] : key => [
    for subject in each.value.object[key] :
    merge(subject, { for name in ["namespace"] : name => each.value.namespace if subject.kind == "ServiceAccount" })
  ] if can(each.value.object[key]) }))
  override_namespace = each.value.namespace
  server_side_apply  = true
  force_conflicts    = true
  depends_on         = [kubectl_manifest.namespace]
}

resource "kubectl_manifest" "quota" {
  for_each = var.environments
  yaml_body = yamlencode({
    apiVersion = "v1"
    kind       = "ResourceQuota"
    metadata   = { name = "animals", namespace = each.value.namespace }
    spec = { hard = {
      "pods"            = tostring(each.value.pods)
      "requests.cpu"    = each.value.cpu
      "requests.memory" = each.value.memory
      # Callers reach the service only through Knative's gateway.
      "services.loadbalancers" = "0"
      "services.nodeports"     = "0"
      "persistentvolumeclaims" = "0"
    } }
  })
  server_side_apply = true
  force_conflicts   = true
  depends_on        = [kubectl_manifest.namespace]
}

# With a quota, Kubernetes rejects pods with a container that requests no memory, such as queue-proxy. This sets a
# default request.
resource "kubectl_manifest" "limit_range" {
  for_each = var.environments
  yaml_body = yamlencode({
    apiVersion = "v1"
    kind       = "LimitRange"
    metadata   = { name = "animals", namespace = each.value.namespace }
    spec       = { limits = [{ type = "Container", defaultRequest = { cpu = "25m", memory = "64Mi" } }] }
  })
  server_side_apply = true
  force_conflicts   = true
  depends_on        = [kubectl_manifest.namespace]
}
