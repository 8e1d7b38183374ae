#!/bin/sh
# The command line against a hostile world: each line of the matrix is a command, the exit status it must have and what
# its output must (or, with !, must not) contain. No crash, no hang, no half-written file.
# NIVEAU names the program; status 77 where there is none. The last line counts.
set -u
cd "$(dirname "$0")/.." || exit 2
niveau=${NIVEAU:-build/niveau}
[ -x "$niveau" ] || {
	echo "SKIP tool: there is no $niveau"
	exit 77
}
niveau=$(cd "$(dirname "$niveau")" && pwd)/$(basename "$niveau")
root=$PWD
work=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 2
unset NIVEAU_LANG NO_COLOR
NIVEAU_STDLIB=$root/stdlib
export NIVEAU_STDLIB
passed=0
failed=0
limit=
command -v timeout >/dev/null && limit='timeout 60'

bad() {
	failed=$((failed + 1))
	echo "FAIL $1"
}

# expect STATUS PATTERN COMMAND…: output and errors together; ! before the pattern turns it around
expect() {
	want=$1
	pattern=$2
	shift 2
	# shellcheck disable=SC2086
	$limit "$@" >out 2>&1 </dev/null
	status=$?
	case $pattern in
	'') found=yes ;;
	!*) grep -q -e "${pattern#!}" out && found=no || found=yes ;;
	*) grep -q -e "$pattern" out && found=yes || found=no ;;
	esac
	if [ "$status" = "$want" ] && [ "$found" = yes ]; then
		passed=$((passed + 1))
	else
		bad "$* (status $status, expected $want; looked for $pattern)"
		head -n 12 out
	fi
}

# same NAME FILE FILE
same() {
	if cmp -s "$2" "$3"; then
		passed=$((passed + 1))
	else
		bad "$1"
		diff "$2" "$3" | head -n 5
	fi
}

cat >head.txt <<'NIV'
katalog prøve "Prøve" {
    myndighed: "Prøve Kommune"
    vedtaget:  2024-01-24
    gælder:    fra 2024-01-24
    karakter:  vejledende
}
enhed samtale/samtaler
enhed forløb
udfald samtaler: samtale bedst højest
udfald døgn: dag bedst højest
fakta alder: år fra 0 til 30 "Hvor gammel?"
fakta hjemmeboende: ja/nej "Bor hjemme?" som "bor hjemme" / "bor ude"
fakta emne: en af { rusmidler, andet }
fakta indtægt: kr fra 0 til 1.000.000
fakta ansøgning: dato
aktør rådgiver "rådgiveren"
vurdering flere: ja/nej af rådgiver "Er der brug for flere?"
NIV
cat head.txt - >good.niv <<'NIV'
ydelse råd "Råd" efter servicelov § 11 {
    målgruppe: alder under 18 år
    samtaler: som udgangspunkt højst 8 samtaler pr. forløb
        dog højst 12 samtaler pr. forløb når flere
}
eksempel "Tolv år" {
    alder: 12 år
    giver råd.samtaler: hovedregel som udgangspunkt højst 8 samtaler pr. forløb
}
NIV

# ---- files ----
: >empty.niv
expect 0 '0 ydelser' "$niveau" check empty.niv
expect 2 'N0001' "$niveau" check nowhere.niv
expect 2 'N0003' "$niveau" check /dev/null
mkdir folder && expect 2 'N0005' "$niveau" check folder
mkdir folder/x.niv && expect 2 'N0002' "$niveau" check folder
head -c 4096 /dev/urandom >binary.niv
expect 1 'fejl N' "$niveau" check binary.niv
printf 'katalog p "\377\376" { }\n' >latin.niv
expect 1 'N1' "$niveau" check latin.niv
truncate -s 100M big.niv
expect 2 'N0004' "$niveau" check big.niv
printf '\377\376k\0a\0t\0' >utf16.niv
expect 1 'N1' "$niveau" check utf16.niv
printf '\357\273\277' | cat - good.niv >bom.niv
expect 0 'kontrolleret' "$niveau" check bom.niv
sed 's/$/\r/' good.niv >crlf.niv
expect 0 'kontrolleret' "$niveau" check crlf.niv
# Permissions do not bind root: as root, these run as nobody.
user=
[ "$(id -u)" != 0 ] || user='setpriv --reuid=65534 --regid=65534 --clear-groups'
if [ -z "$user" ] || { chmod 755 "$work" && $user "$niveau" version >/dev/null 2>&1; }; then
	cp good.niv secret.niv && chmod 000 secret.niv
	# shellcheck disable=SC2086
	expect 2 'N0001.*adgang' $user "$niveau" check secret.niv
	mkdir locked && sed 's/$/\r/' good.niv >locked/a.niv && cp locked/a.niv before.niv && chmod 555 locked
	# shellcheck disable=SC2086
	expect 2 'N0008' $user "$niveau" fmt locked/a.niv
	same 'a read-only folder keeps its file' before.niv locked/a.niv
	# shellcheck disable=SC2086
	expect 2 'N0008' $user "$niveau" build good.niv --to c --out locked/x
fi
mkdir links && ln -s /etc/passwd links/leak.niv
expect 2 'N0007' "$niveau" check links
expect 2 '!root:' "$niveau" check links
mkfifo pipe.niv && expect 2 'N0003' "$niveau" check pipe.niv

