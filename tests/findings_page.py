"""docs/findings-in-the-catalogues.md: the findings on the two real catalogues, as a reader of the catalogue needs them. From
`niveau check`, the reviewed rows of tests/examples.expect and the `kilde` of the rule files; the catalogues' own text is not
needed. tests/examples.py compares; `UPDATE=1 make examples` writes."""
import json
import os
import re
import subprocess

PAGE = "docs/findings-in-the-catalogues.md"
EXPECT = "tests/examples.expect"
DAY, LATER = "2026-01-01", "2026-12-31"
CATALOGUES = {"albertslund": ("A", "Albertslund"), "lyngby_taarbaek": ("L", "Lyngby-Taarbæk")}
SEVERITIES = {"E": ("error", "Fejl"), "W": ("warning", "Advarsler"), "I": ("note", "Bemærkninger")}
UNVERIFIED = "Hviler på lov, der ikke er bekræftet."

# What a finding is called; where the name alone is not enough, the message follows.
NAMES = {
    "N1012": "Bogstaver fra et andet alfabet",
    "N1051": "Lovforslagets ord",
    "N2038": "Kataloget siger ikke, hvornår det gælder",
    "N3101": "To svar under",
    "N3102": "Målgruppen er sagt flere gange og ikke ens",
    "N3103": "To standarder sender den samme sag til hinanden",
    "N3104": "Et svar, ydelsen skal give, mangler:",
    "N3106": "Nogle i målgruppen rammes af ingen af rækkerne:",
    "N3107": "Rubrikken er uden svar:",
    "N3108": "En undtagelse uden betingelse",
    "N3113": "En betingelse, alle opfylder",
    "N3115": "Det samme er sagt to gange",
    "N3120": "To grænser i samme sag",
    "N3130": "Undtagelsen kan give mindre end hovedreglen:",
    "N4101": "Beløbet er for et tidligere år",
    "N4105": "Beløb fra flere år side om side",
    "N4106": "En frist uden begyndelse",
    "N4108": "En frist, der kan udskydes uden ende",
    "N4110": "Loven er ændret:",
    "N5101": "»Kan«, hvor loven siger »skal«",
    "N5102": "Nogle, loven omfatter, er ude",
    "N5104": "Nogle hører ikke under nogen af paragrafferne",
    "N5106": "Ude lige på grænsen",
    "N5107": "En betingelse, loven ikke stiller:",
    "N5108": "Afgørelse og klageadgang nægtes",
    "N5109": "En regel i loven er ikke nævnt:",
    "N5110": "Henvisning til regler, der er afløst:",
    "N5111": "Tilsyneladende ringere end loven:",
    "N5112": "Nogle, loven omfatter, er tilsyneladende ude",
    "N5113": "Henvisningen rummer flere regler:",
    "N5114": "En betingelse i loven er ikke nævnt:",
    "N5116": "En paragraf mangler i lovgrundlaget",
    "N6101": "To afgør efter samme paragraf:",
    "N6103": "Det siges ikke, hvem der vurderer",
    "N6104": "Ufravigeligt i et vejledende katalog",
    "N6107": "»Alene« er ikke alene",
    "N6112": "Klagevejledningen mangler",
    "N6116": "En paragraf, indledningen ikke nævner",
    "N6117": "To ord med én forklaring",
    "N6119": "Afrunding midt imellem",
    "N6120": "To stavemåder af ét navn",
}
# What many services have alike: one table for each, where a catalogue has it more than twice.
TABLES = {
    "N5101": "»Kan«, hvor loven siger »skal«",
    "N4101": "Beløb fra et tidligere år",
    "N3107": "Rubrikker uden svar",
    "N4106": "Frister uden begyndelse",
    "N5109": "Regler i loven, der ikke er nævnt",
    "N6112": "Afgørelser uden klagevejledning",
    "N3115": "Sagt to gange",
}
RUBRIC = ("N3107", "N5109")  # the first name in the message is the heading that is meant
SILENT = ("N3104", "N3107", "N5109")  # the fault is that the catalogue has no words


