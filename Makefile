# `make` alone lists the targets. Set-up needs git, make and Python 3.11 to 3.13 with venv.
PYTHON ?= python3
PORT ?= 8888
HOST ?= localhost
LESSON ?= *
BACKEND ?= tensorflow
BIN := .venv/bin
INSTALLED := .venv/installed
PROXY := $(BIN)/configurable-http-proxy
SAMPLE := /usr/share/datasets/fashion-mnist
CHECKED = $(or $(FILE),$(filter-out *,$(LESSON)))
# One thread each for TensorFlow: two processes share two cores, and three fill them while one waits.
TEST = TF_NUM_INTRAOP_THREADS=1 TF_NUM_INTEROP_THREADS=1 $(BIN)/pytest -n 3 --dist loadscope
NBVAL := --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg

define STYLE
$(BIN)/ruff format --check --quiet || { echo 'The format is not right: make lint'; exit 1; }
$(BIN)/ruff check
$(BIN)/mypy
endef

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

lab: $(INSTALLED)  ## open JupyterLab on your copy of the lessons (PORT=8888 HOST=localhost)
	@$(BIN)/tensteps lab --host '$(HOST)' --port '$(PORT)'

hub: $(INSTALLED) $(PROXY)  ## try a JupyterHub with two learners and an instructor; needs root (PORT=8000)
	@docs/deploy/try_hub.sh $(if $(filter file,$(origin PORT)),8000,'$(PORT)')

check: $(INSTALLED)  ## check what is quick, or LESSON=04_build, or FILE=helpers/lab.py
	$(STYLE)
	$(if $(CHECKED),tests=$$($(BIN)/python tests/choose_tests.py '$(CHECKED)') && echo "$$tests" | xargs env $(TEST) $(NBVAL),$(TEST) tests/fast)

# What takes long comes first, so that at the end no core waits for another.
test: $(INSTALLED)  ## run every test that gates a change
	$(STYLE)
	$(TEST) --no-loadscope-reorder -m 'not backends and not whole' $(NBVAL) solutions tests/slow tests/fast

test-all: test mutants backends  ## run also mutants, all backends, whole lessons in the sandbox, and CIFAR-10, once it has been fetched
	$(TEST) -m whole tests
	TENSTEPS_OUTPUTS=$$(mktemp -d) TENSTEPS_DATASET=cifar10 $(BIN)/pytest -n 2 --dist loadscope \
		--nbval-lax --nbval-current-env --durations 0 solutions

backends: $(INSTALLED)  ## install JAX and PyTorch, run every notebook on them and on TensorFlow, print seconds
	$(BIN)/python -m pip install --quiet --no-build-isolation -e '.[jax,torch]'
	TENSTEPS_NO_SKIPS=1 $(BIN)/pytest -m backends tests
	$(BIN)/python tests/benchmarks/lessons.py

gpu-check: $(INSTALLED)  ## run every notebook on the CPU and on a GPU, print seconds (BACKEND=tensorflow)
	$(BIN)/python tests/benchmarks/lessons.py --gpu '$(BACKEND)'

mutants: $(INSTALLED)  ## list mistakes that no check notices (LESSON=04_build EXERCISE=neuron)
	TENSTEPS_DATASET=fashion_mnist MPLBACKEND=agg $(BIN)/python tests/mutants.py '$(LESSON)' $(EXERCISE)

data: $(INSTALLED)  ## fetch CIFAR-10 (170 MB; the lessons use it from then on)
	@$(BIN)/tensteps data cifar10

doctor: $(INSTALLED)  ## check this installation
	@$(BIN)/tensteps doctor

