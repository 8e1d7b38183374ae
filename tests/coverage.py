#!/usr/bin/env python3
"""coverage.py NIVEAU [-v]: which statements of the two inventories the rule files cite, and which a provision that decides
cites. At least 95 % are cited, and 85 % of those with a number, a condition, an actor or a deadline are decided. What is
not stands in tests/coverage.expect with its reason, and nothing else may.

A statement is a row of the inventory with its words in «guillemets». It is cited if a `kilde` of a rule lies in or across those
words, in the section the row belongs to. The places of the kilder are those of `niveau sources --format=json`."""
import json
import os
import re
import subprocess
import sys

niveau, shared = sys.argv[1], os.environ.get("NIVEAU_SHARED", "../shared")
verbose = len(sys.argv) > 2
CATALOGUES = {"lyngby_taarbaek": "lyngby-taarbaek", "albertslund": "albertslund"}
# Kinds of rows that hold a number, a condition, an actor or a deadline; of the rest, those with a digit in their words.
HARD_LYNGBY = set("T C CC X EXC Q P V CON PS F DL AP FEE N END SUB TR R D M CD".split())
HARD_ALBERTSLUND = re.compile(
    r"limit|number|count|target|condition|exce|role|decid|alloc|dead|consent|price|free|follow|complain|appeal|age|residence|"
    r"referral|period|duration|provider|place|opening|duty|eligib|fee|money|assess|frequen|exclu", re.I)
bad = 0


def complain(text):
    global bad
    bad += 1
    print(text)


def folded(text):
    """The text with white space and bullets folded, and for each letter of it where it came from."""
    plain, where = "", []
    for m in re.finditer(r"[\s\uf0b7•]+|[^\s\uf0b7•]+", text):
        if not re.match(r"[\s\uf0b7•]", m[0]):
            plain += m[0]
            where += range(m.start(), m.end())
        elif plain:
            plain += " "
            where.append(m.start())
    return plain, where


class Text:
    def __init__(self, path):
        raw = open(path, encoding="utf-8").read()
        self.plain, where = folded(raw.replace("“", '"').replace("”", '"'))
        bytes_before, total = [], 0
        for c in raw:
            bytes_before.append(total)
            total += len(c.encode())
        self.byte = [bytes_before[i] for i in where] + [total]
        self.line_at = {}
        total = 0
        for n, line in enumerate(raw.split("\n"), 1):
            self.line_at[n] = total
            total += len(line.encode()) + 1
        self.size = total

    def spans(self, quotes, lo, hi):
        """Where the quotes stand, in bytes: inside lo..hi if they do."""
        found = []
        for quote in quotes:
            quote = re.sub(r"\s+", " ", quote).strip()
            places = [m.start() for form in (quote, quote.replace("- ", "-"))
                      for m in re.finditer(re.escape(form), self.plain)]
            inside = [p for p in places if lo <= self.byte[p] < hi]
            for p in (inside or places)[:1]:
                found.append((self.byte[p], self.byte[min(p + len(quote), len(self.byte) - 1)]))
        return found


def rows_of(name):
    """(section, id, kind, words, quotes, modality) of every statement."""
    text = open(f"{shared}/domain/{CATALOGUES[name]}.md", encoding="utf-8").read()
    text = text[text.index("## 1."):text.index("## 2.")]
    section = None
    for line in text.split("\n"):
        head = re.match(r"### 1\.\d+ (\w[\w-]*) .*?(?:L(\d+))?$", line)
        if head:
            section = head[1], head[2]
        cells = [c.strip() for c in re.split(r"(?<!\\)\|", line)]
        if not line.startswith("|") or len(cells) < 7 or "«" not in line or not section:
            continue
        if not re.fullmatch(r"[A-Z]+\d*(-\d+)*", cells[1]):
            continue
        kind, words, mod = (cells[2], cells[3], cells[5]) if name == "lyngby_taarbaek" else (cells[5], cells[4], cells[7])
        yield section, cells[1], kind, words, re.findall(r"«([^»]*)»", words), mod


