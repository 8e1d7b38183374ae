#!/usr/bin/env python3
"""Mutation testing: small wrong changes of src/space, src/check and src/diff, each of which the tests should notice.

    python3 tests/mutation.py [--seed 1] [--count 300] [--jobs 2] [PATH|FILE:LINE…]

Mutants are drawn with the seed, for each file in proportion to its lines. One that does not compile, or compiles to the
same object file, is replaced by the file's next. The tests run from the narrowest to the widest until one fails; too
much time (CPU_SECONDS for a process) or memory is a failure, too. All work is done in copies of the tree under
build/mutation. With PATH or FILE:LINE only the drawn mutants there are tried.
"""
import argparse
import collections
import glob
import hashlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading

FLOORS = ("space", "check", "diff")
UNITS = ("test_prose", "test_dd", "test_table_dd", "test_region", "test_dd_read", "test_space_box", "test_feasible", "test_space",
         "test_diff_show", "test_population", "test_diff")
SCRIPTS = {
    "revisions": ["python3", "tests/diff_test.py", "build/niveau"],
    "examples": ["python3", "tests/examples.py", "build/niveau"],
    "golden": ["build/golden"],
    "pages": ["build/pages"],
    "showings": ["sh", "tests/diff.sh"],
    "tool": ["sh", "tests/tool_test.sh"],
}
CPU_SECONDS, WALL_SECONDS, MEMORY = 20, 240, 4 << 30
COMPILE = ["cc", *"-std=c11 -D_POSIX_C_SOURCE=200809L -Isrc -Ibuild -I. -Itests/unit -O1 -w".split(),
           '-DNIVEAU_VERSION="0.1.0"', "-c", "-o"]

