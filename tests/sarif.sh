#!/bin/sh
# What `niveau check --format=sarif` writes, judged by the standard's own schema (from the pinned npm package) over both
# catalogues and a file with findings of text. Status 77: something needed is not to be had.
set -u
cd "$(dirname "$0")/.." || exit 2
niveau=${NIVEAU:-build/niveau}
peers=build/peers
for program in npm python3; do
	command -v $program >/dev/null || { echo "there is no $program"; exit 77; }
done
python3 -c 'import jsonschema' 2>/dev/null || { echo "there is no python3-jsonschema"; exit 77; }
mkdir -p $peers
if ! cmp -s tests/peers/package-lock.json $peers/package-lock.json || [ ! -d $peers/node_modules ]; then
	cp tests/peers/package.json tests/peers/package-lock.json $peers/
	(cd $peers && npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1) || {
		echo "npm could not install tests/peers: $(tail -n 1 $peers/npm.log)"
		exit 77
	}
fi
schema=$peers/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json
bad=0
for path in examples/lyngby_taarbaek examples/albertslund tests/golden/parse/1010-cyrillic-letter-in-name.niv; do
	[ -e "$path" ] || continue
	$niveau check "$path" --format=sarif --on 2026-01-01 >$peers/out.sarif
	[ $? -le 1 ] || { echo "$path: niveau could not work"; bad=1; }
	python3 - "$schema" $peers/out.sarif "$path" <<'PY' || bad=1
import json
import sys

import jsonschema

schema, found = (json.load(open(p, encoding="utf-8")) for p in sys.argv[1:3])
errors = list(jsonschema.Draft4Validator(schema).iter_errors(found))
for e in errors[:5]:
    print(f"{sys.argv[3]}: {list(e.path)}: {e.message[:200]}")
results = sum(len(r["results"]) for r in found["runs"])
if not results:
    print(f"{sys.argv[3]}: no results at all")
sys.exit(1 if errors or not results else 0)
PY
done
exit $bad
