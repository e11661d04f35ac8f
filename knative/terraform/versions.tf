terraform {
  required_version = ">= 1.6"
  required_providers {
    # This provider applies YAML unchanged, so the module can read kustomize's files. It also plans objects whose
    # kinds an earlier step installs, without asking the cluster.
    kubectl = {
      source  = "gavinbunney/kubectl"
      version = "~> 1.19"
    }
  }
}

# The cluster is a variable: `make infrastructure` sets it from KUBECONFIG.
provider "kubectl" {
  config_path       = var.kubeconfig
  config_context    = var.context
  apply_retry_count = 3
}
