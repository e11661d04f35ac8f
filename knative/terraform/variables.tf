variable "kubeconfig" {
  description = "Path of the kubeconfig. Its user must be allowed to create namespaces and Roles."
  type        = string
  default     = "~/.kube/config"
}

variable "context" {
  description = "Context in the kubeconfig, or null for its current one."
  type        = string
  default     = null
}

variable "environments" {
  description = <<-END
    The quota of each environment's namespace. The numbers follow the overlays. They allow the maximum of pods for
    stable and candidate at the same time, one pod of previous, and the pod that takes dead letters. A pod requests
    what the overlay says, plus 25m and 64Mi for queue-proxy.
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
  description = "Whether destroy deletes the namespaces with everything in them. Otherwise it leaves them alone."
  type        = bool
  default     = false
}

variable "knative_manifests" {
  description = <<-END
    Files of a Knative release that you have downloaded and verified, in this order: serving-crds.yaml,
    serving-core.yaml, kourier.yaml. Empty if the cluster has Knative.
  END
  type        = list(string)
  default     = []
}

variable "monitoring_manifests" {
  description = <<-END
    The files of a release of the Prometheus operator, then the output of monitoring/manifests.sh. Empty if you use
    `make monitoring`.
  END
  type        = list(string)
  default     = []
}
