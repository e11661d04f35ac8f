# Commands for releases, clusters and the pipeline that `make help-all` lists. Paths start at the repository's root.

# The release program reads its settings (ENV, IMAGE, PERCENT …) from the environment, where `make` puts the variables
# of its command line. They are not written into commands, because the shell would interpret their contents.
RELEASE = knative/release/release

##@ Operate

.PHONY: cluster
cluster: ## Create a cluster with a registry and Knative on this machine (kind, Docker)
	@knative/cluster.sh

.PHONY: release-image
release-image: ## Build the release program's image for WHERE=cluster, push it to REGISTRY and print it
	@test -n "$(REGISTRY)" || { echo "Set a registry to push to: make release-image REGISTRY=registry.example.com/team" >&2; exit 2; }
	@{ $(RELEASE_IMAGE_MVN) package || $(JDK_HINT); } >&2
	@echo "$(REGISTRY)/animals-release@$$(cat knative/release/target/jib-image.digest)"

.PHONY: url
url: ## Print the address of the service
	@$(RELEASE) url

.PHONY: demo-scale-to-zero
demo-scale-to-zero: ## Watch the pods disappear, and time the first answer after that
	@knative/demo-scale-to-zero.sh $$($(RELEASE) namespace)

.PHONY: diff
diff: ## Show what deploying IMAGE would change (a dry run of the API server)
	@$(RELEASE) diff

.PHONY: plan
plan: ## Show the steps of a rollout and how long they take
	@$(RELEASE) plan

.PHONY: verdict
verdict: ## Show the judge's current verdict on the candidate
	@$(RELEASE) verdict

.PHONY: drift-baseline
drift-baseline: ## Measure drift against what stable has counted so far; UNDO=true goes back to the reference before
	@$(RELEASE) drift-baseline

.PHONY: namespace
namespace: ## Print the name of the environment's namespace
	@$(RELEASE) namespace

.PHONY: rotate-key
rotate-key: ## Replace the feedback key without rejecting tokens that were issued
	@$(RELEASE) rotate-key

.PHONY: backup
backup: ## Print the key, the stable image and the drift baseline, which only the cluster has; keep it secret
	@$(RELEASE) backup

.PHONY: restore
restore: ## Restore the environment from the file BACKUP
	@$(RELEASE) restore

.PHONY: stop
stop: ## Delete the service but keep its key, rights and namespace (CONFIRM)
	@$(RELEASE) stop

# OpenTofu by default; set TERRAFORM=terraform to use Terraform.
TOFU = $(or $(TERRAFORM),tofu) -chdir=knative/terraform

.PHONY: infrastructure
infrastructure: ## Create namespaces, quotas and deployers' rights; TOFU_ARGS=-destroy removes them
	@$(TOFU) init -input=false >/dev/null
	@$(if $(KUBECONFIG),TF_VAR_kubeconfig=$(abspath $(KUBECONFIG))) $(TOFU) apply $(TOFU_ARGS)

##@ Supply chain

# The bill of materials that `make image` writes.
BOM := function/image/target/animals-$(MODEL_FOLDER)-bom.json

# The repository from which images are built. The default is the address of the clone's remote, without a login.
GIVEN_REPOSITORY := $(SOURCE_REPOSITORY)
CLONED_REPOSITORY = $(shell git remote get-url origin 2>/dev/null | \
	sed -E 's|^git@([^:]+):|https://\1/|; s|^(https?://)[^/@]*@|\1|; s|\.git$$||')

# These are passed in the environment, because the shell would interpret their contents in a command.
SIGNED = scan licences sign verify sign-model verify-model test-supply-chain
VERIFYING = deploy canary promote rollout restore
$(SIGNED): export IMAGE := $(if $(filter file,$(origin IMAGE)),,$(IMAGE))
$(SIGNED) $(VERIFYING): export INSECURE_REGISTRIES := $(INSECURE_REGISTRIES)
sign verify $(VERIFYING): export SOURCE_REPOSITORY = $(or $(GIVEN_REPOSITORY),$(CLONED_REPOSITORY))
# The release program's image has a bill of materials of its own, and no model.
sign: export MODEL_DIR = $(if $(filter file,$(origin BOM)),$(MODELS)/$(MODEL_FOLDER))

.PHONY: scan
scan: ## Fail if a library of MODEL or a pushed IMAGE has a serious vulnerability with a fix (grype)
	@knative/pipeline/scan.sh $(BOM) "$$IMAGE"

