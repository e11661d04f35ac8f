variable "kubeconfig" {
  description = "File that says which cluster and who one is. Whoever applies this must be allowed to make namespaces and Roles."
  type        = string
  default     = "~/.kube/config"
}

variable "context" {
  description = "Context in that file; null: its current one."
  type        = string
  default     = null
}

variable "environments" {
  description = <<-END
    What each environment's namespace may request in all. The numbers follow the overlays: stable and candidate at their most pods
    at once, one start of previous, and the printer of dead letters; a pod is what the overlay requests, and 25m and 64Mi
    for queue-proxy.
  END
  type = map(object({
    namespace = string
    pods      = number
    cpu       = string
    memory    = string
  }))
  default = {
    # 2 × 2 + 2 pods of 275m and 704Mi.
    dev = { namespace = "animals-dev", pods = 6, cpu = "1650m", memory = "4224Mi" }
    # 2 × 3 + 2 pods of 1025m and 704Mi.
    staging = { namespace = "animals-staging", pods = 8, cpu = "8200m", memory = "5632Mi" }
    # 2 × 10 + 2 pods of 1025m and 704Mi.
    production = { namespace = "animals", pods = 22, cpu = "22550m", memory = "15488Mi" }
  }
}

variable "delete_namespaces" {
  description = "Whether destroy deletes the namespaces, with all that runs in them. Otherwise it forgets them."
  type        = bool
  default     = false
}

variable "knative_manifests" {
  description = <<-END
    Files of a release of Knative, in their order (serving-crds.yaml, serving-core.yaml, kourier.yaml), downloaded and checked before.
    Empty where the cluster has Knative.
  END
  type        = list(string)
  default     = []
}

variable "monitoring_manifests" {
  description = "Files of the Prometheus operator's release and what monitoring/manifests.sh prints, in this order. Empty where `make monitoring` is used."
  type        = list(string)
  default     = []
}
