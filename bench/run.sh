#!/bin/sh
# Speed and memory, shown: medians, seeds named, peers measured in the same run.
#   make bench              everything that takes minutes; results to keep go into bench/RESULTS.md with this command
#   make bench BENCH=--big  large tables and slow peers, too (about half an hour)
#   make bench BENCH=engines   the tables of boxes only
#   make bench BENCH=population   rows of people only
#   make bench BENCH=sql   a million cases in SQLite and PostgreSQL only
#   make bench BENCH=emit      emitted C beside nested ifs, SQLite and rule engines (4 minutes, of which gcc takes half a minute for the ifs)
set -u
cd "$(dirname "$0")/.." || exit 2
build=${B:-build}

# Two solvers, only for comparison: installed where that can be done without asking, otherwise skipped by name.
if [ "${BENCH:-}" != emit ] && { ! command -v z3 >/dev/null || ! command -v cvc5 >/dev/null; }; then
	if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
		apt-get update -qq >/dev/null 2>&1
		for solver in z3 cvc5; do
			DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $solver >/dev/null 2>&1
		done
	fi
fi

case ${BENCH:-} in
engines) ;;
emit) exec python3 bench/emit.py "${NIVEAU:-$build/niveau}" "${SEED:-1}" ;;
sql) exec python3 bench/sql.py "${NIVEAU:-$build/niveau}" "$build/bench/sql" ;;
population) exec python3 bench/population.py "${NIVEAU:-$build/niveau}" "$build/bench/population" ;;
*) python3 bench/run.py "${NIVEAU:-$build/niveau}" || exit
	python3 bench/population.py "${NIVEAU:-$build/niveau}" "$build/bench/population" || exit
	python3 bench/emit.py "${NIVEAU:-$build/niveau}" || exit ;;
esac
# shellcheck disable=SC2086
exec python3 bench/engines.py "$build/bench/engines" ${BENCH:-}