notebooks: $(INSTALLED)  ## run the notebooks in solutions/ and store their outputs (LESSON=04_build)
	TENSTEPS_OUTPUTS=$$(mktemp -d) TENSTEPS_DATASET=fashion_mnist $(BIN)/jupyter nbconvert --to notebook --execute --inplace \
		--ExecutePreprocessor.record_timing=False \
		--ClearMetadataPreprocessor.enabled=True \
		--ClearMetadataPreprocessor.clear_cell_metadata=False \
		--ClearMetadataPreprocessor.preserve_nb_metadata_mask="{'kernelspec', ('language_info', 'name')}" \
		solutions/$(LESSON)/*.ipynb
	# Of a progress bar only the last line is kept.
	$(BIN)/jupyter nbconvert --to notebook --inplace --coalesce-streams solutions/$(LESSON)/*.ipynb

lessons: $(INSTALLED)  ## make lessons/ from solutions/ (LESSON=04_build)
	$(BIN)/nbgrader generate_assignment '$(LESSON)' --force

lint: $(INSTALLED)  ## mend the format of code and notebooks, and check types
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/mypy

screenshots: $(INSTALLED)  ## take the pictures in docs/ anew, from the paths through a browser
	TENSTEPS_SCREENSHOTS=docs $(BIN)/pytest -q tests/slow/test_learner.py tests/slow/test_instructor.py

exercises: $(INSTALLED)  ## run the wrong answers, and make docs/exercises.md (LESSON=04_build)
	TENSTEPS_DATASET=fashion_mnist MPLBACKEND=agg $(BIN)/python tests/exercises.py $(filter-out *,$(LESSON))

models: $(INSTALLED)  ## train the reference models that are missing in data/models
	$(BIN)/python data/train_models.py

results: $(INSTALLED)  ## record the training runs that are missing in data/results
	$(BIN)/python data/record_results.py
	$(BIN)/python data/record_preparation.py

board: $(INSTALLED)  ## go through all solutions in order on each data set, and record their scoreboards
	for name in fashion_mnist cifar10; do \
		made=$$(mktemp -d) && TENSTEPS_OUTPUTS=$$made TENSTEPS_DATASET=$$name $(BIN)/jupyter nbconvert \
			--to notebook --execute --output-dir $$made solutions/*/*.ipynb && \
		cp $$made/board-$$name.json data/results/ || exit 1; \
	done

sample: $(INSTALLED)  ## make the bundled sample anew (SAMPLE=folder of Fashion-MNIST's files)
	$(BIN)/python data/build_sample.py '$(SAMPLE)'
	cd data && sha256sum fashion_mnist_sample.npz > SHA256SUMS

lock: $(INSTALLED)  ## write requirements.lock anew from pyproject.toml; PACKAGE=keras upgrades only that
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes --extra dask --extra dev --extra hub --extra page --extra postgres --extra site \
		--no-emit-index-url --no-emit-find-links --no-annotate $(if $(PACKAGE),--upgrade-package '$(PACKAGE)',--upgrade) -o requirements.lock
	git diff --text --unified=0 requirements.lock | grep -E '^[-+][a-z]' || true

wheel: $(INSTALLED)  ## pack the course for learners, without solutions and tests, into dist/
	$(BIN)/python -m hatchling build -t wheel

site: $(INSTALLED)  ## make the site in site/html from docs/, solutions/ and docstrings
	$(BIN)/sphinx-build --builder html --jobs 2 --fail-on-warning --keep-going --quiet \
		--doctree-dir site/doctrees docs site/html

links: $(INSTALLED)  ## ask whether the pages of others that the site links to are still there
	$(BIN)/sphinx-build --builder linkcheck --quiet --doctree-dir site/doctrees docs site/links

# Packages are compiled once: what cannot write here, as a sandbox, would compile them at each start.
$(INSTALLED): requirements.lock pyproject.toml
	@command -v $(PYTHON) > /dev/null || \
		{ echo 'Python is missing. Install it: sudo apt install python3 python3-venv'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Python 3.11 to 3.13 is needed, and $(PYTHON) is another one."; \
		echo 'Name one that fits: make $(MAKECMDGOALS) PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || \
		{ echo 'The module venv is missing. Install it: sudo apt install python3-venv'; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet 'uv>=0.9,<1'
	$(BIN)/uv pip install --python $(BIN)/python --require-hashes --compile-bytecode -r requirements.lock
	$(BIN)/uv pip install --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

# JupyterHub's proxy; the last version for which Debian's node is new enough.
$(PROXY): $(INSTALLED)
	npm install --global --prefix .venv --no-audit --no-fund --silent configurable-http-proxy@4.6.3
	@touch $@

.PHONY: help lab hub check test test-all backends gpu-check mutants data doctor notebooks lessons lint exercises screenshots models results board sample lock wheel site links
