#!/usr/bin/env python3
"""The statute packs: each stands alone, every fact in them has a source or says that it has none, the rates are those of
tests/packs.tsv, and every paragraph that a catalogue in examples/ names has a block."""
import glob
import os
import re
import subprocess
import sys

niveau = sys.argv[1]
DOMAIN = "../shared/domain/law-and-practice.md"
bad = 0


def complain(text):
    global bad
    bad += 1
    print(text)


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def is_law(text):
    return re.search(r"^lov ", text, re.M) is not None


# ---- each stands alone --------------------------------------------------------------------------------------------------

def stands_alone(path):
    run = subprocess.run([niveau, "check", path, "--lang=en"], capture_output=True, text=True)
    if run.returncode != 0 or run.stdout.count("\n") > 1 or run.stderr:
        complain(f"{path} does not stand alone: {run.stdout}{run.stderr}")
    if subprocess.run([niveau, "fmt", "--check", path], capture_output=True).returncode != 0:
        complain(f"{path}: not in standard form")


# ---- every fact has a source, or says that it has none ------------------------------------------------------------------

def blocks(text):
    """(paragraph, body)"""
    return re.findall(r'^§ ([^"]+?) "[^"]*" \{\n(.*?)^\}', text, re.M | re.S)


def provisions(body):
    """Each with its continuation lines, comments left out."""
    lines = [line for line in body.split("\n") if not line.lstrip().startswith("#")]
    out = []
    for line in lines:
        if re.match(r"    [a-zæøå_]+:", line):
            out.append(line)
        elif line.strip() and out:
            out[-1] += "\n" + line
    return out


def has_sources(path):
    text = read(path)
    for paragraph, body in blocks(text):
        facts = provisions(body)
        sourced = any(" kilde " in f or "ubekræftet" in f for f in facts)
        for fact in facts:
            name = fact.split(":")[0].strip()
            said = " kilde " in fact or "ubekræftet" in fact
            # whom it is about may go without saying where a fact beside it has a source
            if not said and not (name in ("målgruppe", "udelukket", "afløst_af") and sourced):
                complain(f"{path}: § {paragraph}, {name}: neither kilde nor ubekræftet")


# ---- the page lists what is not verified --------------------------------------------------------------------------------

def unverified(path):
    """Paragraphs in order, each once."""
    out = []
    for paragraph, body in blocks(read(path)):
        if any("ubekræftet" in fact for fact in provisions(body)) and paragraph not in out:
            out.append(paragraph)
    return out


def page_lists(paths):
    page = read("docs/packs.md")
    for path in paths:
        name = os.path.basename(path)[:-4]
        row = re.search(rf"^\| `{name}` \| (.*) \|$", page, re.M)
        listed = re.findall(r"§ ([^;]+)", row.group(1)) if row else []
        if [p.strip() for p in listed] != unverified(path):
            complain(f"docs/packs.md: {name} has unverified facts in § {'; § '.join(unverified(path))}")


# ---- the rates ----------------------------------------------------------------------------------------------------------

def rates(text):
    """name -> {year or first day: (amount, unverified)}"""
    out = {}
    for name, body in re.findall(r"^sats (\w+):[^{]*\{\n(.*?)^\}", text, re.M | re.S):
        rows = re.findall(r"^ +(?:(\d{4})|fra (\d{4}-\d\d-\d\d) til \S+): ([\d.]+)(.*)$", body, re.M)
        out[name] = {year or day: (int(n.replace(".", "")), "ubekræftet" in rest) for year, day, n, rest in rows}
        for year, day, _, rest in rows:
            if " kilde " not in rest:
                complain(f"stdlib/satser.niv: {name} {year or day} has no source")
    return out


def expected_rates():
    out = {}
    for line in read("tests/packs.tsv").splitlines():
        if line and not line.startswith("#"):
            name, *cells = line.split("\t")
            out[name] = dict(cell.split(" ") for cell in cells)
    return out


def rates_agree(have, want):
    for name in sorted(set(have) | set(want)):
        known = {when: amount for when, amount in want.get(name, {}).items() if amount != "-"}
        said = {when: f"{n}{'!' if unverified else ''}" for when, (n, unverified) in have.get(name, {}).items()}
        if known != said:
            complain(f"stdlib/satser.niv: {name} is {said}, tests/packs.tsv has {known}")


# The domain notes' own table, where they lie beside the project; a computed amount is none.
ROWS = {"§ 86 minimum": "merudgift_minimum", "§ 87 cap": "tabt_arbejdsfortjeneste_loft", "§ 85 cap": "hjemmetræning_loft",
        "§ 89 companion": "ledsagertilskud", "payment threshold": "forældrebetaling_grænse"}


def domain_agrees(want):
    years = ["2021", "2022", "2023", "2024"]
    for line in read(DOMAIN).splitlines():
        name = next((n for start, n in ROWS.items() if line.startswith("| " + start)), None)
        if not name:
            continue
        cells = [c.strip() for c in line.split("|")[2:6]]
        for year, cell in zip(years, cells):
            amount = re.sub(r"[*.]", "", cell) if "[C]" not in cell else ""
            mine = want[name].get(year, "-").rstrip("!")
            if (amount or "-") != mine:
                complain(f"{name} {year}: {DOMAIN} has {cell or 'nothing'}, tests/packs.tsv {mine}")


# ---- references resolve -------------------------------------------------------------------------------------------------

REFERENCE = re.compile(r"\b([a-zæøå_]*lov(?:en)?) § (\d+(?: [a-z])?(?:, stk\. \d+)?(?:, nr\. \d+)?)(?![\w])")


def related(a, b):
    return a == b or a.startswith(b + ",") or b.startswith(a + ",")


def references_resolve(laws):
    for path in sorted(glob.glob("examples/*/*.niv")):
        code = re.sub(r'"[^"\n]*"|#.*', "", read(path))
        for law, paragraph in REFERENCE.findall(code):
            if law in laws and not any(related(paragraph, p) for p in laws[law]):
                complain(f"{path}: {law} § {paragraph} has no block in stdlib/")


def main():
    laws, packs = {}, []
    for path in sorted(glob.glob("stdlib/*.niv")):
        stands_alone(path)
        text = read(path)
        if is_law(text):
            packs.append(path)
            has_sources(path)
            laws[re.search(r"^lov (\w+)", text, re.M).group(1)] = [p for p, _ in blocks(text)]
    page_lists(packs)
    want = expected_rates()
    rates_agree(rates(read("stdlib/satser.niv")), want)
    references_resolve(laws)
    if os.path.exists(DOMAIN):
        domain_agrees(want)
    elif "TEST_LOG" in os.environ:
        print(f"ABSENT packs: there is no {DOMAIN}; the rates are held against tests/packs.tsv alone")
    sys.exit(1 if bad else 0)


main()
