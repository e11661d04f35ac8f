output "deployers" {
  description = "How to get a deployer's token for each environment; eight hours are enough for a day of a person's releases."
  value = { for name, environment in var.environments :
  name => "kubectl create token deployer -n ${environment.namespace} --duration 8h" }
}
