#!/usr/bin/env python3
"""book.py NIVEAU: what the targets markdown, csv, tables and xlsx make of tests/book/hostile.niv is what stands beside it
(UPDATE=1 writes it); no cell of a CSV is a formula, all lines of a table have its cells, pages are well-formed; and the
example catalogues give tables without anything left out."""
import csv
import glob
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

niveau = sys.argv[1]
bad = 0


def complain(text):
    global bad
    bad += 1
    print(text)


def build(path, target, folder):
    run = subprocess.run([niveau, "build", path, "--to", target, "--out", folder, "--force"], capture_output=True, text=True)
    if run.returncode == 2:
        complain(f"{path} --to {target}: {run.stdout}{run.stderr}")


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        return f.read()


def check_csv(path):
    text = read(path)
    if not text.startswith("\ufeff") or "\n" in text.replace("\r\n", ""):
        complain(f"{path}: a byte order mark and CRLF are expected")
    rows = list(csv.reader(text[1:].splitlines(), delimiter=";", strict=True))
    for row in rows:
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t") and not re.fullmatch(r"-?\d+(,\d+)?", cell):
                complain(f"{path}: a spreadsheet takes this for a formula: {cell}")
    if {len(r) for r in rows[:-1]} != {len(rows[0])}:
        complain(f"{path}: lines with another number of cells")


def check_html(path):
    class Page(html.parser.HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag == "script":
                complain(f"{path}: a script")

    text = read(path)
    Page().feed(text)
    try:
        xml.etree.ElementTree.fromstring(text)
    except xml.etree.ElementTree.ParseError as e:
        complain(f"{path}: {e}")


def check_markdown(path):
    width = 0
    for line in read(path).split("\n"):
        cells = len(re.findall(r"(?<!\\)\|", line))
        if line.startswith("|") and width and cells != width:
            complain(f"{path}: a row of {cells - 1} cells in a table of {width - 1}: {line[:120]}")
        width = cells if line.startswith("|") else 0


CHECKS = {".csv": check_csv, ".html": check_html, ".md": check_markdown}


def check(folder):
    for path in sorted(glob.glob(f"{folder}/*")):
        CHECKS[os.path.splitext(path)[1]](path)


def compare(folder):
    for path in sorted(glob.glob(f"{folder}/*")):
        known = f"tests/book/{os.path.basename(path)}"
        text = re.sub(r"(?s)<style>.*</style>", "<style></style>", read(path))
        text = re.sub(r"kilde [0-9a-f]{16}", "kilde …", text) # it follows every word of stdlib
        if os.environ.get("UPDATE"):
            with open(known, "w", encoding="utf-8", newline="") as f:
                f.write(text)
        elif not os.path.exists(known) or read(known) != text:
            complain(f"{known} is another (UPDATE=1 writes it)")


WORKBOOK = """
import datetime, json, openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
cells = [[[c.isoformat() if isinstance(c, datetime.datetime) else c for c in row] for row in sheet.iter_rows(values_only=True)]
         for sheet in book]
formulas = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
print(json.dumps([book.sheetnames, cells, formulas]))
"""


def read_workbook(path):
    """What another library reads; None where there is none."""
    for python in ("/usr/bin/python3", "python3"):
        run = subprocess.run([python, "-c", WORKBOOK, path], capture_output=True, text=True)
        if run.returncode == 0:
            return json.loads(run.stdout)
        if "openpyxl" not in run.stderr:
            complain(f"{path}: {run.stderr[-300:]}")
    print("SKIP book: there is no openpyxl to read a workbook with")
    return None


def check_workbooks():
    if "xlsx" not in subprocess.run([niveau, "build", "x"], capture_output=True, text=True).stdout:
        print("SKIP book: niveau was built without libxlsxwriter")
        return
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        build("tests/book/hostile.niv", "xlsx", one)
        build("tests/book/hostile.niv", "xlsx", two)
        if open(f"{one}/hostile.xlsx", "rb").read() != open(f"{two}/hostile.xlsx", "rb").read():
            complain("the same workbook has other bytes")
        found = read_workbook(f"{one}/hostile.xlsx")
    if not found:
        return
    names, sheets, formulas = found
    if formulas:
        complain(f"formulas in a workbook: {formulas}")
    if names != ["Om", "Frister", "Satser", "-2+3 Råd < td>< tr><script>aler"]:
        complain(f"sheets: {names}")
    rates = sheets[2][1]
    if rates[:4] != ["takst", "2026-01-01T00:00:00", "2026-12-31T00:00:00", 1234.5]:
        complain(f"rates: {rates}")
    text = read("tests/book/hostile.rules.csv")[1:]
    known = [row[2:] for row in csv.reader(text.splitlines(), delimiter=";")][1:-1]
    shown = [[c or "" for c in row[:6]] for row in sheets[3][4:4 + len(known)]]
    if [[re.sub("^'", "", c) for c in row] for row in known] != shown:
        complain("the workbook and the CSV say different things")


check_workbooks()
with tempfile.TemporaryDirectory() as folder:
    for target in ("markdown", "csv", "tables"):
        build("tests/book/hostile.niv", target, folder)
    check(folder)
    compare(folder)
for name in ("lyngby_taarbaek", "albertslund", "vestby"):
    with tempfile.TemporaryDirectory() as folder:
        for target in ("markdown", "csv", "tables"):
            build(f"examples/{name}", target, folder)
        check(folder)
        left_out = re.findall("For stort til en tabel: .*", read(f"{folder}/{name}.md"))
        if left_out:
            complain(f"{name}: {left_out}")
sys.exit(bad != 0)