# ---- modules ----
{ cat good.niv; echo 'brug findes_ikke'; } >missing.niv
expect 1 'N2028.*findes_ikke' "$niveau" check missing.niv
expect 1 'missing.niv:[0-9]*:' "$niveau" check missing.niv
{ cat good.niv; echo 'brug ring_a'; } >ring.niv
printf 'modul ring_a "a"\nbrug ring_b\n' >ring_a.niv
printf 'modul ring_b "b"\nbrug ring_a\n' >ring_b.niv
expect 1 'N2029' "$niveau" check ring.niv
{ cat good.niv; echo 'brug leak'; } >links/katalog.niv
expect 2 '!root:' "$niveau" check links

# ---- text ----
{ cat good.niv; printf 'ydelse x "aldrig lukket {\n}\n'; } >string.niv
expect 1 'string.niv:[0-9]*:' "$niveau" check string.niv
{ cat good.niv; printf 'ydelse x "x" efter servicelov § 11 {\n  samtaler: højst 3 samtaler\n'; } >brace.niv
expect 1 'brace.niv:[0-9]*:' "$niveau" check brace.niv
sed 's/"Prøve Kommune"/”Prøve Kommune”/; s/alder under 18/alder under 18/' good.niv >word.niv
expect 0 'kontrolleret' "$niveau" check word.niv
{
	cat head.txt
	printf 'begreb dybt: '
	awk 'BEGIN { for (i = 0; i < 10000; i++) printf "("; printf "hjemmeboende"; for (i = 0; i < 10000; i++) printf ")"; print "" }'
} >deep.niv
expect 1 'deep.niv:[0-9]*:' "$niveau" check deep.niv
{
	cat good.niv
	awk 'BEGIN { for (i = 0; i < 1000000; i++) print "# linje " i }'
} >long.niv
from=$(date +%s)
expect 0 'kontrolleret' "$niveau" check long.niv
[ $(($(date +%s) - from)) -lt 15 ] || bad 'a million lines in 15 s'

expect 0 ': 1 ydelse, 2 bestemmelser, 2 oplysninger$' "$niveau" check good.niv
sed '/^ *dog /d' good.niv >plain.niv
expect 0 ': 1 ydelse, 1 bestemmelse, 1 oplysning$' "$niveau" check plain.niv
expect 0 ': 1 service, 1 provision, 1 input$' "$niveau" check plain.niv --lang=en
long=et_katalog_med_et_meget_langt_navn_som_ingen_linje_kan_rumme
{ cat head.txt; echo 'fakta alder: dato'; } >$long.niv
expect 1 "^ *= andet sted ($long.niv:[0-9:]*):\$" "$niveau" check $long.niv

# ---- the command line ----
expect 2 'N0021' "$niveau" check --form=json good.niv
expect 2 'mente du "--format"' "$niveau" check --form=json good.niv
expect 2 'N0020' "$niveau" chek good.niv
expect 2 'mente du "check"' "$niveau" chek good.niv
expect 2 'N0024' "$niveau" check --format=yaml good.niv
expect 2 'N0022' "$niveau" check good.niv --format
expect 2 'N0023' "$niveau" check --strict=1 good.niv
expect 2 'N0025' "$niveau" check
expect 2 'N0026' "$niveau" version x
expect 0 'niveau [0-9]' "$niveau" version
expect 0 'niveau [0-9]' "$niveau" --version
expect 0 'fail-on' "$niveau" help check
expect 0 'fail-on' "$niveau" check --help
expect 0 'cannot be read' "$niveau" explain N0001 --lang=en
expect 0 '^N1051 (advarsel): lovforslagets ord$' "$niveau" explain N1051
expect 0 '^    katalog k ' "$niveau" explain N1051
expect 0 '!^[#`]' "$niveau" explain N1051
expect 2 'N0027' "$niveau" explain N9999
expect 2 'N0001' "$niveau" check -- --strict
expect 0 '^{"findings"\|^{$' "$niveau" check --format=json good.niv
expect 0 '2.1.0' "$niveau" check --format sarif --fail-on=error good.niv
expect 2 'error N0001' "$niveau" check --lang=en nowhere.niv


# ---- which findings are shown, and what counts ----
cat >still.niv <<'NIV'
katalog prøve "Prøve" { gælder: fra 2024-01-24 }
udfald timer: time
ydelse støtte "Støtte" efter § 32 { timer: højst 5 timer pr. uge }
NIV
{ cat still.niv; echo 'fakta overflødig: ja/nej'; } >warn.niv
root_golden=$root/tests/golden/check
expect 0 'N6105' "$niveau" check warn.niv
expect 1 'N6105' "$niveau" check warn.niv --strict
expect 0 'N6105' "$niveau" check warn.niv --strict --fail-on=error
expect 1 'N6105' "$niveau" check warn.niv --format=github
expect 0 '' "$niveau" check still.niv --format=github
expect 0 '1 skjult$' "$niveau" check warn.niv --ignore=N6105 --strict
expect 0 '!N6105' "$niveau" check warn.niv --ignore N61
expect 0 '"hidden": 1,' "$niveau" check warn.niv --ignore=N6105 --format=json
expect 0 '1 hidden$' "$niveau" check warn.niv --ignore=n6101,N6105 --lang=en
expect 0 '!N6105' "$niveau" check warn.niv --select=N3 --select=N51
expect 0 'N6105' "$niveau" check warn.niv --select=N51,N61
expect 1 'N2' "$niveau" check $long.niv --select=N6105
expect 1 'N2' "$niveau" check $long.niv --ignore=N2
expect 2 'mente du "N6105"' "$niveau" check warn.niv --ignore=N61055
expect 2 'N0027' "$niveau" check warn.niv --select=støj
expect 2 'N0027' "$niveau" check warn.niv --ignore=
expect 0 'N3190' "$niveau" check "$root_golden/3190-not-decided.niv"
expect 1 'N3190' "$niveau" check "$root_golden/3190-not-decided.niv" --strict --fail-on=error
expect 1 'N3190' "$niveau" check "$root_golden/3190-not-decided.niv" --format=sarif
expect 1 'N3190' "$niveau" check "$root_golden/3190-not-decided.niv" --select=N51 --strict
expect 0 '!N3190' "$niveau" check "$root_golden/3190-not-decided.niv" --ignore=N3190 --strict

