# Commands for monitoring that `make help-all` lists. Paths start at the repository's root.

# The image that exports tags and traffic. If it is empty, it is built and pushed to REGISTRY. Use `none` if
# kube-state-metrics exports them.
TRAFFIC_IMAGE ?=
RELEASE_IMAGE_MVN = $(MVN) -q -pl knative/release -am -DskipTests -Djacoco.skip -Dimage.phase=package -Dimage=$(REGISTRY)/animals-release \
	$(if $(BASE_IMAGE),-Dbase.image=$(BASE_IMAGE)) -Djib.allowInsecureRegistries=$(INSECURE_REGISTRIES) \
	-Dcreated=$(shell git log -1 --format=%cI 2>/dev/null || echo 1970-01-01T00:00:01Z)
# Tools that come from PyPI: yq, and the library that the dashboard's program uses.
MONITORING_VENV = monitoring/.venv/bin
# The chart's folder, or its name in a repository that helm knows.
CHART ?= prometheus-community/kube-prometheus-stack

##@ Monitor

.PHONY: undeploy-monitoring
undeploy-monitoring: ## Remove what make monitoring installed, with everything that was recorded (CONFIRM)
	@CONFIRM=$(CONFIRM) monitoring/confirm.sh monitoring "Prometheus and everything that it recorded"
	@monitoring/uninstall.sh

.PHONY: undeploy-logging
undeploy-logging: ## Remove what make logging installed, with all logs and traces (CONFIRM)
	@CONFIRM=$(CONFIRM) monitoring/confirm.sh $${LOGGING_NAMESPACE:-logging} "all logs and traces"
	@monitoring/logging/manifests.sh | kubectl delete --ignore-not-found -f -

.PHONY: test-monitoring
test-monitoring: ## Test rules, alerts, routing and dashboard without a cluster (promtool, amtool, alertmanager)
	@for tool in bats alertmanager; do command -v $$tool >/dev/null || \
		{ echo "$$tool is missing; make setup says how to install it." >&2; exit 2; }; done
	@bats monitoring/tests/monitoring.bats
	@$(MVN) -q -pl monitoring/routing test -Dalertmanager.tests.skip=false || $(JDK_HINT)

.PHONY: test-helm-values
test-helm-values: ## Test kube-prometheus-stack.yaml with the CHART (helm)
	@command -v bats >/dev/null || { echo "bats is missing; make setup says how to install it." >&2; exit 2; }
	@CHART="$(CHART)" bats monitoring/tests/helm.bats

.PHONY: dashboard
dashboard: $(MONITORING_VENV)/yq ## Write the dashboard's JSON from its program
	@$(MONITORING_VENV)/python monitoring/dashboards/animals.py >monitoring/dashboards/animals.json

$(MONITORING_VENV)/yq: monitoring/requirements.txt
	@$(PYTHON) -m venv monitoring/.venv && $(MONITORING_VENV)/pip install -q --disable-pip-version-check -r $< && touch $@