.PHONY: licences
licences: ## List the licences of the image's libraries, and fail if a licence is not allowed
	@knative/pipeline/licences.sh $(BOM)

.PHONY: sign
sign: ## Sign IMAGE, its bill of materials and its provenance with COSIGN_KEY or the pipeline's identity (cosign)
	@knative/pipeline/sign.sh $(BOM)

.PHONY: verify
verify: ## Check all that make sign signs with COSIGN_KEY, or by COSIGN_IDENTITY and COSIGN_ISSUER
	@$(RELEASE) verify

# The hashes of the model's files. Their signature is beside them.
MODEL_MANIFEST ?= function/image/target/$(MODEL_FOLDER)-model.sha256

.PHONY: sign-model
sign-model: check-model ## Write the hashes of MODEL's files to MODEL_MANIFEST, and sign them (cosign)
	@knative/pipeline/sign-model.sh sign $(MODELS)/$(MODEL_FOLDER) $(MODEL_MANIFEST)

.PHONY: verify-model
verify-model: check-model ## Check MODEL's files against MODEL_MANIFEST and its signature (cosign)
	@knative/pipeline/sign-model.sh verify $(MODELS)/$(MODEL_FOLDER) $(MODEL_MANIFEST)

##@ Test and study on a cluster

# The images that are deployed first and second. Without them, both are built and pushed to REGISTRY.
STABLE_IMAGE ?=
CANDIDATE_IMAGE ?=
# The image of a trivial program, with whose start from zero the service's start is compared.
TRIVIAL_IMAGE ?= ghcr.io/knative/helloworld-go:latest
# Runs tests in knative/e2e.
CLUSTER_TESTS = $(MVN) -pl knative/e2e -am verify -DskipTests -Djacoco.skip -De2e.skip=false
# COLLECTOR_IMAGE=none leaves out the test that ships logs to Elasticsearch, because it needs that image.
E2E_MVN = STABLE_IMAGE=$(STABLE_IMAGE) CANDIDATE_IMAGE=$(CANDIDATE_IMAGE) INGRESS=$(INGRESS) $(CLUSTER_TESTS) \
	$(if $(filter none,$(COLLECTOR_IMAGE)),-Dexcluded.tags='long|chaos|outages|pipeline|deployment|elasticsearch')

.PHONY: e2e-long
e2e-long: ## Test releases under load, and waking (STABLE_IMAGE, CANDIDATE_IMAGE, TRIVIAL_IMAGE, RELEASE_IMAGE)
	@TRIVIAL_IMAGE=$(TRIVIAL_IMAGE) RELEASE_IMAGE=$(RELEASE_IMAGE) $(E2E_MVN) -Dincluded.tags=long -Dexcluded.tags= || $(JDK_HINT)

.PHONY: e2e-chaos
e2e-chaos: ## Break what a rollout needs, at each of its steps, and print a table (STABLE_IMAGE, CANDIDATE_IMAGE; 40 minutes)
	@command -v faketime >/dev/null || { echo "faketime is missing: make setup says how to install it" >&2; exit 2; }
	@$(E2E_MVN) -Dincluded.tags=chaos -Dexcluded.tags= || $(JDK_HINT)
	@cat knative/e2e/target/chaos.md

# OUTAGES selects outages by name, and WITHOUT leaves some out. The commands for the cluster's nodes are in the
# environment (docs/how-to/test-on-a-cluster.md). The evidence is written after a run of all outages, even if a test
# failed.
.PHONY: e2e-outages
e2e-outages: ## Take away what the service needs, and count what callers get (STABLE_IMAGE, SHELL_IMAGE; 45 minutes)
	@($(E2E_MVN) -Dincluded.tags=outages -Dexcluded.tags= || $(JDK_HINT)) || status=$$?; \
		$(if $(OUTAGES),cat knative/e2e/target/outages.md,knative/e2e/outages-page.sh) && exit $${status:-0}

# Only one image is used.
e2e-outages: CANDIDATE_IMAGE = $(STABLE_IMAGE)

.PHONY: e2e-logs
e2e-logs: ## Run only the tests of logs and traces (STABLE_IMAGE, CANDIDATE_IMAGE)
	@$(E2E_MVN) -Dincluded.tags=logs || $(JDK_HINT)

