#!/usr/bin/env python3
"""The box engines against Z3, which shares nothing with them: small made-up tables, every question, every rule.
Usage: solver.py PROGRAM (build/bench/engines)"""
import subprocess
import sys

program = sys.argv[1]
TABLES = [(shape, rules, columns, cuts) for shape in ("real", "tree", "noisy", "wide", "wild", "box")
          for rules, columns, cuts in ((60, 4, 5), (150, 6, 0))]
QUESTIONS = ("conflict", "unreachable", "gap")
wrong = asked = 0


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


for table in TABLES:
    for seed in (1, 2):
        ours = dict(row.split() for row in run(*table, seed).splitlines())
        expected = {"conflict": int(ours["conflicts"]) > 0, "unreachable": int(ours["unreachable"]),
                    "gap": int(ours["gap"]) > 0}
        if any(int(ours[f"{what}_undecided"]) for what in ("unreachable", "gap")):
            sys.exit(f"not decided: {table}, seed {seed}")
        for question in QUESTIONS:
            text = run(*table, seed, "smt", question)
            answers = subprocess.run(["z3", "-in"], input=text, capture_output=True, text=True, check=True).stdout.split()
            theirs = answers.count("unsat") if question == "unreachable" else answers == ["sat"]
            asked += 1
            if theirs != expected[question] or not set(answers) <= {"sat", "unsat"}:
                print(f"{question}, {table}, seed {seed}: ours {expected[question]}, z3 {theirs}")
                wrong += 1
        if (ours["uncovered"] != "0") != expected["gap"]:
            print(f"volume, {table}, seed {seed}: uncovered {ours['uncovered']}")
            wrong += 1
print(f"{asked} answers compared with z3, {wrong} wrong")
sys.exit(1 if wrong else 0)
