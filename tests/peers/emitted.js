// SPDX-License-Identifier: MIT
//
// node emitted.js NAME.js < cases: what `niveau build --to js` writes, in the words of evaluate.js beside it, so that the
// two can be compared byte by byte.
'use strict';

const fs = require('fs');
const path = require('path');

const { table, evaluator } = require(path.resolve(process.argv[2]));
const { rational } = evaluator;

const show = (text) => (text ? ` ${rational(text).join('/')}` : '');
const limits = (a) => `${show(a.lower)} ..${show(a.upper)}`;

const say = (a) => {
	if (a.open) return `formula ${a.words}`;
	if (a.kind === 'not decided') return 'not_decided';
	if (a.kind === 'outside') return a.targets.length ? `outside ${a.targets.join(', ')}` : 'outside';
	if (a.kind === 'silent') return `silent ${a.silence}${a.silence === 'hole' ? limits(a) : ''}`;
	if (a.kind === 'conflict')
		return a.conflict === 'values'
			? `conflict values ${table.provisions[a.provision].place} ${table.provisions[a.other].place}`
			: `conflict ${a.conflict}`;
	if (a.kind !== 'value') return a.kind;
	if (a.statement === 'limit' || a.statement === 'deadline') return `value ${a.statement}${limits(a)}`;
	if (a.statement === 'index') return `value index ${a.index}`;
	return a.statement === 'actors' && a.actors.length
		? `value actors ${a.actors.join(` ${a.join} `)}`
		: `value ${a.statement}`;
};

const line = ({ answers, ask }) => {
	const texts = answers.map((a) => Buffer.from(say(a))).sort(Buffer.compare).map(String);
	return `${texts.length ? texts.join(' | ') : 'contradiction'}?${ask === null ? '' : table.inputs[ask].name}`;
};

const answer = (text) => {
	const values = Object.fromEntries(Object.entries(JSON.parse(text)).map(([name, value]) => [name, BigInt(value)]));
	const given = evaluator.ranges(values), none = { answers: [], ask: null };
	return table.slots.map((slot) => line(given ? evaluator.possible(slot, given) : none)).join('\t');
};

const out = fs.readFileSync(0, 'utf8').split('\n').filter((text) => text.trim()).map(answer);
fs.writeSync(1, out.length ? `${out.join('\n')}\n` : '');
