// SPDX-License-Identifier: MIT
//
// node answers.js NAME.js < cases: what the emitted evaluator answers, a line of JSON a case, as NAME.answer.schema.json has it.
'use strict';

const fs = require('fs');
const path = require('path');

const { answer } = require(path.resolve(process.argv[2]));
for (const text of fs.readFileSync(0, 'utf8').split('\n'))
	if (text.trim()) fs.writeSync(1, `${JSON.stringify(answer(JSON.parse(text)))}\n`);