def is_hard(name, kind, quotes, mod):
    digits = bool(re.search(r"\d", " ".join(quotes)))
    if name == "lyngby_taarbaek":
        hard = bool(set(re.split(r"\W+", kind)) & HARD_LYNGBY) and mod != "info"
        return hard or (digits and kind != "REV")
    return (bool(HARD_ALBERTSLUND.search(kind)) and mod != "DEF") or digits


def bounds_of(name, text, sections, report):
    """Section of the inventory -> bytes of the text: as niveau cuts it; the rows' own line numbers where they have them."""
    starts = sorted({text.line_at[s["line"]] for s in report["sections"]})
    ends = dict(zip(starts, starts[1:] + [text.size]))
    if name == "lyngby_taarbaek":
        return {s: (a, ends[a]) for s, a in zip(sections, starts)}
    at = [text.line_at[int(line)] for _, line in sections]
    return {s: (0 if i == 0 else a, at[i + 1] if i + 1 < len(at) else text.size)
            for i, (s, a) in enumerate(zip(sections, at))}


def expected():
    rows = {}
    for line in open("tests/coverage.expect", encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            head, _, reason = line.partition("#")
            rows[tuple(head.split())] = reason.strip()
    return rows


def measure(name, report, left):
    text = Text(f"{shared}/catalogues/{CATALOGUES[name]}.txt")
    cites = [(c["place"]["byte"], c["place"]["byte"] + c["place"]["length"], c["decides"])
             for c in report["citations"] if c["place"]]
    rows = list(rows_of(name))
    sections = list(dict.fromkeys(r[0] for r in rows))
    bounds = bounds_of(name, text, sections, report)
    seen = cited = hard = decided = 0
    for section, id_, kind, words, quotes, mod in rows:
        spans = text.spans(quotes, *bounds[section])
        hits = [d for a, b, d in cites if any(a < y and x < b for x, y in spans)]
        seen += 1
        cited += bool(hits)
        state = "cited" if hits else "uncited"
        if is_hard(name, kind, quotes, mod):
            hard += 1
            decided += any(hits)
            state = "decided" if any(hits) else "text" if hits else "uncited"
        if state in ("text", "uncited"):
            reason = left.pop((name, state, id_), None)
            if reason is None:
                complain(f"{name} {state} {id_}  # {words[:160]}")
    if verbose:
        print(f"{name}: {cited} of {seen} statements cited ({100 * cited / seen:.1f} %); of {hard} with a number, condition, "
              f"actor or deadline, {decided} decided ({100 * decided / hard:.1f} %)")
    if cited < 0.95 * seen:
        complain(f"{name}: fewer than 95 % of the statements are cited")
    if decided < 0.85 * hard:
        complain(f"{name}: fewer than 85 % are decided")
    return len(report["citations"]), sum(c["status"] == "found" for c in report["citations"])


def main():
    left = expected()
    for name, file in CATALOGUES.items():
        run = subprocess.run([niveau, "sources", f"examples/{name}", "--text", f"{shared}/catalogues/{file}.txt",
                              "--format=json"], capture_output=True, text=True)
        if run.returncode == 2:
            complain(f"{name}: niveau sources ended with 2: {run.stdout[:300]}{run.stderr[:300]}")
            continue
        n, found = measure(name, json.loads(run.stdout), left)
        if n != found:
            complain(f"{name}: {n - found} of {n} phrases are not found once under their heading")
    for row in left:
        complain(f"tests/coverage.expect: {' '.join(row)} does not hold any more")
    sys.exit(bad != 0)


if not os.path.isdir(f"{shared}/catalogues"):
    print(f"ABSENT coverage: there is no {shared}/catalogues; NIVEAU_SHARED names the folder that holds it")
    sys.exit(0)
main()
