# Installs Knative and the monitoring on a cluster that has neither. Objects that already exist belong to their
# installer: if another manager owns a field, this is a conflict, and the apply stops.

module "knative" {
  source = "./manifests"
  files  = var.knative_manifests
}

module "monitoring" {
  source     = "./manifests"
  files      = var.monitoring_manifests
  depends_on = [module.knative]
}
