# The commands that people and pipelines run in this repository. `make help` lists the common ones.
# Settings are variables: make run MODEL=lite2 PORT=9090

MODEL ?= lite0
# The folder that contains a folder for each model.
MODELS ?= function/model
# The inference engine, pytorch or onnxruntime. The default is the engine of MODEL, or pytorch if it supports both.
ENGINE ?= $(if $(wildcard $(MODELS)/$(MODEL)/model.yaml),pytorch,$(if $(wildcard \
	$(MODELS)/$(MODEL)-onnxruntime/model.yaml),onnxruntime,pytorch))
PORT ?= 8080
MANAGEMENT_PORT ?= 8081
PYTHON ?= python3

# ONNX Runtime has its own folder of each model and its own jar.
SUFFIX = $(filter -onnxruntime,-$(ENGINE))
MODEL_FOLDER = $(MODEL)$(SUFFIX)
EXECUTABLE = function/target/function-exec$(SUFFIX).jar

MVN ?= mvn -B -ntp
# The JDK 25's java, looked up only by the commands that start it.
JAVA = $(shell function/tools/find-java.sh)
# Explains how to install a missing JDK, because Maven's own message does not.
JDK_HINT = { status=$$?; function/tools/find-java.sh >/dev/null; exit $$status; }

# The name of the container image. Knative does not look up images of dev.local in a registry.
IMAGE ?= dev.local/animals:$(MODEL_FOLDER)
# The base image, with glibc, libstdc++ and CA certificates. If it is empty, pom.xml defines it.
BASE_IMAGE ?=
# The registry to which deploy pushes the image that it builds if IMAGE is not given.
REGISTRY ?=
# Set this to true for a registry that speaks plain HTTP.
INSECURE_REGISTRIES ?= false
# The overlay in knative/overlays, and with it the namespace: local, dev, staging or production.
ENV ?= local

# The values of these settings become parts of commands, so they must not contain anything that a shell interprets.
define NEWLINE


endef
INTERPRETED = ; & | < > ( ) { } [ ] ' " ` \ * ? \# $(NEWLINE)
$(foreach setting,IMAGE BASE_IMAGE REGISTRY TRAFFIC_IMAGE RELEASE_IMAGE STABLE_IMAGE CANDIDATE_IMAGE TRIVIAL_IMAGE \
	INGRESS MODEL MODELS MODEL_MANIFEST ENGINE PORT MANAGEMENT_PORT,\
	$(if $(word 2,$(value $(setting)))$(findstring $(NEWLINE),$(value $(setting)))$(strip \
	$(foreach character,$(INTERPRETED),$(findstring $(character),$(value $(setting))))),\
	$(if $(filter command% environment%,$(origin $(setting))),\
	$(error $(setting) contains a character that is not allowed))))

.DEFAULT_GOAL := help

LIST = awk 'BEGIN {FS = ":.*\#\# "} /^\#\#@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*\#\# / {printf "  %-20s %s\n", $$1, $$2}'

.PHONY: help
help: ## List the common commands
	@$(LIST) Makefile

.PHONY: help-all
help-all: ## List every command
	@$(LIST) $(MAKEFILE_LIST)

##@ Develop

.PHONY: setup
setup: ## List the tools that commands need, and how to install the missing ones
	@function/tools/setup.sh

.PHONY: run
run: check-settings $(EXECUTABLE) ## Run the service on PORT with MODEL, for instance lite0 or lite2
	@$(JAVA) $(RUN_FLAGS) -jar $(EXECUTABLE) $(RUN_ARGUMENTS)

.PHONY: dev
dev: check-settings ## Run the service and restart it when a source file changes
	@MVN="$(MVN) -Dengine=$(ENGINE)" RUN_ARGUMENTS="$(RUN_ARGUMENTS)" function/tools/dev.sh || $(JDK_HINT)

.PHONY: check
check: check-java check-shell check-yaml check-python check-rules ## Compile and lint everything; every warning is an error

.PHONY: format
format: format-java format-python ## Format the Java and Python code

.PHONY: test
test: ## Test everything that needs no cluster, browser or root
	@$(MVN) -T 1C verify || $(JDK_HINT)

.PHONY: clean
clean: ## Remove everything that was built, and Python's environments
	@$(MVN) -q clean -Dmaven.toolchains.skip
	@find . \( -name .venv -o -name __pycache__ \) -prune -exec rm -rf {} +

##@ Package

.PHONY: image
image: check-model ## Build and test the container image of MODEL with ENGINE (Linux)
	@# Standard output is only the path of the file for `docker load`.
	@{ $(IMAGE_MVN) verify -Dimage.tests.skip=false || $(JDK_HINT); } >&2
	@echo $(IMAGE_TAR)

.PHONY: build
build: image ## Same as image

.PHONY: push
push: check-model ## Push the image to IMAGE and print it with its digest
	@test "$(origin IMAGE)" != file || { echo "Say where to push: make push IMAGE=registry.example.com/team/animals:lite0" >&2; exit 2; }
	@{ $(IMAGE_MVN) package -Djib.goal=build || $(JDK_HINT); } >&2
	@echo "$(IMAGE)@$$(cat function/image/target/jib-image.digest)"

