# Commands for the service, its image and its models that `make help-all` lists. Paths start at the repository's root.

# Human-readable log lines for a terminal; a container logs JSON.
RUN_ARGUMENTS = --animals.model.directory=$(MODELS)/$(MODEL_FOLDER) --server.port=$(PORT) --management.server.port=$(MANAGEMENT_PORT) --logging.structured.format.console=
# Native code does most of the work, and the JVM's second compiler would compete with it for processors in the first
# minute. A small heap is enough, but without a limit it grows with the machine's memory.
RUN_FLAGS = --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -Xmx512m

.PHONY: check-settings
check-settings:
	@MODEL="$(MODEL)" MODELS="$(MODELS)" ENGINE="$(ENGINE)" PORT="$(PORT)" MANAGEMENT_PORT="$(MANAGEMENT_PORT)" \
		function/tools/check-settings.sh PORT MANAGEMENT_PORT

.PHONY: check-model
check-model:
	@MODEL="$(MODEL)" MODELS="$(MODELS)" ENGINE="$(ENGINE)" function/tools/check-settings.sh

# $(call sources,FOLDER…) lists the files that a jar depends on.
sources = $(shell find $(1) -type d -name target -prune -o -type f -print)
# $(call jar,MODULE,ENGINE) builds a module's jar and the modules that it needs.
jar = $(MVN) -q -pl $(1) -am package -Dmaven.test.skip -Djacoco.skip $(2:%=-Dengine=%) || $(JDK_HINT)

function/target/function-exec.jar: pom.xml function/pom.xml $(call sources,function/src/main)
	@$(call jar,function)

function/target/function-exec-onnxruntime.jar: pom.xml function/pom.xml $(call sources,function/src/main)
	@$(call jar,function,onnxruntime)

function/model-tools/target/model-tools.jar: pom.xml function/model-tools/pom.xml function/target/function-exec.jar $(call sources,function/photos function/model-tools/src/main)
	@$(call jar,function/model-tools)

BENCHMARK_JAR = function/benchmark/target/benchmark.jar

$(BENCHMARK_JAR): pom.xml function/benchmark/pom.xml function/target/function-exec.jar \
	$(call sources,function/photos function/test-support function/benchmark/src/main)
	@$(call jar,function/benchmark)

##@ Check

# Linters that come from PyPI; their versions are in requirements.txt.
VENV = function/tools/.venv
ON_FILES = function/tools/on-files.sh
ON_SHELL = $(ON_FILES) '*.sh' '*.bats' knative/release/release .ci/run --
ON_YAML = $(ON_FILES) '*.yaml' '*.yml' --
ON_PYTHON = $(ON_FILES) '*.py' --

$(VENV)/bin/ruff: function/tools/requirements.txt
	@$(PYTHON) -m venv $(VENV) && $(VENV)/bin/pip install -q --disable-pip-version-check -r $< && touch $@

.PHONY: check-java
check-java: ## Compile all modules with Error Prone and NullAway, and check their format
	@$(MVN) -q --fail-at-end test-compile || $(JDK_HINT)

.PHONY: check-shell
check-shell: $(VENV)/bin/ruff ## Check all shell scripts (shellcheck)
	@# SC2016 warns of every $$ in a program of jq, yq or awk.
	@$(ON_SHELL) $(VENV)/bin/shellcheck -x -P SCRIPTDIR -e SC2016

.PHONY: check-yaml
check-yaml: $(VENV)/bin/ruff ## Check all YAML files (yamllint)
	@$(ON_YAML) $(VENV)/bin/yamllint --strict -c function/tools/yamllint.yaml

.PHONY: check-python
check-python: $(VENV)/bin/ruff ## Check all Python files and their format (ruff)
	@$(ON_PYTHON) $(VENV)/bin/ruff check -q --no-cache --config function/tools/ruff.toml
	@$(ON_PYTHON) $(VENV)/bin/ruff format -q --no-cache --check --config function/tools/ruff.toml

REDOCLY = function/tools/node_modules/.bin/redocly

$(REDOCLY): function/tools/package.json
	@command -v npm >/dev/null || { echo "npm is missing; make setup says how to install it." >&2; exit 2; }
	@npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts --prefix function/tools && touch $@

.PHONY: check-contract
check-contract: $(REDOCLY) ## Check the contract by the recommended rules of Redocly
	@REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true $(REDOCLY) lint --config function/tools/redocly.yaml \
		function/src/main/resources/openapi.yaml

.PHONY: test-clients
test-clients: function/target/function-exec.jar ## Use Triton's clients, and clients in Java and Python from the contract
	@MVN="$(MVN)" JAVA="$(JAVA)" PYTHON="$(PYTHON)" function/clients/test.sh
	@JAVA="$(JAVA)" PYTHON="$(PYTHON)" function/clients/inference.sh triton

