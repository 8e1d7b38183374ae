# SPDX-License-Identifier: MIT
"""answers.py NIVEAU CASES SEED CATALOGUE...: the schemas of cases and answers, and the emitted JavaScript against niveau run.

Random cases are made from NAME.case.schema.json. Each is valid by it, niveau run reads it, and what run and the JavaScript
answer is valid by NAME.answer.schema.json and says the same: the answer, its words, its value, its place, its reason.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

from jsonschema import Draft202012Validator

HERE = os.path.dirname(os.path.abspath(__file__))
BROKEN = {"alder": "mange", "sagsdato": "2024-13-01", "findes_ikke": True}


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def some_value(schema, rng):
    if "enum" in schema:
        return rng.choice(schema["enum"])
    if "anyOf" in schema:
        return rng.choice(schema["anyOf"]).get("const")
    if "integer" in schema["type"] or "number" in schema["type"]:
        least = schema.get("minimum", 0)
        return rng.randint(least, min(schema.get("maximum", least + 40), least + rng.choice([5, 40, 100000])))
    if schema.get("format") == "date":
        return "%d-%02d-%02d" % (rng.randint(2004, 2027), rng.randint(1, 12), rng.randint(1, 28))
    return "%d:%02d" % (rng.randint(0, 23), rng.randint(0, 59))


def some_case(schema, rng):
    inputs = schema["$defs"]["inputs"]["properties"]
    known = rng.choice([0.05, 0.3, 0.7, 1])
    names = {json.dumps(ref): name for name, ref in sorted(inputs.items(), key=lambda x: rng.random())}
    case = {}
    for ref, name in sorted(names.items()):
        if rng.random() < known:
            case[name] = some_value(schema["$defs"][json.loads(ref)["$ref"].split("/")[-1]], rng)
    return case if rng.random() < 0.7 else {"id": "x", "inputs": case, "date": None}


def faults(name, validator, thing):
    found = [f"{'/'.join(map(str, x.path))}: {x.message[:200]}" for x in validator.iter_errors(thing)]
    for text in found[:3]:
        print(f"{name}: {text}")
    return len(found)


def plain(slot):
    """What both have to say; run adds the law, what is left, and every provision that says the same."""
    said = {k: slot.get(k) for k in ("slot", "answer", "text", "strength", "value", "because", "line", "referredTo")}
    said["provisions"] = [(x["id"], x["line"], x["source"], x["reason"]) for x in slot["provisions"]]
    said["remarks"] = [x for x in slot["remarks"] if not x.startswith(("strid", "måske", "contrary", "perhaps"))]
    return said


OPEN = ("undetermined", "unclear")


def same(run, js):
    """Equal, or the same as far as unknown inputs go: run knows better which dates and ages can meet, the table knows all provisions."""
    if run["answer"] in OPEN or js["answer"] in OPEN:
        asked = {x["input"] for x in js.get("questions", [])}
        if "mainRule" in js and js["mainRule"] != run.get("mainRule"):
            return False
        return js["answer"] in OPEN and {x["input"] for x in run.get("questions", [])} <= asked
    ours, theirs = plain(run), plain(js)
    if run["answer"] == "silent" and ours["text"].startswith(theirs["text"]):
        ours["text"] = theirs["text"]  # run adds the day of a rate
    if run["answer"] != "conflict" and set(ours["provisions"]) & set(theirs["provisions"]):
        ours["provisions"] = theirs["provisions"]
    if ours["because"] and ours["because"] in re.split("; eller |; or ", theirs["because"] or ""):
        ours["because"], ours["line"] = theirs["because"], theirs["line"]
    return ours == theirs


def compare(name, run, js):
    differ = []
    told = {k: v for k, v in run["case"]["inputs"].items() if k in js["case"]["inputs"]}  # what no answer reads is left out
    if (run["stamp"], told) != (js["stamp"], js["case"]["inputs"]) or run["possible"] > js["possible"]:
        differ.append(("case", (run["possible"], run["stamp"], told), (js["possible"], js["stamp"], js["case"]["inputs"])))
    if not run["possible"]:
        return differ
    for ours, theirs in zip(run["services"], js["services"]):
        if {ours["inside"], theirs["inside"]} == {"yes", "no"}:
            differ.append(("inside " + ours["service"], ours["inside"], theirs["inside"]))
        one = {s["slot"]: s for h in ours["headings"] for s in h["slots"]}
        two = {s["slot"]: s for h in theirs["headings"] for s in h["slots"]}
        for slot in sorted(set(one) | set(two)):
            if slot not in one or slot not in two or not same(one[slot], two[slot]):
                differ.append((slot, one.get(slot), two.get(slot)))
    return differ


def main():
    niveau, n, seed = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    bad = 0
    for catalogue in sys.argv[4:]:
        if not any(f.endswith(".niv") for f in os.listdir(catalogue)):
            continue
        with tempfile.TemporaryDirectory() as folder:
            for target in ("json", "js"):
                subprocess.run([niveau, "build", "--to", target, catalogue, "--out", folder], check=True,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            name = next(f for f in os.listdir(folder) if f.endswith(".mjs"))[:-4]
            base = os.path.join(folder, name)
            cases_of, answers_of = (Draft202012Validator(load(f"{base}.{x}.schema.json")) for x in ("case", "answer"))
            for x in (cases_of, answers_of):
                Draft202012Validator.check_schema(x.schema)
            rng = random.Random(f"{seed} {name}")
            cases = [some_case(cases_of.schema, rng) for _ in range(n)]
            bad += sum(faults(name, cases_of, case) for case in cases)
            for key, value in BROKEN.items():
                if cases_of.is_valid({key: value}):
                    print(f"{name}: the schema takes {key}: {value}")
                    bad += 1
            with open(base + ".jsonl", "w", encoding="utf-8") as f:
                f.writelines(json.dumps(case) + "\n" for case in cases)
            run = subprocess.run([niveau, "run", catalogue, "--cases", base + ".jsonl", "--format=json"],
                                 stdout=subprocess.PIPE, check=False)
            said = json.loads(run.stdout)
            bad += faults(name + " run", answers_of, said)
            with open(base + ".jsonl", encoding="utf-8") as f:
                js = subprocess.run(["node", os.path.join(HERE, "peers", "answers.js"), base + ".js"], stdin=f,
                                    stdout=subprocess.PIPE, check=True)
            answers = [json.loads(line) for line in js.stdout.decode().splitlines()]
            bad += sum(faults(name + " js", answers_of, x) for x in answers)
            if len(said["answers"]) != len(cases) or len(answers) != len(cases):
                print(f"{name}: {len(cases)} cases, {len(said['answers'])} answers of run, {len(answers)} of JavaScript")
                bad += 1
                continue
            differ = [x for a, b in zip(said["answers"], answers) for x in compare(name, a, b)]
            mains = sum("mainRule" in s for a in answers for x in a["services"] for h in x["headings"] for s in h["slots"])
            slots = sum(len(h["slots"]) for a in answers for s in a["services"] for h in s["headings"])
            for x in differ[:4]:
                print(name, *(json.dumps(y, ensure_ascii=False)[:1500] for y in x), sep="\n   ")
            bad += len(differ)
            print(f"{name}: {len(cases)} cases are valid and read; run and JavaScript give the same {slots} answers, {mains} main rules"
                  if not differ else f"{name}: {len(differ)} of {slots} answers differ")
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
