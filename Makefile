# Everything that a person or a pipeline does with this repository. `make help` lists it.
# Settings are variables: make run MODEL=lite2 PORT=9090

MODEL ?= lite0
PORT ?= 8080
MANAGEMENT_PORT ?= 8081
PYTHON ?= python3

MVN ?= mvn -B -ntp
# Human-readable log lines for a terminal; a container logs JSON.
RUN_ARGUMENTS = --animals.model.directory=model/$(MODEL) --server.port=$(PORT) --management.server.port=$(MANAGEMENT_PORT) --logging.structured.format.console=
# Maven's own message for this does not say what to do.
JDK_HINT = { status=$$?; $(MVN) -q -N validate >/dev/null 2>&1 || echo "If no JDK 25 was found: install one (for instance Temurin 25) where your system keeps its JDKs, or set JAVA25_HOME to it." >&2; exit $$status; }

.DEFAULT_GOAL := help
.PHONY: help
help: ## List what can be made
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Develop

.PHONY: setup
setup: ## Check the tools, and say what is missing and what it is for
	@sh function/tools/setup.sh

.PHONY: run
run: ## Run the service on PORT, with MODEL lite0 or lite2
	@$(MVN) -q -pl function spring-boot:run -Dspring-boot.run.arguments="$(RUN_ARGUMENTS)" || $(JDK_HINT)

.PHONY: dev
dev: ## Run the service and restart it whenever a source file changes
	@MVN="$(MVN)" RUN_ARGUMENTS="$(RUN_ARGUMENTS)" sh function/tools/dev.sh || $(JDK_HINT)

.PHONY: build
build: image ## Compile and package: all that goes to a cluster

.PHONY: check
check: ## Compile everything; a warning, a finding or a line not formatted is an error
	@$(MVN) -q -Pimage,e2e,load test-compile || $(JDK_HINT)

.PHONY: test
test: ## Check and test everything; no cluster, no network but Maven's
	@$(MVN) verify || $(JDK_HINT)

.PHONY: coverage
coverage: ## Print which share of the lines the last `make test` ran
	@awk -F, 'NR > 1 { missed += $$8; covered += $$9 } END { printf "Lines that tests run: %.1f %%\n", 100 * covered / (missed + covered) }' function/target/site/jacoco/jacoco.csv

.PHONY: format
format: ## Format the Java code as the build wants it
	@$(MVN) -q spring-javaformat:apply

.PHONY: clean
clean: ## Remove what was built
	@$(MVN) -q clean -Dmaven.toolchains.skip

##@ Package

# Where the image gets its glibc, libstdc++ and CA certificates from; pom.xml says it otherwise.
BASE_IMAGE ?=
# Its name in a registry; dev.local is what Knative takes without asking one.
IMAGE ?= dev.local/animals:$(MODEL)
# For a registry of your own that speaks plain HTTP.
INSECURE_REGISTRIES ?= false

IMAGE_MVN = $(MVN) -q -Pimage -pl function/image -am -DskipTests -Djacoco.skip -Dmodel=$(MODEL) -Dimage=$(IMAGE) \
	$(if $(BASE_IMAGE),-Dbase.image=$(BASE_IMAGE)) -Djib.allowInsecureRegistries=$(INSECURE_REGISTRIES) \
	-Dorg.slf4j.simpleLogger.log.org.codehaus.mojo.exec.ExecMojo=off \
	-Drevision=$(shell git rev-parse HEAD 2>/dev/null || echo unknown) \
	-Dcreated=$(shell git log -1 --format=%cI 2>/dev/null || echo 1970-01-01T00:00:01Z)

.PHONY: image
image: ## Build the container image with MODEL and test it; prints the path of a file for `docker load` (Linux)
	@# Standard output is the path's alone.
	@{ $(IMAGE_MVN) verify || $(JDK_HINT); } >&2
	@echo function/image/target/animals-$(MODEL).tar

