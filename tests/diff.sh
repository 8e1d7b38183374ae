#!/bin/sh
# What the showings of a diff write, judged by others: JSON by docs/diff.schema.json, HTML as well-formed XML without
# anything that is fetched or run, and the words of diff.def by docs/diff.md. Judged are the diffs made by hand in
# tests/unit/test_diff_show.c and, where the command is there, the proposal in examples/revision and its way back.
# Status 77: something needed is not to be had.
set -u
cd "$(dirname "$0")/.." || exit 2
niveau=${NIVEAU:-build/niveau}
for program in python3 xmllint; do
	command -v $program >/dev/null || { echo "there is no $program"; exit 77; }
done
python3 -c 'import jsonschema' 2>/dev/null || { echo "there is no python3-jsonschema"; exit 77; }
out=$(mktemp -d) || exit 2
trap 'rm -rf "$out"' EXIT
bad=0

make --no-print-directory UNITS=test_diff_show all unit && SHOW=$out build/unit/test_diff_show >"$out/log" 2>&1 || {
	cat "$out/log"
	exit 1
}
if $niveau help | grep -q '^ *diff'; then
	sh tests/revision.sh "$out/proposal" || exit 1
	for format in json html md; do
		name=$format
		[ $format = md ] && name=markdown
		$niveau diff examples/lyngby_taarbaek "$out/proposal" --format=$name >"$out/forward.$format" 2>"$out/log"
		[ $? -le 1 ] || { echo "diff --format=$name: niveau could not work"; bad=1; }
		$niveau diff "$out/proposal" examples/lyngby_taarbaek --format=$name >"$out/back.$format" 2>"$out/log"
		[ $? -le 1 ] || { echo "diff --format=$name, backwards: niveau could not work"; bad=1; }
	done
else
	echo "SKIP diff: there is no niveau diff yet"
fi

for page in "$out"/*.html; do
	xmllint --noout --nonet "$page" || bad=1
	if grep -iE '<script|<link|<img|<iframe|@import|url\(|src=|href=|javascript:|<[^>]* on[a-z]+=' "$page"; then
		echo "$page: something is fetched or run"
		bad=1
	fi
done
python3 - "$out" <<'PY' || bad=1
import glob
import json
import re
import sys

import jsonschema

bad = 0


def complain(*words):
    global bad
    print(*words)
    bad = 1


schema = json.load(open("docs/diff.schema.json", encoding="utf-8"))
if not hasattr(jsonschema, "Draft202012Validator"):
    print("python3-jsonschema is too old")
    sys.exit(1)
jsonschema.Draft202012Validator.check_schema(schema)
judge = jsonschema.Draft202012Validator(schema)
files = sorted(glob.glob(sys.argv[1] + "/*.json"))
for path in files:
    for e in list(judge.iter_errors(json.load(open(path, encoding="utf-8"))))[:5]:
        complain(f"{path}: {list(e.path)}: {e.message[:200]}")
if not files:
    complain("no JSON at all")

page = open("docs/diff.md", encoding="utf-8").read()
change = schema["$defs"]["change"]["properties"]
table = {"EFFECT": "effect", "CAUSE": "cause", "DIRECTION": "direction", "CHANGE_KIND": "kind"}
words = {member: [] for member in table.values()}
for macro, word, danish, english in re.findall(
    r'^(\w+)\(\w+, *"(\w+)", *"([^"]*)", *"([^"]*)"\)', open("src/diff/diff.def", encoding="utf-8").read(), re.M
):
    words[table[macro]].append(word)
    row = f"| `{word}` | {danish} | {english} |"
    if row not in page if macro == "EFFECT" else f"`{word}`" not in page:
        complain(f"docs/diff.md: {word} is missing")
for member, list_ in words.items():
    if change[member]["enum"] != list_:
        complain(f"docs/diff.schema.json: {member} should be {list_}")
for member in schema["required"]:
    if f"`{member}`" not in page and f'"{member}"' not in page:
        complain(f"docs/diff.md: {member} is not explained")
sys.exit(bad)
PY
exit $bad
