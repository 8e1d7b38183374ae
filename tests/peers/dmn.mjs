// SPDX-License-Identifier: MIT
// dmn.mjs MODULES FILE.dmn SECOND PLANTED <cases: is the emitted DMN sound, and what do two engines make of it? MODULES is a folder
// node_modules; the cases are those of tests/conformance/whole.c. The first engine is dmn-moddle with feelin, on every case; the
// second @hbtgmbh/dmn-eval-js, on the first SECOND cases (it reads DMN 1.1 only, so the namespace is changed and what 1.1
// does not have is left out). Every table must be met by one row at most. PLANTED wrong cells, evenly among all, show that the cases
// notice: one has to be caught. Prints a line; exits 1 on a disagreement.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, path, second, plants] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'x.js'));
const load = (name, file) => import(pathToFileURL(resolve(modules, name, file)));
const main = (name) => JSON.parse(readFileSync(resolve(modules, name, 'package.json'), 'utf8'));
const entry = (p) => (p.exports?.['.']?.import ?? p.exports?.['.'] ?? p.module ?? p.main);
const { DmnModdle } = await load('dmn-moddle', entry(main('dmn-moddle')));
const { evaluate, unaryTest } = await load('feelin', entry(main('feelin')));

const xml = readFileSync(path, 'utf8');
const cases = readFileSync(0, 'utf8').trim().split('\n').map((l) => JSON.parse(l));
let bad = 0, quiet = false;
const complain = (...words) => { if (bad++ < 5 && !quiet) console.log(`${path}:`, ...words); };

// ---- the model, read by dmn-moddle

const { rootElement: definitions, warnings } = await new DmnModdle().fromXML(xml);
for (const w of warnings) complain('dmn-moddle warns:', w.message);
const of = (type) => definitions.drgElement.filter((e) => e.$type === type);
const allowed = new Map(definitions.itemDefinition.map((t) => [t.name, t.allowedValues.text]));
const inputs = of('dmn:InputData').map((i) => ({
  name: i.name,
  type: i.variable.typeRef,
  derived: i.extensionElements?.values.find((x) => x.$type === 'niveau:derived'),
}));
const decisions = new Map(of('dmn:Decision').map((d) => [d.id, d]));
const laws = new Set(of('dmn:KnowledgeSource').map((k) => k.id));
let rules = 0, notes = 0;
for (const d of decisions.values()) {
  const t = d.decisionLogic;
  rules += t.rule.length;
  notes += t.rule.filter((r) => r.annotationEntry?.some((a) => a.text)).length;
  for (const q of d.authorityRequirement ?? [])
    if (!laws.has(q.requiredAuthority.href.slice(1))) complain(d.name, 'rests on no law');
  if (t.hitPolicy !== 'UNIQUE') complain(d.name, 'is', t.hitPolicy);
}

// ---- a case in FEEL's values

const lists = new Map([...allowed].filter(([, text]) => text.startsWith('"')).map(([t, text]) => [t, evaluate(`[${text}]`).value]));
const raw = (c, name) => c.case[name] ?? c.case[name.replace(/_+$/, '')];
const isReading = (list) => ['uafklaret', 'unclear'].includes(list?.[0]);
function told(c, input) {
  if (input.derived) {
    const { kind, from, to, months, $children = [] } = input.derived;
    if (kind === 'sum') return $children.reduce((n, t) => n + t.factor * raw(c, t.input), 0);
    return c.derived[[kind, from, to, ...(months === undefined ? [] : [months])].join(' ')];
  }
  const list = lists.get(input.type), value = raw(c, input.name);
  if (value === undefined) throw new Error(`${input.name} is asked for, but is no input`);
  if (isReading(list)) return list[c.open ? 0 : value + 1];
  if (list) return list[value];
  return input.type === 'boolean' ? value === 1 : value;
}
const context = (c) => Object.fromEntries(inputs.map((i) => [i.name, told(c, i)]));

// ---- the first engine