# ---- colour ----
colour=$(printf '\033')
expect 1 "$colour" "$niveau" check --color=always brace.niv
expect 1 "!$colour" "$niveau" check brace.niv
NO_COLOR=1 expect 1 "$colour" "$niveau" check --color=always brace.niv

# ---- writing ----
if [ -c /dev/full ]; then
	"$niveau" check brace.niv >/dev/full 2>err
	[ $? = 2 ] && grep -q 'disken er fuld' err && passed=$((passed + 1)) || bad 'a full disk is status 2'
fi
mkfifo closed
(exec 3<closed) &
"$niveau" explain >closed 2>err
[ $? = 2 ] || [ ! -s err ] && passed=$((passed + 1)) || bad 'a closed pipe is status 2'
expect 0 '^@@' "$niveau" fmt --diff crlf.niv
cp crlf.niv before.niv
expect 1 'crlf.niv' "$niveau" fmt --check crlf.niv
same 'fmt --check writes nothing' before.niv crlf.niv
expect 0 '' "$niveau" fmt crlf.niv
expect 0 '' "$niveau" fmt --check crlf.niv
cp brace.niv before.niv
expect 1 'fejl N' "$niveau" fmt brace.niv
same 'fmt leaves a broken file alone' before.niv brace.niv
"$niveau" fmt - <good.niv >stdin.out && "$niveau" fmt - <stdin.out >again.out
same 'fmt - is stable' stdin.out again.out
"$niveau" fmt --language en - <good.niv >en.niv && "$niveau" fmt --language da - <en.niv >da.niv
same 'fmt to English and back' stdin.out da.niv
expect 0 'deviation' "$niveau" test en.niv
expect 2 'N0028' "$niveau" build good.niv --to nowhere
expect 0 '^c  *portabel' "$niveau" build good.niv
expect 0 '^c  *portable' "$niveau" build good.niv --lang=en
: >occupied
expect 2 'N0008' "$niveau" build good.niv --to c --out occupied
expect 2 'N0010' "$niveau" build brace.niv --to c --out made
[ ! -e made ] && passed=$((passed + 1)) || bad 'nothing is written when there are errors'

# ---- examples ----
expect 0 '1 eksempel: 1 som ventet, 0 afvigelser' "$niveau" test good.niv
sed 's/    giver.*/    giver råd.samtaler: højst 3 samtaler pr. forløb/' good.niv >differs.niv
expect 1 'N7101.*højst 3' "$niveau" test differs.niv

