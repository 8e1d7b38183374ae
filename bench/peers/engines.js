// SPDX-License-Identifier: MIT
// engines.js ENGINE TABLE: what a decision takes in another rule engine, and how many answers differ, as JSON.
// The table is made ready once; passes of as many cases as fit into a second are timed (processor time), the median counts.
'use strict';
const table = JSON.parse(require('fs').readFileSync(process.argv[3], 'utf8'));
const {columns, rules, cases} = table;

async function zen() {
  const {ZenEngine} = require('@gorules/zen-engine-linux-x64-gnu');
  const cell = (lo, hi) => `[${lo}..${hi}]`;
  const rows = rules.map((rule, i) => {
    const row = {_id: `r${i}`, out: String(i + 1)};
    columns.forEach((_, c) => { row[`c${c}`] = ''; });
    rule.forEach(([c, lo, hi]) => { row[`c${c}`] = cell(lo, hi); });
    return row;
  });
  const content = {
    hitPolicy: 'first',
    inputs: columns.map((name, c) => ({id: `c${c}`, name, type: 'expression', field: name})),
    outputs: [{id: 'out', name: 'svar', type: 'expression', field: 'svar'}],
    rules: rows,
  };
  const position = {x: 0, y: 0};
  const graph = {
    nodes: [{id: 'in', type: 'inputNode', name: 'in', position},
      {id: 't', type: 'decisionTableNode', name: 't', position, content},
      {id: 'ud', type: 'outputNode', name: 'ud', position}],
    edges: [{id: 'e', type: 'edge', sourceId: 'in', targetId: 't'}, {id: 'f', type: 'edge', sourceId: 't', targetId: 'ud'}],
  };
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(graph)));
  return async sag => (await decision.evaluate(sag)).result.svar;
}

async function jsonRules() {
  const {Engine} = require('json-rules-engine');
  const engine = new Engine();
  rules.forEach((rule, i) => {
    const all = [];
    for (const [c, lo, hi] of rule)
      all.push({fact: columns[c], operator: 'greaterThanInclusive', value: lo},
        {fact: columns[c], operator: 'lessThanInclusive', value: hi});
    engine.addRule({conditions: {all}, event: {type: 'svar', params: {svar: i + 1}}});
  });
  return async sag => (await engine.run(sag)).events[0].params.svar;
}

async function jsonLogic() {
  const logic = require('json-logic-js');
  const steps = [];
  rules.forEach((rule, i) => steps.push({and: rule.map(([c, lo, hi]) => ({'<=': [lo, {var: columns[c]}, hi]}))}, i + 1));
  const program = {if: steps};
  return sag => logic.apply(program, sag);
}

async function cedar() {
  const cedar = require('@cedar-policy/cedar-wasm/nodejs');
  const staticPolicies = {};
  rules.forEach((rule, i) => {
    const when = rule.map(([c, lo, hi]) => `context.${columns[c]} >= ${lo} && context.${columns[c]} <= ${hi}`).join(' && ');
    staticPolicies[`r${i + 1}`] = `permit(principal, action, resource) when { ${when} };`;
  });
  const ready = cedar.preparsePolicySet('table', {staticPolicies});
  if (ready.type !== 'success') throw new Error(JSON.stringify(ready).slice(0, 80));
  const uid = type => ({type, id: 'x'});
  return sag => {
    const {svar, ...context} = sag;
    const got = cedar.statefulIsAuthorized({principal: uid('P'), action: uid('Action'), resource: uid('R'), context,
      preparsedPolicySetId: 'table', entities: []});
    return Number(got.response.diagnostics.reason[0].slice(1));
  };
}

async function dmn() {
  const {decisionTable} = require('@hbtgmbh/dmn-eval-js');
  const inputs = columns.map((name, c) =>
    `<input id="i${c}"><inputExpression id="e${c}" typeRef="integer"><text>${name}</text></inputExpression></input>`);
  const rows = rules.map((rule, i) => {
    const text = columns.map(() => '');
    rule.forEach(([c, lo, hi]) => { text[c] = `[${lo}..${hi}]`; });
    return `<rule id="r${i}">${text.map((t, c) => `<inputEntry id="r${i}c${c}"><text>${t}</text></inputEntry>`).join('')}` +
      `<outputEntry id="r${i}o"><text>${i + 1}</text></outputEntry></rule>`;
  });
  const xml = '<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" id="d" ' +
    `name="d" namespace="http://camunda.org/schema/1.0/dmn"><decision id="y" name="y"><decisionTable id="t" hitPolicy="FIRST">` +
    `${inputs.join('')}<output id="o" name="svar" typeRef="integer"/>${rows.join('')}</decisionTable></decision></definitions>`;
  const decisions = await decisionTable.parseDmnXml(xml);
  return sag => decisionTable.evaluateDecision('y', decisions, sag).svar;
}

async function main() {
  const engines = {'zen-engine': zen, 'json-rules-engine': jsonRules, 'json-logic-js': jsonLogic, 'cedar-wasm': cedar,
    'dmn-eval-js': dmn};
  const answer = await engines[process.argv[2]]();
  let bad = 0, done = 0;
  const ns = [];
  const limit = 1e9;
  for (let run = 0; run < 5; run++) {
    const start = process.cpuUsage();
    let n = 0, took = 0;
    do {
      const sag = cases[done++ % cases.length];
      if (await answer(sag) !== sag.svar) bad++;
      n++;
      const now = process.cpuUsage(start);
      took = (now.user + now.system) * 1000;
    } while (took < limit && n < cases.length);
    ns.push(took / n);
  }
  ns.sort((a, b) => a - b);
  console.log(JSON.stringify({ns: ns[2], bad, cases: done}));
}

main();
