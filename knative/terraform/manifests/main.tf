# Applies all objects in YAML files: first the namespaces and definitions that other objects need, then the rest.

terraform {
  required_providers {
    kubectl = { source = "gavinbunney/kubectl" }
  }
}

variable "files" {
  description = "Paths of files with one or more objects each."
  type        = list(string)
}

locals {
  texts = flatten([for file in var.files : split("\n---", "\n${file(file)}")])
  objects = { for text in local.texts :
    join("/", [
      yamldecode(text).kind, try(yamldecode(text).metadata.namespace, ""), yamldecode(text).metadata.name
    ]) => text
  if can(yamldecode(text).metadata.name) }
  first = ["Namespace", "CustomResourceDefinition"]
}

resource "kubectl_manifest" "first" {
  for_each          = { for name, text in local.objects : name => text if contains(local.first, split("/", name)[0]) }
  yaml_body         = each.value
  server_side_apply = true
}

resource "kubectl_manifest" "rest" {
  for_each          = { for name, text in local.objects : name => text if !contains(local.first, split("/", name)[0]) }
  yaml_body         = each.value
  server_side_apply = true
  depends_on        = [kubectl_manifest.first]
}
