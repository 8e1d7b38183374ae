#!/usr/bin/env python3
"""The box engines and two solvers on the same made-up tables, in the same run. Everything is a median over seeds 1 to
5, one process at a time. Usage: engines.py PROGRAM [--big]"""
import os
import shutil
import statistics
import subprocess
import sys
import time

SEEDS = range(1, 6)
program = sys.argv[1]
big = "--big" in sys.argv[2:]
work = "build/bench"
wrong = 0

# shape, rules, columns, thresholds of a numeric column (0: as many as there are values)
OURS = [("real", 1000, 7, 12), ("real", 10000, 7, 12), ("real", 10000, 20, 12), ("tree", 1500, 15, 12),
        ("noisy", 1500, 15, 12), ("noisy", 10000, 7, 12), ("wide", 10000, 7, 0), ("box", 1000, 7, 0)]
OURS_BIG = [("real", 100000, 7, 12), ("tree", 3000, 15, 0), ("noisy", 10000, 7, 0), ("wide", 10000, 20, 12),
            ("wild", 1000, 20, 12), ("box", 10000, 7, 0)]

# question, shape, rules, columns, thresholds, seconds that a solver may take
PEERS = [("conflict", "real", 10000, 7, 12, 60), ("unreachable", "real", 10000, 7, 12, 120),
         ("gap", "real", 10000, 7, 12, 60), ("gap", "tree", 1500, 15, 12, 20), ("gap", "wide", 1500, 15, 12, 20)]
PEERS_BIG = [("unreachable", "wide", 10000, 7, 12, 300), ("gap", "wide", 10000, 7, 12, 120),
             ("gap", "wide", 10000, 7, 0, 120), ("gap", "wide", 10000, 10, 12, 120)]
SOLVERS = [("z3", ["z3"]), ("cvc5", ["cvc5", "--incremental"])]


def line(what, value):
    print(f"{what:<44} {value}", flush=True)


def name_of(table):
    shape, rules, columns, cuts = table
    return f"{shape} {rules:,} x {columns}" + ("" if cuts else ", all thresholds")


def measure(table, seed):
    command = [program, *map(str, table), str(seed)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {key: value for key, value in (row.split() for row in text.splitlines())}


def milliseconds(runs, key):
    known = [float(run[key]) for run in runs if key in run]
    return f"{statistics.median(known):.3g}" if known else "-"


def undecided(runs, key):
    return sum(int(run.get(key, 0)) for run in runs)


def ours(table):
    runs = [measure(table, seed) for seed in SEEDS]
    rest = {what: undecided(runs, f"{what}_undecided") for what in ("unreachable", "gap", "volume", "diagram")}
    diagram = "not decided" if rest["diagram"] == len(runs) else f"{milliseconds(runs, 'diagram_ms')} ms"
    volume = "not decided" if rest["volume"] == len(runs) else f"{milliseconds(runs, 'volume_ms')} ms"
    line(name_of(table), f"conflicts {milliseconds(runs, 'conflicts_ms')} ms ({statistics.median(int(r['conflicts']) for r in runs):,}), "
         f"unreachable {milliseconds(runs, 'unreachable_ms')} ms ({statistics.median(int(r['unreachable']) for r in runs):,}), "
         f"gap {milliseconds(runs, 'gap_ms')} ms ({sum(int(r['gap']) for r in runs)} of {len(runs)} have one), "
         f"volume {volume}, diagram {diagram}, diff of 10 changes {milliseconds(runs, 'diff_ms')} ms")
    line("", "not decided: " + ", ".join(f"{what} {n}" for what, n in rest.items()))


def ask(solver, path, limit):
    """The answers and the time; None: not within the limit."""
    start = time.perf_counter()
    try:
        done = subprocess.run([*solver, path], capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None, limit * 1000
    return done.stdout.split(), (time.perf_counter() - start) * 1000


def agrees(question, run, answers):
    if any(answer not in ("sat", "unsat") for answer in answers):
        return True  # the solver did not decide
    if question == "conflict":
        return (answers == ["sat"]) == (int(run["conflicts"]) > 0)
    if question == "unreachable":
        return answers.count("unsat") == int(run["unreachable"]) or int(run["unreachable_undecided"]) > 0
    return (answers == ["sat"]) == (int(run["gap"]) > 0) or int(run["gap_undecided"]) > 0


def ratio(question, table, limit, solver_name, solver):
    global wrong
    key = {"conflict": "conflicts_ms", "unreachable": "unreachable_ms", "gap": "gap_ms"}[question]
    mine, theirs, late = [], [], 0
    for seed in SEEDS:
        run = measure(table, seed)
        path = f"{work}/{question}.smt2"
        with open(path, "w", encoding="ascii") as out:
            subprocess.run([program, *map(str, table), str(seed), "smt", question], stdout=out, check=True)
        answers, took = ask(solver, path, limit)
        mine.append(float(run[key]))
        theirs.append(took)
        late += answers is None
        if answers is not None and not agrees(question, run, answers):
            print(f"DISAGREES: {solver_name}, {question}, {name_of(table)}, seed {seed}")
            wrong += 1
    own, other = statistics.median(mine), statistics.median(theirs)
    at_least = "at least " if late * 2 > len(mine) else ""
    line(f"{question}, {name_of(table)}", f"ours {own:.3g} ms, {solver_name} {at_least}{other:,.0f} ms: "
         f"{at_least}{other / own:,.0f} times ({solver_name} not within {limit} s: {late} of {len(mine)})")


def main():
    os.makedirs(work, exist_ok=True)
    print("Tables of boxes: ours alone, milliseconds, median of 5 seeds")
    for table in OURS + (OURS_BIG if big else []):
        ours(table)
    print("The same tables as SMT-LIB (QF_LIA, ranks as integers), median of 5 seeds")
    for solver_name, solver in SOLVERS:
        if not shutil.which(solver[0]):
            line(solver_name, f"SKIP: there is no {solver_name}")
            continue
        for question, *table, limit in PEERS + (PEERS_BIG if big else []):
            if solver_name == "cvc5" and question == "unreachable" and not big:
                continue  # minutes for each seed
            ratio(question, tuple(table), limit, solver_name, solver)
    sys.exit(1 if wrong else 0)


main()