##@ Release

.PHONY: demo
demo: ## Show a deployment, a canary and a rollback (kind, or REGISTRY and INGRESS)
	@knative/demo.sh

.PHONY: deploy
deploy: ## Deploy IMAGE, or build it and push it to REGISTRY first
ifeq ($(origin IMAGE),file)
	@test -n "$(REGISTRY)" || { echo "Set the image to deploy: make deploy IMAGE=NAME@sha256:… or a registry to push it to: make deploy REGISTRY=registry.example.com/team" >&2; exit 2; }
	@image=$$($(call pushed,$(MODEL))) && IMAGE=$$image $(RELEASE) deploy
else
	@$(RELEASE) deploy
endif

.PHONY: canary
canary: ## Give the candidate PERCENT of the traffic
	@$(RELEASE) canary

.PHONY: promote
promote: ## Make the candidate stable
	@$(RELEASE) promote

.PHONY: rollback
rollback: ## Take traffic from the candidate, or return to the previous stable
	@$(RELEASE) rollback

.PHONY: rollout
rollout: ## Deploy IMAGE and let Prometheus decide whether it is promoted
	@$(RELEASE) rollout

.PHONY: status
status: ## Show revisions, tags, traffic, pods and addresses
	@$(RELEASE) status

.PHONY: health-check
health-check: ## Check from outside that the service classifies a known photo
	@$(RELEASE) health-check

.PHONY: undeploy
undeploy: ## Delete the environment's namespace with everything in it (CONFIRM)
	@$(RELEASE) undeploy

##@ Observe

.PHONY: monitoring
monitoring: ## Install Prometheus, Alertmanager, Grafana, rules, alerts and dashboard
ifeq ($(if $(TRAFFIC_IMAGE),,$(REGISTRY)),)
	@TRAFFIC_IMAGE=$(TRAFFIC_IMAGE) monitoring/install.sh
else
	@$(RELEASE_IMAGE_MVN) package || $(JDK_HINT)
	@TRAFFIC_IMAGE=$(REGISTRY)/animals-release@$$(cat knative/release/target/jib-image.digest) monitoring/install.sh
endif

.PHONY: logging
logging: ## Install the log and trace stores
	@monitoring/logging/install.sh

.PHONY: load-test
load-test: knative/load/target/load.jar ## Send photos with the load of PROFILE, and check every answer
ifeq ($(if $(filter steady step spike soak,$(PROFILE)),$(USERS)$(RATE),its own),)
	@# These profiles start from half of the rate that saturates the service.
	@$(MAKE) --no-print-directory load-test PROFILE=saturation DURATION=
endif
	@PROFILE=$(PROFILE) $(LOAD_TEST)

.PHONY: e2e
e2e: ## Test everything on the cluster of KUBECONFIG, in its own namespaces
ifeq ($(and $(STABLE_IMAGE),$(CANDIDATE_IMAGE)),)
	@test -n "$(REGISTRY)" -a -n "$(INGRESS)" || { echo "Set a registry to push to and the gateway's address: make e2e REGISTRY=registry.example.com/team INGRESS=HOST:PORT" >&2; exit 2; }
	@stable=$$($(call pushed,lite0)) && candidate=$$($(call pushed,lite2)) && \
		$(MAKE) --no-print-directory e2e STABLE_IMAGE=$$stable CANDIDATE_IMAGE=$$candidate
else
	@$(E2E_MVN) || $(JDK_HINT)
endif

##@ Model

IMPORT_PYTHON = function/model/import/.venv/bin/python

# These are passed in the environment, because the shell would interpret their contents in a command.
import: export FROM := $(FROM)
import: export SUBJECT := $(SUBJECT)
import calibrate evaluate compare-models: export LABELS := $(LABELS)
calibrate evaluate compare-models: export PHOTOS := $(PHOTOS)

.PHONY: import
import: $(IMPORT_PYTHON) ## Make your network a MODEL, FROM a file, timm:NAME or torchvision:NAME
	@$(IMPORT_PYTHON) function/model/import/import_model.py --model "$(MODEL)" --models "$(MODELS)" --from "$$FROM" \
		--labels "$$LABELS" $(if $(SUBJECT),--subject "$$SUBJECT") $(OPTIONS)

# The rules of models outside this repository are written beside the models.
REFERENCE_RULES = $(if $(filter function/model,$(MODELS)),monitoring/rules,$(MODELS))/reference.yaml

.PHONY: calibrate
calibrate: function/model-tools/target/model-tools.jar ## Fit MODEL's confidences and thresholds to your own PHOTOS
	@$(TOOLS) dev.animals.calibration.Calibrate $(MODELS)/$(MODEL_FOLDER) "$$PHOTOS" "$$LABELS" $(REFERENCE_RULES) \
		$(if $(SUFFIX),$(wildcard $(MODELS)/$(MODEL)))

include function/function.mk knative/knative.mk monitoring/monitoring.mk
