terraform {
  required_version = ">= 1.6"
  required_providers {
    # Applies YAML as it is, so that this module reads the files that kustomize reads, and needs no cluster to plan kinds that an
    # earlier step installs.
    kubectl = {
      source  = "gavinbunney/kubectl"
      version = "~> 1.19"
    }
  }
}

# Nothing about the cluster is written here: `make infrastructure` says KUBECONFIG, and by hand it is the variable kubeconfig.
provider "kubectl" {
  config_path       = var.kubeconfig
  config_context    = var.context
  apply_retry_count = 3
}