.PHONY: test-inference-clients
test-inference-clients: function/target/function-exec.jar ## Use curl and the clients of Triton, KServe and MLServer (7 minutes)
	@JAVA="$(JAVA)" PYTHON="$(PYTHON)" function/clients/inference.sh curl triton kserve mlserver

.PHONY: test-http
test-http: ## Compare the answers to unusual HTTP requests with those of a plain Tomcat, and record them
	@$(MVN) -q -pl function -am test -Dtest=HttpProbesTests -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip \
		-Dhttp.report=$(CURDIR)/docs/evidence/http.md -Dhttp.commit=$(shell git rev-parse --short HEAD) || $(JDK_HINT)

.PHONY: test-corpora
test-corpora: export CORPORA := $(CORPORA)
test-corpora: function/target/function-exec.jar ## Send every file in the folder CORPORA to the service and check the answers (Linux)
	@JAVA="$(JAVA)" PYTHON="$(PYTHON)" PORT="$(PORT)" function/corpora/test.sh "$${CORPORA:?Set a folder with files: make test-corpora CORPORA=/tmp/pngsuite}"

# TESTS contains names of tests, for instance TESTS="Jpeg Png"; without it, all run.
MINUTES ?= 5

.PHONY: fuzz
fuzz: ## Generate inputs for each reader of untrusted bytes for MINUTES (5) minutes
	@$(MVN) -q -pl function/fuzz -am package -DskipTests -Djacoco.skip || $(JDK_HINT)
	@java=$(JAVA) && cd function/fuzz && $$java -cp target/fuzz.jar dev.animals.fuzz.Fuzz "$(MINUTES)" $(TESTS)

.PHONY: check-rules
check-rules: ## Check links, sizes of files, long lines, copied lines and names of tests
	@$(PYTHON) function/tools/house_rules.py
	@$(PYTHON) function/tools/links.py

.PHONY: test-check
test-check: ## Test that make check finds faults everywhere, make setup and make run (bats)
	@command -v bats >/dev/null || { echo "bats is missing; make setup says how to install it." >&2; exit 2; }
	@MVN="$(MVN)" bats function/tools/tests

.PHONY: format-java
format-java: ## Format the Java code of all modules
	@$(MVN) -q spring-javaformat:apply

.PHONY: format-python
format-python: $(VENV)/bin/ruff ## Sort the imports of the Python code and format it
	@$(ON_PYTHON) $(VENV)/bin/ruff check -q --no-cache --select I --fix --config function/tools/ruff.toml
	@$(ON_PYTHON) $(VENV)/bin/ruff format -q --no-cache --config function/tools/ruff.toml

.PHONY: coverage
coverage: ## Print the share of lines that the last `make test` executed
	@awk -F, 'NR > 1 { missed += $$8; covered += $$9 } END { printf "Lines that tests run: %.1f %%\n", 100 * covered / (missed + covered) }' function/target/site/jacoco/jacoco.csv

.PHONY: test-page
test-page: ## Test the page in a browser (Chromium)
	@$(MVN) -pl function -am test -Dgroups=browser -Dexcluded.tags= -Djacoco.skip || $(JDK_HINT)

.PHONY: page-pictures
page-pictures: ## Take the pictures of the page for the documentation and for link previews (Chromium)
	@$(MVN) -q -pl function -am test -Dtest=PagePicturesTests -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip -Dexcluded.tags= \
		-Dpage.pictures=$(CURDIR)/docs/evidence -Dpage.preview=$(CURDIR)/function/src/main/resources/page || $(JDK_HINT)

##@ Image

IMAGE_TAR = function/image/target/animals-$(MODEL_FOLDER).tar
ENGINE_TARS = $(foreach suffix,.tar -onnxruntime.tar,function/image/target/animals-$(MODEL)$(suffix))
IMAGE_MVN = $(MVN) -q -pl function/image -am -DskipTests -Djacoco.skip -Dimage.phase=package -Dengine=$(ENGINE) -Dmodel=$(MODEL_FOLDER) \
	-Dmodel.folder=$(abspath $(MODELS)/$(MODEL_FOLDER)) -Dimage=$(IMAGE) \
	$(if $(BASE_IMAGE),-Dbase.image=$(BASE_IMAGE)) -Djib.allowInsecureRegistries=$(INSECURE_REGISTRIES) \
	-Dorg.slf4j.simpleLogger.log.org.codehaus.mojo.exec.ExecMojo=off \
	-Drevision=$(shell git rev-parse HEAD 2>/dev/null || echo unknown) \
	-Dcreated=$(shell git log -1 --format=%cI 2>/dev/null || echo 1970-01-01T00:00:01Z)