# ---- cases ----
answer() {
	printf '%s' "$1" >case.json
	shift
	expect "$@" "$niveau" run good.niv --case case.json
}
answer '{"alder": 12, "flere": true}' 0 'højst 12 samtaler pr. forløb'
answer '{"alder": 12}' 0 'hovedregel: som udgangspunkt højst 8'
answer '{"alder": 12}' 0 'flere: ja'
answer '{"alder": 12}' 0 'Serviceniveauet er vejledende'
answer '{"ALDER": 12, "flere": "ja"}' 0 'højst 12'
answer '{"alder": 19}' 0 'udenfor'
answer '{"alder": 19}' 0 'målgruppe, ikke opfyldt'
answer '{"alder": null}' 0 'hvis sagen\|ubestemt'
answer '{"aldr": 12}' 1 'N7003'
answer '{"aldr": 12}' 1 'mente du "alder"'
answer '{"alder": 12' 1 'N7001'
answer '{"alder": 12, "alder": 13}' 1 'N7001'
answer '[1]' 1 'N7002'
answer '{"alder": 99}' 1 'N7005'
answer '{"alder": "tolv"}' 1 'N7004'
answer '{"alder": 12.5}' 1 'N7008'
answer '{"alder": {"x": 1}}' 1 'N7004'
answer '{"emne": "rusmidlr"}' 1 'N7006'
answer '{"emne": "rusmidlr"}' 1 'mente du "rusmidler"'
answer '{"ansøgning": "2024-01-02", "ansoegning": "2024-01-03"}' 1 'N7017'
answer '{"ansøgning": "2024-02-30"}' 1 'N7004'
answer '{"ansoegning": "2024-02-29"}' 0 '2024-02-29'
answer '{"indtægt": 5348.5}' 0 '5.348,5'
answer '{"indtægt": "5.348,50"}' 0 '5.348,5'
answer '{"indtægt": 0.12345678901234567}' 1 'N7007'
answer '{"indtægt": 0.001}' 1 'N7008'
answer '{"indtægt": 99999999999999999999}' 1 'N7001'
answer '{"inputs": {"alder": 12, "flere": false}, "used": {"råd.samtaler": "5 samtaler pr. forløb"}}' 0 'tilbage: 3 samtaler'
answer '{"inputs": {"alder": 12, "flere": false}, "used": {"raad.samtaler": 9}}' 0 'brugt op'
answer '{"inputs": {"alder": 12}, "used": {"råd.samtaler": "5 døgn"}}' 1 'N7012'
answer '{"inputs": {"alder": 12}, "used": {"råd.timer": 5}}' 1 'N7011'
expect 2 'N0001' "$niveau" run good.niv --case nowhere.json
expect 2 'N0025.*skriv --case FIL eller --cases FIL' "$niveau" run good.niv
sed '/vedtaget:/d' good.niv >undated.niv
printf '{"alder": 12}' >case.json
expect 0 '^Prøve · kilde' "$niveau" run undated.niv --case case.json
sed '/vedtaget:/s/2024-01-24/mangler/' good.niv >undated.niv
expect 0 '^Prøve · kilde' "$niveau" run undated.niv --case case.json
expect 2 'N0024' "$niveau" run good.niv --case case.json --reading x=y
cat good.niv - >asked.niv <<'NIV'
uklart læsning: en af { snæver, bred } "Hvordan skal det læses?"
forudsat "små børn bor hjemme": hjemmeboende når alder under 5 år
begreb bredt: læsning er bred
NIV
printf '{"læsning": "bred"}' >case.json
expect 1 'N7009' "$niveau" run asked.niv --case case.json
printf '{"alder": 3, "hjemmeboende": false}' >case.json
expect 1 'N7010' "$niveau" run asked.niv --case case.json
sed '/^    alder: 12 år/s/.*/    alder: 3 år hjemmeboende: nej/' asked.niv >impossible.niv
expect 1 'N7102.*Tolv år' "$niveau" test impossible.niv
printf '{"alder": 12, "flere": true}\nvrøvl\n{"alder": 19}\n' >cases.jsonl
expect 1 'cases.jsonl:2:' "$niveau" run good.niv --cases cases.jsonl
expect 1 'højst 12' "$niveau" run good.niv --cases cases.jsonl
expect 1 'udenfor' "$niveau" run good.niv --cases cases.jsonl
printf '\357\273\277id;alder;flere;indtægt;råd.samtaler\r\n1;12;nej;"5.348,50";5\r\n2;19;;;\r\n' >cases.csv
expect 0 'tilbage: 3 samtaler' "$niveau" run good.niv --cases cases.csv
printf 'alder,flere\n12,ja\n13\n14,"ja\n' >bad.csv
expect 1 'N7013' "$niveau" run good.niv --cases bad.csv
expect 1 'N7014' "$niveau" run good.niv --cases bad.csv
expect 1 'højst 12' "$niveau" run good.niv --cases bad.csv
printf 'alder;alder\n1;2\n' >twice.csv
expect 1 'N7015' "$niveau" run good.niv --cases twice.csv
printf 'alder;ans\370gning\n12;2024-01-01\n' >windows.csv
expect 0 'N7016' "$niveau" run good.niv --cases windows.csv
printf 'alder;flere\n3\0;ja\n' >nul.csv
expect 1 'N1003' "$niveau" run good.niv --cases nul.csv
printf '\377\376a\0\n\0' >utf16.csv
expect 1 'N1002' "$niveau" run good.niv --cases utf16.csv
"$niveau" run good.niv --case case.json --format json >answer.out 2>&1
if command -v python3 >/dev/null; then
	expect 0 '' python3 -c 'import json; json.load(open("answer.out"))'
fi

# ---- a range is one condition; a misspelt label of the language ----
sed 's/når flere/når alder fra 15 til 17 år/' good.niv >range.niv
printf '{"alder": 16}' >case.json
expect 0 'fordi alder fra 15 til 17 år)' "$niveau" run range.niv --case case.json
expect 0 'because alder from 15 to 17 år)' "$niveau" run range.niv --case case.json --lang=en
sed 's/når flere/når alder højst 17 år og mindst 15 år og hjemmeboende/' good.niv >range.niv
printf '{"alder": 16, "hjemmeboende": true}' >case.json
expect 0 'fordi alder fra 15 til 17 år og hjemmeboende)' "$niveau" run range.niv --case case.json
sed 's/målgruppe:/malgruppe:/' good.niv >label.niv
expect 1 'mente du "målgruppe"' "$niveau" check label.niv

# ---- the words of the program follow --lang, those of the catalogue stay ----
printf '{"alder": 12, "flere": false}' >case.json
expect 0 'as a rule at most 8 samtaler pr. forløb' "$niveau" run good.niv --case case.json --lang=en
sed 's/samtaler: som/samtaler: mangler #/; /^ *dog /d' good.niv >silent.niv
expect 0 ' missing' "$niveau" run silent.niv --case case.json --lang=en
for lang in da en; do
	"$niveau" build good.niv --to c --out "built_$lang" --lang=$lang >built.out 2>&1
done
expect 0 '' diff -r built_da built_en

