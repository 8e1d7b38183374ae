// SPDX-License-Identifier: MIT
//
// node evaluate.js TABLE.json < cases: a second evaluator of decision tables (docs/decision-table.md), written from
// that page alone and sharing nothing with the compiler. A case is a line of JSON, input name -> value; inputs that
// are left out are unknown. For each case one line comes out: for each slot the plain answers still possible, sorted,
// then `?` and the input to ask for next; slots are separated by tabs. Numbers are BigInt rationals.
'use strict';

const fs = require('fs');

// ---- rationals: [numerator, denominator], reduced, denominator > 0; null cannot be computed

const gcd = (a, b) => {
	a = a < 0n ? -a : a;
	while (b) [a, b] = [b, a % b];
	return a < 0n ? -a : a;
};
const ratio = (p, q) => {
	if (q === 0n) return null;
	const g = gcd(p, q) || 1n;
	return q < 0n ? [-p / g, -q / g] : [p / g, q / g];
};
const read = (s) => {
	const [p, q] = s.split('/');
	return ratio(BigInt(p), BigInt(q === undefined ? 1 : q));
};
const floor = (p, q) => p / q - (p % q < 0n ? 1n : 0n);
const compare = (a, b) => {
	const d = a[0] * b[1] - b[0] * a[1];
	return d < 0n ? -1 : d > 0n ? 1 : 0;
};
const show = (a) => `${a[0]}/${a[1]}`;

const nearest = (a, step, down) => {
	const [p, q] = ratio(a[0] * step[1], a[1] * step[0]);
	const whole = down ? -floor(q - 2n * p, 2n * q) : floor(2n * p + q, 2n * q);
	return ratio(whole * step[0], step[1]);
};

// ---- dates: days after 1970-01-01 in the Gregorian calendar

const FIRST_DAY = -719162n, LAST_DAY = 2932896n;

const dayOf = (year, month, day) => { // month 0 .. 11
	const y = month < 2n ? year - 1n : year, era = floor(y, 400n), ofEra = y - era * 400n;
	const ofYear = (153n * (month < 2n ? month + 10n : month - 2n) + 2n) / 5n + day - 1n;
	return era * 146097n + ofEra * 365n + ofEra / 4n - ofEra / 100n + ofYear - 719468n;
};
const dateOf = (number) => {
	const z = number + 719468n, era = floor(z, 146097n), d = z - era * 146097n;
	const y = (d - d / 1460n + d / 36524n - d / 146096n) / 365n;
	const ofYear = d - (365n * y + y / 4n - y / 100n), m = (5n * ofYear + 2n) / 153n;
	const month = m < 10n ? m + 2n : m - 10n;
	return [y + era * 400n + (month < 2n ? 1n : 0n), month, ofYear - (153n * m + 2n) / 5n + 1n];
};
const DAYS = [31n, 28n, 31n, 30n, 31n, 30n, 31n, 31n, 30n, 31n, 30n, 31n];
const monthsLater = (number, months) => {
	const [y, m, d] = dateOf(number), total = y * 12n + m + months;
	const year = floor(total, 12n), month = total - year * 12n;
	const leap = year % 4n === 0n && (year % 100n !== 0n || year % 400n === 0n);
	const last = DAYS[Number(month)] + (month === 1n && leap ? 1n : 0n);
	return dayOf(year, month, d > last ? last : d);
};
const ageOn = (birth, number) => {
	const years = dateOf(number)[0] - dateOf(birth)[0];
	return years - (monthsLater(birth, years * 12n) > number ? 1n : 0n);
};

// ---- the table

const table = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
if (table.format !== 'niveau-decision-table' || table.version !== 1) throw new Error('another format');

for (const input of table.inputs) {
	input.range = [BigInt(input.least), BigInt(input.greatest)];
}
for (const column of table.columns) {
	column.values = column.cuts.map(BigInt);
	for (const term of column.terms || []) term.by = BigInt(term.factor);
}
const isLeaf = (f) => f < 0;
const leafOf = (f) => table.leaves[-1 - f];

// ---- a case: for each input the least and the greatest value it may have; null where there is no such case

const narrow = (range, lo, hi) => {
	if (lo > range[0]) range[0] = lo;
	if (hi < range[1]) range[1] = hi;
	return range[0] <= range[1];
};

// The first day in the range at which the test holds (it stays true afterwards); one past the end where it never does.
const firstDay = (range, test) => {
	let [lo, hi] = [range[0], range[1] + 1n];
	while (lo < hi) {
		const mid = lo + (hi - lo) / 2n;
		if (test(mid)) hi = mid;
		else lo = mid + 1n;
	}
	return lo;
};

const settleAge = (ranges) => {
	const { date, birth, age } = table.tied;
	const [d, b, a] = [ranges[date], ranges[birth], ranges[age]];
	if (!narrow(a, ageOn(b[1], d[0]), ageOn(b[0], d[1]))) return false;
	const first = firstDay(b, (x) => ageOn(x, d[0]) <= a[1]);
	const after = firstDay(b, (x) => ageOn(x, d[1]) < a[0]);
	return narrow(b, first, after - 1n);
};