# $(call pushed,MODEL) builds and pushes the image of a model, and prints its name with its digest.
pushed = $(MAKE) --no-print-directory push MODEL=$(1) IMAGE=$(REGISTRY)/animals:$(1)$(SUFFIX)

.PHONY: image-size
image-size: ## Write the image's size in bytes as a metric that merge requests compare
	@echo "image_bytes{model=\"$(MODEL_FOLDER)\"} $$(wc -c <$(IMAGE_TAR))" | \
		tee function/image/target/size.txt

.PHONY: bench-image
bench-image: check-model ## Measure the image's size, start and JVM flags (15 minutes, Linux)
	@$(IMAGE_MVN) package || $(JDK_HINT)
	@$(JAVA) $(BENCH) -cp function/image/assembler/target/assembler.jar dev.animals.container.ImageBenchmark \
		$(IMAGE_TAR) $(EXECUTABLE)

.PHONY: bench-images
bench-images: ## Compare the images of both engines, which make image builds first (8 minutes, Linux)
	@for tar in $(ENGINE_TARS); do test -f $$tar || { echo "Build both images first: make image MODEL=$(MODEL) && make image MODEL=$(MODEL) ENGINE=onnxruntime" >&2; exit 2; }; done
	@$(JAVA) $(BENCH) -cp function/image/assembler/target/assembler.jar dev.animals.container.ImageComparison $(ENGINE_TARS)

.PHONY: natives
natives: ## Download the image decoders again and check that they are the same (Debian 12)
	@function/native/make.sh

##@ Measure

# BENCH contains JVM properties, for instance BENCH="-Dbenchmark.rounds=1 -Dbenchmark.only=decode".
BENCHMARK = $(JAVA) --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	-Dlogback.configurationFile=benchmark-logback.xml $(BENCH) -cp $(BENCHMARK_JAR)
BENCH_PYTHON ?= function/benchmark/.venv/bin/python
BENCH_NETWORKS := function/benchmark/target/networks/lite0-onnx/plain.onnx
# The JVM flags of the service. This is the heap that the JVM chooses in a container of 1 GiB.
SOAK_FLAGS ?= -Xmx256m

.PHONY: bench
bench: $(BENCHMARK_JAR) ## Measure decoding, prediction and whole requests (JMH, 6 minutes)
	@$(BENCHMARK) dev.animals.benchmark.BenchmarkSuite

.PHONY: bench-decode
bench-decode: $(BENCHMARK_JAR) $(BENCH_PYTHON) ## Compare decoding with Pillow on one core (3 minutes, Linux)
	@$(BENCH_PYTHON) function/benchmark/decode.py function/benchmark/target/decode \
		$(BENCHMARK) $(RUN_FLAGS) dev.animals.benchmark.DecodeTimes

.PHONY: bench-engine
bench-engine: $(BENCHMARK_JAR) $(BENCH_NETWORKS) ## Compare libtorch with ONNX Runtime (1 minute)
	@$(BENCHMARK) dev.animals.benchmark.EngineComparison

.PHONY: bench-peers
bench-peers: $(BENCHMARK_JAR) $(BENCH_NETWORKS) ## Compare the service with FastAPI, one core each (8 minutes, Linux)
	@$(BENCHMARK) -Dpeers.python=$(abspath $(BENCH_PYTHON)) dev.animals.benchmark.PeerComparison

.PHONY: bench-page
bench-page: $(BENCHMARK_JAR) ## Measure how soon a browser paints the page (Chromium; 1 minute)
	@$(BENCHMARK) dev.animals.benchmark.PagePaint

.PHONY: bench-batches
bench-batches: $(BENCHMARK_JAR) ## Compare users' waiting times with and without batches beside them (4 minutes, Linux)
	@$(BENCHMARK) dev.animals.benchmark.BatchNeighbours

.PHONY: soak
soak: $(BENCHMARK_JAR) ## Keep the service busy for 10 minutes and watch its memory (Linux)
	@$(BENCHMARK) dev.animals.benchmark.Soak $(SOAK_FLAGS)

$(BENCH_NETWORKS): function/benchmark/export.py $(BENCH_PYTHON)
	$(BENCH_PYTHON) $< function/benchmark/target/networks

function/benchmark/.venv/bin/python: function/benchmark/requirements.txt function/model/export/requirements.txt
	$(PYTHON) -m venv function/benchmark/.venv
	$@ -m pip install -q -r $<
	touch $@

##@ Models and drift

# The folder for the figures of make evaluate; make classify has another default.
OUT ?= function/model-tools/target/evaluation

TOOLS = $(JAVA) --enable-native-access=ALL-UNNAMED -Djdk.httpclient.allowRestrictedHeaders=host -cp function/model-tools/target/model-tools.jar

