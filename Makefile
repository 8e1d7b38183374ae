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
           -Wvla -Wformat=2 -Werror
CFLAGS  ?= -O2 -g
SAN     ?=
ASAN     = -fsanitize=address,undefined -fno-sanitize-recover=all -DARENA_EXACT
COMPILE  = $(CC) $(CSTD) $(CWARN) -DNIVEAU_VERSION='"$(VERSION)"' -Isrc -I$B -I. -MMD -MP $(CFLAGS) $(SAN)
LIBS     = -lutf8proc

SRC      := $(sort $(wildcard src/*/*.c))
GEN      := $(patsubst grammar/%.y,$B/%.c,$(wildcard grammar/parser.y)) \
            $(patsubst grammar/%.l,$B/%.c,$(wildcard grammar/scanner.l))
OBJ      := $(SRC:src/%.c=$B/%.o) $(GEN:.c=.o)
TOOLOBJ  := $(filter $B/tool/%,$(OBJ))
LIBOBJ   := $(filter-out $B/tool/%,$(OBJ))
MAIN     := $(filter $B/tool/main.o,$(OBJ))
UNIT     := $(patsubst tests/unit/%.c,$B/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
ARCHIVES := $B/libtool.a $B/libniveau.a
OURS     := $(wildcard src/*/*.[ch] tests/*.c tests/unit/*.[ch] tests/fuzz/*.[ch])

all: $(ARCHIVES) $(if $(MAIN),$B/niveau)

$B/niveau: $(MAIN) $(ARCHIVES)
	@$(COMPILE) -o $@ $^ -ljansson $(LIBS)

$B/libniveau.a: $(LIBOBJ)
$B/libtool.a: $(filter-out $(MAIN),$(TOOLOBJ))
$(ARCHIVES):
	@mkdir -p $(@D) && rm -f $@ && ar rcs $@ $^

$B/%.o: src/%.c | $(GEN)
	@mkdir -p $(@D) && $(COMPILE) -c -o $@ $<

$B/%.o: $B/%.c | $(GEN)
	@$(COMPILE) -c -o $@ $<

$B/parser.c $B/parser.h &: grammar/parser.y
	@mkdir -p $B && bison -Wall -Werror -Wcounterexamples -o $B/parser.c --header=$B/parser.h $<

$B/scanner.c $B/scanner.h &: grammar/scanner.l
	@mkdir -p $B && flex --outfile=$B/scanner.c --header-file=$B/scanner.h $<

$B/unit/%: tests/unit/%.c $(ARCHIVES)
	@mkdir -p $(@D) && $(COMPILE) -Itests/unit -o $@ $< $(ARCHIVES) -lcmocka -ljansson $(LIBS)

# cmocka's own report is kept beside the program and shown only when a case fails.
unit: $(UNIT)
	@bad=0; for t in $(UNIT); do $$t >$$t.log 2>&1 || { cat $$t.log; bad=1; }; done; exit $$bad

clean:
	rm -rf build

.PHONY: all unit clean
-include $(OBJ:.o=.d) $(UNIT:=.d)
