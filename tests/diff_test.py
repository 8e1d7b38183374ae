#!/usr/bin/env python3
"""Comparisons as data: tests/diff/NAME.niv is the old catalogue, `#==== efter`, the new one, and behind `#---- text`
(or json, markdown, html without its style) what `niveau diff` prints, each line behind "# ". Then the report on the
invented proposal: its text is tests/revision/rapport.md, without stamps and numbers of lines, and what
tests/revision/answers.md quotes in lines `rapport: »…«` stands in its HTML. With UPDATE=1 what is printed is written anew."""
import glob, html, os, re, subprocess, sys, tempfile

niveau = os.path.abspath(sys.argv[1])
here = os.path.dirname(os.path.abspath(__file__))
env = dict(os.environ, NIVEAU_STDLIB=os.path.join(here, "..", "stdlib"), LC_ALL="C")
failed = 0


def compare(text, folder):
    rules, mark, rest = re.split(r"(?m)^(#---- \w+)\n", text, maxsplit=1)
    old, new = re.split(r"(?m)^#==== efter\n", rules)
    for name, part in (("før.niv", old), ("efter.niv", new)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(part)
    form = mark.split()[1]
    run = subprocess.run([niveau, "diff", "før.niv", "efter.niv", "--lang=da", "--format=" + form, "--color=never"],
                         cwd=folder, env=env, capture_output=True, text=True)
    want = [line[2:] for line in rest.splitlines()]
    status = re.search(r"(?m)^#: status (\d)", old)
    page = re.sub(r"(?s)(<style>).*(</style>)", r"\1\2", run.stdout)
    got = page.splitlines() + run.stderr.splitlines()
    good = run.returncode == (int(status.group(1)) if status else 1)
    written = rules + mark + "\n" + "".join(("# " + line).rstrip() + "\n" for line in got)
    return good and [w.rstrip() for w in want] == [g.rstrip() for g in got], written, run.returncode


def report(form, folder):
    root = os.path.dirname(here)
    new = os.path.join(folder, "forslag")
    subprocess.run(["sh", os.path.join(here, "revision.sh"), new], check=True)
    return subprocess.run([niveau, "diff", "examples/lyngby_taarbaek", new, "--lang=da", "--format=" + form],
                          cwd=root, env=env, capture_output=True, text=True).stdout


def plain(page):
    """What somebody reads of a page: no style, no tags, one blank between words."""
    page = re.sub(r"(?s)<style>.*?</style>", " ", page)
    page = re.sub(r"</?(?:b|small|span|del|ins)\b[^>]*>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def check_report():
    """The text of the report is pinned, and it holds what each of the eight answers rests on."""
    path = os.path.join(here, "revision", "rapport.md")
    with tempfile.TemporaryDirectory() as folder:
        got = re.sub(r"\b[0-9a-f]{16}\b", "…", re.sub(r"(\.niv):\d+", r"\1", report("markdown", folder)))
    with tempfile.TemporaryDirectory() as folder:
        page = plain(report("html", folder))
    if os.environ.get("UPDATE"):
        with open(path, "w", encoding="utf-8") as f:
            f.write(got)
    with open(path, encoding="utf-8") as f:
        bad = [f"{path}: the report is another now (UPDATE=1 writes it)"] if f.read() != got else []
    with open(os.path.join(here, "revision", "answers.md"), encoding="utf-8") as f:
        answers = re.split(r"(?m)^## (\d+)\..*$", f.read())
    if answers[1::2] != [str(n) for n in range(1, 9)]:
        bad.append("answers.md: there should be eight answers")
    for number, answer in zip(answers[1::2], answers[2::2]):
        quotes = re.findall(r"(?m)^- rapport: »(.*)«$", answer)
        if not quotes:
            bad.append(f"answers.md: answer {number} does not say what in the report it rests on")
        bad += [f"answer {number}: the report does not say »{q}«" for q in quotes if q not in page]
    print("\n".join(bad), end="\n" if bad else "")
    return len(bad)


files = sorted(glob.glob(os.path.join(here, "diff", "*.niv")))
for path in files:
    with open(path, encoding="utf-8") as f:
        text = f.read()
    with tempfile.TemporaryDirectory() as folder:
        good, written, status = compare(text, folder)
    if os.environ.get("UPDATE"):
        with open(path, "w", encoding="utf-8") as f:
            f.write(written)
    elif not good:
        failed += 1
        print(f"{path}: exit status {status}; niveau diff now prints")
        print(written.split("#---- ", 1)[1])
if not files:
    sys.exit("no comparisons found")
failed += check_report()
sys.exit(failed > 0)
