#!/usr/bin/env python3
"""What README.md and docs/vejledning.md show is what the tool prints: the first rule file of each page is written to a
folder, its changes are made where the page makes them, and each printout of `niveau check` is compared."""
import os
import re
import shutil
import subprocess
import sys

niveau = os.path.abspath(sys.argv[1])
work = "build/guide"
bad = 0


def blocks(path):
    """(fence, text) in order."""
    return re.findall(r"^```([^\n]*)\n(.*?)^```", open(path, encoding="utf-8").read(), re.M | re.S)


def printed(arguments):
    env = dict(os.environ, NIVEAU_STDLIB=os.path.abspath("stdlib"))
    return subprocess.run([niveau, *arguments, "--color=never"], cwd=work, env=env, capture_output=True,
                          text=True).stdout


def without_hash(text):
    """The stamp's hash follows every word of stdlib."""
    return re.sub(r"kilde [0-9a-f]{16}", "kilde …", text)


def compare(page, shown, *arguments):
    global bad
    real = printed(arguments)
    if without_hash(real) != without_hash(shown):
        bad += 1
        print(f"{page} shows\n{shown}\nbut niveau prints\n{real}")


def write(path, text):
    path = os.path.join(work, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def readme():
    found = blocks("README.md")
    rules = next(text for fence, text in found if fence.startswith("niv"))
    shown = next(text for fence, text in found if fence == "text" and "aflastning.niv" in text)
    write("aflastning.niv", rules)
    compare("README.md", shown, "check", "aflastning.niv")


def guide():
    """The page's own steps: a gap, a conflict, an exception, an example, a case."""
    found = blocks("docs/vejledning.md")
    rules = next(text for fence, text in found if fence.startswith("niv"))
    shown = [text for fence, text in found if fence == "text" and "kontrolleret:" in text]
    write("mit-niveau/katalog.niv", rules)
    compare("docs/vejledning.md", shown[0], "check", "mit-niveau")
    rules = rules.replace("fra 16 til 17 år", "fra 15 til 17 år")
    write("mit-niveau/katalog.niv", rules)
    compare("docs/vejledning.md", shown[1], "check", "mit-niveau")
    line = "    samtaler:   højst 8 samtaler pr. forløb\n"
    write("mit-niveau/katalog.niv", rules.replace(line, line + line.replace("8", "12")))
    compare("docs/vejledning.md", shown[2], "check", "mit-niveau")
    excerpt = [text for fence, text in found if fence == "niv uddrag"]
    assessment = next(text for text in excerpt if text.startswith("vurdering"))
    provision = next(text for text in excerpt if "som udgangspunkt" in text and "samtaler:" in text and "giver" not in text)
    example = next(text for text in excerpt if text.startswith("eksempel"))
    actor = 'aktør ungehuset  "Ungehuset"\n'
    rules = rules.replace(line, provision).replace(actor, actor + "\n" + assessment) + "\n" + example
    write("mit-niveau/katalog.niv", rules)
    texts = [text for fence, text in found if fence == "text"]
    compare("docs/vejledning.md", next(t for t in texts if t.startswith("1 eksempel: 1")), "test", "mit-niveau")
    write("sag.json", next(text for fence, text in found if fence == "json"))
    answer = next(t for t in texts if t.startswith("Sag sag.json"))
    compare("docs/vejledning.md", answer, "run", "mit-niveau", "--case", "sag.json")
    lower = next(text for text in excerpt if "højst 6 samtaler" in text)
    write("nyt-niveau/katalog.niv", rules.replace(provision.splitlines(True)[0], lower))
    told = next(t for t in texts if t.startswith("før  "))
    compare("docs/vejledning.md", told, "diff", "mit-niveau", "nyt-niveau")


shutil.rmtree(work, ignore_errors=True)
os.makedirs(work)
readme()
guide()
sys.exit(1 if bad else 0)