const rangesOf = (given) => {
	const ranges = table.inputs.map((input) => [...input.range]);
	for (let i = 0; i < ranges.length; i++) {
		const value = given[table.inputs[i].name];
		if (value !== undefined && !narrow(ranges[i], BigInt(value), BigInt(value))) return null;
	}
	return !table.tied || settleAge(ranges) ? ranges : null;
};

const columnRange = (c, ranges) => {
	if (c.kind === 'input') return ranges[c.input];
	if (c.kind === 'sum') {
		let lo = 0n, hi = 0n;
		for (const { input, by } of c.terms) {
			const [least, most] = by > 0n ? ranges[input] : [ranges[input][1], ranges[input][0]];
			lo += by * least;
			hi += by * most;
		}
		return [lo, hi];
	}
	const [from, to] = [ranges[c.from], ranges[c.to]];
	if (c.kind === 'age') return [ageOn(from[1], to[0]), ageOn(from[0], to[1])];
	const months = BigInt(c.months);
	return [to[0] - monthsLater(from[1], months), to[1] - monthsLater(from[0], months)];
};

const inputsOf = (c) =>
	c.kind === 'input' ? [c.input] : c.kind === 'sum' ? c.terms.map((t) => t.input) : [c.from, c.to];

// The last place whose number is not greater; the first is taken as minus infinity.
const placeOf = (numbers, value) => {
	let lo = 0, hi = numbers.length;
	while (hi - lo > 1) {
		const mid = (lo + hi) >> 1;
		if (numbers[mid] <= value) lo = mid;
		else hi = mid;
	}
	return lo;
};

// ---- answers

