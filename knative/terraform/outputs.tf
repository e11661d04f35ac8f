output "deployers" {
  description = "Commands that create a deployer's token for each environment, valid for a working day of eight hours."
  value = { for name, environment in var.environments :
  name => "kubectl create token deployer -n ${environment.namespace} --duration 8h" }
}