# ---- reading ------------------------------------------------------------------------------------------------------------

def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def words(finding):
    notes = " ".join(n.get("message") or "" for n in finding.get("notes", []))
    return " ".join([finding["message"], finding.get("witness") or "", notes])


class Row:
    """One line of tests/examples.expect."""

    def __init__(self, number, line):
        head, _, review = line.partition("  # ")
        self.number = number
        self.catalogue, self.code, self.severity, self.path, rest = head.strip().split(" ", 4)
        self.parts = [p.strip() for p in rest.split("|")]
        self.leads = review.startswith("! ")
        self.why, _, self.proposal = review.removeprefix("! ").strip().partition(" => ")

    def meets(self, finding):
        """A part that begins with @ is the place, any other one a piece of the text."""
        same = (finding["code"] == self.code and finding["severity"] == SEVERITIES[self.severity][0] and
                finding["path"].endswith("/" + self.path))
        place = f"{finding.get('identity') or ''} {finding.get('crumb') or ''}"
        return same and all(p[1:] in place if p[0] == "@" else p in words(finding) for p in self.parts)


def rows():
    lines = enumerate(read(EXPECT).splitlines(), 1)
    return [Row(n, line) for n, line in lines if line.strip() and not line.startswith("#")]


def services(catalogue):
    """Title of each service with its place in the catalogue, and path and line where it begins."""
    found = []
    for path, text in rule_files(catalogue):
        lines = enumerate(text.splitlines(), 1)
        found += [(m[1], path, i) for i, line in lines if (m := re.match(r'ydelse \w+ "([^"]*)"', line))]
    return found


KILDE = re.compile(r'kilde "([^"]*)": "([^"]*)"')
BEGINS = re.compile(r"^(    )?[^\W\d]\w*:|^[^\W\d]\w* |^}")  # another provision, another declaration, the end of the service


def places(note):
    """Heading and quoted words of the provision that stands at a line: up to its first place, and what follows at once."""
    if not (note.get("path") or "").startswith("examples/"):
        return []
    lines = read(note["path"]).splitlines()
    found = []
    for i in range(note["line"] - 1, len(lines)):
        line = lines[i]
        inside = i < (note.get("endLine") or note["line"])
        if not inside and (not line.strip() or BEGINS.match(line) or found and not line.strip().startswith("kilde")):
            break
        if not line.strip().startswith("#"):
            found += KILDE.findall(line)
    return found or used(note["path"], lines, note["line"])


def used(path, lines, number):
    """The same of the lines that use a concept, where the concept itself is what stands there."""
    above = [i for i in range(number) if re.match(r"\S", lines[i]) and lines[i][0] not in "}#"]
    concept = re.match(r"begreb (\w+)", lines[above[-1]]) if above else None
    if not concept:
        return []
    texts = "\n".join(text for _, text in rule_files(path.split("/")[1]))
    return [k for line in texts.split("\n") if re.match(rf"\s.*\b{concept[1]}\b", line) for k in KILDE.findall(line)]


# ---- words --------------------------------------------------------------------------------------------------------------

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()


def day(match):
    year, month, number = match.groups()
    return f"{int(number)}. {MONTHS[int(month) - 1]} {year}"


def plain(text):
    """A message without the language of the rule files."""
    text = re.sub(r", [^,]*: 9999-12-31", "", text)
    text = re.sub(r"(\d{4})-(\d\d)-(\d\d)", day, text)
    text = re.sub(r"fødselsdato \+ (\d+) måneder", lambda m: f"fylder {int(m[1]) // 12} år", text)
    text = re.sub(r"mindste\((.*?), (.*?)\)", r"det tidligste af: \1, \2", text)
    text = re.sub(r"er en af \{ (.*?) \}", lambda m: "er " + " eller ".join(m[1].split(", ")), text)
    text = re.sub(r"(?<=\w)_(?=\w)", " ", text)
    text = re.sub(r'"([^"]*)"', r"»\1«", text)
    return text.replace("pr. (mangler)", "pr. (perioden mangler)")


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def sentence(text):
    text = text.strip()
    return text if not text or text[-1] in ".?!«)" else text + "."