TOKEN = re.compile(r"""(?P<skip>/\*.*?\*/|//[^\n]*|^[ \t]*\#(?:\\\n|[^\n])*)|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
                   r"|[A-Za-z_]\w*|0[xX][\da-fA-F]+\w*|\d+\w*|->|\+\+|--|<<=?|>>=?|[-+*/%&|^<>=!]=|&&|\|\||\S", re.S | re.M)
BOUNDARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
REVERSED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
WORDS = {"true": "false", "DD_TRUE": "DD_FALSE", "num_min": "num_max"}
WORDS.update({b: a for a, b in WORDS.items()})
KEYWORDS = "return if for while do switch case default break continue goto else sizeof assert static const struct".split()


def closing(tokens, i):
    """The token that closes the parenthesis at i."""
    depth = 0
    for k in range(i, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[k][1], 0)
        if depth == 0:
            return k


def ends_operand(token):
    return token in (")", "]") or (token[0].isalnum() or token[0] == "_") and token not in KEYWORDS


def is_choice(tokens, i):
    """Whether the comparison at i decides a ?: alone; a shifted boundary would choose among equals."""
    return next((t for _, t in tokens[i:] if t in ("?", ";", "{", ",", "&&", "||")), "") == "?"


def statement(tokens, i):
    """The end of a call or an assignment that is a line of its own from token i on, or None."""
    after = tokens[i - 1][1] if i else ""
    word, then = tokens[i][1], tokens[i + 1][1] if i + 1 < len(tokens) else ""
    if after not in (";", "{", "}", ")", "else", ":") or word in KEYWORDS or not word[0].islower():
        return None
    if then not in ("(", "[", ".", "->", "=", "+=", "-=", "|=", "&=", "++", "--"):
        return None
    return next(at for at, t in tokens[i:] if t == ";")


def mutants(text):
    """(operator, start, end, replacement)"""
    tokens = [(m.start(), m.group()) for m in TOKEN.finditer(text) if not m.group("skip")]
    line = [text.count("\n", 0, at) for at, _ in tokens]
    blind = 0  # as far as an assertion, the size of an array (ASan judges it) or a hash (any will do) reaches
    for i, (at, t) in enumerate(tokens):
        if t in ("assert", "confirm", "arena_array", "hash_mix"):
            blind = tokens[closing(tokens, i + 1)][0]
        if at < blind:
            continue
        end = at + len(t)
        if i and line[i] != line[i - 1] and statement(tokens, i):
            stop = statement(tokens, i)
            yield "delete statement", at, stop, "\n" * text.count("\n", at, stop)
        if t in BOUNDARY:
            yield "comparison", at, end, (REVERSED if is_choice(tokens, i) else BOUNDARY)[t]
        elif t in ("&&", "||"):
            yield "and/or", at, end, {"&&": "||", "||": "&&"}[t]
        elif t in ("+=", "-=") or t in ("+", "-") and i and ends_operand(tokens[i - 1][1]):
            yield "plus/minus", at, end, t.translate(str.maketrans("+-", "-+"))
        elif t == "if":
            close = tokens[closing(tokens, i + 1)][0]
            yield "negate condition", end, close + 1, " (!" + text[end:close + 1].lstrip() + ")"
        elif re.fullmatch(r"\d+[uUlL]*", t):
            digits = t.rstrip("uUlL")
            yield "constant", at, end, str(int(digits) + 1) + t[len(digits):]
            if int(digits) > 0:
                yield "constant", at, end, str(int(digits) - 1) + t[len(digits):]
        elif t in WORDS:
            yield "other constant or bound", at, end, WORDS[t]
        elif t in ("lo", "hi") and tokens[i - 1][1] in (".", "->") and tokens[i + 1][1] != "=":
            yield "other constant or bound", at, end, {"lo": "hi", "hi": "lo"}[t]


def draw(path, text, seed):
    """The mutants in an order that the seed decides, and that a change elsewhere in the file leaves as it was."""
    def lot(mutant):
        operator, at, end, new = mutant
        start = text.rfind("\n", 0, at) + 1
        line = text[start:text.find("\n", at)]
        return hashlib.sha256(f"{seed} {path} {line} {at - start} {operator} {new}".encode()).digest()
    return sorted(mutants(text), key=lot)


class Outcome:
    def __init__(self, path, text, mutant):
        self.path, (self.operator, at, end, new) = path, mutant
        self.text = text[:at] + new + text[end:]
        self.line = text.count("\n", 0, at) + 1
        old, now = (t.split("\n")[self.line - 1].strip() for t in (text, self.text))
        self.change = f"{old}  →  {now}" if new.strip() else f"{old}  deleted"
        self.killer = None

    def place(self):
        return f"{self.path}:{self.line}"

    def is_wanted(self, only):
        return not only or any(self.path.startswith(o) or self.place() == o for o in only)


class Tree:
    """A copy of the tree, built once; then one object of it at a time is another."""

    def __init__(self, folder):
        self.folder = folder
        self.env = dict(os.environ, NIVEAU="build/niveau", NIVEAU_STDLIB=os.path.join(folder, "stdlib"), MODELS="150")

    def run(self, *command):
        """True if the command succeeds within its limits."""
        def limits():
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        p = subprocess.Popen(command, cwd=self.folder, env=self.env, start_new_session=True, preexec_fn=limits,
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            return p.wait(WALL_SECONDS) == 0
        except subprocess.TimeoutExpired:
            os.killpg(p.pid, signal.SIGKILL)
            p.wait()
            return False

    def read(self, name):
        with open(os.path.join(self.folder, name), "rb") as f:
            return f.read()

    def compile(self, path, text):
        """The object file of another text for a source, or None."""
        with open(os.path.join(self.folder, path), "w", encoding="utf-8") as f:
            f.write(text)
        made = path.replace("src/", "build/").replace(".c", ".o")
        return self.read(made) if self.run(*COMPILE, made, path) else None

    def link(self, name, *first):
        ok = self.run("cc", "-o", name, *first, "build/libniveau.a", "-lcmocka", "-ljansson", "-lutf8proc")
        if not ok:
            raise RuntimeError(f"{name} cannot be linked")
        return self.read(name)

    def link_unit(self, unit):
        return self.link("build/unit/" + unit, f"build/unit/{unit}.o")

    def link_tool(self):
        return self.link("build/niveau", "build/tool/main.o", "build/libtool.a")

    def build(self):
        os.makedirs(os.path.join(self.folder, "build/unit"))
        subprocess.run(["make", "-s", "-j2", "B=build", "CFLAGS=-O1", "CWARN=-w", "all", "build/golden", "build/pages"],
                       cwd=self.folder, check=True)
        for unit in UNITS:
            self.run(*COMPILE, f"build/unit/{unit}.o", f"tests/unit/{unit}.c")

    def measure(self):
        """What the unmutated units are, to know those that a mutant leaves as they were; all tests must pass."""
        self.objects = sorted(o for o in glob.glob("build/**/*.o", root_dir=self.folder, recursive=True)
                              if o.split("/")[1] not in ("tool", "unit"))
        self.plain = {unit: self.link_unit(unit) for unit in UNITS}
        self.link_tool()
        for name in (*UNITS, *SCRIPTS):
            if not self.run(*SCRIPTS.get(name, ["build/unit/" + name])):
                sys.exit(f"mutation: {name} fails without any mutant")

    def killer(self):
        """The first test that fails with the mutant."""
        os.remove(os.path.join(self.folder, "build/libniveau.a"))
        self.run("ar", "rcs", "build/libniveau.a", *self.objects)
        for unit in UNITS:
            if self.link_unit(unit) != self.plain[unit] and not self.run("build/unit/" + unit):
                return unit
        self.link_tool()
        return next((name for name, command in SCRIPTS.items() if not self.run(*command)), None)

    def try_file(self, path, number, options):
        """`number` mutants of a file, and how many were passed over."""
        text = self.read(path).decode()
        drawn = draw(path, text, options.seed)
        seen, done, passed = {self.compile(path, text)}, [], 0
        if None in seen:
            raise RuntimeError(f"{path} does not compile without any mutant")
        for mutant in drawn:
            if len(done) == number:
                break
            m = Outcome(path, text, mutant)
            made = self.compile(path, m.text)
            if made is None or made in seen:
                passed += 1
                continue
            seen.add(made)
            if m.is_wanted(options.only):
                m.killer = self.killer()
                print(f"{m.place()}: {m.killer or 'SURVIVES'}: {m.change}", flush=True)
            done.append(m)
        self.compile(path, text)
        return done, passed


def shares(count):
    """How many mutants each file gets: largest remainders."""
    lines = {}
    for floor in FLOORS:
        for name in sorted(os.listdir(f"src/{floor}")):
            if name.endswith(".c"):
                with open(f"src/{floor}/{name}", encoding="utf-8") as f:
                    lines[f"src/{floor}/{name}"] = f.read().count("\n")
    total = sum(lines.values())
    n = {path: count * own // total for path, own in lines.items()}
    for path in sorted(lines, key=lambda p: (-(count * lines[p] % total), p))[:count - sum(n.values())]:
        n[path] += 1
    return n


def trees(jobs):
    """Built copies of this tree."""
    shutil.rmtree("build/mutation", ignore_errors=True)
    made = [Tree(os.path.abspath(f"build/mutation/{i}")) for i in range(jobs)]
    shutil.copytree(".", made[0].folder, ignore=shutil.ignore_patterns("build", ".git"), symlinks=True)
    made[0].build()
    for other in made[1:]:
        shutil.copytree(made[0].folder, other.folder, symlinks=True)
    for tree in made:
        tree.measure()
    return made


def work(tree, todo, results, options):
    while todo:
        path, number = todo.pop(0)
        results[path] = tree.try_file(path, number, options)


def report(results, options):
    done = [m for path in sorted(results) for m in results[path][0] if m.is_wanted(options.only)]
    left = [m for m in done if not m.killer]
    print(f"\nseed {options.seed}: {len(done)} mutants, {sum(p for _, p in results.values())} others passed over")
    for title, key in (("by operator", lambda m: m.operator), ("by floor", lambda m: m.path.split("/")[1])):
        print(f"{title}: killed/all")
        for word, n in sorted(collections.Counter(map(key, done)).items()):
            print(f"  {word}: {n - sum(key(m) == word for m in left)}/{n}")
    print("killed by:")
    killers = collections.Counter(m.killer for m in done if m.killer)
    for name in (*UNITS, *SCRIPTS):
        print(f"  {name}: {killers[name]}")
    print("survivors:")
    for m in left:
        print(f"  {m.place()}: {m.operator}: {m.change}")
    killed = len(done) - len(left)
    print(f"score: {killed}/{len(done)} = {1000 * killed // max(1, len(done)) / 10} %")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("only", nargs="*")
    options = parser.parse_args()
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    todo = [(path, n) for path, n in shares(options.count).items() if n]
    if options.only:
        todo = [(path, n) for path, n in todo if any(path.startswith(o.split(":")[0]) for o in options.only)]
    results, files = {}, len(todo)
    workers = [threading.Thread(target=work, args=(tree, todo, results, options)) for tree in trees(options.jobs)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    if len(results) < files:
        sys.exit("mutation: not all files were tried")
    report(results, options)


main()
