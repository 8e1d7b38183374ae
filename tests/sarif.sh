#!/bin/sh
# What `niveau check --format=sarif` writes, judged by the standard's own schema (from the pinned npm package) over both
# catalogues and a file with findings of text. Status 77: something needed is not to be had.
set -u
cd "$(dirname "$0")/.." || exit 2
niveau=${NIVEAU:-build/niveau}
command -v python3 >/dev/null || { echo "there is no python3"; exit 77; }
python3 -c 'import jsonschema' 2>/dev/null || { echo "there is no python3-jsonschema"; exit 77; }
. tests/peers/install.sh
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