.PHONY: e2e-clients
e2e-clients: ## Use the clients of Triton, KServe and MLServer through the gateway (STABLE_IMAGE, CANDIDATE_IMAGE; 10 minutes)
	@$(E2E_MVN) -Dit.test=InferenceClientTests || $(JDK_HINT)
	@$(PYTHON) function/clients/report.py knative/e2e/target/inference-clients.tsv docs/evidence/inference-clients.md \
		"$$(git rev-parse --short HEAD)" "make $@"

.PHONY: dashboard-picture
dashboard-picture: ## Draw the dashboard's panels from Prometheus (STABLE_IMAGE, CANDIDATE_IMAGE; 8 minutes)
	@$(E2E_MVN) -Dit.test=DashboardTests -Dexcluded.tags= || $(JDK_HINT)
	@cp knative/e2e/target/dashboard.png docs/evidence/dashboard.png

SUPPORT = pom.xml $(call sources,function/photos function/test-support)

knative/e2e/target/e2e.jar: $(SUPPORT) knative/e2e/pom.xml $(call sources,knative/e2e/src/main)
	@$(call jar,knative/e2e)

.PHONY: study-autoscaling
study-autoscaling: knative/e2e/target/e2e.jar ## Compare autoscaling settings under growing load (40 minutes)
ifeq ($(STABLE_IMAGE),)
	@test -n "$(REGISTRY)" -a -n "$(INGRESS)" || \
		{ echo "Set a registry to push to and the gateway's address: make $@ REGISTRY=registry.example.com/team INGRESS=HOST:PORT" >&2; exit 2; }
	@stable=$$($(call pushed,lite0)) && $(MAKE) --no-print-directory study-autoscaling STABLE_IMAGE=$$stable
else
	@# The study uses one image only.
	@STABLE_IMAGE=$(STABLE_IMAGE) CANDIDATE_IMAGE=$(STABLE_IMAGE) INGRESS=$(INGRESS) \
		$(JAVA) -cp $< dev.animals.e2e.autoscaling.AutoscalingStudy $(or $(ROUNDS),2) $$ONLY
endif

# The load's profile: smoke, steady, saturation, step, spike or soak.
PROFILE ?= steady
# These flags are needed because Gatling reads the bytes of strings, and Netty uses native code and Unsafe.
LOAD_TEST = NAMESPACE=$$($(RELEASE) namespace) $(JAVA) --add-opens=java.base/java.lang=ALL-UNNAMED \
	--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	-cp knative/load/target/load.jar dev.animals.load.Main

knative/load/target/load.jar: $(SUPPORT) knative/load/pom.xml $(call sources,knative/load/src/main)
	@$(call jar,knative/load)

CAPACITY = knative/capacity/target/capacity.jar

$(CAPACITY): pom.xml $(call sources,function/test-support) knative/capacity/pom.xml \
		$(call sources,knative/capacity/src/main)
	@$(call jar,knative/capacity)

.PHONY: capacity
capacity: $(CAPACITY) ## Simulate TRAFFIC, and name the autoscaling settings that reach GOAL at the lowest cost
	@$(JAVA) -cp $< dev.animals.capacity.Main

# The version of the autoscaler that the simulation repeats.
KNATIVE_SERVING = knative.dev/serving/pkg/autoscaler/scaling@v0.50.0

.PHONY: capacity-vectors
capacity-vectors: ## Record decisions of Knative's own autoscaler for the tests of the simulation (Go)
	@command -v go >/dev/null || { echo "go is missing; make setup says how to install it." >&2; exit 2; }
	@mkdir -p knative/capacity/target/vectors && cp knative/capacity/vectors/main.go knative/capacity/target/vectors
	@cd knative/capacity/target/vectors && rm -f go.mod go.sum && go mod init vectors 2>/dev/null && \
		go get $(KNATIVE_SERVING)
	@cd knative/capacity/target/vectors && go run . >../decisions.tsv
	@mv knative/capacity/target/decisions.tsv knative/capacity/src/test/resources/knative-decisions.tsv

##@ Test the pipeline and the rollout

# Checks the settings of other programs against the schemas that these publish.
SCHEMA = $(VENV)/bin/check-jsonschema -q --builtin-schema

check: check-pipeline

.PHONY: check-pipeline
check-pipeline: $(VENV)/bin/ruff ## Check the files for GitLab, GitHub and Renovate against their schemas
	@# The header with the inputs and the jobs are two documents.
	@sed '/^---$$/,$$d' gitlab-ci.yml | $(SCHEMA) vendor.gitlab-ci --default-filetype yaml -
	@sed '1,/^---$$/d' gitlab-ci.yml | $(SCHEMA) vendor.gitlab-ci --default-filetype yaml -
	@$(SCHEMA) vendor.github-workflows .github/workflows/check.yml
	@$(SCHEMA) vendor.renovate .renovaterc.json