.PHONY: push
push: ## Push the image to IMAGE, a name with its registry; prints it with its digest
	@{ $(IMAGE_MVN) package -Djib.goal=build -Dimage.tests.skip=true || $(JDK_HINT); } >&2
	@echo "$(IMAGE)@$$(cat function/image/target/jib-image.digest)"

.PHONY: image-size
image-size: ## Write how many bytes the image of MODEL has, as a metric that a merge request compares
	@echo "image_bytes{model=\"$(MODEL)\"} $$(wc -c <function/image/target/animals-$(MODEL).tar)" | tee function/image/target/size.txt

##@ Supply chain

# The bill of materials that `make image` writes.
BOM := function/image/target/animals-$(MODEL)-bom.json

.PHONY: scan
scan: ## Fail where a library of MODEL, or anything in a pushed IMAGE, has a vulnerability that matters and has a fix (grype)
	@INSECURE_REGISTRIES=$(INSECURE_REGISTRIES) knative/pipeline/scan.sh $(BOM) $(if $(filter file,$(origin IMAGE)),,$(IMAGE))

.PHONY: licences
licences: ## List the licences of the image's libraries, and fail where one is not allowed
	@knative/pipeline/licences.sh $(BOM)

.PHONY: sign
sign: ## Sign IMAGE (NAME@sha256:…) and its bill of materials, with COSIGN_KEY or the pipeline's identity (cosign)
	@IMAGE=$(IMAGE) INSECURE_REGISTRIES=$(INSECURE_REGISTRIES) knative/pipeline/sign.sh sign $(BOM)

.PHONY: verify
verify: ## Check the signatures of IMAGE with COSIGN_KEY, or by COSIGN_IDENTITY and COSIGN_ISSUER
	@IMAGE=$(IMAGE) INSECURE_REGISTRIES=$(INSECURE_REGISTRIES) knative/pipeline/sign.sh verify

.PHONY: test-supply-chain
test-supply-chain: ## Test what is refused: vulnerabilities, licences, and (with cosign and STABLE_IMAGE) signatures
	@IMAGE=$(STABLE_IMAGE) INSECURE_REGISTRIES=$(INSECURE_REGISTRIES) knative/pipeline/test-supply-chain.sh

##@ Deploy

.PHONY: infrastructure
infrastructure: ## Make namespaces, quotas and deployers' rights on the cluster of KUBECONFIG; TOFU_ARGS=-destroy … (knative/terraform)
	@$(TOFU) init -input=false >/dev/null && $(if $(KUBECONFIG),TF_VAR_kubeconfig=$(abspath $(KUBECONFIG))) $(TOFU) apply $(TOFU_ARGS)

# tofu, or terraform.
TOFU = $(or $(TERRAFORM),tofu) -chdir=knative/terraform

.PHONY: test-infrastructure
test-infrastructure: ## Check the infrastructure's code: its format and its types (tofu)
	@$(TOFU) fmt -check -recursive && $(TOFU) init -backend=false -input=false >/dev/null && $(TOFU) validate

# Which overlay of knative/overlays, and so which namespace: local, dev, staging or production.
ENV ?= local
# Where deploy pushes what it builds when no IMAGE is given.
REGISTRY ?=
# $(call pushed,MODEL) builds and pushes it, and prints its name with its digest.
pushed = $(MAKE) --no-print-directory push MODEL=$(1) IMAGE=$(REGISTRY)/animals:$(1)
RELEASE = ENV=$(ENV) PERCENT=$(PERCENT) knative/release.sh

.PHONY: deploy
deploy: ## Deploy IMAGE (NAME@sha256:…), or build and push to REGISTRY first; a candidate at 0 % after the first time
ifeq ($(origin IMAGE),file)
	@test -n "$(REGISTRY)" || { echo "Say what to deploy: make deploy IMAGE=NAME@sha256:… or where to push it: make deploy REGISTRY=registry.example.com/team" >&2; exit 2; }
	@image=$$($(call pushed,$(MODEL))) && IMAGE=$$image $(RELEASE) deploy
else
	@IMAGE=$(IMAGE) $(RELEASE) deploy
endif

.PHONY: canary
canary: ## Give the candidate PERCENT of the traffic
	@$(RELEASE) canary