const tests = new Map(), expressions = new Map();
function test(text) { // the same tests stand in many cells, and are met by the same values again and again
  if (!tests.has(text)) tests.set(text, { text, known: new Map() });
  return tests.get(text);
}
function meets({ text, known }, value) {
  if (!known.has(value)) known.set(value, unaryTest(text, { '?': value }).value === true);
  return known.get(value);
}
function expression(text) {
  const names = text.startsWith('"') ? [] : [...text.matchAll(/[A-Za-z_]\w*/g)].map((m) => m[0]);
  if (!expressions.has(text)) expressions.set(text, { text, names, known: new Map() });
  return expressions.get(text);
}
function express({ text, names, known }, ctx) {
  const key = names.length === 0 ? null : names.length === 1 ? ctx[names[0]] : names.map((n) => ctx[n]).join();
  if (!known.has(key)) known.set(key, evaluate(text, ctx).value);
  return known.get(key);
}
for (const d of decisions.values()) {
  const t = d.decisionLogic;
  d.given = (t.input ?? []).map((i) => expression(i.inputExpression.text));
  d.outs = t.output.map((o) => o.name);
  d.rows = t.rule.map((r) => ({
    cells: (r.inputEntry ?? []).map((e, i) => [i, test(e.text)]).filter(([, e]) => e.text !== '-'),
    out: r.outputEntry.map((e) => expression(e.text)),
  }));
}
function decide(id, ctx, done) {
  const d = decisions.get(id);
  for (const q of d.informationRequirement ?? []) {
    const other = q.requiredDecision?.href.slice(1);
    if (!other || done.has(other)) continue;
    done.add(other);
    ctx[decisions.get(other).name] = decide(other, ctx, done)?.[decisions.get(other).name] ?? null;
  }
  const given = d.given.map((e) => express(e, ctx));
  const met = d.rows.filter((r) => r.cells.every(([i, e]) => meets(e, given[i])));
  if (met.length > 1) complain(d.name, 'is met by', met.length, 'rows');
  if (!met.length) return undefined;
  return Object.fromEntries(d.outs.map((name, i) => [name, express(met[0].out[i], ctx)]));
}

// ---- agreement

const answers = [...decisions.values()].filter((d) => d.decisionLogic.output.length > 1);
const overall = [...decisions.values()].find((d) => ['sagen', 'the_case'].includes(d.name));
const count = { answers: 0, formula: 0, unclear: 0, undetermined: 0, absent: 0, contradictions: 0 };
function agree(d, got, want, what) {
  count.answers++;
  const [status, kind = null, lower = null, upper = null, words = ''] = want;
  if (status in count) count[status]++;
  if (got?.status === 'formula') {
    count.formula++;
    if (['value', 'conflict', 'silent'].includes(status)) return;
  }
  const same = got?.status === status && (status === 'unclear' || (got.kind === kind && got.lower === lower && got.upper === upper &&
    (status === 'value' ? got.answer === words : status !== 'outside' || got.answer.startsWith(words))));
  if (!same) complain(what, d.name, 'reference:', JSON.stringify(want), 'got:', JSON.stringify(got));
}
function judge(c, ctx, run, what) {
  if (overall) {
    const state = run(overall.id)?.[overall.name];
    if (state !== (c.exists ? 'ok' : 'contradiction')) complain(what, 'can the case exist?', c.exists, state);
  }
  if (!c.exists) { count.contradictions++; return; }
  for (const d of answers) agree(d, run(d.id), c.answers[d.name.replace(/_+$/, '')] ?? c.answers[d.name], what);
}

// One thing is not told: a service that asks for it says nothing, another is not disturbed.
const asks = new Map();
for (const d of answers) {
  const seen = new Set(), todo = [d];
  while (todo.length)
    for (const q of todo.pop().informationRequirement ?? []) {
      if (q.requiredInput) seen.add(q.requiredInput.href.slice(3));
      else todo.push(decisions.get(q.requiredDecision.href.slice(1)));
    }
  asks.set(d, seen);
}
function withoutOne(c, ctx, n) {
  const input = inputs[(n * 7919) % inputs.length].name, blank = { ...ctx, [input]: null }, done = new Set();
  for (const d of answers) {
    const got = decide(d.id, blank, done);
    agree(d, got, asks.get(d).has(input) ? ['undetermined', got?.kind, got?.lower, got?.upper] : c.answers[d.name.replace(/_+$/, '')] ?? c.answers[d.name], `${input} untold`);
  }
}