KSERVE = github.com/kserve/kserve@v0.17.0
KYVERNO = github.com/kyverno/kyverno@v1.19.1
POLICY_CONTROLLER = github.com/sigstore/policy-controller@v0.13.1
# $(call module,NAME@VERSION) downloads a Go module and prints its folder.
module = $$(go mod download -json $(1) | sed -n 's/^\t"Dir": "\(.*\)",$$/\1/p')

.PHONY: test-kserve
test-kserve: $(VENV)/bin/ruff ## Check the manifests for KServe against the schemas of its CRDs (Go, 220 MB)
	@command -v go >/dev/null || { echo "go is missing; make setup says how to install it." >&2; exit 2; }
	@module=$(call module,$(KSERVE)) && $(VENV)/bin/python knative/check_crds.py "$$module/config/crd/full" \
		knative/kserve/serving-runtime.yaml knative/kserve/inference-service.yaml

.PHONY: test-admission
test-admission: $(VENV)/bin/ruff ## Check the admission policies by CRDs, and with policy-controller a STABLE_IMAGE (Go)
	@command -v go >/dev/null || { echo "go is missing; make setup says how to install it." >&2; exit 2; }
	@module=$(call module,$(POLICY_CONTROLLER)) && $(VENV)/bin/python knative/check_crds.py "$$module/config" \
		knative/pipeline/admission/cluster-image-policy.yaml
	@module=$(call module,$(KYVERNO)) && $(VENV)/bin/python knative/check_crds.py "$$module/config/crds" \
		knative/pipeline/admission/image-validating-policy.yaml
ifneq ($(STABLE_IMAGE),)
	@mkdir -p knative/pipeline/target
	@module=$(call module,$(POLICY_CONTROLLER)) && \
		go build -C "$$module" -o $(abspath knative/pipeline/target/tester) ./cmd/tester
	@TESTER=$(abspath knative/pipeline/target/tester) STABLE_IMAGE=$(STABLE_IMAGE) bats knative/pipeline/tests/admission
endif

.PHONY: test-pipeline
test-pipeline: ## Run jobs of gitlab-ci.yml, and check that a broken commit fails (gitlab-ci-local, Node.js 24)
	@command -v gitlab-ci-local >/dev/null || \
		{ echo "gitlab-ci-local is missing: npm install --global gitlab-ci-local (Node.js 24)" >&2; exit 2; }
	@$(CLUSTER_TESTS) -Dincluded.tags=pipeline -Dexcluded.tags= || $(JDK_HINT)

.PHONY: test-deployment
test-deployment: ## Run the pipeline to staging, with a second and a broken version (50 minutes)
	@$(CLUSTER_TESTS) -Dincluded.tags=deployment -Dexcluded.tags= || $(JDK_HINT)

.PHONY: test-submission
test-submission: ## Run the short commands of submission.md (bats)
	@bats knative/pipeline/tests/submission

.PHONY: test-supply-chain
test-supply-chain: ## Test the rules for vulnerabilities, licences and, with STABLE_IMAGE, signatures (bats, cosign)
	@bats knative/pipeline/tests $(if $(STABLE_IMAGE),knative/pipeline/tests/registry)

.PHONY: test-updates
test-updates: ## Test that Renovate finds every image that a file names (bats, renovate)
	@bats knative/pipeline/tests/updates

.PHONY: test-infrastructure
test-infrastructure: ## Check the infrastructure's code (tofu)
	@$(TOFU) fmt -check -recursive && $(TOFU) init -backend=false -input=false >/dev/null && $(TOFU) validate

# The page of a rollout's report. Chromium has no sandbox for root.
.PHONY: rollout-picture
rollout-picture: REPORT ?= knative/e2e/target/rollout.html
rollout-picture: ## Take the picture of the page REPORT that the documentation shows (chromium)
	@chromium --headless --disable-gpu --hide-scrollbars $(if $(filter 0,$(shell id -u)),--no-sandbox) \
		--window-size=1100,1010 --screenshot=docs/evidence/rollout.png file://$(abspath $(REPORT)) 2>/dev/null

.PHONY: rollout-simulation
rollout-simulation: ## Simulate RUNS rollouts of good and bad candidates, and print a table
	@$(RELEASE) simulate
