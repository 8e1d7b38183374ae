# niveau: `make` builds build/niveau, `make check` runs the gates, `make test` proves everything, `make demo` shows it.
# Sources are found by wildcard, so that a floor that does not exist yet breaks nothing.
# Another tree: make CC=clang B=build/clang; make B=build/asan SAN='$(ASAN)'
.SUFFIXES:
.DELETE_ON_ERROR:
MAKEFLAGS += -r

B       ?= build
CC       = cc
PREFIX  ?= /usr/local
VERSION := $(shell cat VERSION 2>/dev/null || echo 0.1.0)
CSTD     = -std=c11 -D_POSIX_C_SOURCE=200809L
CWARN    = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum \
           -Wvla -Wformat=2 -Werror -Wno-string-conversion # the last: assert(!"why") under clang
CFLAGS  ?= -O2 -g
SAN     ?=
ANALYZE ?= # of our own sources; what bison and flex wrote is left alone
STRICT  ?= 1
ASAN     = -fsanitize=address,undefined -fno-sanitize-recover=all -DARENA_EXACT
COMPILE  = $(CC) $(CSTD) $(CWARN) -DNIVEAU_VERSION='"$(VERSION)"' -Isrc -I$B -I. -MMD -MP $(CFLAGS) $(SAN)
LIBS     = -lutf8proc
# Workbooks are written by libxlsxwriter where it is there; without it, that one target is missing.
XLSX    := $(if $(wildcard /usr/include/xlsxwriter.h),yes)
CFLAGS_XLSX = $(if $(XLSX),-DHAVE_XLSXWRITER)
TOOLLIBS = -ljansson $(if $(XLSX),-lxlsxwriter) $(LIBS)