def title_of(finding, known):
    """The service that the finding is about; without one it is about the whole catalogue."""
    crumb = (finding.get("crumb") or "").split(" › ")
    if len(crumb) > 1:
        return crumb[1]
    above = [t for t, path, line in known if path == finding["path"] and line <= finding["line"]]
    return above[-1] if above and not finding.get("crumb") else "Hele kataloget"


# What a note says, and how the page says it; what is not here stays in `niveau check`.
NOTES = [
    (r'hvis svaret på "(.*)" er: (.*)', "Det gælder, hvis svaret på »{0}« er »{1}«."),
    (r'heller ikke denne betingelse stiller loven: "udelukket: (.*)"', "Heller ikke, at det er udelukket: »{0}«."),
    (r'heller ikke denne betingelse stiller loven: "(.*)"', "Heller ikke »{0}«."),
    (r"heller ingen række for: (.*)", "Heller ingen række for {0}."),
    (r'lovens sats "(?:.*)" havde før samme beløb og er (.*) fra .*', "Lovens sats er {0}."),
    (r"nu: (.*)", "Nu: {0}."),
    (r"derefter har loven: (.*)", "Derefter har loven »{0}«."),
    (r"(.* siger(?: \(ikke bekræftet\))?: .*)", "{0}."),
]


def remarks(finding):
    said = []
    for note in finding["notes"]:
        for pattern, form in NOTES:
            match = re.fullmatch(pattern, note["message"] or "")
            if match:
                said.append(plain(form.format(*match.groups())))
                break
    return " ".join(said)


UKLART = re.compile(r'^uklart (\w+): en af \{ (.*?) \}\s*"([^"]*)"\s*kilde "([^"]*)": "([^"]*)"', re.M)


def rule_files(catalogue):
    """Every rule file with its text, in the catalogue's order."""
    folder = f"examples/{catalogue}"
    names = ["katalog"] + re.findall(r"^brug (\w+)", read(f"{folder}/katalog.niv"), re.M)
    paths = [f"{folder}/{name}.niv" for name in names]
    return [(path, read(path)) for path in paths if os.path.exists(path)]


def questioned(finding):
    """Where the question stands that a finding depends on."""
    said = " ".join(n["message"] or "" for n in finding["notes"])
    files = rule_files(finding["path"].split("/")[1])
    return [(q[3], q[4]) for _, text in files for q in UKLART.findall(text) if f'"{q[2]}"' in said]


def where(finding):
    """The catalogue's headings and the words quoted from them, each once."""
    found = places(finding)
    for note in finding["notes"]:
        found += places(note)
    found = found or questioned(finding)
    seen = {}
    for heading, phrase in found:
        seen.setdefault(heading, [])
        if phrase not in seen[heading] and len(seen[heading]) < 3:
            seen[heading].append(phrase)
    return " · ".join(f"*{h}*: " + ", ".join(f"»{p}«" for p in ps) for h, ps in list(seen.items())[:4])


def person(finding):
    also = [m[1] for n in finding["notes"] if (m := re.fullmatch(r"også (.*)", n["message"] or ""))]
    shown = [finding["witness"]] if finding.get("witness") else []
    return "; ".join(plain(p) for p in shown + also[:1])


# ---- the page -----------------------------------------------------------------------------------------------------------

# Which of the names in the message the finding's name ends with.
QUOTED = {"N3104": slice(None), "N3107": slice(1), "N5107": slice(-1, None), "N5109": slice(1), "N5114": slice(None)}