# ---- services under a heading that holds several ----
cp "$root/tests/golden/meaning/services-several.niv" services.niv
printf '{"alder": 16}' >case.json
expect 0 '^  sammen_med *Ledsagelse$' "$niveau" run services.niv --case case.json
expect 0 '^ *Aflastning$' "$niveau" run services.niv --case case.json

# ---- rounding without a direction: called by its place, and stated in an example ----
cat >rounding.niv <<'NIV'
katalog prøve "Prøve" { gælder: fra 2024-01-24 }
udfald beløb: kr
fakta udgift: kr fra 0 til 10.000
ydelse hjælp "Hjælp" efter § 1 {
    målgruppe: udgift over 0 kr
    beløb: udgift afrundet til nærmeste 100 kr
}
eksempel "midt imellem" {
    udgift: 450 kr
    giver hjælp.beløb: uklart afrunding { op: 500 kr  ned: 400 kr }
}
NIV
expect 0 '1 som ventet' "$niveau" test rounding.niv
sed 's/ned: 400/ned: 300/' rounding.niv >rounded.niv
expect 1 'N7101' "$niveau" test rounded.niv
"$niveau" fmt --language en - <rounding.niv >rounding_en.niv
expect 0 '1 as expected' "$niveau" test rounding_en.niv
printf '{"udgift": 450}' >case.json
expect 0 'halve op eller ned i rounding.niv:6: op → 500' "$niveau" run rounding.niv --case case.json
expect 0 '!afrunding_' "$niveau" run rounding.niv --case case.json
sed 's/hjælp.beløb: uklart/hjælp.andet: uklart/; s/^udfald.*/&\nudfald andet: kr/; s/^    beløb.*/&\n    andet: udgift/' rounding.niv >rounded.niv
expect 1 'N2001.*afrunding' "$niveau" test rounded.niv

# A rate without a row names the day where it is known; a change of unit and a lone input are not spelled out.
cat >rate.niv <<'NIV'
katalog k "K" { gælder: fra 2026-01-01 }
fakta praktikdag: dato
fakta slut: dato
fakta timetal: timer fra 0 til 2.000
sats takst: kr pr. time ved praktikdag { 2026: 36 }
udfald beløb: kr
udfald ophør: dato
ydelse praktik "Praktik" efter § 5 {
    beløb: timetal * sats takst
    ophør: slut
}
NIV
echo '{}' >case.json
expect 0 'mangler: satsen takst$' "$niveau" run rate.niv --case case.json
expect 0 '!1/60' "$niveau" run rate.niv --case case.json
expect 0 'ophør  *ubestemt: afhænger af slut$' "$niveau" run rate.niv --case case.json
echo '{"praktikdag": "2027-02-01", "timetal": 25}' >case.json
expect 0 'mangler: satsen takst, 2027-02-01$' "$niveau" run rate.niv --case case.json

# ---- the rates of the coming year: after the last day looked at, or after --on ----
cat >rates.niv <<'NIV'
katalog k "Prøve" { gælder: fra 2024-01-01 }
sats loft: kr pr. år { 2024: 1.005 }
udfald tilskud: kr
ydelse hjælp "Hjælp" efter § 86 { tilskud: højst sats loft }
NIV
expect 0 '^      2025: mangler$' "$niveau" check rates.niv
expect 0 '^  --> rates.niv:2$' "$niveau" check rates.niv
expect 0 '^2025: these rates have no amount' "$niveau" check rates.niv --lang=en
expect 0 '^      2027: mangler$' "$niveau" check rates.niv --on 2026-11-01
expect 0 '^      2025: mangler$' "$niveau" check rates.niv --on 2023-11-01
expect 1 '^      2026: mangler$' "$niveau" check rates.niv --until 2025-12-31
expect 0 '!mangler$' "$niveau" check rates.niv --select=N4101
sed 's/1.005 /1.005\n 2025: 1.037\n/' rates.niv >rated.niv
expect 0 '!mangler$' "$niveau" check rated.niv
expect 0 '"row": "2025: mangler"' "$niveau" check rates.niv --format=json
expect 0 '"comingRates": \[\]' "$niveau" check rated.niv --format=json
"$niveau" fmt --language en - <rates.niv >rates_en.niv
expect 0 '^      2025: missing$' "$niveau" check rates_en.niv

# ---- installed: the modules and the pages come along ----
if [ "$niveau" = "$root/build/niveau" ]; then
	expect 0 '' make -C "$root" --no-print-directory install DESTDIR="$work/tree" PREFIX=/usr
	expect 0 'I stedet' "$work/tree/usr/bin/niveau" explain N3104
fi

