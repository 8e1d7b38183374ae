#!/usr/bin/env python3
"""The findings on the real catalogues are those of tests/examples.expect, each of them and no other; the invented one,
examples/vestby, has none. Every example block must give what it says."""
import json
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
import findings_page as page  # noqa: E402

niveau = sys.argv[1]
bad = 0


def complain(text):
    global bad
    bad += 1
    print(text)


def findings(path, *more):
    try:
        return page.findings(niveau, path, *more)
    except RuntimeError as error:
        complain(str(error))
        return []


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


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
for catalogue in page.CATALOGUES:
    seen[f"{catalogue}@2026"] = page.later(niveau, catalogue, seen[catalogue])
open_findings = {c: list(found) for c, found in seen.items()}
reviewed = page.rows()
for row in reviewed:
    hits = [f for f in open_findings[row.catalogue] if row.meets(f)]
    if len(hits) == 1:
        open_findings[row.catalogue].remove(hits[0])
    else:
        complain(f"{page.EXPECT}:{row.number}: {len(hits)} findings {row.code} in {row.path} with {' and '.join(row.parts)}")
    if not row.why or not row.proposal:
        complain(f"{page.EXPECT}:{row.number}: without a reason, or without a proposal behind =>")
for catalogue, found in open_findings.items():
    for f in found:
        complain(f"{f['path']}:{f['line']}: {f['code']} is not in {page.EXPECT}: {f['message']}")
text = page.page(seen, reviewed)
if os.environ.get("UPDATE"):
    with open(page.PAGE, "w", encoding="utf-8") as out:
        out.write(text)
elif not os.path.exists(page.PAGE) or read(page.PAGE) != text:
    complain(f"{page.PAGE} is not what the findings give; UPDATE=1 make examples writes it")
sys.exit(1 if bad else 0)
