"""Labels by which the dashboard's queries select series, from the dashboard's variables."""

SERVICE = 'namespace="$namespace",service="$service"'
REVISION = SERVICE + ',revision=~"$revision"'
WINDOW = SERVICE + ',window="$window"'
# The autoscaler and the activator have labels of their own for namespace, service and revision.
KNATIVE = 'k8s_namespace_name="$namespace",kn_service_name="$service",kn_revision_name=~"$revision"'
# Accuracy and response are known for all feedback, and for a fair sample if the service asks for feedback.
ALL_FEEDBACK = SERVICE + ',sample=""'
FAIR_SAMPLE = SERVICE + ',sample="asked"'
# Limits series that have a model but no service to the models of this service.
OWN_MODELS = "and on (model) model:animals_verdict:count{" + SERVICE + "}"