class Item:
    def __init__(self, row, finding, known):
        self.row, self.finding = row, finding
        self.catalogue, _, later = row.catalogue.partition("@")
        self.later = bool(later)
        self.title = title_of(finding, known)
        titles = ["Hele kataloget"] + [t for t, _, _ in known]
        self.order = (titles.index(self.title) if self.title in titles else 0, finding["path"], finding["line"],
                      finding["code"], finding["message"])
        self.unverified = "ikke bekræftet" in words(finding) + row.why
        self.key = None

    def law(self):
        return self.finding.get("law") or ""

    def name(self):
        name = NAMES.get(self.row.code)
        if not name:
            return plain(self.finding["message"])
        message = self.finding["message"]
        quoted = [f"»{plain(q)}«" for q in re.findall(r'"([^"]*)"', message)]
        if self.row.code == "N3101":
            return f"{name} {quoted[0]}: {plain(message.split(': ', 1)[1])}"
        if self.row.code in QUOTED:
            return f"{name} {', '.join(quoted[QUOTED[self.row.code]])}"
        if self.row.code == "N4110":
            return f"{name} {plain(message)}"
        if self.row.code == "N5111":
            message = message.split(";")[0]
        return name + (" " + plain(message.split(": ", 1)[-1]) if name.endswith(":") else "")


def items(seen, reviewed):
    """Every reviewed row with its finding."""
    made = []
    for catalogue in CATALOGUES:
        known, open_ = services(catalogue), {}
        for row in reviewed:
            if row.catalogue.split("@")[0] != catalogue:
                continue
            left = open_.setdefault(row.catalogue, list(seen[row.catalogue]))
            hits = [f for f in left if row.meets(f)]
            if len(hits) == 1:
                left.remove(hits[0])
                made.append(Item(row, hits[0], known))
    for catalogue, (letter, _) in CATALOGUES.items():
        own = [i for i in made if i.catalogue == catalogue]
        for n, item in enumerate(sorted(own, key=lambda i: ("EWI".index(i.row.severity), i.order)), 1):
            item.key = f"{letter}{n}"
    return sorted(made, key=lambda i: (i.key[0], int(i.key[1:])))


def marks(item):
    later = " *Kommer til efter 2024.*" if item.later else ""
    return later + (f" *{UNVERIFIED}*" if item.unverified else "")


def place_of(item):
    return where(item.finding) or ("intet sted i afsnittet" if item.row.code in SILENT else "")


def long_form(item):
    head = f'<a id="{item.key.lower()}"></a>**{item.key}. {sentence(item.name())}** {remarks(item.finding)}'
    out = [f"{head.rstrip()} <sub>{item.row.code}</sub>"]
    for label, text in (("I kataloget", place_of(item)), ("Eksempel", person(item.finding))):
        if text:
            out.append(f"- *{label}:* {text}")
    out.append(f"- *Hvorfor:* {sentence(item.row.why)}{marks(item)}")
    out.append(f"- *Forslag:* {item.row.proposal}")
    return out + [""]


def table(code, some):
    out = [f"#### {TABLES[code]}", ""]
    same = some[0].row.proposal if len({i.row.proposal for i in some}) == 1 else None
    if same:
        out += [f"*Forslag til dem alle:* {same}", ""]
    heads = ["Nr.", "Ydelse"] + (["Rubrik"] if code in RUBRIC else []) + ["I kataloget", "Hvorfor"]
    heads += ([] if same else ["Forslag"]) + ["Eksempel"]
    out += head_of(*heads)
    for i in some:
        rubric = re.findall(r'"([^"]*)"', i.finding["message"])[:1] if code in RUBRIC else []
        parts = [f'<a id="{i.key.lower()}"></a>{i.key}', f"{i.title} ({i.law()})"] + [plain(r) for r in rubric]
        parts += [place_of(i), " ".join([sentence(i.row.why), remarks(i.finding)]).strip() + marks(i)]
        parts += ([] if same else [i.row.proposal]) + [person(i.finding)]
        out.append(row_of(parts))
    return out + [""]


def chapter(severity, made):
    out = [f"## {SEVERITIES[severity][1]}", ""]
    for catalogue, (_, name) in CATALOGUES.items():
        own = [i for i in made if i.row.severity == severity and i.catalogue == catalogue]
        if not own:
            continue
        out += [f"### {name}: {SEVERITIES[severity][1].lower()}", ""]
        title = None
        alike = {c: [i for i in own if i.row.code == c] for c in TABLES}
        alike = {c: some for c, some in alike.items() if len(some) > 2}
        for item in own:
            if item.row.code in alike:
                continue
            if item.title != title:
                title = item.title
                out += [f"#### {title}" + (f" ({item.law()})" if item.law() and title != "Hele kataloget" else ""), ""]
            out += long_form(item)
        for code, some in alike.items():
            out += table(code, some)
    return out