.PHONY: promote
promote: ## Make the candidate stable, with all traffic
	@$(RELEASE) promote

.PHONY: rollback
rollback: ## Take traffic from the candidate, or go back to the previous stable
	@$(RELEASE) rollback

.PHONY: status
status: ## Show tags, revisions, traffic, pods and addresses
	@$(RELEASE) status

# How it is judged is in knative/rollout/rollout.yaml, or ROLLOUT; PHOTOS with LABELS are the smoke set, SMOKE=off sends none; LOAD photos a
# second are sent meanwhile, where no users are.
ROLLOUT_SETTINGS = ENV=$(ENV) MVN="$(MVN)" INGRESS=$(INGRESS) PHOTOS="$(PHOTOS)" LABELS="$(LABELS)" SMOKE=$(SMOKE) LOAD=$(LOAD) ROLLOUT=$(ROLLOUT) REPORT=$(REPORT)

.PHONY: rollout
rollout: ## Deploy IMAGE, give it traffic step by step as Prometheus finds it good, promote it or take it back (docs/rollout.md)
ifeq ($(origin IMAGE),file)
	@$(ROLLOUT_SETTINGS) IMAGE= knative/rollout/rollout.sh
else
	@$(ROLLOUT_SETTINGS) IMAGE=$(IMAGE) knative/rollout/rollout.sh
endif

.PHONY: url
url: ## Print where the users' address is
	@$(RELEASE) url

.PHONY: health-check
health-check: ## Check from outside that URL classifies a known photo; its exit code tells what is wrong
	@INGRESS=$(INGRESS) TIMEOUT=$(TIMEOUT) knative/health-check.sh $(or $(URL),$$($(RELEASE) url))

.PHONY: demo-scale-to-zero
demo-scale-to-zero: ## Watch the pods go to none, and time the first answer after that
	@INGRESS=$(INGRESS) knative/demo-scale-to-zero.sh $$($(RELEASE) namespace)

.PHONY: rotate-key
rotate-key: ## Change the feedback key, so that no token given out is refused
	@$(RELEASE) rotate-key

.PHONY: backup
backup: ## Print what only the cluster has, the feedback key and which image is stable: keep it as a secret (docs/recovery.md)
	@$(RELEASE) backup

.PHONY: restore
restore: ## Make the environment again from what `make backup` printed into the file BACKUP
	@BACKUP=$(BACKUP) $(RELEASE) restore

.PHONY: stop
stop: ## Delete the service alone; its key, rights and namespace stay
	@$(RELEASE) stop

.PHONY: undeploy
undeploy: ## Delete the environment's namespace with all that is in it
	@$(RELEASE) undeploy

##@ Monitor

# What exports tags and traffic: pushed to REGISTRY where it is not given, `none` where kube-state-metrics does it.
TRAFFIC_IMAGE ?=
TRAFFIC_MVN = $(MVN) -q -Pimage -pl monitoring/traffic -DskipTests -Dimage=$(REGISTRY)/animals-traffic $(if $(BASE_IMAGE),-Dbase.image=$(BASE_IMAGE)) \
	-Djib.allowInsecureRegistries=$(INSECURE_REGISTRIES) -Dcreated=$(shell git log -1 --format=%cI 2>/dev/null || echo 1970-01-01T00:00:01Z)

.PHONY: monitoring
monitoring: ## Bring Prometheus, Alertmanager and Grafana with rules, alerts and dashboard up, and print where they are (needs the operator)
ifeq ($(if $(TRAFFIC_IMAGE),,$(REGISTRY)),)
	@TRAFFIC_IMAGE=$(TRAFFIC_IMAGE) monitoring/install.sh
else
	@$(TRAFFIC_MVN) clean package || $(JDK_HINT)
	@TRAFFIC_IMAGE=$(REGISTRY)/animals-traffic@$$(cat monitoring/traffic/target/jib-image.digest) monitoring/install.sh
endif

