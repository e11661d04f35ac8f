# Installs Knative and the monitoring on a cluster that has neither. An object that already exists belongs to its
# installer: a field that another manager owns is a conflict, at which the apply stops.

module "knative" {
  source = "./manifests"
  files  = var.knative_manifests
}

module "monitoring" {
  source     = "./manifests"
  files      = var.monitoring_manifests
  depends_on = [module.knative]
}
