#!/usr/bin/env python3
"""A catalogue that says the same in other words, later, and in larger money, has the same findings at the same places.

Each catalogue is copied with the statute packs. Every declared name and every string is renamed, every date moves by
some times four years (the calendar repeats after 1461 days, so no month or leap day changes), and every amount of
money is multiplied by one number, bounds, rates and roundings included. `niveau check` must then find the same codes
in the same lines, but for those that are about the words themselves. SEED=n repeats a run.
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import unicodedata

niveau = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/niveau")
catalogues = sys.argv[2:] or ["examples/lyngby_taarbaek", "examples/albertslund"]
seed = int(os.environ.get("SEED", "20260101"))
ROUNDS = 2

# Names that the language itself knows by their spelling, and the words of types and headers.
KEPT = set("""alder age fødselsdato birth_date sagsdato tilbydes offered dato tekst frist klokkeslæt mængde
    myndighed vedtaget gælder kilde karakter vejledende bindende omfatter konsolidering afsnit formål
    målgruppe betingelser udelukket ikke""".split())
# Headings that checks know by their names: what a decision is, and what a citizen has a right to.
KEPT |= set("ophævet afløst_af klagefrist klageinstans afgørelse klageadgang partsstatus samtykke tilbudskompetence varighed opfølgning igangsættelse".split())
ABOUT_WORDS = {"N1012", "N1050", "N1051", "N1052", "N6112", "N6120"}
NAME = r"[^\W\d]\w*"
TOKEN = re.compile(rf'(?P<comment>\#[^\n]*)|(?P<string>"[^"]*")|(?P<law>§\s*\d+(?:\s[a-z]\b)?)|(?P<date>\d{{4}}-\d\d-\d\d)'
                   rf'|(?P<year>\b\d{{4}}\s*:)|(?P<clock>kl\.\s*\d+\.\d+)|(?P<number>\d[\d.]*(?:,\d+)?)|(?P<name>{NAME})'
                   r'|(?P<other>\s+|.)', re.S)
DECLARED = re.compile(rf"^(katalog|lov|modul|enhed|aktør|fakta|vurdering|uklart|begreb|sats|udfald|klausul|ydelse)\s+"
                      rf"({NAME})(?:/({NAME}))?", re.M | re.I)
CHOICES = re.compile(r"^(?:fakta|vurdering|uklart|udfald)[^\n{]*en af \{([^}]*)\}", re.M | re.I)


def fold(name):
    return unicodedata.normalize("NFC", name).lower()


def tokens(text):
    return [(m.lastgroup, m.group()) for m in TOKEN.finditer(text)]


class Twin:
    """One way of saying a set of files otherwise; the same for all of them."""

    def __init__(self, texts, start):
        self.r = random.Random(start)
        self.names, self.strings = {}, {}
        self.years = 4 * self.r.randint(1, 8)
        self.money = self.r.choice([2, 3, 5, 10])
        if not any(re.search(r"^\s*gælder:\s*fra\s+\d", t, re.M) and re.search(r"^katalog\b", t, re.M | re.I)
                   for t in texts):
            self.years = 0  # the days looked at are the tool's own then, and do not move
        for text in texts:
            code = "".join(t for kind, t in tokens(text) if kind not in ("comment", "string"))
            for m in DECLARED.finditer(code):
                for name in m.groups()[1:]:
                    self.name(name)
            for m in CHOICES.finditer(code):
                for name in re.findall(NAME, m.group(1)):
                    self.name(name)

    def name(self, name):
        if name and fold(name) not in KEPT and fold(name) not in self.names:
            letters = "".join(self.r.choice("abdefghiklmnoprstuvyæøå") for _ in range(self.r.randint(3, 9)))
            self.names[fold(name)] = f"{letters}_{len(self.names)}"

    def string(self, text):
        if text not in self.strings:
            lines = text[1:-1].count("\n")
            self.strings[text] = f'"Ord {len(self.strings)} {self.r.randint(0, 10**9)}' + "\n" * lines + '"'
        return self.strings[text]

    def amount(self, number):
        whole, _, cents = number.partition(",")
        value = int(whole.replace(".", "") + (cents + "00")[:2]) * self.money
        text = f"{value // 100:,}".replace(",", ".")
        return text + (f",{value % 100:02}" if value % 100 else "")

    def retell(self, text):
        parts = tokens(text)
        out, decl, rate_row = [], "", False
        money_type = money_rates = False
        for i, (kind, t) in enumerate(parts):
            before = "".join(p for k, p in parts[max(0, i - 40):i] if k != "comment")
            after = "".join(p for _, p in parts[i + 1:i + 4])
            if kind in ("name", "law") and before.endswith("\n") or not before:
                decl = t.lower()
                money_type = money_rates = False
            if kind == "name" and t == "kr":
                money_type = money_type or decl in ("fakta", "vurdering")
                money_rates = money_rates or decl == "sats"
            if kind == "comment":
                t = "# …"
            elif kind == "string":
                t = self.string(t)
            elif kind == "date":
                t = f"{int(t[:4]) + self.years:04}{t[4:]}"
            elif kind == "year":
                t = f"{int(t[:4]) + self.years:04}{t[4:]}"
            elif kind == "name":
                t = self.names.get(fold(t), t)
            elif kind == "number":
                in_bounds = money_type and re.search(r"(fra|til)\s+$", before)
                in_row = money_rates and re.search(r":\s*$", before)
                if in_bounds or in_row or re.match(r"\s+kr\b", after):
                    t = self.amount(t)
            out.append(t)
        return "".join(out)


def check(folder, stdlib):
    run = subprocess.run([niveau, "check", "--format=json", "--on", "2026-01-01", folder], capture_output=True,
                         text=True, env={**os.environ, "NIVEAU_STDLIB": stdlib})
    if run.returncode > 1:
        return None, run.stdout + run.stderr
    return sorted((f["code"], os.path.basename(f["path"]), f["line"]) for f in json.loads(run.stdout)["findings"]
                  if f["code"] not in ABOUT_WORDS), ""


def sources(folder):
    return {f: open(f"{folder}/{f}", encoding="utf-8").read() for f in sorted(os.listdir(folder)) if f.endswith(".niv")}


def write(folder, texts):
    os.makedirs(folder, exist_ok=True)
    for name, text in texts.items():
        with open(f"{folder}/{name}", "w", encoding="utf-8") as f:
            f.write(text)


def twin_of(catalogue, start):
    """The findings that differ between a catalogue and its twin; an empty list is a success."""
    own, packs = sources(catalogue), sources("stdlib")
    twin = Twin([*own.values(), *packs.values()], start)
    # files keep their order: it decides which of two provisions is the first
    modules = {f: f"m{i:02}_{twin.r.randint(0, 10**6)}" for i, f in enumerate([*own, *packs])}
    used = {fold(u) for t in [*own.values(), *packs.values()] for u in re.findall(rf"^brug\s+({NAME})", t, re.M | re.I)}
    for f, name in modules.items():
        if fold(f[:-4]) in used:
            twin.names[fold(f[:-4])] = name
    place = f"build/metamorphic/{os.path.basename(catalogue)}-{start}"
    shutil.rmtree(place, ignore_errors=True)
    write(f"{place}/own", {f"{modules[f]}.niv": twin.retell(t) for f, t in own.items()})
    write(f"{place}/stdlib", {f"{modules[f]}.niv": twin.retell(t) for f, t in packs.items()})
    was, error = check(catalogue, "stdlib")
    now, error_now = check(f"{place}/own", f"{place}/stdlib")
    if was is None or now is None:
        return [f"niveau check ended badly: {(error or error_now)[:2000]}"]
    was = sorted((c, f"{modules.get(f, f)}{'.niv' if f in modules else ''}", n) for c, f, n in was)
    return [f"only in the original: {x}" for x in was if x not in now] + \
        [f"only in {place}: {x}" for x in now if x not in was] + \
        ([] if len(was) == len(now) else [f"{len(was)} findings, {len(now)} in {place}"])


def main():
    bad = 0
    print(f"SEED={seed}")
    for catalogue in catalogues:
        for start in range(seed, seed + ROUNDS):
            differs = twin_of(catalogue, start)
            bad += bool(differs)
            for line in differs[:10]:
                print(f"{catalogue}, SEED={start}: {line}")
    return 1 if bad else 0


sys.exit(main())