# the text of a catalogue: what is none, what is missing, what ends its lines otherwise
cat >words.niv <<'END'
katalog k "K" { gælder: fra 2024-01-01 kilde: "words.txt" }
udfald varighed: måned bedst højest
enhed måned
ydelse y "Y" efter § 5 {
    afsnit: "Om y"
    varighed: højst 3 måneder kilde "Omfang": "højst 3 måneder"
}
END
printf 'Om y\n\nOmfang\n\nDet er højst 3 måneder.\n\nFrist\n\nIngen\n' >words.text
expect 2 'N0014.*words.txt' "$niveau" sources words.niv
printf '%s\n' 'katalog k "K" { gælder: fra 2024-01-01 }' >silent.niv
expect 2 'N0013' "$niveau" sources silent.niv
expect 2 'N0001' "$niveau" sources words.niv --text nowhere.txt
expect 2 'N0002' "$niveau" sources words.niv --text folder
: >empty.txt
expect 2 'N0012' "$niveau" sources words.niv --text empty.txt
printf '%%PDF-1.7 ' >a.pdf
expect 2 'N0012.*PDF' "$niveau" sources words.niv --text a.pdf
printf 'PK\003\004' >a.docx
expect 2 'N0012.*docx' "$niveau" sources words.niv --text a.docx
printf '\377\376O\000m\000' >wide.txt
expect 2 'N0012.*UTF-16' "$niveau" sources words.niv --text wide.txt
printf 'Om y\nbl\345t\n' >latin.txt
expect 2 'som UTF-8 (linje 2)' "$niveau" sources words.niv --text latin.txt
printf 'Om y\nbl\303' >cut.txt
expect 2 'N0012.*skåret' "$niveau" sources words.niv --text cut.txt
printf 'Om y\n\001\n' >binary.txt
expect 2 'N0012.*tegn' "$niveau" sources words.niv --text binary.txt
{ printf 'Om y\n' && dd if=/dev/zero bs=1048576 count=17 2>/dev/null | tr '\000' 'a'; } >huge.txt
expect 2 'N0012.*for lang' "$niveau" sources words.niv --text huge.txt
cp words.text words.txt
expect 0 '1 fundet på stedet (100 %)' "$niveau" sources words.niv
tr '\n' '\r' <words.text >cr.txt
expect 0 '(100 %)' "$niveau" sources words.niv --text cr.txt
{ printf '\357\273\277' && sed 's/$/\r/' words.text; } >crlf.txt
expect 0 '(100 %)' "$niveau" sources words.niv --text crlf.txt
expect 0 '"line": 5' "$niveau" sources words.niv --text crlf.txt --format=json
expect 0 'in their place (100 %)' "$niveau" sources words.niv --lang=en
expect 1 'N9207' "$niveau" sources words.niv --fail-on=note
sed 's/højst 3 måneder"/fire måneder"/' words.niv >wrong.niv
expect 1 'N9201' "$niveau" sources wrong.niv
expect 2 'N0022' "$niveau" sources words.niv --text
rm huge.txt words.txt

# ---- comparisons: 0 the same, 1 something differs, 2 one of the two cannot be compared ----
cp good.niv same.niv
expect 0 'Uændret (bevist)' "$niveau" diff good.niv same.niv
expect 2 'N0001' "$niveau" diff good.niv nowhere.niv
expect 2 'N0001' "$niveau" diff nowhere.niv good.niv
expect 2 'N0025' "$niveau" diff good.niv
expect 2 'N0002' "$niveau" diff folder good.niv
expect 2 'N0005' "$niveau" diff good.niv "$work/tree"
printf 'ydelse s { omfang: 5 }\n' >broken.niv
expect 2 'N2' "$niveau" diff good.niv broken.niv
expect 2 'N2' "$niveau" diff broken.niv good.niv
expect 2 'N0024' "$niveau" diff good.niv same.niv --format=xml
sed 's/^ydelse/ydelse ydelse/' good.niv >text.niv
expect 2 '!bevist' "$niveau" diff good.niv text.niv
expect 2 'N1' "$niveau" diff text.niv good.niv
expect 2 'N0024.*--until' "$niveau" diff good.niv same.niv --until=1999-01-01
expect 2 'N0024.*--until' "$niveau" check good.niv --until=1999-01-01
printf '' >empty.niv
expect 1 '' "$niveau" diff good.niv empty.niv
expect 0 '' sh -c "'$niveau' diff good.niv same.niv --format=html | grep -q '</html>'"

