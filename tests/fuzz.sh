#!/bin/sh
# fuzz.sh SECONDS PROGRAM…: libFuzzer on each program, two at a time, from the goldens, examples and stdlib as seeds.
# A crash is left in build/fuzz/crash-*; it becomes a golden in tests/golden/crash/.
set -u
seconds=$1
shift
[ $# -gt 0 ] || { echo "SKIP fuzz: there is nothing in tests/fuzz"; exit 0; }
dir=build/fuzz
mkdir -p $dir/seeds
find tests/golden tests/diff tests/sources examples stdlib tests/fuzz/seeds -type f -size -64k 2>/dev/null | while read -r file; do
	cp "$file" "$dir/seeds/$(echo "$file" | tr '/ ' '__')"
done
printf '%s\n' "$@" | xargs -P 2 -I '{}' sh -c '
	name=$(basename "$1")
	mkdir -p "$3/corpus/$name"
	"$1" -max_total_time="$2" -timeout=60 -rss_limit_mb=2048 -max_len=20000 -print_final_stats=0 -verbosity=0 \
		-artifact_prefix="$3/crash-$name-" "$3/corpus/$name" "$3/seeds" >"$3/$name.log" 2>&1
	status=$?
	[ $status = 0 ] || { echo "fuzz: $name failed"; tail -n 40 "$3/$name.log"; exit 1; }
' fuzz '{}' "$seconds" "$dir"
