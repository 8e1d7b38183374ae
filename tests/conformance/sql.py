# SPDX-License-Identifier: MIT
"""sql.py ENGINE NAME FILE.sql CASES EXPECTED: emitted SQL against what the emitted C answers (conform.c).

ENGINE is a database file (SQLite) or `postgresql:FOLDER` (the socket of a running server; a database NAME is made anew).
The cases are loaded, and for each service both views are read: the possible answers have to be the same set, and what
they come to the same kind. Prints one line; exits 1 where something differs.
"""
import json
import os
import subprocess
import sys

FIELD, ROW = "\x1f", "\x1e"


os.environ["PGOPTIONS"] = "-c jit=off"  # it compiles each view anew, for many seconds (docs/sql.md)


class Engine:
    def __init__(self, where, name):
        if where.startswith("postgresql:"):
            self.command = ["psql", "-X", "-q", "-h", where.split(":", 1)[1], "-U", "postgres", "-v", "ON_ERROR_STOP=1"]
            for sql in (f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"'):
                subprocess.run(self.command + ["-c", sql, "postgres"], check=True, stderr=subprocess.DEVNULL)
            self.ask = self.command + ["-A", "-t", "-F", FIELD, "-R", ROW, name]
            self.command += [name]
        else:
            if os.path.exists(where):
                os.remove(where)
            self.command = ["sqlite3", "-batch", "-bail", where]
            self.ask = ["sqlite3", "-batch", "-bail", "-separator", FIELD, "-newline", ROW, where]

    def run(self, sql):
        subprocess.run(self.command, input=sql.encode(), check=True, stdout=subprocess.DEVNULL)

    def rows(self, query):
        out = subprocess.run(self.ask, input=query.encode(), check=True, capture_output=True).stdout.decode()
        return [line.split(FIELD) for line in out.rstrip("\n").split(ROW) if line]


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def load(engine, name, cases):
    statements = ["BEGIN;"]
    for number, case in enumerate(cases):
        columns = ", ".join(["id"] + [quoted(column.lower()) for column in case])  # names are lower case in SQL
        values = ", ".join([str(number)] + list(case.values()))
        statements.append(f"INSERT INTO {quoted(name + '_case')} ({columns}) VALUES ({values});")
    engine.run("\n".join(statements + ["COMMIT;", f"ANALYZE {quoted(name + '_case')};"]))


def limits(row):
    lower, upper = (f" {row[i]}/{row[i + 1]}" if row[i] else "" for i in (5, 7))
    return f"{lower} ..{upper}"


def say(row):
    """case, slot, kind, statement, detail, four numbers, words, two places: as conform.c says it."""
    kind, statement, detail = row[2], row[3], row[4]
    if kind == "open":
        return f"formula {row[9]}"
    if kind == "value":
        if statement in ("limit", "deadline"):
            return f"value {statement}{limits(row)}"
        return f"value {statement} {detail}".rstrip()
    if kind == "conflict" and detail == "values":
        return f"conflict values {row[10]} {row[11]}"
    if kind == "silent" and detail == "hole":
        return f"silent hole{limits(row)}"
    return f"{kind} {detail}".rstrip()


FIELDS = ("case_id, slot, kind, statement, detail, lower_num, lower_den, upper_num, upper_den, words, place, "
          "other_place")


def answers(engine, name, cases):
    slots = [row[0] for row in engine.rows(f"SELECT id FROM {quoted(name + '_slot')} ORDER BY slot;")]
    sets = [{slot: [] for slot in slots} for _ in range(cases)]
    kinds = [dict.fromkeys(slots, "") for _ in range(cases)]
    for service, view in engine.rows(f"SELECT answers, possible FROM {quoted(name + '_service')};"):
        for row in engine.rows(f"SELECT {FIELDS} FROM {quoted(view)};"):
            sets[int(row[0])][row[1]].append(say(row))
        for row in engine.rows(f"SELECT {FIELDS} FROM {quoted(service)};"):
            kinds[int(row[0])][row[1]] += say(row)
    for i in range(cases):
        for slot in slots:
            kind = kinds[i][slot].replace("impossible", "contradiction")
            every = [kind] if kind == "not_decided" else sets[i][slot]
            yield " | ".join(sorted(every, key=str.encode)) or "contradiction", kind


def main():
    where, name, sql, cases_file, expected_file = sys.argv[1:]
    with open(cases_file, encoding="utf-8") as f:
        cases = [json.loads(line) for line in f]
    with open(expected_file, encoding="utf-8") as f:
        expected = [part.split(FIELD) for line in f for part in line.rstrip("\n").split("\t")]
    engine = Engine(where, name)
    with open(sql, encoding="utf-8") as f:
        engine.run(f.read())
    load(engine, name, cases)
    got, bad = list(answers(engine, name, len(cases))), 0
    if len(got) != len(expected):
        print(f"{name}: {len(got)} answers for {len(expected)}")
        return 1
    for i, (mine, theirs) in enumerate(zip(got, expected)):
        if list(mine) != theirs:
            bad += 1
            if bad <= 3:
                slots = len(expected) // len(cases)
                print(f"{name}: case {i // slots} {json.dumps(cases[i // slots])} slot {i % slots}:\n  SQL: {mine}\n  C:   {theirs}")
    engine_name = "PostgreSQL" if where.startswith("postgresql:") else "SQLite"
    sets = sum(1 for theirs in expected if " | " in theirs[0])
    print(f"{name}: {len(cases)} cases in {engine_name}, {len(expected)} answers ({sets} of several), {bad} differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