.PHONY: undeploy-monitoring
undeploy-monitoring: ## Take all of that out of the cluster again, with what was recorded
	@monitoring/uninstall.sh

.PHONY: test-monitoring
test-monitoring: ## Check and test rules, alerts, routing and dashboard; no cluster (promtool, amtool)
	@monitoring/test.sh
	@if command -v alertmanager >/dev/null; then $(MVN) -q -Pmonitoring -pl monitoring/routing test || $(JDK_HINT); \
		else echo "Not tested, because alertmanager is missing: who is told of an alert (monitoring/routing)."; fi

.PHONY: logging
logging: ## Bring the log collector, Loki and Jaeger up, and print where they are (docs/logging.md)
	@monitoring/logging/install.sh

DASHBOARD_PYTHON = monitoring/dashboards/.venv/bin/python

.PHONY: dashboard
dashboard: $(DASHBOARD_PYTHON) ## Make the dashboard's JSON from its program
	@$(DASHBOARD_PYTHON) monitoring/dashboards/animals.py >monitoring/dashboards/animals.json

$(DASHBOARD_PYTHON): monitoring/dashboards/requirements.txt
	@$(PYTHON) -m venv monitoring/dashboards/.venv
	@$@ -m pip install -q -r $<
	@touch $@

##@ Prove

# What is deployed first, and what comes after it; pushed to REGISTRY where they are not given.
STABLE_IMAGE ?=
CANDIDATE_IMAGE ?=
# What waking is compared with: a static program that says hello.
TRIVIAL_IMAGE ?= ghcr.io/knative/helloworld-go:latest
E2E_MVN = STABLE_IMAGE=$(STABLE_IMAGE) CANDIDATE_IMAGE=$(CANDIDATE_IMAGE) INGRESS=$(INGRESS) $(MVN) -Pe2e -pl knative/e2e verify

.PHONY: e2e
e2e: ## Test all of it on the cluster of KUBECONFIG, in namespaces of its own (REGISTRY, INGRESS=HOST:PORT; 12 minutes)
ifeq ($(and $(STABLE_IMAGE),$(CANDIDATE_IMAGE)),)
	@test -n "$(REGISTRY)" -a -n "$(INGRESS)" || { echo "Say where images may be pushed to, and where the gateway is: make e2e REGISTRY=registry.example.com/team INGRESS=HOST:PORT" >&2; exit 2; }
	@stable=$$($(call pushed,lite0)) && candidate=$$($(call pushed,lite2)) && \
		$(MAKE) --no-print-directory e2e STABLE_IMAGE=$$stable CANDIDATE_IMAGE=$$candidate
else
	@$(E2E_MVN) || $(JDK_HINT)
endif

.PHONY: e2e-long
e2e-long: ## What takes longer: releases and rollouts under load, and waking beside a trivial service (STABLE_IMAGE, CANDIDATE_IMAGE, TRIVIAL_IMAGE)
	@TRIVIAL_IMAGE=$(TRIVIAL_IMAGE) $(E2E_MVN) -Dincluded.tags=long -Dexcluded.tags= || $(JDK_HINT)

.PHONY: test-pipeline
test-pipeline: ## Run jobs of gitlab-ci.yml, and show that a broken commit ends there (gitlab-ci-local, Node.js 24)
	@knative/pipeline/test-pipeline.sh

.PHONY: test-deployment
test-deployment: ## Run the pipeline from a clean clone up to staging on a cluster, with a second and a broken version (docs/pipeline.md; 50 minutes)
	@knative/pipeline/test-deployment.sh

.PHONY: test-submission
test-submission: ## Run the short commands of submission.md
	@knative/pipeline/test-submission.sh

.PHONY: e2e-logs
e2e-logs: ## Find one request's log lines and trace again; after make logging (STABLE_IMAGE, CANDIDATE_IMAGE)
	@$(E2E_MVN) -Dincluded.tags=logs -Dexcluded.tags= || $(JDK_HINT)

RUNS ?= 1000

