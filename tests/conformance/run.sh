#!/bin/sh
# run.sh COMPLETE PARTIAL PEER [SEED]: emitted C, JSON, JavaScript and SQL of every catalogue in examples/ against the reference evaluator.
#   COMPLETE random complete cases and PARTIAL partial ones in C; PEER cases in JavaScript, a tenth and as many at
#   boundaries in SQLite and PostgreSQL; one cut of the emitted C
#   moved by one grain has to be noticed. What is not installed is skipped loudly. $NIVEAU is build/niveau.
set -eu
complete=$1 partial=$2 peer=$3 seed=${4:-1}
b=$(dirname "${NIVEAU:-build/niveau}")
x=$b/conformance.$$ # two runs may go on at once; a failed one is kept
strict='-std=c99 -Wall -Wextra -Wconversion -Wshadow -Werror'
ours="-std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -O2 -g -Isrc -I$b -I$x"
libs="$b/libtool.a $b/libniveau.a -ljansson $([ -f /usr/include/xlsxwriter.h ] && echo -lxlsxwriter) -lutf8proc"
mkdir -p "$x/in"
cp -r examples stdlib tests/conformance/catalogues "$x/in" # so that nobody changes a catalogue under our hands
NIVEAU_STDLIB=$x/in/stdlib
export NIVEAU_STDLIB
bad=0

has() {
	command -v "$1" >/dev/null 2>&1 || { echo "SKIP conformance: there is no $1"; return 1; }
}

# driver FILE.c OUT: the comparison, with that emitted program in it
driver() {
	${CC:-cc} -std=c99 -O1 -c -o "$2.o" -I"$x" "$1"
	${CC:-cc} $ours -DNAME="$name" -DUPPER="$upper" -DHEADER="\"$name.h\"" -o "$2" \
		tests/conformance/conform.c tests/conformance/case.c "$2.o" $libs
}

# Move the cut in the given row of the table of cuts by one: the search for partial cases has it, the fast way does not.
mutate() {
	awk -v row="$1" '/_cuts\[\] = / { inside = 1; print; next }
		/^}/ { inside = 0 }
		inside && ++at == row { match($0, /[0-9]+,$/); n = substr($0, RSTART, RLENGTH - 1)
			if (n == "" || $0 !~ /, /) exit 3
			$0 = substr($0, 1, RSTART - 1) (n + 1) "," }
		{ print }' "$x/$name.c" >"$x/mutant.c"
}

# The same with a column's rank in a complete case.
mutate_rank() {
	awk -v row="$1" '/ [a-z_0-9]*_rank_[0-9]+\(const struct/ { inside = ++at == row }
		/^}/ { inside = 0 }
		inside && /x >= -?[0-9]+\)/ && !done { match($0, /x >= -?[0-9]+\)/); n = substr($0, RSTART + 5, RLENGTH - 6)
			$0 = substr($0, 1, RSTART + 4) (n + 1) substr($0, RSTART + RLENGTH - 1); done = 1 }
		{ print } END { exit done ? 0 : 3 }' "$x/$name.c" >"$x/mutant.c"
}

# planted N HOW: N of them
planted() {
	row=0 caught=0 tried=0
	while [ $tried -lt "$1" ] && [ $row -lt 200 ]; do
		row=$((row + 1))
		$2 $row 2>/dev/null || continue
		cmp -s "$x/mutant.c" "$x/$name.c" && break
		tried=$((tried + 1))
		driver "$x/mutant.c" "$x/mutant"
		if "$x/mutant" "$folder" "$seed" 20000 0 >"$x/mutant.log"; then :; else caught=$((caught + 1)); fi
	done
	echo "$name: $caught of $tried planted off-by-ones caught ($2)"
	[ $caught -gt 0 ] || [ "$2 $tried" = 'mutate_rank 0' ] || { echo "$name: a planted off-by-one was not noticed"; bad=1; }
}