$(IMPORT_PYTHON): function/model/import/requirements.txt
	@$(PYTHON) -m venv function/model/import/.venv && $@ -m pip install -q --disable-pip-version-check -r $< && touch $@

.PHONY: test-import
test-import: $(IMPORT_PYTHON) function/target/function-exec.jar function/target/function-exec-onnxruntime.jar ## Compare imported models in the service with their own frameworks (6 minutes)
	@$(IMPORT_PYTHON) function/model/import/prove.py --commit "$$(git rev-parse --short HEAD)" --port $(PORT) "$(JAVA)" docs/evidence/imported-models.md

.PHONY: example-model
example-model: $(IMPORT_PYTHON) ## Train a small model of handwritten digits in DIR, to try make import (1 minute)
	@$(IMPORT_PYTHON) function/model/import/example.py "$(or $(DIR),$(error Set a folder to write to: make example-model DIR=/tmp/digits))"

.PHONY: models
models: ## Export the models again from the published weights, and check that the files are the same
	@cd function/model/export && $(PYTHON) -m venv .venv && .venv/bin/pip install -q -r requirements.txt && .venv/bin/python export.py .. --check

.PHONY: evaluate
evaluate: export OUT := $(OUT)
evaluate: export AGAINST := $(AGAINST)
evaluate: function/model-tools/target/model-tools.jar ## Measure how often MODEL is right about your own PHOTOS, or compare it with AGAINST
	@$(TOOLS) $(if $(AGAINST),dev.animals.calibration.Compare "$$PHOTOS" "$$LABELS" "$$OUT" $(MODELS) $(MODEL_FOLDER) "$$AGAINST",\
		dev.animals.calibration.Evaluate "$$PHOTOS" "$$LABELS" "$$OUT" $(wildcard $(MODELS)/$(MODEL) $(MODELS)/$(MODEL)-onnxruntime))

.PHONY: compare-models
compare-models: export BASE := $(BASE)
compare-models: export OUT := $(if $(filter file,$(origin OUT)),function/model-tools/target/comparison,$(OUT))
compare-models: function/model-tools/target/model-tools.jar ## Compare each model that differs from the commit BASE with what it was there
	@function/tools/compare-models.sh "$${BASE:?Name a commit: make compare-models BASE=origin/main}" "$$OUT"

.PHONY: classify
classify: export DIR := $(DIR)
classify: export ANSWERS := $(if $(filter file,$(origin OUT)),answers.jsonl,$(OUT))
classify: check-model function/model-tools/target/model-tools.jar ## Classify the photos in DIR without HTTP and write a line of JSON for each to OUT
	@LC_ALL=C.UTF-8 $(TOOLS) dev.animals.folder.ClassifyFolder "$$DIR" "$$ANSWERS" $(MODELS)/$(MODEL_FOLDER) $$(test ! -t 2 || echo terminal)

.PHONY: drift-rules
drift-rules: function/model-tools/target/model-tools.jar ## Write the rules on drift from their formulas and the models' calibrations
	@$(TOOLS) dev.animals.rules.WriteRules function/model monitoring

.PHONY: drift-predictions
drift-predictions: function/model-tools/target/model-tools.jar ## Classify PHOTOS, unchanged and corrupted, and store the answers (5 minutes)
	@$(TOOLS) dev.animals.drift.StorePredictions function/model/lite0 "$(PHOTOS)" "$(LABELS)" monitoring/drift/predictions.tsv

.PHONY: drift-replay
drift-replay: function/model-tools/target/model-tools.jar ## Replay stored answers: how often and how soon do alerts fire? (promtool)
	@$(TOOLS) dev.animals.drift.Replay monitoring/drift/predictions.tsv function/model/lite0 monitoring function/model-tools/target/drift
	@promtool test rules function/model-tools/target/drift/*.yaml

# The phases to run, in order.
PHASES ?= clean,slight_blur

.PHONY: drift-drill
drift-drill: function/model-tools/target/model-tools.jar ## Send clean PHOTOS, freeze a baseline, send corrupted ones, and time the alerts (22 minutes)
	@$(if $(PHOTOS),namespace=$$($(RELEASE) namespace) && url=$(or $(URL),$$(kubectl get ksvc animals -n $$namespace -o jsonpath='{.status.url}')) &&) \
		$(TOOLS) dev.animals.drift.Drill "$(PHOTOS)" "$(LABELS)" $(PHASES) "$$namespace" "$$url" \
			"MIN_TIME=0m PERIOD=1h $(RELEASE) drift-baseline" $(INGRESS)

.PHONY: rollout-predictions
rollout-predictions: function/model-tools/target/model-tools.jar ## Print what good and broken models answer to PHOTOS, for the rollout's simulation
	@$(TOOLS) dev.animals.prediction.PredictPhotos function/model "$(PHOTOS)" "$(LABELS)"
