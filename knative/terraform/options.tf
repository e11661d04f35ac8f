# Knative and the monitoring stack, for a cluster that has neither. What is there already belongs to whoever installed it: a field of
# another manager is a conflict, and the apply stops.

module "knative" {
  source = "./manifests"
  files  = var.knative_manifests
}

module "monitoring" {
  source     = "./manifests"
  files      = var.monitoring_manifests
  depends_on = [module.knative]
}
