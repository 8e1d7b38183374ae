#!/usr/bin/env python3
"""Comparisons as data: tests/diff/NAME.niv is the old catalogue, `#==== efter`, the new one, and behind `#---- text`
(or json, markdown, html without its style) what `niveau diff` prints, each line behind "# ". With UPDATE=1 the last
part is written anew."""
import glob, os, re, subprocess, sys, tempfile

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
sys.exit(failed > 0)
