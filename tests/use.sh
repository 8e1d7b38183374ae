#!/bin/sh
# docs/use/c: the example builds with CMake, is found by pkg-config once installed, and both programs answer as expected.
# NIVEAU names the program; status 77 where something is missing.
set -u
cd "$(dirname "$0")/.." || exit 2
niveau=${NIVEAU:-build/niveau}
for needed in "$niveau" cmake pkg-config; do
	command -v "$needed" >/dev/null || { echo "SKIP use: there is no $needed"; exit 77; }
done
niveau=$(cd "$(dirname "$niveau")" && pwd)/$(basename "$niveau")
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cat >"$work/expected" <<'EOF'
12 years, where: Børnehuset (samtaler.niv:13, § 1)
12 years, how many: ubestemt, ask: Er der brug for flere samtaler?. Serviceniveauet er vejledende; der skal altid foretages en individuel vurdering.
12 years, more needed: som udgangspunkt højst 12 samtaler (samtaler.niv:12, § 1)
23 of 31 ages are inside
EOF
{
	cmake -S docs/use/c -B "$work/build" -DNIVEAU="$niveau" -DCMAKE_C_FLAGS='-Wall -Wextra -Werror' &&
		cmake --build "$work/build" && cmake --install "$work/build" --prefix "$work/to"
} >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
"$work/build/spoerg" >"$work/got" && diff "$work/expected" "$work/got" || exit 1
PKG_CONFIG_PATH=$work/to/lib/pkgconfig
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
${CC:-cc} -std=c99 -o "$work/installed" docs/use/c/main.c $(pkg-config --cflags --libs samtaler) || exit 1
"$work/installed" | diff "$work/expected" - || exit 1