def row_of(parts):
    return "| " + " | ".join(cell(str(p)) for p in parts) + " |"


def head_of(*names):
    return [row_of(names), "|" + "---|" * len(names)]


def link(item):
    return f"[{item.key}](#{item.key.lower()})"


def counts(made):
    out = head_of("", *[name for _, name in SEVERITIES.values()], "I alt", "Hviler på ubekræftet lov")
    for catalogue, (_, name) in CATALOGUES.items():
        own = [i for i in made if i.catalogue == catalogue]
        each = [sum(i.row.severity == s for i in own) for s in SEVERITIES]
        out.append(row_of([name, *each, len(own), sum(i.unverified for i in own)]))
    return out + [""]


def leading(made):
    out = ["## De vigtigste", ""]
    for item in (i for i in made if i.row.leads):
        out.append(f"- {link(item)} {CATALOGUES[item.catalogue][1]}, {item.title}: {sentence(item.row.why)}")
    return out + [""]


def questions_of(catalogue, made):
    first = {}
    for title, path, _ in services(catalogue):
        first.setdefault(path, title)
    for path, text in rule_files(catalogue):
        for _, options, question, heading, phrase in UKLART.findall(text):
            see = [link(i) for i in made if any(question in (n["message"] or "") for n in i.finding["notes"])]
            readings = " / ".join(plain(o.strip()) for o in options.split(","))
            yield row_of([first.get(path, "Flere"), f"*{heading}*: »{phrase}«", question, readings, ", ".join(see)])


def questions(made):
    """What a text leaves open is a question in the rule files; every answer that hangs on it says so."""
    out = ["## Spørgsmål, katalogerne lader stå åbne", "",
           "Sætninger, der kan læses på mere end én måde. niveau vælger ikke; hvert svar, der afhænger af læsningen, siger",
           "det. *Forslag* til dem alle: vælg læsningen, og skriv den.", ""]
    for catalogue, (_, name) in CATALOGUES.items():
        out += [f"### {name}: åbne spørgsmål", "", *head_of("Ydelse", "I kataloget", "Spørgsmål", "Læsninger", "Se også")]
        out += [*questions_of(catalogue, made), ""]
    return out


HEAD = """# Fund i de to kataloger

<!-- Skrevet af tests/findings_page.py; ret reglerne eller tests/examples.expect, ikke denne side (UPDATE=1 make examples). -->

Hvad niveau finder i Albertslunds katalog over serviceniveau om forebyggelse (2026/2027) og Lyngby-Taarbæks kvalitetsstandarder
for børn og unge (vedtaget den 24. januar 2024). Siden er for den, der skal rette teksterne: hvert fund har sit sted, en person,
det går ud over (hvor der er en), grunden og et forslag.

- **Fejl** er modsigelser, huller og brud på loven; **advarsler** er tavshed, uklarhed og det, der ser ud til at stride mod
  loven; **bemærkninger** er til den næste revision.
- *{unverified}* Reglen er gengivet efter en tidligere lov, en udtalelse eller et lovforslag og skal slås op på
  retsinformation.dk, før nogen handler på fundet. Også de øvrige er fra offentlige gengivelser af loven, ikke derfra.
- Eksemplet er ikke en rigtig borger, men det mindste, der skal være rigtigt om en sag, for at fundet rammer den.
- Ordene i »« efter »I kataloget« er katalogets egne. Forslagets ord i »« er til at skrive ind, med … for det, kommunen selv
  vælger; hvor kun kommunalbestyrelsen kan afgøre det, siger forslaget, hvad den skal beslutte.

Sådan er siden lavet: begge kataloger er skrevet som regler (`examples/`), `niveau check` har fundet fundene, og hvert af dem er
læst mod katalogets tekst. Lyngby-Taarbæk er set med loven i katalogets første år, 2024, og derefter til og med 2026; det, der
kommer til efter 2024, er mærket. **Siden er ikke juridisk rådgivning** og siger intet om, hvordan kommunerne afgør sager. Ikke
undersøgt: praksis og vejledninger, kommunernes øvrige kataloger, frister på deres hjemmesider, og om tallene er høje nok.
"""