for (const [n, c] of cases.entries()) {
  const ctx = context(c), done = new Set(), own = { ...ctx };
  judge(c, ctx, (id) => decide(id, own, done), `case ${n}`);
  if (c.exists && n % 4 === 0) withoutOne(c, ctx, n);
}
const first = { ...count };

// ---- wrong cells

function wrong(text) {
  if (text === 'true' || text === 'false') return String(text === 'false');
  const number = /^(.*?)(-?\d+)(.*)$/.exec(text);
  return number && !text.includes('"') ? number[1] + (Number(number[2]) + 1) + number[3] : null;
}
function plant(cells) {
  const caught = [];
  const said = bad;
  quiet = true;
  for (let i = 0; i < cells.length; i++) {
    const [d, row, at] = cells[i], right = row.cells[at], before = bad;
    const readers = answers.filter((a) => a === d || a.informationRequirement.some((q) => q.requiredDecision?.href.slice(1) === d.id));
    row.cells[at] = [right[0], test(wrong(right[1].text))];
    for (const c of cases.filter((c) => c.exists)) {
      const ctx = context(c), done = new Set();
      for (const a of readers) agree(a, decide(a.id, ctx, done), c.answers[a.name.replace(/_+$/, '')] ?? c.answers[a.name]);
      if (bad > before) break;
    }
    row.cells[at] = right;
    caught.push(bad > before);
  }
  quiet = false;
  bad = said;
  return caught.filter(Boolean).length;
}
const cells = [...decisions.values()].filter((d) => !d.name.match(/^(sag|case|given|forudsat|the_case|sagen)(_|$)/))
  .flatMap((d) => d.rows.flatMap((row) => row.cells.flatMap(([, e], at) => (wrong(e.text) ? [[d, row, at]] : []))));
const planted = cells.filter((_, i) => Math.floor((i * plants) / cells.length) !== Math.floor(((i - 1) * plants) / cells.length));
const caught = plant(planted);
if (planted.length && !caught) complain('not one of', planted.length, 'wrong cells was noticed');

// ---- the second engine

function older(text) {
  return text.replaceAll(/<(annotationEntry|extensionElements|description)>.*?<\/\1>/gs, '')
    .replaceAll(/ *<annotation name="[^"]*"\/>\n?/g, '')
    .replaceAll(/ *<authorityRequirement .*?<\/authorityRequirement>\n/g, '')
    .replaceAll(/ *<knowledgeSource [^>]*\/>\n/g, '')
    .replaceAll(/ *<itemDefinition .*?<\/itemDefinition>\n/g, '')
    .replaceAll(/ *<textAnnotation .*?<\/textAnnotation>\n/gs, '')
    .replace(/ *<dmndi:DMNDI>.*<\/dmndi:DMNDI>\n/s, '')
    .replace('https://www.omg.org/spec/DMN/20191111/MODEL/', 'http://www.omg.org/spec/DMN/20151101/dmn.xsd');
}
count.answers = 0;
if (Number(second)) {
  const feel = require(resolve(modules, '@hbtgmbh/dmn-eval-js/dist/feel'));
  const parsed = new Map(), parse = feel.parse;
  feel.parse = (text, options) => { // the same texts stand in many cells
    const key = options.startRule + text;
    if (!parsed.has(key)) parsed.set(key, parse(text, options));
    return parsed.get(key);
  };
  const { decisionTable } = require(resolve(modules, '@hbtgmbh/dmn-eval-js'));
  require(resolve(modules, 'loglevel')).getLogger('dmn-eval-js').setLevel('silent');
  const table = await decisionTable.parseDmnXml(older(xml));
  for (const [n, c] of cases.slice(0, Number(second)).entries()) {
    const ctx = context(c), done = [];
    judge(c, ctx, (id) => {
      const got = decisionTable.evaluateDecision(id, table, ctx, done);
      for (const k of Object.keys(got)) got[k] ??= null;
      return got;
    }, `second engine, case ${n}`);
  }
}
const secondly = count.answers;
console.log(`${path}: ${decisions.size} decisions, ${rules} rows, ${notes} with their source, ${laws.size} laws; ${cases.length} cases,`,
  `${first.answers} answers in the first engine (${JSON.stringify(first)}), ${secondly} in the second; ${caught} of ${planted.length} wrong cells noticed; ${bad} disagreements`);
process.exit(bad ? 1 : 0);
