#!/usr/bin/env python3
"""Rows a second of `niveau diff --population`: two made-up catalogues of ten columns (and an age that follows from the birth date) and fifteen changed questions, random
rows. Evaluation from inside (bench/population.c), reading and evaluating as one from outside. Processor time of one core, medians of five runs."""
import os
import random
import re
import resource
import statistics
import subprocess
import sys

RUNS = 5
ROWS = 1000000
SEED = 1
niveau, inside = sys.argv[1:3]
work = "build/bench"
os.makedirs(work, exist_ok=True)
os.environ.setdefault("NIVEAU_STDLIB", "stdlib")

FACTS = """katalog k "K" { gælder: fra 2024-01-01 til 2024-12-31 }
enhed person/personer
fakta fødselsdato: dato fra 2001-01-01 til 2023-12-31
fakta alder: år fra 0 til 22
fakta ansøgt: dato fra 2023-01-01 til 2024-12-31
fakta hjemme: ja/nej
fakta skole: ja/nej
fakta grund: en af { a, b, c, d, e, f }
fakta sted: en af { p, q, r, s }
fakta timer: timer pr. uge fra 0 til 60
fakta indtægt: kr pr. måned fra 0 til 90.000
fakta søskende: personer fra 0 til 9
fakta fravær: dage fra 0 til 200
udfald omfang: time
"""


def condition(rng):
    return rng.choice([
        f"ansøgt senest 2024-{rng.randint(1, 12):02}-15",
        f"fødselsdato senest 20{rng.randint(6, 20):02}-06-01",
        "hjemme", "skole", f"grund er {rng.choice('abcdef')}", f"sted er {rng.choice('pqrs')}",
        f"timer mindst {rng.randint(1, 50)} timer pr. uge",
        f"indtægt under {rng.randint(5, 80)}.000 kr pr. måned",
        f"søskende mindst {rng.randint(1, 5)} personer",
        f"fravær over {rng.randint(5, 150)} dage",
    ])


def catalogues():
    rng = random.Random(SEED)
    sides = [FACTS, FACTS]
    for n in range(10):
        lines = [f"    omfang: højst @ timer pr. måned"]
        for k in range(4):
            words = " og ".join(condition(rng) for _ in range(3))
            lines.append("    " * (k + 1) + f"    dog højst @ timer pr. måned når {words}")
        for side in range(2):
            amounts = iter(range(10 + n, 100, 7))
            text = "\n".join(line.replace("@", str(next(amounts) + side * (i % 2))) for i, line in enumerate(lines))
            sides[side] += f'ydelse y{n} "Y{n}" {{\n    målgruppe: alder under {23 - n % 3 - side * (n % 2)} år\n{text}\n}}\n'
    for name, text in zip(("was", "is"), sides):
        with open(f"{work}/{name}.niv", "w", encoding="utf-8") as out:
            out.write(text)


def rows(path, n, blanks):
    rng = random.Random(SEED)
    with open(path, "w", encoding="utf-8") as out:
        out.write("fødselsdato;ansøgt;hjemme;skole;grund;sted;timer;indtægt;søskende;fravær\n")
        for _ in range(n):
            cells = [f"20{rng.randint(2, 23):02}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                     f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", rng.choice(("ja", "nej")),
                     rng.choice(("ja", "nej")), rng.choice("abcdef"), rng.choice("pqrs"), str(rng.randint(0, 60)),
                     str(rng.randint(0, 90000)), str(rng.randint(0, 9)),
                     str(rng.randint(0, 200))]
            if blanks:
                cells = [c if rng.randrange(blanks) else "" for c in cells]
            out.write(";".join(cells) + "\n")


def whole(path):
    times = []
    for _ in range(RUNS):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([niveau, "diff", f"{work}/was.niv", f"{work}/is.niv", "--population", path],
                              stdout=subprocess.PIPE)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(end.ru_utime - start.ru_utime + end.ru_stime - start.ru_stime)
        if done.returncode != 1:
            sys.exit(done.stdout.decode())
    return statistics.median(times)


def evaluation(blanks):
    runs = []
    for _ in range(RUNS):
        text = subprocess.run([inside, f"{work}/was.niv", f"{work}/is.niv", str(ROWS), str(blanks)],
                              capture_output=True, text=True, check=True).stdout
        runs.append([float(x) for x in re.findall(r"[\d.]+", text)])
    columns, questions, n = runs[0][:3]
    return columns, questions, n / statistics.median(r[3] for r in runs)


def line(what, value):
    print(f"{what:<62} {value}")


catalogues()
rows(f"{work}/none.csv", 0, 0)
for blanks, words in ((0, "nothing unknown"), (100, "one cell in 100 unknown"), (10, "one cell in 10 unknown")):
    path = f"{work}/rows{blanks}.csv"
    rows(path, ROWS, blanks)
    columns, questions, speed = evaluation(blanks)
    line(f"rows evaluated, {columns:.0f} columns, {questions:.0f} questions, {words}", f"{speed / 1e6:.2f} million/s")
    took = whole(path) - whole(f"{work}/none.csv")
    line(f"  read and evaluated ({os.path.getsize(path) / 1e6:.0f} MB)", f"{ROWS / took / 1e6:.2f} million/s")
    if not blanks:
        reading = took - ROWS / speed
        line("  the difference: reading alone", f"{ROWS / reading / 1e6:.2f} million/s, "
             f"{os.path.getsize(path) / reading / 1e6:.0f} MB/s")
    os.remove(path)