# A part of the house alone, while another is being rebuilt: make FLOORS='base space' UNITS='test_dd*' B=build/part unit
FLOORS   ?= base front meaning space check diff text emit tool
UNITS    ?= test_*
SRC      := $(sort $(wildcard $(FLOORS:%=src/%/*.c)))
GEN      := $(if $(filter front,$(FLOORS)),$(patsubst grammar/%.y,$B/%.c,$(wildcard grammar/parser.y)) \
            $(patsubst grammar/%.l,$B/%.c,$(wildcard grammar/scanner.l)))
OBJ      := $(SRC:src/%.c=$B/%.o) $(GEN:.c=.o)
TOOLOBJ  := $(filter $B/tool/%,$(OBJ))
LIBOBJ   := $(filter-out $B/tool/%,$(OBJ))
MAIN     := $(filter $B/tool/main.o,$(OBJ))
UNIT     := $(patsubst tests/unit/%.c,$B/unit/%,$(sort $(wildcard $(UNITS:%=tests/unit/%.c))))
ARCHIVES := $B/libtool.a $B/libniveau.a
OURS     := $(wildcard src/*/*.[ch] tests/*.c tests/unit/*.[ch] tests/fuzz/*.[ch])

all: $(ARCHIVES) $(if $(MAIN),$B/niveau)

$B/niveau: $(MAIN) $(ARCHIVES)
	@$(COMPILE) -o $@ $^ $(TOOLLIBS)

$B/libniveau.a: $(LIBOBJ)
$B/libtool.a: $(filter-out $(MAIN),$(TOOLOBJ))
$(ARCHIVES):
	@mkdir -p $(@D) && rm -f $@ && ar rcs $@ $^

$B/%.o: src/%.c | $(GEN)
	@mkdir -p $(@D) && $(COMPILE) $(ANALYZE) -c -o $@ $<

$B/%.o: $B/%.c | $(GEN)
	@$(COMPILE) -c -o $@ $<

$B/parser.c $B/parser.h &: grammar/parser.y
	@mkdir -p $B && bison -Wall -Werror -Wcounterexamples -o $B/parser.c --header=$B/parser.h $<

$B/scanner.c $B/scanner.h &: grammar/scanner.l
	@mkdir -p $B && flex --outfile=$B/scanner.c --header-file=$B/scanner.h $<

# As string literals: the program that every emitted C file carries, the style sheet of a diff's page, a new catalogue.
QUOTE = @mkdir -p $(@D) && sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/"&\\n"/' $< >$@
$B/%.inc: src/emit/%.in
	$(QUOTE)
$B/%.inc: src/diff/%.in
	$(QUOTE)
$B/%.inc: src/tool/%.in
	$(QUOTE)

$B/%.inc: src/text/%.in
	$(QUOTE)

$B/diff/show_html.o: $B/show_html.css.inc
$B/text/show_html.o: $B/sources.css.inc
$B/tool/xlsx.o $B/tool/office.o: CFLAGS += $(CFLAGS_XLSX)
$B/tool/init.o: $(patsubst src/tool/%.in,$B/%.inc,$(wildcard src/tool/*.in))
$B/emit/js.o: $B/evaluate.js.inc $B/answer.js.inc
$B/emit/citizen.o: $B/citizen.css.inc
$B/emit/guide.o: $B/guide.css.inc $B/guide.js.inc
$B/emit/c.o: $(patsubst src/emit/%.in,$B/%.inc,$(wildcard src/emit/*.in))
$B/emit/tables.o: $B/tables.css.inc

$B/unit/%: tests/unit/%.c $(ARCHIVES)
	@mkdir -p $(@D) && $(COMPILE) -Itests/unit -o $@ $< $(ARCHIVES) -lcmocka $(TOOLLIBS)

$B/golden: tests/golden.c
	@mkdir -p $(@D) && $(COMPILE) -o $@ $< -lcmocka -ljansson

$B/pages: tests/pages.c
	@mkdir -p $(@D) && $(COMPILE) -o $@ $< -lcmocka -ljansson

# The gates, silent when all is well. cmocka's own report is kept in a .log and shown only when a case fails.
check: unit golden pages examples packs book citizen sources coverage guide revisions floors globals registry format

unit: $(UNIT)
	@bad=0; for t in $(UNIT); do $$t >$$t.log 2>&1 || { cat $$t.log; bad=1; }; done; exit $$bad

golden: $B/golden $(if $(MAIN),$B/niveau)
	@NIVEAU_STDLIB=$(CURDIR)/stdlib NIVEAU=$B/niveau $B/golden >$B/golden.log 2>&1; code=$$?; \
	case $$code in 0) ;; 77) cat $B/golden.log ;; *) grep -v '\(RUN\|OK\) ' $B/golden.log; exit 1 ;; esac

# The fenced examples of docs/findings, docs/language.md and docs/authoring.md
pages: $B/pages $(if $(MAIN),$B/niveau)
	@NIVEAU_STDLIB=$(CURDIR)/stdlib NIVEAU=$B/niveau $B/pages >$B/pages.log 2>&1; code=$$?; \
	case $$code in 0) ;; 77) cat $B/pages.log ;; *) grep -v '\(RUN\|OK\) ' $B/pages.log; exit 1 ;; esac

# The findings and answers on the real catalogues, and that the invented one has no finding.
examples: $(if $(MAIN),$B/niveau)
	@NIVEAU_STDLIB=$(CURDIR)/stdlib python3 tests/examples.py $B/niveau

# The statute packs in stdlib/: each stands alone, facts have sources, rates are those of tests/packs.tsv.
packs: $(if $(MAIN),$B/niveau)
	@NIVEAU_STDLIB=$(CURDIR)/stdlib python3 tests/packs.py $B/niveau

# What niveau sources says of made-up texts, and of the two real ones where they are at hand.
sources: $(if $(MAIN),$B/niveau)
	@python3 tests/sources_test.py $B/niveau

# Which statements of the two inventories the rule files cite, where the inventories are at hand.
coverage: $(if $(MAIN),$B/niveau)
	@python3 tests/coverage.py $B/niveau

# What the targets for people make of a catalogue.
book: $(if $(MAIN),$B/niveau)
	@NIVEAU_STDLIB=$(CURDIR)/stdlib python3 tests/book.py $B/niveau

# The citizen's page: goldens, well-formed, accessible as far as a program can tell.
citizen: $(if $(MAIN),$B/niveau)
	@NIVEAU_STDLIB=$(CURDIR)/stdlib python3 tests/citizen.py $B/niveau

# What README.md and the guide show is what the tool prints.
guide: $(if $(MAIN),$B/niveau)
	@python3 tests/guide.py $B/niveau

# What niveau diff says of pairs of catalogues.
revisions: $(if $(MAIN),$B/niveau)
	@python3 tests/diff_test.py $B/niveau

floors:
	@awk -f tests/floors.awk $$(find src -name '*.[ch]')

# No mutable globals: nothing of ours in .data or .bss. bison's yydebug is the one exception.
globals: $(OBJ)
	@! nm -A -f sysv $(filter $B/%,$(OBJ)) | awk -F'|' '$$7 ~ /^\.(data|bss|tdata|tbss)/ && \
	$$7 !~ /^\.data\.rel\.ro/ && $$1 !~ /:yydebug *$$/ { print $$1 ": a mutable global" }' | grep .

registry:
	@awk -v strict=$(STRICT) -v pages="$(patsubst docs/findings/%.md,%,$(wildcard docs/findings/[0-9]*.md))" \
	-f tests/registry.awk src/base/diag.def $$(find src $(wildcard grammar) -name '*.[cyl]' ! -name 'diag.c') \
	$$(find tests -path 'tests/golden/*.niv') tests/tool_test.sh $(wildcard tests/diff/*.niv tests/sources/*.niv tests/unit/*.c tests/conformance/*.sh)

format:
	@command -v clang-format >/dev/null || { echo 'SKIP format: there is no clang-format'; exit 0; }; bad=0; \
	for f in $(OURS); do clang-format --dry-run --Werror $$f >/dev/null 2>&1 || \
	{ echo "$$f: not in house style; run make fmt"; bad=1; }; done; exit $$bad

fmt:
	@clang-format -i $(OURS)

# Everything, from a bare Debian on: see tests/test.sh. Ends with one line that counts.
test:
	@STRICT=$(STRICT) sh tests/test.sh

demo: setup
	@$(MAKE) --no-print-directory all
	@if [ -f tests/demo.sh ]; then sh tests/demo.sh; else echo 'SKIP demo: there is no tests/demo.sh'; fi

setup:
	@sh tests/setup.sh

asan:
	@$(MAKE) --no-print-directory B=build/asan SAN='$(ASAN)' unit golden

# libFuzzer, FUZZ_SECONDS for each entry in tests/fuzz
FUZZ_SECONDS ?= 20
FUZZSAN = -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -DARENA_EXACT
FUZZERS := $(patsubst tests/fuzz/%.c,$B/run/%,$(sort $(wildcard tests/fuzz/*.c)))

fuzz:
	@$(MAKE) --no-print-directory CC=clang B=build/fuzz SAN='$(FUZZSAN)' fuzz-run

fuzz-run: $(FUZZERS)
	@sh tests/fuzz.sh $(FUZZ_SECONDS) $(FUZZERS)

$B/run/%: tests/fuzz/%.c $(ARCHIVES)
	@mkdir -p $(@D) && $(COMPILE) -fsanitize=fuzzer -o $@ $< $(ARCHIVES) $(TOOLLIBS)

cppcheck:
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	-j 2 --suppress=missingIncludeSystem --suppress='syntaxError:src/base/diag.def' -Isrc -I. src

tidy:
	@printf '%s\n' $(SRC) | xargs -P 2 -I {} \
	clang-tidy --quiet {} -- $(CSTD) -DNIVEAU_VERSION='"$(VERSION)"' -Isrc -I$B -I. 2>/dev/null

lint: all tidy
	@$(MAKE) --no-print-directory CC=gcc B=build/analyzer CFLAGS='-O1 -g' ANALYZE=-fanalyzer all

# Hooks: a small part of the conformance suite that fits into `make test`, and the benchmarks.
conformance-small: $(if $(MAIN),$B/niveau)
	@if [ -f tests/conformance/small.sh ]; then NIVEAU=$B/niveau sh tests/conformance/small.sh; \
	else echo 'SKIP conformance-small: there is no tests/conformance/small.sh'; fi

# Everything: a million complete cases and 20,000 partial ones for each catalogue, 20,000 in JavaScript.
conformance: $(if $(MAIN),$B/niveau)
	@NIVEAU=$B/niveau PLANTED=100 sh tests/conformance/run.sh 1000000 20000 20000 $(SEED)

# The box engines against Z3 on made-up tables.
solver: $B/bench/engines
	@if command -v z3 >/dev/null; then python3 tests/solver.py $B/bench/engines; else echo 'SKIP solver: there is no z3'; fi

$B/bench/front: bench/front.c $B/libniveau.a
	@mkdir -p $(@D) && $(COMPILE) -o $@ $^ $(LIBS)

$B/bench/engines: bench/engines.c bench/tables.c bench/tables.h $B/libniveau.a
	@mkdir -p $(@D) && $(COMPILE) -Ibench -o $@ $(filter-out %.h,$^) $(LIBS)

$B/bench/population: bench/population.c $B/libniveau.a
	@mkdir -p $(@D) && $(COMPILE) -o $@ $^ $(LIBS)

bench: $(if $(MAIN),$B/niveau) $B/bench/front $B/bench/engines $B/bench/population
	@if [ -f bench/run.sh ]; then B=$B BENCH="$(BENCH)" NIVEAU=$B/niveau sh bench/run.sh; else echo 'SKIP bench: there is no bench/run.sh'; fi

# Do the tests notice small wrong changes of the code? Half an hour on two cores; SEED=2 draws others.
mutation:
	@python3 tests/mutation.py $(if $(SEED),--seed $(SEED))

install: all
	@if [ ! -x $B/niveau ]; then echo 'SKIP install: there is no $B/niveau'; exit 0; fi; \
	mkdir -p $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/niveau/stdlib $(DESTDIR)$(PREFIX)/share/niveau/findings $(DESTDIR)$(PREFIX)/share/doc/niveau && \
	cp $B/niveau $(DESTDIR)$(PREFIX)/bin/ && cp LICENSE $(DESTDIR)$(PREFIX)/share/doc/niveau/ && \
	for f in stdlib/*.niv; do [ ! -f $$f ] || cp $$f $(DESTDIR)$(PREFIX)/share/niveau/stdlib/; done && \
	cp docs/findings/*.md $(DESTDIR)$(PREFIX)/share/niveau/findings/

clean:
	rm -rf build

.PHONY: all check book citizen sources coverage revisions guide unit golden pages examples packs floors globals registry format fmt test demo setup asan fuzz fuzz-run cppcheck tidy \
	lint conformance conformance-small solver bench mutation install clean
-include $(OBJ:.o=.d) $(UNIT:=.d) $(FUZZERS:=.d) $B/golden.d $B/pages.d
