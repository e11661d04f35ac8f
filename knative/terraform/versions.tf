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

# The cluster is that of KUBECONFIG or KUBE_CONFIG_PATH: nothing about it is written here.
provider "kubectl" {
  config_path       = var.kubeconfig
  config_context    = var.context
  apply_retry_count = 3
}
