# SPDX-License-Identifier: MIT
"""schema.py SCHEMA FILE...: JSON files against a JSON Schema 2020-12; says the first faults, exits 1."""
import json
import sys

from jsonschema import Draft202012Validator

with open(sys.argv[1], encoding="utf-8") as f:
    schema = json.load(f)
Draft202012Validator.check_schema(schema)
bad = 0
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as f:
        faults = list(Draft202012Validator(schema).iter_errors(json.load(f)))
    for fault in faults[:3]:
        print(path, "/".join(map(str, fault.path)), fault.message[:200])
    bad += len(faults)
sys.exit(bad != 0)
