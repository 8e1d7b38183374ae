#!/usr/bin/env python3
"""The findings on the real catalogues are those of tests/examples.expect, each of them and no other; the invented one,
examples/vestby, has none. Every example block must give what it says."""
import json
import os
import shutil
import subprocess
import sys

niveau = sys.argv[1]
bad = 0


def complain(text):
    global bad
    bad += 1
    print(text)


def findings(path, *more):
    run = subprocess.run([niveau, "check", path, "--format=json", "--on", "2026-01-01", *more], capture_output=True, text=True)
    if run.returncode > 1:
        complain(f"{path}: niveau check ended with {run.returncode}")
        return []
    return json.loads(run.stdout)["findings"]


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def words(finding):
    notes = " ".join(n.get("message") or "" for n in finding.get("notes", []))
    return " ".join([finding["message"], finding.get("witness") or "", notes])


def meets(finding, code, severity, path, parts):
    """A part that begins with @ is the place, any other one a piece of the text."""
    same = (finding["code"] == code and finding["severity"][0] == {"E": "e", "W": "w", "I": "n"}[severity] and
            finding["path"].endswith("/" + path))
    place = f"{finding.get('identity') or ''} {finding.get('crumb') or ''}"
    return same and all(p[1:] in place if p[0] == "@" else p in words(finding) for p in parts)


def translated(catalogue):
    """The same rules with English keywords: the same findings."""
    path = f"build/english/{catalogue}"
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(f"examples/{catalogue}", path)
    run = subprocess.run([niveau, "fmt", "--language", "en", path], capture_output=True, text=True)
    if run.returncode != 0:
        complain(f"{path}: niveau fmt ended with {run.returncode}: {run.stdout}")
    same = subprocess.run([niveau, "diff", f"examples/{catalogue}", path, "--lang=da"], capture_output=True, text=True)
    if same.returncode != 0:
        complain(f"{path}: niveau diff says that the English file is another: {same.stdout}")
    found = sorted(f["code"] for f in findings(path))
    subprocess.run([niveau, "fmt", "--language", "da", path], capture_output=True)
    for name in sorted(os.listdir(path)):
        if name.endswith(".niv") and read(f"{path}/{name}") != read(f"examples/{catalogue}/{name}"):
            complain(f"{path}/{name}: there and back is not the same text")
    return found


def sound(path):
    """In standard form, and every example gives what it says."""
    for arguments in (["fmt", "--check"], ["test"]):
        run = subprocess.run([niveau, *arguments, path], capture_output=True, text=True)
        if run.returncode != 0:
            complain(f"{path}: niveau {' '.join(arguments)} ended with {run.returncode}: {run.stdout}")


def errors(found):
    """What is wrong and where, but not since when and for whom: that may move with a revision."""
    return {(f["code"], f["path"].rsplit("/", 1)[1]) for f in found if f["severity"] == "error"}


def revised(path, *catalogue):
    """A proposal can be made, and is sound."""
    shutil.rmtree(path, ignore_errors=True)
    run = subprocess.run(["sh", "tests/revision.sh", path, *catalogue], capture_output=True, text=True)
    if run.returncode != 0:
        complain(f"tests/revision.sh ended with {run.returncode}: {run.stdout}{run.stderr}")
    else:
        sound(path)
    return run.returncode == 0


def revision(before):
    """The proposal of examples/revision: its only change of errors is that the rates are there."""
    path = "build/revision"
    if not revised(path):
        return
    after = errors(findings(path))
    for code, name in sorted(after - errors(before)):
        complain(f"{path}/{name}: the revision causes {code}")
    mended = errors(before) - after
    if mended != {("N4101", "ledsagelse.niv"), ("N4101", "merudgifter.niv")}:
        complain(f"{path}: the revision mends {sorted(mended)}")


def invented():
    """Vestby: no finding of any severity, for as long as its rates reach; its proposal changes two services."""
    path = "build/vestby-2027"
    for f in findings("examples/vestby", "--until", "2027-12-31"):
        complain(f"{f['path']}:{f['line']}: {f['code']} until 2027: {f['message']}")
    if not revised(path, "vestby"):
        return
    for f in findings(path):
        complain(f"{f['path']}:{f['line']}: {f['code']} in the proposal: {f['message']}")
    run = subprocess.run([niveau, "diff", "examples/vestby", path, "--format=json"], capture_output=True, text=True)
    services = [s["name"] for s in json.loads(run.stdout)["services"] if s["status"] != "same"] if run.returncode == 1 else []
    if services != ["aflastning", "fritidstilskud"]:
        complain(f"{path}: niveau diff sees changes in {services}")


seen = {c: findings(f"examples/{c}") for c in ("lyngby_taarbaek", "albertslund", "vestby")}
for catalogue, found in seen.items():
    for f in found:
        if f["code"] < "N3000" and f["severity"] == "error":
            complain(f"{f['path']}:{f['line']}: {f['code']} {f['message']}")
    if translated(catalogue) != sorted(f["code"] for f in found):
        complain(f"examples/{catalogue}: other findings when the keywords are English")
    sound(f"examples/{catalogue}")
revision(seen["lyngby_taarbaek"])
invented()
open_findings = {c: list(found) for c, found in seen.items()}
for number, line in enumerate(open("tests/examples.expect", encoding="utf-8"), 1):
    line = line.split("  # ")[0].strip()
    if line.startswith("#") or not line:
        continue
    catalogue, code, severity, path, rest = line.split(" ", 4)
    parts = [p.strip() for p in rest.split("|")]
    hits = [f for f in open_findings[catalogue] if meets(f, code, severity, path, parts)]
    if len(hits) == 1:
        open_findings[catalogue].remove(hits[0])
    else:
        complain(f"tests/examples.expect:{number}: {len(hits)} findings {code} in {path} with {' and '.join(parts)}")
for catalogue, found in open_findings.items():
    for f in found:
        complain(f"{f['path']}:{f['line']}: {f['code']} is not in tests/examples.expect: {f['message']}")
sys.exit(1 if bad else 0)
