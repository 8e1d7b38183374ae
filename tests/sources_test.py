#!/usr/bin/env python3
"""niveau sources on made-up catalogues: tests/sources/NAME.niv is the rules, behind `#==== tekst` the catalogue's text, and
behind `#---- text` (or json, html without its style) what is printed, each line behind "# ". A line of the rules that ends
in `#! N9201 words | words` is one that a finding stands on; a rule file has these findings and no other of warnings and
errors. With UPDATE=1 what is printed is written anew. Then the two real catalogues, where their texts are at hand
($NIVEAU_CATALOGUES, ../shared/catalogues): every phrase of the rules is found, once, under its heading."""
import glob, json, os, re, subprocess, sys, tempfile, xml.etree.ElementTree

niveau = os.path.abspath(sys.argv[1])
here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(here)
env = dict(os.environ, NIVEAU_STDLIB=os.path.join(root, "stdlib"), LC_ALL="C")
bad = 0


def complain(text):
    global bad
    bad += 1
    print(text)


def run(form, folder, *more):
    return subprocess.run([niveau, "sources", *more, "--lang=da", "--color=never", "--format=" + form], cwd=folder, env=env,
                          capture_output=True, text=True)


def words(finding):
    return " ".join([finding["message"]] + [n["message"] for n in finding["notes"]])


def check_findings(path, rules, found):
    """Each mark is met by one finding on its line, and nothing worse than a note is left."""
    rest = list(found)
    for number, line in enumerate(rules.splitlines(), 1):
        mark = re.search(r"#! (N\d{4}) (.*)$", line)
        if not mark:
            continue
        parts = [p.strip() for p in mark.group(2).split("|")]
        hits = [f for f in rest if f["code"] == mark.group(1) and f["line"] == number and all(p in words(f) for p in parts)]
        if len(hits) != 1:
            complain(f"{path}:{number}: {len(hits)} findings {mark.group(1)} say {parts}")
        rest = [f for f in rest if f not in hits]
    for f in (f for f in rest if f["severity"] != "note"):
        complain(f"{path}:{f['line']}: unexpected {f['code']}: {words(f)}")


def check_places(path, text, report):
    """Every place says its own words: bytes of the text, white space and markup apart."""
    raw = text.encode()
    for x in [c["place"] for c in report["citations"] if c["place"]] + [s["place"] for s in report["sentences"]]:
        piece = raw[x["byte"]:x["byte"] + x["length"]].decode()
        plain = re.sub(r"<[^>]*>|&nbsp;|[-•\s]|Side \d+ af \d+", "", piece)
        if plain != re.sub(r"[-\s]", "", x["text"]) or raw[:x["byte"]].count(b"\n") + 1 != x["line"]:
            complain(f"{path}: the place of {x['text']!r} is {piece!r} in line {x['line']}")


def check_schema(path, report):
    """docs/sources.schema.json, and what it lists is in docs/sources.md."""
    try:
        import jsonschema
    except ImportError:
        print("SKIP sources-schema: there is no jsonschema for python3")
        return
    with open(os.path.join(root, "docs", "sources.schema.json"), encoding="utf-8") as f:
        for error in jsonschema.Draft202012Validator(json.load(f)).iter_errors(report):
            complain(f"{path}: {'/'.join(map(str, error.path))}: {error.message[:200]}")


def check_page(path, page):
    """Well-formed, and every link leads to something on the page."""
    ids = re.findall(r' id="([^"]*)"', page)
    try:
        xml.etree.ElementTree.fromstring(page.replace("<!DOCTYPE html>", ""))
    except xml.etree.ElementTree.ParseError as error:
        complain(f"{path}: the page is not well-formed: {error}")
    if len(ids) != len(set(ids)):
        complain(f"{path}: the page has an anchor twice")
    for link in sorted(set(re.findall(r' href="([^"]*)"', page)) - {"#" + i for i in ids}):
        complain(f"{path}: the page's link {link} leads nowhere")
    if re.search(r"<script|https?:|@import|url\(", page):
        complain(f"{path}: the page needs more than itself")


def compare(path):
    with open(path, encoding="utf-8") as f:
        whole = f.read()
    body, mark, want = re.split(r"(?m)^(#---- \w+)\n", whole, maxsplit=1)
    rules, text = re.split(r"(?m)^#==== tekst\n", body)
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.basename(path)
        for file, part in ((name, rules), (name.replace(".niv", ".txt"), text)):
            with open(os.path.join(folder, file), "w", encoding="utf-8") as f:
                f.write(part)
        report = json.loads(run("json", folder, name).stdout)
        shown = run(mark.split()[1], folder, name)
        check_page(path, run("html", folder, name).stdout)
    check_schema(path, report)
    check_findings(path, rules, report["findings"])
    check_places(path, text, report)
    page = re.sub(r"(?s)(<style>).*(</style>)", r"\1\2", shown.stdout)
    got = "".join(("# " + line).rstrip() + "\n" for line in page.splitlines() + shown.stderr.splitlines())
    if os.environ.get("UPDATE"):
        with open(path, "w", encoding="utf-8") as f:
            f.write(body + mark + "\n" + got)
    elif got != want:
        complain(f"{path}: niveau sources now prints (UPDATE=1 writes it)\n{got}")


def check_real(catalogue, text):
    if not os.path.exists(text):
        print(f"ABSENT sources: there is no {text}; NIVEAU_CATALOGUES names the folder of the two real texts")
        return
    result = run("json", root, f"examples/{catalogue}", "--text", text)
    report = json.loads(result.stdout)
    for f in report["findings"]:
        if f["severity"] != "note" and f["code"].startswith("N92"):
            complain(f"{f['path']}:{f['line']}: {f['code']} {words(f)}")
    check_schema(catalogue, report)
    total = report["total"]
    if not total["citations"] or total["found"] != total["citations"]:
        complain(f"{catalogue}: {total['found']} of {total['citations']} phrases are found")
    check_page(catalogue, run("html", root, f"examples/{catalogue}", "--text", text).stdout)
    with open(text, encoding="utf-8") as f:
        check_raw(catalogue, f.read(), report)


def check_raw(catalogue, text, report):
    """Seen without niveau: white space and broken words apart, the bytes of a place are the phrase."""
    fold = lambda s: re.sub(r"[-\s\uf0b7•]|<[^>]*>", "", s.replace("–", "-")).lower()
    raw = text.encode()
    for c in report["citations"]:
        x = c["place"]
        if x and fold(raw[x["byte"]:x["byte"] + x["length"]].decode()) != fold(c["phrase"]):
            complain(f"{catalogue}: {c['path']}:{c['line']}: {c['phrase']!r} was found elsewhere")


files = sorted(glob.glob(os.path.join(here, "sources", "*.niv")))
if not files:
    sys.exit("no catalogues found")
for path in files:
    compare(path)
folder = os.environ.get("NIVEAU_CATALOGUES", os.path.join(root, "..", "shared", "catalogues"))
check_real("lyngby_taarbaek", os.path.join(folder, "lyngby-taarbaek.txt"))
check_real("albertslund", os.path.join(folder, "albertslund.txt"))
sys.exit(bad > 0)
