#!/bin/sh
# What a newcomer sees: both real catalogues and an invented one checked, a case answered, decision tables built, and
# where to look next. Findings are expected: the real catalogues are transcribed with their own contradictions. A tool that could not work is not.
set -u
cd "$(dirname "$0")/.." || exit 2
niveau=${NIVEAU:-build/niveau}
out=build/out
mkdir -p "$out"

# run LOG COMMAND…: status 0 and 1 are answers, 2 is a failure
run() {
	log=$1
	shift
	"$@" >"$log" 2>&1
	status=$?
	if [ "$status" -gt 1 ]; then
		echo "FAIL: $*"
		cat "$log"
		exit 1
	fi
}

for k in lyngby_taarbaek albertslund vestby; do
	echo "== examples/$k"
	run "$out/$k.check.txt" "$niveau" check "examples/$k" --color=never
	run "$out/$k.check.json" "$niveau" check "examples/$k" --format=json
	run "$out/$k.check.sarif" "$niveau" check "examples/$k" --format=sarif
	grep -E '^[0-9]+ (fejl|advarsel|advarsler|bemærkning)' "$out/$k.check.txt" || echo "intet fund"
	tail -n 1 "$out/$k.check.txt"
	run "$out/$k.test.txt" "$niveau" test "examples/$k" --color=never
	tail -n 1 "$out/$k.test.txt"
	run "$out/$k.build.txt" "$niveau" build "examples/$k" --to all -o "$out/$k" --force
done

# The texts of the two real catalogues are not ours to carry along.
for k in lyngby_taarbaek:lyngby-taarbaek albertslund:albertslund; do
	text=${NIVEAU_SHARED:-../shared}/catalogues/${k#*:}.txt
	k=${k%%:*}
	if [ -f "$text" ]; then
		run "$out/$k.sources.html" "$niveau" sources "examples/$k" --text "$text" --format=html
		run "$out/$k.sources.txt" "$niveau" sources "examples/$k" --text "$text" --color=never
		tail -n 5 "$out/$k.sources.txt" | sed -n "/henvisninger/p"
	else
		echo "SKIP sources of $k: there is no $text"
	fi
done

if sh tests/revision.sh "$out/revision" >"$out/revision.txt" 2>&1; then
	run "$out/forslag.html" "$niveau" diff examples/lyngby_taarbaek "$out/revision" --format=html
	run "$out/forslag.txt" "$niveau" diff examples/lyngby_taarbaek "$out/revision" --color=never
	echo "== what an invented proposal would change (examples/revision)"
	sed -n '/^ændringer/,/^$/p' "$out/forslag.txt"
else
	cat "$out/revision.txt"
	exit 1
fi

echo
echo "== one finding, as a caseworker sees it"
sed -n '/^advarsel N3130/,/^$/p' "$out/lyngby_taarbaek.check.txt"

cat >"$out/sag.json" <<'SAG'
{"inputs": {"sagsdato": "2024-03-01", "alder": 13, "hjemmeboende": true, "betydelig_og_varig_nedsættelse": true}}
SAG
run "$out/sag.svar.txt" "$niveau" run examples/lyngby_taarbaek --case "$out/sag.json" --color=never
run "$out/sag.svar.json" "$niveau" run examples/lyngby_taarbaek --case "$out/sag.json" --format=json

cat <<'NEXT'
== look next
build/out/lyngby_taarbaek.check.txt   every finding of the one catalogue, each with a person
build/out/albertslund.check.txt       and of the other
examples/vestby/README.md             an invented catalogue without a finding: how other catalogues' rules are written
build/out/forslag.html                the annex for the council: who is affected by the proposal, in which direction
build/out/sag.svar.txt                the answers to a case (build/out/sag.json) and the questions that remain
build/out/lyngby_taarbaek/            the same rules for other programs and other readers: C, JSON, tables, pages
build/out/lyngby_taarbaek.sources.html  the catalogue's text with the rules beside it (where the text is at hand)
docs/findings-in-the-catalogues.md    the defects of the two catalogues, each with a suggestion (in Danish)
examples/                             the rule files; stdlib/ the shared words and the statute packs
docs/vejledning.md                    ten minutes for somebody who never programmed (in Danish)
docs/language.md                      the whole language
build/niveau help                     the commands
NEXT
