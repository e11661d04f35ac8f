# Commands around monitoring that `make help-all` lists. Paths start at the repository's root.

# The image that exports tags and traffic. Empty to push it to REGISTRY; `none` where kube-state-metrics exports them.
TRAFFIC_IMAGE ?=
TRAFFIC_MVN = $(MVN) -q -pl monitoring/traffic -DskipTests -Dimage.phase=package -Dimage=$(REGISTRY)/animals-traffic $(if $(BASE_IMAGE),-Dbase.image=$(BASE_IMAGE)) \
	-Djib.allowInsecureRegistries=$(INSECURE_REGISTRIES) -Dcreated=$(shell git log -1 --format=%cI 2>/dev/null || echo 1970-01-01T00:00:01Z)
DASHBOARD_PYTHON = monitoring/dashboards/.venv/bin/python

##@ Monitor

.PHONY: undeploy-monitoring
undeploy-monitoring: ## Remove what make monitoring installed, with everything that was recorded
	@monitoring/uninstall.sh

.PHONY: undeploy-logging
undeploy-logging: ## Remove what make logging installed, with all logs and traces
	@monitoring/logging/manifests.sh | kubectl delete --ignore-not-found -f -

.PHONY: test-monitoring
test-monitoring: ## Test rules, alerts, routing and dashboard without a cluster (promtool, amtool)
	@monitoring/test.sh
	@if command -v alertmanager >/dev/null; then $(MVN) -q -pl monitoring/routing test -Dalertmanager.tests.skip=false || $(JDK_HINT); \
		else echo "Not tested, because alertmanager is missing: who is told of an alert (monitoring/routing)."; fi

.PHONY: dashboard
dashboard: $(DASHBOARD_PYTHON) ## Write the dashboard's JSON from its program
	@$(DASHBOARD_PYTHON) monitoring/dashboards/animals.py >monitoring/dashboards/animals.json

$(DASHBOARD_PYTHON): monitoring/dashboards/requirements.txt
	@$(PYTHON) -m venv monitoring/dashboards/.venv
	@$@ -m pip install -q -r $<
	@touch $@