# ---- rows counted: numbers and places come out, never what stands in the file ----
cat >was.niv <<'NIV'
katalog k "K" { gælder: fra 2024-01-01 til 2024-12-31 }
fakta alder: år fra 0 til 20
fakta hjemme: ja/nej
fakta støtte: en af { plejefamilie, aflastning }
fakta beløb: kr fra 0 til 10.000
udfald omfang: time
udfald tilskud: kr
udfald plads: ja/nej
ydelse hjælp "Hjælp" efter § 86 {
    omfang: højst 10 timer pr. måned når hjemme
    omfang: højst 4 timer pr. måned når ikke hjemme
    tilskud: højst beløb
    plads: ja når støtte er plejefamilie
}
NIV
sed 's/højst 10 timer/højst 8 timer/; s/højst beløb/højst beløb - 100 kr/; s/plejefamilie, /plejefamilie, nyt, /' was.niv >is.niv
printf 'alder;hjemme;beløb;støtte\r\n12;ja;1.000;aflastning\r\n13;ja;;\r\n14;;500,50;Aflastning\r\n15;nej;"200";\r\n' >p.csv
expect 1 'berører 2 rækker; måske 1 til; i alt −4 timer pr. måned' "$niveau" diff was.niv is.niv --population p.csv
expect 1 'berører 3 rækker; måske 1 til; i alt −300 kr' "$niveau" diff was.niv is.niv --population p.csv
expect 1 'Filen har 4 rækker: 4 ber' "$niveau" diff was.niv is.niv --population p.csv
expect 1 'meets 2 rows' sh -c "'$niveau' fmt --language en - <was.niv >was_en.niv; '$niveau' fmt --language en - <is.niv >is_en.niv; sed 's/alder/age/; s/1.000/1000/; s/,50/.50/' p.csv >p_en.csv; '$niveau' diff was_en.niv is_en.niv --population p_en.csv"
expect 1 'under 5 rækker; måske under 5 til  *|' "$niveau" diff was.niv is.niv --population p.csv --format=markdown
expect 1 '!i alt' "$niveau" diff was.niv is.niv --population p.csv --format=html
expect 1 '"grains": "-30000"' "$niveau" diff was.niv is.niv --population p.csv --format=json
expect 1 '"population": null' "$niveau" diff was.niv is.niv --format=json
"$niveau" diff was.niv is.niv --population p.csv >lf.txt
printf '\357\273\277id,alder,hjemme,hjaelp.omfang,beloeb,stoette\nx,12,JA,,1000,aflastning\n"a,""b",13,"ja",,,\n\n,14,,5,"500,50",AFLASTNING\n,15,nej,,200,' >comma.csv
"$niveau" diff was.niv is.niv --population comma.csv >comma.txt
same 'population: separators, quotes, a byte order mark' lf.txt comma.txt
printf 'alder;hjemme;bel\370b;st\370tte\n12;ja;1000;aflastning\n13;ja;;\n14;;500,50;aflastning\n15;nej;200;\n' >latin.csv
expect 1 'berører 3 rækker; måske 1 til; i alt −300 kr' "$niveau" diff was.niv is.niv --population latin.csv
expect 1 'berører 2 rækker' sh -c "'$niveau' diff was.niv is.niv --population - <p.csv"
printf 'alder;støtte;sagsdato\n12;nyt;\n30;;\n12;;2025-01-01\n12;;2024-02-01\n' >apart.csv
expect 1 'Filen har 4 rækker: ingen .*; 1 modsiger sig' "$niveau" diff was.niv is.niv --population apart.csv
expect 1 '; 2 kan ikke sammenlignes' "$niveau" diff was.niv is.niv --population apart.csv
secret=Hemmelig
{
	printf 'alder;hjemme;støtte\n%s;ja;\n12;%s;\n12;ja;%s\n12;ja;%s;%s\n' $secret $secret $secret $secret $secret
	printf '12;"%s\n13;ja;\n14;"ja"%s;\n' $secret $secret
} >broken.csv
expect 1 'N7019.*broken.csv, linje 2, kolonnen "alder"' "$niveau" diff was.niv is.niv --population broken.csv
expect 1 'N7019.*linje 4, kolonnen "støtte"' "$niveau" diff was.niv is.niv --population broken.csv
expect 1 'N7020.*linje 5: der er ikke lige' "$niveau" diff was.niv is.niv --population broken.csv
expect 1 'N7020.*linje 6: en celle' "$niveau" diff was.niv is.niv --population broken.csv
expect 1 'N7020.*linje 8: en celle' "$niveau" diff was.niv is.niv --population broken.csv
expect 1 'berører 1 række; i alt −2 timer' "$niveau" diff was.niv is.niv --population broken.csv
expect 1 'N7019' "$niveau" diff was.niv is.niv --population broken.csv --format=json
for format in text json markdown html; do
	expect 1 "!$secret" "$niveau" diff was.niv is.niv --population broken.csv --format=$format
done
{
	echo alder
	yes tolv | head -n 1250
} >many.csv
expect 1 'N7021.*1.240 rækker til' "$niveau" diff was.niv is.niv --population many.csv
printf '%s;ja\n12;ja\n' $secret >nameless.csv
expect 2 'N7018' "$niveau" diff was.niv is.niv --population nameless.csv
expect 2 "!$secret" "$niveau" diff was.niv is.niv --population nameless.csv
printf 'alder;hjeme\n12;ja\n' >meant.csv
expect 2 'mente du "hjemme"' "$niveau" diff was.niv is.niv --population meant.csv
printf 'alder;Alder\n12;12\n' >twice.csv
expect 2 'N7015' "$niveau" diff was.niv is.niv --population twice.csv
expect 2 'N7018' "$niveau" diff was.niv is.niv --population empty.niv
expect 2 'N0001' "$niveau" diff was.niv is.niv --population nowhere.csv
expect 2 'N0002' "$niveau" diff was.niv is.niv --population "$work"
expect 2 'N0003' "$niveau" diff was.niv is.niv --population /dev/null
expect 2 'N0001' "$niveau" diff was.niv is.niv --population nul.csv
expect 2 'N0001' "$niveau" diff was.niv is.niv --population utf16.csv
printf 'alder;hjemme' >only.csv
expect 1 'Filen har ingen rækker' "$niveau" diff was.niv is.niv --population only.csv
# memory does not grow with the file: 1 MB and 100 MB; nor with a quote that never ends
cat >memory.py <<'PY'
import resource, subprocess, sys
def peak(head, row, n):
    p = subprocess.Popen([sys.argv[1], "diff", "was.niv", "is.niv", "--population", "-"], stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE)
    block = row * 1000
    p.stdin.write(head)
    for _ in range(n):
        p.stdin.write(block)
    p.stdin.close()
    text = p.stdout.read().decode()
    p.wait()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, text
