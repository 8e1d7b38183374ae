#!/usr/bin/env python3
"""citizen.py NIVEAU: the citizen's page. The pages of tests/citizen/*.niv are what stands beside them (UPDATE=1 writes them). Every
page, the example catalogues' too, is well-formed, reaches for nothing, leads everywhere it points, has its landmarks and its
headings in order, says nothing as a name of the rules, and has colours that can be told apart (WCAG AA)."""
import glob
import html.parser
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


STAMP = "vedtaget ADOPTED, kilde HASH"


def unstamped(text):
    """The stamp changes with every word of the standard library."""
    return re.sub(r"((vedtaget|adopted) \S+, )?(kilde|source) [0-9a-f]{16}", STAMP, text)


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def build(path, folder, **env):
    args = [niveau, "build", path, "--to", "html", "--out", folder, "--force"]
    run = subprocess.run(args, capture_output=True, text=True, env={**os.environ, **env})
    pages = glob.glob(folder + "/*.html")
    if run.returncode == 2 or len(pages) != 1:
        complain(f"{path}: {run.stdout}{run.stderr}")
        return ""
    text = unstamped(read(pages[0]))
    os.remove(pages[0])
    return text


class Page(html.parser.HTMLParser):
    def __init__(self, name):
        super().__init__()
        self.name, self.level, self.words, self.open = name, 0, [], []
        self.ids, self.links, self.labels, self.count = [], [], [], {}

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.open.append(tag)
        self.count[tag] = self.count.get(tag, 0) + 1
        for key in attrs:
            if key.startswith("on") or key in ("style", "src", "srcset", "action"):
                complain(f"{self.name}: <{tag} {key}>")
        if tag in ("script", "link", "img", "iframe", "object", "form"):
            complain(f"{self.name}: a page of words has no <{tag}>")
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.links.append(attrs.get("href", ""))
        self.labels += attrs.get("aria-labelledby", "").split()
        if tag in ("nav", "section", "article") and "aria-labelledby" not in attrs:
            complain(f"{self.name}: <{tag}> without a name")
        if tag == "th" and attrs.get("scope") not in ("row", "col"):
            complain(f"{self.name}: <th> without a scope")
        if tag == "html" and attrs.get("lang") not in ("da", "en"):
            complain(f"{self.name}: no language")
        if re.fullmatch("h[1-6]", tag):
            if int(tag[1]) > self.level + 1:
                complain(f"{self.name}: <{tag}> after <h{self.level}>")
            self.level = int(tag[1])

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            complain(f"{self.name}: </{tag}> out of order")

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    def check(self):
        for tag, n in (("h1", 1), ("main", 1), ("header", 1), ("footer", 1), ("title", 1), ("nav", 1)):
            if self.count.get(tag) != n:
                complain(f"{self.name}: {self.count.get(tag)} of <{tag}>")
        if len(set(self.ids)) != len(self.ids):
            complain(f"{self.name}: an id stands twice")
        for x in self.links:
            if not x.startswith("#") or x[1:] not in self.ids:
                complain(f"{self.name}: a link to nowhere: {x}")
        for x in set(self.labels) - set(self.ids):
            complain(f"{self.name}: named by nothing: {x}")
        text = "\n".join(self.words).replace(STAMP, "")
        for pattern, what in ((r"\w_\w", "a name of the rules"), (r"\b\d{4}-\d\d-\d\d\b", "a date of a machine"),
                              (r"\(null\)|\?\?", "something that has no words"), (r"https?:", "an address")):
            for m in list(re.finditer(pattern, text))[:3]:
                complain(f"{self.name}: {what}: {text[max(0, m.start() - 30):m.end() + 30]!r}")


def luminance(colour):
    def part(x):
        x /= 255
        return x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4

    r, g, b = (part(int(colour[i:i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    x, y = sorted((luminance(a), luminance(b)), reverse=True)
    return (x + 0.05) / (y + 0.05)


def check_colours():
    """Every :root of the style sheet: light, dark, paper; each goes on from the first."""
    sheet = read("src/emit/citizen.css.in")
    roots = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", x)) for x in re.findall(r":root \{(.*?)\}", sheet, re.S)]
    if len(roots) != 3 or re.search(r"(?<!-)color: #", sheet.replace("color: #555555", "")):
        complain("citizen.css.in: three sets of colours, and no colour outside them")
    for root in roots:
        c = {**roots[0], **root}
        for text, least in (("ink", 7), ("soft", 4.5), ("link", 4.5), ("mark", 4.5), ("line", 3), ("focus", 3)):
            for ground in ("ground", "panel"):
                if contrast(c[text], c[ground]) < least:
                    complain(f"citizen.css.in: {text} on {ground}: {contrast(c[text], c[ground]):.2f}, less than {least}")


def check(path, folder):
    text = build(path, folder)
    if not text:
        return text
    try:
        xml.etree.ElementTree.fromstring(text)
    except xml.etree.ElementTree.ParseError as e:
        complain(f"{path}: not well-formed: {e}")
    if "default-src 'none'" not in text:
        complain(f"{path}: no content security policy")
    page = Page(path)
    page.feed(text)
    page.close()
    page.check()
    return text


os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
niveau = os.path.abspath(niveau)
check_colours()
with tempfile.TemporaryDirectory() as folder:
    for path in sorted(glob.glob("tests/citizen/*.niv")):
        text, expected = check(path, folder), path[:-4] + ".html"
        if os.environ.get("UPDATE"):
            open(expected, "w", encoding="utf-8").write(text)
        elif text != read(expected):
            complain(f"{expected}: differs from what is written now (UPDATE=1 sh -c 'make citizen', then read the difference)")
    for name in ("vestby", "albertslund", "lyngby_taarbaek"):
        text = check(f"examples/{name}", folder)
        if "individuel vurdering" not in text:
            complain(f"{name}: a guiding catalogue without the remark")
    if text != build(os.path.abspath("examples/lyngby_taarbaek"), folder, LC_ALL="C", TZ="Asia/Tokyo"):
        complain("another folder or language of the machine gives another page")
sys.exit(1 if bad else 0)