.PHONY: rollout-simulation
rollout-simulation: ## Roll RUNS good and bad candidates out, by the rollout itself with played users, and print a table
	@$(MVN) -q -pl knative/rollout test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
		-Dexec.args='-cp %classpath dev.animals.rollout.simulation.Simulation $(CURDIR)/$(or $(ROLLOUT),knative/rollout/rollout.yaml) $(RUNS)'

##@ Measure

BENCH_PYTHON ?= function/bench/.venv/bin/python
# What a container of 1 GiB gives the heap.
SOAK_FLAGS ?= -Xmx256m
BENCH_NETWORKS := function/target/bench/lite0-onnx/plain.onnx

# $(call benchmark,MainClass,JVM properties,arguments) with the tests' class path; the service itself gets its own.
# Maven that runs on a JDK 25 itself selects no toolchain, and `java` is then looked up in the path.
define benchmark
@PATH="$${JAVA_HOME:+$$JAVA_HOME/bin:}$$PATH" $(MVN) -q -pl function test-compile \
	dependency:build-classpath -Dmdep.includeScope=runtime -Dmdep.outputFile=target/bench/classpath \
	exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
	-Dexec.args="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dlogback.configurationFile=bench/logback.xml $(2) -classpath %classpath dev.animals.benchmark.$(1) $(3)"
endef

.PHONY: bench
bench: ## Measure decoding, prediction and whole requests (JMH, 6 minutes)
	$(call benchmark,BenchmarkSuite,$(BENCH))

.PHONY: bench-engine
bench-engine: $(BENCH_NETWORKS) ## Compare libtorch with ONNX Runtime on the same weights (1 minute)
	$(subst -pl function,-pl function -Ponnxruntime,$(call benchmark,EngineComparison,$(BENCH)))

.PHONY: bench-peers
bench-peers: $(BENCH_NETWORKS) ## Compare the service with FastAPI on the same network, a core each (8 minutes, Linux)
	$(call benchmark,PeerComparison,-Dpeers.python=$(abspath $(BENCH_PYTHON)) $(BENCH))

.PHONY: bench-image
bench-image: ## Weigh the image, and compare its start and its flags with others (15 minutes, Linux)
	@$(IMAGE_MVN) integration-test -Dimage.tests.skip=true -Dbench.phase=integration-test -Dbench="$(BENCH)"

.PHONY: soak
soak: ## Keep the service busy for 10 minutes and watch its memory (Linux)
	$(call benchmark,Soak,$(BENCH),$(SOAK_FLAGS))

$(BENCH_NETWORKS): function/bench/export.py $(BENCH_PYTHON)
	$(BENCH_PYTHON) $< function/target/bench

function/bench/.venv/bin/python: function/bench/requirements.txt function/model/export/requirements.txt
	$(PYTHON) -m venv function/bench/.venv
	$@ -m pip install -q -r $<
	touch $@

# smoke, steady, saturation, step, spike or soak.
PROFILE ?= steady
LOAD_MVN = NAMESPACE=$$($(RELEASE) namespace) URL=$(URL) INGRESS=$(INGRESS) PHOTOS="$(PHOTOS)" DURATION=$(DURATION) USERS=$(USERS) RATE=$(RATE) \
	$(MVN) -q -Pload -pl knative/load integration-test

.PHONY: load-test
load-test: ## Send photos to the Service of ENV, or to URL, as PROFILE says, and check every answer (docs/load.md)
ifeq ($(if $(filter steady step spike soak,$(PROFILE)),$(USERS)$(RATE),its own),)
	@# They start from half of what saturates.
	@$(MAKE) --no-print-directory load-test PROFILE=saturation DURATION=
endif
	@PROFILE=$(PROFILE) $(LOAD_MVN) || $(JDK_HINT)

.PHONY: dashboard-picture
dashboard-picture: ## Send photos to stable and a candidate, and draw the dashboard's panels from Prometheus into docs (STABLE_IMAGE, CANDIDATE_IMAGE; 8 minutes)
	@$(E2E_MVN) -Dit.test=DashboardTests -Dexcluded.tags= || $(JDK_HINT)
	@cp knative/e2e/target/dashboard.png docs/dashboard.png