TAIL = """## Det finder niveau ikke

Kendte svagheder i de to tekster, som ingen af fundene viser, efter årsag.

- **Et hensyn, der står som betingelse.** »Viljen til at indgå i« et samarbejde står i Lyngby-Taarbæk under »Betingelser« i
  §§ 30, 32, 46 og 114. Ordene »vi lægger vægt på« gør det til et hensyn i reglerne; bruges det som krav, strider det mod § 32.
- **Hvad et tal tælles over.** »Op til tre samtaler«, »op til fem samtaler«: pr. henvendelse, pr. år eller i alt?
- **Tavshed, hvor loven ikke er slået op.** Samtykke i Albertslunds §§ 31, 81 og 90, partsstatus uden for § 32, aldersgrænser:
  har lovpakken ikke reglen, siger niveau intet.
- **Det, loven kræver mere af, uden at kataloget siger det modsatte.** Første opfølgning er det tidligste af to tidspunkter
  (§ 95); kataloget nævner kun de tre måneder. Pensionen ved tabt arbejdsfortjeneste har et loft (§ 87, stk. 3), kataloget kun
  10 %. Støtteperson efter § 53 er hjælp til at finde en, ikke en ret til at få en tildelt. § 32, stk. 1, nr. 8, mangler helt.
- **En frist, der er lovlig, men hele lovens.** Fire måneder for al støtte efter § 32, også en akut anbringelse, er den tid,
  loven giver til undersøgelsen alene (§ 20).
- **En ydelse, der ikke findes.** § 35, stk. 3, i Lyngby-Taarbæk beskriver målgruppe, visitation og klage for en støtte,
  kommunen ikke giver. Det er lovligt (»kan beslutte at tilbyde«), men læseren søger forgæves.
- **Hvem af to.** »Børn og Familie Rådgivning eller Unge Rådgivning« visiterer; efter hvad sagen fordeles, siges ikke.
- **Sproget.** Gamle ord (»efterværn«, »opholdssted«, »foranstaltninger«), »LBK« for loven om ungdomskriminalitet, sætninger,
  der mangler ord (»har som barn … part i din egen sag«, »aktindsigt m.«). niveau læser reglerne og de ord, de peger på.
- **Dokumentet.** Albertslunds »se side 4« (afsnittet står på side 3 efter indholdsfortegnelsen), to standarder i
  Lyngby-Taarbæk, der begge hedder »Om kontaktperson«, navne og telefonnumre, der forældes.
- **Forskelle mellem kommunerne** er ikke fejl: 8-12 samtaler efter § 31 i Albertslund, fem i Lyngby-Taarbæk. `niveau diff`
  kan vise dem.
"""


def page(seen, reviewed):
    made = items(seen, reviewed)
    out = HEAD.format(unverified=UNVERIFIED).splitlines() + ["", "## Tallene", ""] + counts(made) + leading(made)
    for severity in SEVERITIES:
        out += chapter(severity, made)
    out += questions(made) + TAIL.splitlines()
    return "\n".join(out) + "\n"


# ---- what the check says ------------------------------------------------------------------------------------------------

def findings(niveau, path, *more):
    run = subprocess.run([niveau, "check", path, "--format=json", "--on", DAY, *more], capture_output=True, text=True)
    if run.returncode > 1:
        raise RuntimeError(f"{path}: niveau check ended with {run.returncode}")
    return json.loads(run.stdout)["findings"]


def later(niveau, catalogue, first):
    """What comes on top where the check looks on to the end of 2026."""
    known = {f["fingerprint"] for f in first}
    return [f for f in findings(niveau, f"examples/{catalogue}", "--until", LATER) if f["fingerprint"] not in known]
