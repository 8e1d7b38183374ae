#!/usr/bin/env python3
"""The measurements of `make bench`. Everything is a median of nine runs on this machine, one process at a time."""
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

RUNS = 9
SEED = 1
PROVISIONS = 100000
niveau = sys.argv[1]
work = "build/bench"
os.makedirs(work, exist_ok=True)


def median(command):
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
        if done.returncode > 1:
            sys.exit(f"{' '.join(command)}: status {done.returncode}")
    return statistics.median(times)


def line(what, value):
    print(f"{what:<62} {value}")


def check_examples():
    for catalogue in ("lyngby_taarbaek", "albertslund"):
        took = median([niveau, "check", f"examples/{catalogue}", "--color=never"])
        line(f"check examples/{catalogue}, cold", f"{took * 1000:.1f} ms")


def front_end():
    big = f"{work}/big.niv"
    with open(big, "wb") as out:
        subprocess.run([sys.executable, "bench/generate.py", str(PROVISIONS), str(SEED)], stdout=out, check=True)
    runs = []
    for _ in range(RUNS):
        text = subprocess.run([f"{work}/front", big], capture_output=True, text=True, check=True).stdout
        runs.append([float(x) for x in re.findall(r"[\d.]+", text)])
    size, provisions, _, _, memory, _ = runs[0]
    parse = statistics.median(r[2] for r in runs)
    resolve = statistics.median(r[3] for r in runs)
    line(f"generated catalogue, seed {SEED}", f"{size / 1e6:.1f} MB, {provisions:.0f} provisions")
    line("scan and parse", f"{size / parse / 1e6:.1f} MB/s")
    line("scan, parse and resolve", f"{size / (parse + resolve) / 1e6:.1f} MB/s, "
                                    f"{provisions / (parse + resolve):.0f} provisions/s")
    line("memory", f"{memory / provisions:.0f} bytes a provision")
    return size / parse


def peers(ours):
    """Parsers of other formats over text of the same size: only to place the number."""
    text = open(f"{work}/big.niv", encoding="utf-8").read()
    import json
    as_json = f"{work}/big.json"
    with open(as_json, "w", encoding="utf-8") as out:
        json.dump(text.splitlines(), out, ensure_ascii=False)
    size = os.path.getsize(as_json)
    if shutil.which("jq"):
        took = median(["jq", "length", as_json])
        line("jq length, the same lines as JSON strings", f"{size / took / 1e6:.1f} MB/s, ours {ours * took / size:.2f} of it")
    else:
        line("jq", "SKIP: there is no jq")
    took = median([sys.executable, "-c", f"import json; json.load(open('{as_json}'))"])
    line("python json.load, the same", f"{size / took / 1e6:.1f} MB/s, ours {ours * took / size:.2f} of it")


check_examples()
peers(front_end())