.PHONY: study-autoscaling
# It has one image only.
study-autoscaling: CANDIDATE_IMAGE = $(STABLE_IMAGE)
study-autoscaling: ## Compare what decides when pods come and go, under a load that grows in steps (docs/autoscaling.md; 40 minutes)
ifeq ($(STABLE_IMAGE),)
	@test -n "$(REGISTRY)" || { echo "Say where the image may be pushed to: make study-autoscaling REGISTRY=registry.example.com/team INGRESS=HOST:PORT" >&2; exit 2; }
	@stable=$$($(call pushed,lite0)) && $(MAKE) --no-print-directory study-autoscaling STABLE_IMAGE=$$stable
else
	@$(E2E_MVN) -Dit.test=AutoscalingStudy || $(JDK_HINT)
endif

# $(call drift,MainClass,arguments) with the class path of function's tests.
define drift
@PATH="$${JAVA_HOME:+$$JAVA_HOME/bin:}$$PATH" $(MVN) -q -pl function test-compile exec:exec -Djacoco.skip -Dexec.executable=java \
	-Dexec.classpathScope=test -Dexec.workingdir="$(CURDIR)" \
	-Dexec.args="--enable-native-access=ALL-UNNAMED -Djdk.httpclient.allowRestrictedHeaders=host -cp %classpath dev.animals.drift.$(1) $(2)"
endef

.PHONY: drift-predictions
drift-predictions: ## Classify the photos in PHOTOS, clean and spoiled in six ways, and store what the model says (5 minutes)
	@test -n "$(PHOTOS)" || { echo "Say where the photos are, as for make calibrate: make drift-predictions PHOTOS=DIR" >&2; exit 1; }
	$(call drift,StorePredictions,function/model/lite0 $(PHOTOS) monitoring/drift/predictions.tsv)

.PHONY: drift-replay
drift-replay: ## How often and how soon drift is seen: 200 windows for each way, replayed from stored predictions (docs/drift.md; promtool)
	$(call drift,Replay,monitoring/drift/predictions.tsv monitoring lite0-1.0.0 function/target/drift)
	@promtool test rules function/target/drift/*.yaml

# One after the other: clean, noise, blur, dark, cartoon, cropped.
PHASES ?= clean,noise

.PHONY: drift-drill
drift-drill: ## Send clean, then spoiled photos of PHOTOS to the Service of ENV, or to URL, and time the alerts (docs/drift.md; 22 minutes)
	@test -n "$(PHOTOS)" || { echo "Say where photos of animals are: make drift-drill PHOTOS=DIR [PHASES=clean,noise]" >&2; exit 1; }
	$(call drift,Drill,$(PHOTOS) $$($(RELEASE) namespace) $(PHASES) $(or $(URL),$$(kubectl get ksvc animals -n $$($(RELEASE) namespace) -o jsonpath='{.status.url}')) $(INGRESS))

##@ Model

.PHONY: calibrate
calibrate: ## Fit MODEL's temperature, thresholds and reference to the photos in PHOTOS, labelled by LABELS
	@test -n "$(PHOTOS)" || { echo "Say where the photos are: make calibrate PHOTOS=DIR [LABELS=FILE] [MODEL=lite0]" >&2; exit 1; }
	@$(MVN) -q -pl function test-compile
	@# Maven would print a stack trace below the tool's own sentence.
	@$(MVN) -pl function validate exec:exec -Dorg.slf4j.simpleLogger.defaultLogLevel=off \
		-Dexec.executable=java -Dexec.classpathScope=test -Dexec.workingdir="$(CURDIR)" \
		-Dexec.args='--enable-native-access=ALL-UNNAMED -cp %classpath dev.animals.calibration.Calibrate function/model/$(MODEL) "$(PHOTOS)" "$(LABELS)"'

.PHONY: models
models: ## Export the models again from the published weights; says so when the bytes differ
	@cd function/model/export && $(PYTHON) -m venv .venv && .venv/bin/pip install -q -r requirements.txt && .venv/bin/python export.py .. --check