// A number, null (cannot be computed) or {ask: input}.
const compute = (x, ranges) => {
	if (x.op === 'const') return read(x.value);
	if (x.op === 'input') {
		const [lo, hi] = ranges[x.input], grain = read(x.grain);
		return lo === hi ? ratio(lo * grain[0], grain[1]) : { ask: x.input };
	}
	const parts = x.of.map((part) => compute(part, ranges));
	const open = parts.find((part) => part && part.ask !== undefined);
	if (open) return open;
	if (parts.includes(null)) return null;
	switch (x.op) {
	case 'neg': return [-parts[0][0], parts[0][1]];
	case 'round': return nearest(parts[0], read(x.step), x.tie === 'down');
	case 'years': return [12n * ageOn(parts[0][0], parts[1][0]), 1n];
	case 'shift': {
		const day = monthsLater(parts[0][0], BigInt(x.months)) + BigInt(x.days);
		return day < FIRST_DAY || day > LAST_DAY ? null : [day, 1n];
	}
	}
	return parts.reduce((a, b) => {
		if (a === null) return null;
		switch (x.op) {
		case 'add': return ratio(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
		case 'sub': return ratio(a[0] * b[1] - b[0] * a[1], a[1] * b[1]);
		case 'mul': return ratio(a[0] * b[0], a[1] * b[1]);
		case 'div': return ratio(a[0] * b[1], a[1] * b[0]);
		case 'min': return compare(b, a) < 0 ? b : a;
		case 'max': return compare(b, a) > 0 ? b : a;
		default: throw new Error(`unknown operation ${x.op}`);
		}
	});
};

const clash = (leaf, one, other) => ({ ...leaf, kind: 'conflict', conflict: 'values', provision: one, other });

// All formulas of both sides; those of one side have to agree, and the lower may not pass the upper.
const fillIn = (leaf, ranges) => {
	const answer = { ...leaf }, who = {};
	for (const side of ['lower', 'upper']) {
		for (const { formula, provision } of leaf[`${side}Formulas`]) {
			const value = compute(formula, ranges);
			if (value === null) return { ...answer, kind: 'silent', silence: 'overflow', provision };
			if (value.ask !== undefined) return { ...answer, open: true, ask: value.ask };
			if (who[side] === undefined) {
				answer[side] = show(value);
				who[side] = provision;
			} else if (answer[side] !== show(value)) {
				return clash(answer, who[side], provision);
			}
		}
	}
	if (answer.lower && answer.upper && compare(read(answer.lower), read(answer.upper)) > 0)
		return clash(answer, Math.min(who.lower, who.upper), Math.max(who.lower, who.upper));
	return answer;
};

const answerOf = (leaf, ranges) => (leaf.lowerFormulas ? fillIn(leaf, ranges) : leaf);

// Two answers are the same exactly if their keys are.
const keyOf = (a, f) => {
	const numbers = [a.lower && show(read(a.lower)), a.upper && show(read(a.upper))];
	if (a.lower || a.upper) numbers.push(table.measures[a.measure].dimension);
	if (a.open) return JSON.stringify(['open', f]);
	if (a.kind === 'outside') return JSON.stringify([a.kind, a.targets]);
	if (a.kind === 'conflict')
		return JSON.stringify(a.conflict === 'values' ? [a.kind, a.provision, a.other] : [a.kind, a.conflict]);
	if (a.kind === 'silent') {
		if (a.silence === 'condition' || a.silence === 'service') return JSON.stringify([a.kind, a.silence]);
		const known = a.silence === 'hole' ? numbers : [];
		return JSON.stringify([a.kind, a.silence, a.provision, a.rate === undefined ? null : a.rate, known]);
	}
	if (a.kind !== 'value') return a.kind;
	const own = { index: [a.index], limit: numbers, deadline: numbers };
	if (a.statement === 'actors')
		return JSON.stringify([a.kind, a.actors, a.actors.length > 1 ? a.join : '']);
	return JSON.stringify([a.kind, a.statement, own[a.statement] || []]);
};

const limits = (a) =>
	`${a.lower ? ` ${show(read(a.lower))}` : ''} ..${a.upper ? ` ${show(read(a.upper))}` : ''}`;

const say = (a) => {
	if (a.open) return `formula ${a.words}`;
	switch (a.kind) {
	case 'value': {
		if (a.statement === 'limit' || a.statement === 'deadline') return `value ${a.statement}${limits(a)}`;
		if (a.statement === 'index') return `value index ${a.index}`;
		if (a.statement === 'actors' && a.actors.length) return `value actors ${a.actors.join(` ${a.join} `)}`;
		return `value ${a.statement}`;
	}
	case 'outside': return a.targets.length ? `outside ${a.targets.join(', ')}` : 'outside';
	case 'conflict': {
		if (a.conflict !== 'values') return `conflict ${a.conflict}`;
		return `conflict values ${table.provisions[a.provision].place} ${table.provisions[a.other].place}`;
	}
	case 'silent': return `silent ${a.silence}${a.silence === 'hole' ? limits(a) : ''}`;
	default: return a.kind;
	}
};

// ---- what is still possible

// The children of a node that the case may take.
const branches = (node, columns) => {
	const [lo, hi] = columns[node.column];
	return node.children.slice(placeOf(node.starts, lo), placeOf(node.starts, hi) + 1);
};

// Every node and leaf that can be reached, children before their parents.
const reach = (root, columns) => {
	const seen = new Set(), order = [], stack = [[root, false]];
	while (stack.length) {
		const [f, done] = stack.pop();
		if (done) {
			order.push(f);
		} else if (!seen.has(f)) {
			seen.add(f);
			stack.push([f, true]);
			if (!isLeaf(f)) for (const child of branches(table.nodes[f], columns)) stack.push([child, false]);
		}
	}
	return order;
};

// The first column on which the answer depends. A node whose branches agree stands for their answer; impossible
// branches (group null) agree with everything.
const nextColumn = (order, groups, columns) => {
	let first = null;
	for (const f of order) {
		if (isLeaf(f)) continue;
		const own = new Set(branches(table.nodes[f], columns).map((child) => groups.get(child)));
		own.delete(null);
		groups.set(f, own.size === 0 ? null : own.size === 1 ? [...own][0] : f);
		if (own.size > 1 && (first === null || table.nodes[f].column < first)) first = table.nodes[f].column;
	}
	return first;
};

// {answers, ask}: ask is an input's number, or null where the case is settled.
const possible = (root, ranges, columns) => {
	if (root === null) return { answers: [{ kind: 'not_decided' }], ask: null };
	const order = reach(root, columns), groups = new Map(), answers = new Map();
	for (const f of order) {
		if (!isLeaf(f)) continue;
		const leaf = leafOf(f);
		if (leaf.kind === 'contradiction') {
			groups.set(f, null);
			continue;
		}
		const answer = answerOf(leaf, ranges), key = keyOf(answer, f);
		groups.set(f, key);
		if (!answers.has(key)) answers.set(key, answer);
	}
	const column = nextColumn(order, groups, columns), all = [...answers.values()];
	const unknown = (i) => ranges[i][0] !== ranges[i][1];
	if (column !== null) return { answers: all, ask: inputsOf(table.columns[column]).find(unknown) };
	return { answers: all, ask: all.length && all[0].open ? all[0].ask : null };
};

const evaluate = (given) => {
	const none = table.slots.map(() => ({ answers: [], ask: null }));
	const ranges = rangesOf(given);
	if (!ranges) return none;
	const columns = table.columns.map((c) => columnRange(c, ranges).map((v) => placeOf(c.values, v)));
	if (reach(table.given, columns).every((f) => !isLeaf(f) || f === -1)) return none;
	return table.slots.map((slot) => possible(slot.root, ranges, columns));
};

const line = ({ answers, ask }) => {
	const texts = answers.map((a) => Buffer.from(say(a))).sort(Buffer.compare).map(String);
	return `${texts.length ? texts.join(' | ') : 'contradiction'}?${ask === null ? '' : table.inputs[ask].name}`;
};

const out = [];
for (const text of fs.readFileSync(0, 'utf8').split('\n'))
	if (text.trim()) out.push(evaluate(JSON.parse(text)).map(line).join('\t'));
fs.writeSync(1, out.length ? `${out.join('\n')}\n` : '');