# Move one bound of the emitted SQL: of the expressions (THEN), or of the table of edges.
mutate_sql() {
	awk -v row="$1" -v in_edges="$2" '/^INSERT INTO .*_edge"/ { inside = 1 } /^CREATE VIEW/ { inside = 0; views = 1 }
		!done && in_edges && inside && /^\([0-9]+, [0-9]+, / && ++at == row {
			split($0, part, ", "); done = 1; sub(", " part[2] ", ", ", " part[2] + 1 ", ") }
		!done && !in_edges && views && match($0, /<= [0-9]+ THEN/) && ++at == row {
			n = substr($0, RSTART + 3, RLENGTH - 8); done = 1
			$0 = substr($0, 1, RSTART + 2) (n + 1) substr($0, RSTART + RLENGTH - 5) }
		{ print } END { exit !done }' "$x/$name.sqlite.sql" >"$x/mutant.sql"
}

planted_sql() {
	caught=0 tried=0
	for row in 1 2 3 4 5; do
		for edges in 0 1; do
			mutate_sql $row $edges || continue
			tried=$((tried + 1))
			python3 tests/conformance/sql.py "$x/mutant.db" "$name" "$x/mutant.sql" "$x/$name.unread.cases" \
				"$x/$name.unread.expected" >"$x/mutant.log" 2>&1 || caught=$((caught + 1))
		done
	done
	echo "$name: $caught of $tried planted off-by-ones in SQL caught"
	[ $caught -gt 0 ] || { echo "$name: no planted off-by-one in SQL was noticed"; bad=1; }
}

# SQL in both engines, by the possible sets and what they come to.
sql() {
	"$x/emit" sql "$folder" "$x" >/dev/null
	if has sqlite3; then
		python3 tests/conformance/sql.py "$x/$name.db" "$name" "$x/$name.sqlite.sql" "$x/$name.unread.cases" \
			"$x/$name.unread.expected" || bad=1
		case $name in regning | vestby) planted_sql ;; esac
	fi
	if [ "$postgres" ]; then
		python3 tests/conformance/sql.py "postgresql:$postgres" "$name" "$x/$name.postgresql.sql" \
			"$x/$name.unread.cases" "$x/$name.unread.expected" || bad=1
	fi
}

postgres=$(sh tests/conformance/postgres.sh start) || postgres=
[ "$postgres" ] || echo 'SKIP conformance: there is no PostgreSQL'
trap 'sh tests/conformance/postgres.sh stop "$postgres"' EXIT
trap 'exit 1' INT TERM

${CC:-cc} $ours -o "$x/emit" tests/conformance/emit.c $libs
. tests/conformance/dmn.sh
dmn_ready && dmn=yes || dmn=
for folder in "$x"/in/examples/*/ "$x"/in/catalogues/*/; do
	folder=${folder%/}
	[ -n "$(find "$folder" -name '*.niv')" ] || continue # examples/revision is a patch
	name=$(basename "$("$x/emit" c "$folder" "$x")" .h)
	[ -f "$x/$name.c" ] || { echo "$folder: nothing was emitted"; bad=1; continue; }
	"$x/emit" json "$folder" "$x" >/dev/null
	"$x/emit" js "$folder" "$x" >/dev/null
	upper=$(echo "$name" | tr a-z A-Z)
	for cc in gcc clang tcc; do
		has $cc || continue
		$cc $strict -O1 -c -o "$x/$name.$cc.o" "$x/$name.c" || { echo "$name: $cc refuses the emitted C"; bad=1; }
	done
	driver "$x/$name.c" "$x/conform"
	"$x/conform" "$folder" "$seed" "$complete" "$partial" "$peer" "$x/$name" || bad=1
	if has node; then
		if node tests/peers/evaluate.js "$x/$name.json" <"$x/$name.cases" >"$x/$name.got" &&
			cmp "$x/$name.got" "$x/$name.expected"; then
			echo "$name: $(wc -l <"$x/$name.got") cases, JavaScript agrees"
		else
			echo "$name: JavaScript disagrees with the emitted C"; bad=1
		fi
		if node tests/peers/emitted.js "$x/$name.js" <"$x/$name.cases" >"$x/$name.got" &&
			cmp "$x/$name.got" "$x/$name.expected"; then
			echo "$name: the emitted JavaScript agrees, too"
		else
			echo "$name: the emitted JavaScript disagrees with the emitted C"; bad=1
		fi
	fi
	if python3 -c 'import jsonschema' 2>/dev/null; then
		python3 tests/conformance/schema.py docs/decision-table.schema.json "$x/$name.json" || bad=1
	else
		echo 'SKIP conformance: there is no python3-jsonschema'
	fi
	[ -z "$dmn" ] || dmn_agrees $((peer < 300 ? peer / 10 : peer < 3000 ? 32 : 500))
	sql
	planted "${PLANTED:-1}" mutate
	planted "${PLANTED:-1}" mutate_rank
done
if has node && python3 -c 'import jsonschema' 2>/dev/null; then
	python3 tests/answers.py "${NIVEAU:-build/niveau}" $((peer / 30 < 40 ? peer / 30 : 40)) "$seed" "$x"/in/examples/*/ "$x"/in/catalogues/*/ || bad=1
fi
if has node; then
	node tests/guide_page.js "${NIVEAU:-build/niveau}" "$x/guide" || bad=1
fi
[ $bad -ne 0 ] || rm -rf "$x"
exit $bad
