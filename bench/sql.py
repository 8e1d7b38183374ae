#!/usr/bin/env python3
"""A million random cases of one service in SQLite and PostgreSQL: seconds to load and to answer, and the plan. sql.py NIVEAU WORK [ROWS]"""
import os
import random
import re
import subprocess
import sys
import time

niveau, work = sys.argv[1:3]
rows = int(sys.argv[3]) if len(sys.argv) > 3 else 1000000
SEED, CATALOGUE, VIEW = 1, "examples/vestby", 0
os.environ.setdefault("NIVEAU_STDLIB", "stdlib")
os.environ["PGOPTIONS"] = "-c jit=off"
os.makedirs(work, exist_ok=True)
out = subprocess.run([niveau, "build", "--to", "sql", CATALOGUE, "--out=" + work], check=True, capture_output=True)
name = re.search(r"(\w+)\.sqlite\.sql", out.stdout.decode()).group(1)


def sqlite(sql, database=f"{work}/sql.db"):
    return subprocess.run(["sqlite3", "-bail", "-separator", "\t", database], input=sql.encode(), check=True, capture_output=True).stdout.decode()


def columns():
    """Each input with the values that cases take: its own, days of the last thirty years, amounts that are not all alike."""
    for line in sqlite(f'SELECT name, type, least, greatest FROM "{name}_input" ORDER BY name').splitlines():
        column, kind, least, greatest = line.split("\t")
        low, high = (9000, 21000) if kind == "date" else (int(least), min(int(greatest), int(least) + 100000))
        yield column, (20089, 20453) if column in ("sagsdato", "case_date") else (low, high)


def write(path, unknown):
    """Ages are left out: they follow from the birth date. Every `unknown`th cell is empty."""
    rng, every = random.Random(SEED), [c for c in columns() if c[0] not in ("alder", "age")]
    with open(path, "w", encoding="utf-8") as f:
        f.write(",".join(["id"] + [c for c, _ in every]) + "\n")
        for i in range(rows):
            cells = ["" if unknown and rng.random() * unknown < 1 else str(rng.randint(*span)) for _, span in every]
            f.write(",".join([str(i)] + cells) + "\n")
    return [c for c, _ in every]


def timed(run, sql):
    before = time.monotonic()
    answer = run(sql)
    return time.monotonic() - before, answer


def psql(sql, database=name):
    command = ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-h", folder, "-U", "postgres", "-v", "ON_ERROR_STOP=1", database]
    return subprocess.run(command, input=sql.encode(), check=True, capture_output=True).stdout.decode()


def compare(unknown):
    path = f"{work}/cases.csv"
    if os.path.exists(f"{work}/sql.db"):
        os.remove(f"{work}/sql.db")
    with open(f"{work}/{name}.sqlite.sql", encoding="utf-8") as f:
        sqlite(f.read())
    names = write(path, unknown)
    listed = ", ".join(f'"{c}"' for c in ["id"] + names)
    nulls = ", ".join(f"NULLIF(\"{c}\", '')" for c in ["id"] + names)
    views = sqlite(f'SELECT answers FROM "{name}_service" ORDER BY service').split()
    query = f'SELECT slot, kind, count(*) FROM "{views[VIEW]}" GROUP BY slot, kind ORDER BY slot, kind;'
    load, _ = timed(sqlite, f'.mode csv\n.import {path} arrived\nINSERT INTO "{name}_case" ({listed}) SELECT {nulls} FROM arrived;')
    ask, mine = timed(sqlite, query)
    answers = sum(int(line.split("\t")[2]) for line in mine.splitlines())
    print(f"{views[VIEW]}, {rows} cases, {answers} answers, one cell in {unknown or 'none'} unknown")
    print(f"  SQLite      load {load:6.1f} s, answer {ask:6.1f} s, {answers / ask / 1e6:.2f} million answers/s")
    if not unknown:
        print("  " + "\n  ".join(line for line in sqlite("EXPLAIN QUERY PLAN " + query).splitlines() if "_case" in line or "SCAN" in line or " c" in line))
    if folder:
        psql(f'DROP DATABASE IF EXISTS "{name}"', "postgres")
        psql(f'CREATE DATABASE "{name}"', "postgres")
        with open(f"{work}/{name}.postgresql.sql", encoding="utf-8") as f:
            psql(f.read())
        load, _ = timed(psql, f"\\copy \"{name}_case\" ({listed}) FROM '{path}' CSV HEADER\nANALYZE \"{name}_case\";")
        ask, theirs = timed(psql, query)
        print(f"  PostgreSQL  load {load:6.1f} s, answer {ask:6.1f} s, {answers / ask / 1e6:.2f} million answers/s")
        print(f"  both engines count the same answers: {'yes' if sorted(theirs.split()) == sorted(mine.split()) else 'NO'}")
        if not unknown:
            print("  " + "\n  ".join(line[:100] for line in psql("EXPLAIN (COSTS OFF) " + query).splitlines() if re.search(r"Scan|Loop|Join|Aggregate|Sort", line)))


start = subprocess.run(["sh", "tests/conformance/postgres.sh", "start"], capture_output=True)
folder = start.stdout.decode().strip() if start.returncode == 0 else ""
if not folder:
    print("SKIP bench: there is no PostgreSQL")
try:
    for share in (0, 20):
        compare(share)
finally:
    subprocess.run(["sh", "tests/conformance/postgres.sh", "stop", folder])
