#!/usr/bin/env python3
"""Emitted C beside hand-written nested ifs, a linear scan, SQLite and the rule engines in bench/peers, on the same tables
and the same cases; every answer is compared. A table is a space of seven columns cut in two at random until there are N
parts, one rule each: the nested ifs are that tree, everybody else gets the rules. Times are processor time. Usage: emit.py NIVEAU [SEED]"""
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

NIVEAU = os.path.abspath(sys.argv[1])
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
SIZES = (10, 100, 1000, 10000)
WORK = os.path.abspath("build/bench/emit")
CC = ["gcc", "-std=c99", "-O2", "-Wall", "-Wextra"]
# name, least, greatest, thresholds (0: every value)
COLUMNS = (("maalt", 0, 120, 12), ("beloeb", 0, 1000000, 12), ("slags", 0, 5, 0), ("hjemme", 0, 1, 0),
           ("dage", 0, 40000, 12), ("point", 0, 120, 12), ("formue", 0, 1000000, 12))
wrong = 0


def grow(n, seed):
    """The rules as lists of (column, lo, hi), and the tree: a rule's number or (column, threshold, below, from)."""
    rand = random.Random(seed)
    cuts = [sorted(rand.sample(range(lo + 1, hi + 1), k)) if k else list(range(lo + 1, hi + 1))
            for _, lo, hi, k in COLUMNS]
    rules = []

    def part(box, n):
        free = [(c, [t for t in cuts[c] if lo < t <= hi]) for c, (lo, hi) in enumerate(box)]
        free = [(c, ts) for c, ts in free if ts]
        if n == 1 or not free:
            rules.append([(c, lo, hi) for c, (lo, hi) in enumerate(box) if (lo, hi) != COLUMNS[c][1:3]])
            return len(rules)
        c, ts = rand.choice(free)
        t = rand.choice(ts[len(ts) // 4:len(ts) - len(ts) // 4])
        below = min(n - 1, max(1, round(n * rand.uniform(.3, .7))))
        one, other = list(box), list(box)
        one[c], other[c] = (box[c][0], t - 1), (t, box[c][1])
        return c, t, part(one, below), part(other, n - below)

    return rules, part([(lo, hi) for _, lo, hi, _ in COLUMNS], n)


# ---- the table in each language ----

def niv_cell(c, lo, hi):
    name, least, greatest, _ = COLUMNS[c]
    if name == "hjemme":
        return name if lo else f"ikke {name}"
    if name == "slags":
        return f"{name} er " + (f"k{lo}" if lo == hi else "en af { " + ", ".join(f"k{i}" for i in range(lo, hi + 1)) + " }")
    low, high = f"{name} mindst {lo}", f"{name} under {hi + 1}"
    return high if lo == least else low if hi == greatest else f"{low} og {high}"


def niv(rules):
    types = {"hjemme": "ja/nej", "slags": "en af { k0, k1, k2, k3, k4, k5 }"}
    out = ['katalog maaling "Måling" { vedtaget: 2026-01-01 gælder: fra 2026-01-01 }']
    out += [f'fakta {name}: {types.get(name, f"tal fra {lo} til {hi}")} "{name}?"' for name, lo, hi, _ in COLUMNS]
    out += ["udfald svar: tal om sagen", 'ydelse y "Y" efter § 1 {']
    out += [f"    svar: {i} når {' og '.join(niv_cell(*cell) for cell in rule)}" for i, rule in enumerate(rules, 1)]
    return "\n".join(out + ["}\n"])


def nested(tree, depth=1):
    tab = "\t" * depth
    if isinstance(tree, int):
        return f"{tab}return {tree};\n"
    c, t, below, above = tree
    return (f"{tab}if (v->{COLUMNS[c][0]} < {t}) {{\n{nested(below, depth + 1)}{tab}}} else {{\n"
            f"{nested(above, depth + 1)}{tab}}}\n")


def scan(rules):
    rows = []
    for rule in rules:
        box = {c: (lo, hi) for c, lo, hi in rule}
        rows.append("\t{" + ", ".join("{%d, %d}" % box.get(c, COLUMNS[c][1:3]) for c in range(len(COLUMNS))) + "},\n")
    return "const int64_t boxes[][COLUMNS][2] = {\n" + "".join(rows) + "};\n"


def sql(rules):
    """A WHEN for each rule; in parts, because SQLite takes 1,000 levels and no more arguments than that in one go."""
    whens = [f"WHEN {' AND '.join(f'{COLUMNS[c][0]} BETWEEN {lo} AND {hi}' for c, lo, hi in rule)} THEN {i}"
             for i, rule in enumerate(rules, 1)]
    parts = ["CASE " + " ".join(whens[i:i + 400]) + " END" for i in range(0, len(whens), 400)]
    return parts[0] if len(parts) == 1 else f"coalesce({', '.join(parts)})"


# ---- measuring ----

def line(what, value):
    print(f"{what:<34} {value}", flush=True)


def compiled(*args):
    before = os.times()
    subprocess.run([*CC, *args], check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def sqlite(rules, cases):
    """ns a case, and the numbers of the answers."""
    names = [c[0] for c in COLUMNS]
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE TABLE sag ({', '.join(f'{n} INTEGER NOT NULL' for n in names)}, svar INTEGER)")
    base.executemany(f"INSERT INTO sag VALUES ({', '.join('?' * 8)})", [[c[n] for n in names] + [c["svar"]] for c in cases])
    times = []
    for _ in range(5):
        start = time.process_time()
        bad = base.execute(f"SELECT count(*) FROM sag WHERE svar IS NOT {sql(rules)}").fetchone()[0]
        times.append(time.process_time() - start)
    return statistics.median(times) * 1e9 / len(cases), bad


def install():
    """The engines in build/, from the lock file; what cannot be had is skipped loudly."""
    to = f"{WORK}/peers"
    os.makedirs(to, exist_ok=True)
    for f in ("package.json", "package-lock.json", "engines.js"):
        shutil.copy(f"bench/peers/{f}", to)
    if not shutil.which("node") or not shutil.which("npm"):
        line("engines from npm", "SKIP: there is no node or npm")
        return None
    if not os.path.isdir(f"{to}/node_modules"):
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=to, capture_output=True)
        if done.returncode:
            line("engines from npm", "SKIP: npm ci failed")
            return None
    return to


def engine(to, name, table, limit=100):
    """{'ns', 'bad', 'cases'}; or why not."""
    try:
        done = subprocess.run(["node", "--stack-size=8000", "engines.js", name, table], cwd=to, capture_output=True, text=True,
                              timeout=limit)
    except subprocess.TimeoutExpired:
        return f"SKIP: not within {limit} s"
    if done.returncode:
        return "SKIP: " + ((done.stderr.strip().splitlines() or ["it failed"])[-1])[:90]
    return json.loads(done.stdout)


def size(n, peers):
    global wrong
    at = f"{WORK}/{n}"
    os.makedirs(at, exist_ok=True)
    rules, tree = grow(n, SEED)
    for name, text in (("maaling.niv", niv(rules)), ("scan.c", '#include "emit_case.h"\n' + scan(rules)),
                       ("tree.c", '#include "emit_case.h"\nuint32_t tree(const struct sag *v)\n{\n' + nested(tree) + "}\n")):
        with open(f"{at}/{name}", "w", encoding="utf-8") as out:
            out.write(text)
    subprocess.run([NIVEAU, "build", f"{at}/maaling.niv", "--to=c", f"--out={at}", "--color=never"], check=True,
                   stdout=subprocess.DEVNULL)
    inc = [f"-I{at}", "-Ibench"]
    ours = compiled(*inc, "-c", f"{at}/maaling.c", "-o", f"{at}/maaling.o")
    theirs = compiled(*inc, "-c", f"{at}/tree.c", "-o", f"{at}/tree.o")
    compiled(*inc, f"-DRULES={len(rules)}", "-o", f"{at}/emit", "bench/emit.c", f"{at}/scan.c", f"{at}/tree.o", f"{at}/maaling.o")
    text = subprocess.run([f"{at}/emit", str(SEED), f"{at}/cases.json"], check=True, capture_output=True, text=True).stdout
    ns = {k: float(v) for k, v in (row.split() for row in text.splitlines())}
    print(f"{len(rules):,} rules, seed {SEED}: ns a decision, times the nested ifs, times emitted C one by one")
    wrong += int(ns.pop("wrong"))
    for what in ("nested_ifs", "emitted", "emitted_batch", "emitted_record", "linear_scan"):
        line(what.replace("_", " "), f"{ns[what]:.1f}  {ns[what] / ns['nested_ifs']:.2f}  {ns[what] / ns['emitted']:.2f}")
    line("compiled by gcc -O2", f"emitted {ours:.2f} s, nested ifs {theirs:.2f} s")
    with open(f"{at}/cases.json", encoding="utf-8") as f:
        cases = json.load(f)
    with open(f"{at}/table.json", "w", encoding="utf-8") as out:
        json.dump({"columns": [c[0] for c in COLUMNS], "rules": rules, "cases": cases}, out)
    others = {}
    try:
        took, bad = sqlite(rules, cases[:max(200, 2000000 // n)])
        others["SQLite CASE " + sqlite3.sqlite_version] = {"ns": took, "bad": bad}
    except sqlite3.Error as e:
        others["SQLite CASE"] = f"SKIP: {e}"
    for name in ("zen-engine", "json-rules-engine", "json-logic-js", "cedar-wasm", "dmn-eval-js"):
        others[name] = engine(peers, name, f"{at}/table.json") if peers else "SKIP: not installed"
    for name, got in others.items():
        if isinstance(got, str):
            line(name, got)
            continue
        wrong += got["bad"]
        line(name, f"{got['ns']:,.0f}  {got['ns'] / ns['nested_ifs']:,.0f}  {got['ns'] / ns['emitted']:,.0f}"
             + (f"  WRONG: {got['bad']}" if got["bad"] else ""))


def main():
    os.makedirs(WORK, exist_ok=True)
    if not shutil.which("gcc"):
        sys.exit("SKIP emit: there is no gcc")
    peers = install()
    for n in SIZES:
        size(n, peers)
    print(f"{wrong} answers differ")
    sys.exit(1 if wrong else 0)


main()