row = b"%s;12;ja;1000\n" % (b"x" * 86)
small, _ = peak(b"id;alder;hjemme;bel\xc3\xb8b\n", row, 10)
large, text = peak(b"id;alder;hjemme;bel\xc3\xb8b\n", row, 1000)
assert "1.000.000 rækker; i alt −2.000.000 timer pr. måned" in text, text
broken, text = peak(b'id;alder;hjemme;bel\xc3\xb8b\n"', row, 50)
assert large - small < 4096 and broken - small < 4096, (small, large, broken)
PY
if command -v python3 >/dev/null; then
	expect 0 '' python3 memory.py "$niveau"
fi

# ---- build: every target at once, and where to ----
expect 0 'o/prøve.*h\|o/proeve.h' "$niveau" build good.niv --to all -o o
expect 0 'o/proeve.tables.html' sh -c "ls o/*"
expect 2 'N0028' "$niveau" build good.niv --to everything -o o
[ ! -f /usr/include/xlsxwriter.h ] || expect 2 'en midlertidig fil' env TMPDIR=/nonexistent "$niveau" build good.niv --to xlsx -o o3
mkdir elsewhere && (cd elsewhere && LC_ALL=C TZ=UTC-9 "$niveau" build ../good.niv --to all -o o >/dev/null)
expect 0 '' diff -r o elsewhere/o
expect 2 'N0022' "$niveau" build good.niv --to c -o

# ---- init: files that can be read, checked and tested as they are; nothing is ever overwritten ----
expect 0 'niveau check ny/by' sh -c "mkdir ny && '$niveau' init ny/by"
expect 0 '!fejl' "$niveau" check ny/by
expect 1 'N3107' "$niveau" check ny/by --strict
expect 0 '2 som ventet' "$niveau" test ny/by
expect 0 '' "$niveau" fmt --check ny/by
sha256sum ny/by/* >before.sum
expect 2 'N0011' "$niveau" init ny/by
expect 0 '' sha256sum --check --quiet before.sum
expect 0 'niveau check ny/by_en' "$niveau" init --language en ny/by_en
expect 0 '' "$niveau" fmt --check ny/by_en
expect 0 '2 as expected' "$niveau" test ny/by_en
sed -i 's/katalog by /katalog by_en /' ny/by/katalog.niv
expect 0 'Uændret (bevist): i alle sager' "$niveau" diff ny/by ny/by_en --lang=da
for name in 1 når '§ §' 'Nye Regler 2027' by/ "$(printf 'x\377y')"; do
	expect 0 '' "$niveau" init "ny/$name x"
	expect 0 '' "$niveau" check "ny/$name x"
done
expect 2 'N0008' "$niveau" init no/such/folder
expect 2 'N0008' "$niveau" init good.niv
mkdir locked_init
if [ -n "$user" ] || [ "$(id -u)" != 0 ]; then
	chmod 755 "$work" && chmod 555 locked_init
	# shellcheck disable=SC2086
	expect 2 'N0008' $user "$niveau" init locked_init
fi

# ---- init --text: a service for each section, every heading with its place; it compiles as it is ----
cat >by.txt <<'TXT'
Indhold
Om rådslagning	1
Om samtaler	2

Forord
Her står, hvad byen vil.

Om rådslagning
Lovbestemmelse Barnets lov § 30 og § 35, stk. 1

Formål At hjælpe "tidligt".
Målgruppe Børn under 18 år.
Omfang Op til 8 samtaler.
Særlige bemærkninger Ingen.
Senest ændret 2026

Om samtaler
Lovbestemmelse § 5

Målgruppe Unge.
Visitation Kommunen.
TXT
expect 0 'niveau check ny/tekst' "$niveau" init ny/tekst --text by.txt
expect 0 'omfatter: *barnets_lov § 30, barnets_lov § 35, stk. 1, § 5$' cat ny/tekst/katalog.niv
expect 0 'kilde: *"by.txt"' cat ny/tekst/katalog.niv
expect 0 '# .*Indhold, linje 1' cat ny/tekst/katalog.niv
expect 0 'omfang: *mangler kilde "Omfang"  # linje 13' cat ny/tekst/raadslagning.niv
expect 0 'Formål, linje 11: skriv' cat ny/tekst/raadslagning.niv
expect 0 'Hvilken lov' cat ny/tekst/samtaler_2.niv
expect 0 '!fejl' "$niveau" check ny/tekst
expect 0 '' "$niveau" fmt --check ny/tekst
expect 0 'niveau check ny/text' "$niveau" init --language en ny/text --text by.txt
expect 0 '' "$niveau" fmt --check ny/text
expect 0 '!error' "$niveau" check ny/text
printf 'PK\003\004 word' >by.docx
printf 'M\345lgruppe b\370rn\n' >by.latin
: >by.empty
for file in by.docx by.latin by.empty; do
	expect 2 'N0012' "$niveau" init ny/not --text $file
done
expect 2 'N0002' "$niveau" init ny/not --text ny
expect 2 'N0001' "$niveau" init ny/not --text no.txt
[ ! -e ny/not ] || bad 'init writes nothing where the text cannot be read'

# ---- answers, word for word: tests/tool/NAME.txt is what the arguments in its first line print ----
for text in "$root"/tests/tool/*.txt; do
	# shellcheck disable=SC2046
	(cd "$root" && sed -n '1s/^# //p' "$text" && "$niveau" $(sed -n '1s/^# niveau //p' "$text")) >answer.out 2>&1
	sed '1s/^# //' "$text" >answer.txt
	same "$text" answer.txt answer.out
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
