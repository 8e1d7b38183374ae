#!/bin/sh
# Everything that proves niveau, step by step. Each step is a line PASS, FAIL or SKIP in build/test.log; a step may
# add lines of its own to $TEST_LOG, and what it prints as "SKIP name: why" is taken over. With CI=true a skipped step
# is a failed one; "ABSENT name: why" is a skip that CI accepts, too: the two real catalogues are not ours to carry along. The last line sums the steps and the cmocka cases.
set -u
cd "$(dirname "$0")/.." || exit 2
unset MAKEFLAGS MFLAGS MAKELEVEL
mkdir -p build/test
TEST_LOG=$PWD/build/test.log
export TEST_LOG
: >"$TEST_LOG"
rm -f build/unit/*.log build/*/unit/*.log build/golden.log build/*/golden.log build/pages.log build/*/pages.log
jobs=$(nproc 2>/dev/null || echo 2)
limit=$(command -v timeout >/dev/null && echo 'timeout -k 10 900' || true)

note() {
	echo "$1" | tee -a "$TEST_LOG"
}

skip() {
	if [ "${CI:-}" = true ]; then
		note "FAIL $1 (skipped, which CI does not accept)"
	else
		note "SKIP $1"
	fi
}

# step NAME COMMAND…: status 77 is a skip
step() {
	name=$1
	shift
	log=build/test/$name.log
	from=$(date +%s)
	# shellcheck disable=SC2086
	$limit "$@" >"$log" 2>&1
	status=$?
	seconds=$(($(date +%s) - from))
	case $status in
	0)
		grep -q "^SKIP $name:" "$log" || note "PASS $name ($seconds s)"
		grep '^SKIP ' "$log" | sort -u | while read -r _ why; do skip "$why"; done
		grep '^ABSENT ' "$log" | sort -u | while read -r _ why; do note "SKIP $why"; done
		;;
	77) skip "$name: $(tail -n 1 "$log")" ;;
	*)
		note "FAIL $name ($seconds s, status $status, $log)"
		tail -n 60 "$log"
		;;
	esac
}

# needs NAME PROGRAM COMMAND…: a step that is skipped where the program lacks
needs() {
	needed=$2
	if command -v "$needed" >/dev/null; then
		name=$1
		shift 2
		step "$name" "$@"
	else
		skip "$1: there is no $needed"
	fi
}

step setup sh tests/setup.sh
step build-gcc make -j"$jobs" CC=gcc B=build all
needs build-clang clang make -j"$jobs" CC=clang B=build/clang all
step check make -k -j"$jobs" CC=gcc B=build check
needs check-clang clang make -j"$jobs" CC=clang B=build/clang unit golden
step check-asan make -j"$jobs" CC=gcc B=build/asan SAN='$(ASAN)' unit golden
needs fuzz clang make fuzz FUZZ_SECONDS="${FUZZ_SECONDS:-20}"
needs cppcheck cppcheck make cppcheck
step conformance-small make conformance-small
step solver make solver
step tool sh tests/tool_test.sh
needs metamorphic python3 python3 tests/metamorphic.py
step sarif sh tests/sarif.sh
step html sh tests/html.sh
step diff sh tests/diff.sh
step use sh tests/use.sh
step install make CC=gcc install DESTDIR="$PWD/build/test/root" PREFIX=/usr

# What cmocka counted, in all trees.
cases() {
	cat build/unit/*.log build/*/unit/*.log build/golden.log build/*/golden.log build/pages.log build/*/pages.log 2>/dev/null |
		sed -n "s/^\[  $1 *\] \([0-9][0-9]*\) test(s).*/\1/p" | awk '{ n += $1 } END { print n + 0 }'
}
lines() {
	grep -c "^$1 " "$TEST_LOG"
}
passed=$(($(lines PASS) + $(cases PASSED)))
failed=$(($(lines FAIL) + $(cases FAILED)))
skipped=$(($(lines SKIP) + $(cases SKIPPED)))
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
