# SPDX-License-Identifier: Apache-2.0
#
# Short names for what scripts/ does; `make help` lists them.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

# One set of flags for everything in release mode, so that demo and install build once. Swift's own libraries are linked
# into the program, which then runs where no toolchain is installed.
RELEASE = -c release --static-swift-stdlib --product ntbcheck

export SWIFT

.PHONY: help build demo test check adversarial mutants differential kernels hostile bench install patches verify-patches runtime clean adversarial-run random-differential

help: ## list the targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

build: ## build the program in release mode, after installing what that needs
	@scripts/setup build
	$(SWIFT) build $(RELEASE)

demo: ## run ntbcheck on real kernel trees: a current one, and the project's own series
	@scripts/demo

test: ## run all tests, those on real kernel trees included (FILTER=name for some of them)
	@scripts/check-tests $(if $(FILTER),--filter $(FILTER))

check: ## format, shell scripts, warnings as errors, all tests: what CI runs
	@scripts/check

adversarial: ## callbacks written to fool the analysis: judge them and print the table of docs/trust.md
	@scripts/check-tests --filter AdversarialTests

adversarial-run: ## compile those callbacks with stubs, call them with random fields, and hold their verdicts against it
	@scripts/adversarial-run

random-differential: ## random functions, each run and judged: none missed, none accused wrongly (FUNCTIONS=n, SEED=n)
	@scripts/random-differential --functions $(or $(FUNCTIONS),1000) --seed $(or $(SEED),1)

mutants: ## the mutation test: harmful changes to real sources are found, harmless ones left alone
	@scripts/mutants

differential: ## which functions can return NULL: ask ntbcheck and clang's analyzer, and compare
	@scripts/differential

kernels: build ## which kernels are read, and what is found there: the table of docs/kernels.md
	@scripts/kernels --write docs/kernels.md

hostile: build ## hostile inputs and faults of the machine, each with what must hold: the table of docs/hostile.md
	@scripts/setup hostile
	@scripts/hostile --trace --write docs/hostile.md

bench: ## time ntbcheck against sparse, clang, coccinelle and grep, and print the ratios
	@scripts/bench

install: ## install under PREFIX (default: /usr/local); DESTDIR is put in front
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' scripts/install

patches: ## write the kernel series to .build/patches, signed off by your git identity
	@scripts/sign-patches .build/patches

verify-patches: ## prove the kernel series with the kernel's own tools
	@scripts/verify-patches

runtime: ## prove the kernel series on kernels that run, in an emulated machine with an IOMMU
	@scripts/runtime

clean: ## remove what was built; the cache of kernel trees stays
	$(SWIFT) package clean
	rm -rf .build/patches
