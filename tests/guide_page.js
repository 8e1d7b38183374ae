// SPDX-License-Identifier: MIT
//
// node guide_page.js NIVEAU FOLDER [SHOTS]: the caseworker's guide in Chromium, with the keyboard alone. For some cases the page is
// filled in, question by question as it asks them, and shows what `niveau run` answers; it makes no request, is no wider than 320 px,
// its colours can be read, and a hostile catalogue stays text. SHOTS: a folder for screenshots.
'use strict';

const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');
const { browser, open } = require('./peers/browser.js');

const [niveau, folder, shots] = process.argv.slice(2);
const CASES = [
	['examples/lyngby_taarbaek', 'åben_rådgivning', { rolle: 'barn_eller_ung', alder: 16, bopæl_i_kommunen: true, emne: 'andet_emne' }], // S-01
	['examples/lyngby_taarbaek', 'ledsagelse', { alder: 13, hjemmeboende: true, sagsdato: '2024-02-01' }],
	['examples/lyngby_taarbaek', 'støtteophold', { alder: 9, sagsdato: '2024-02-01', rolle: 'forælder' }],
	['examples/albertslund', 'åben_rådgivning', { rolle: 'forælder', alder: 9, bopæl_i_kommunen: true }],
	['examples/vestby', 'fritidstilskud', { alder: 12, sagsdato: '2026-03-01', har_fritidspas: false }],
];
let bad = 0;
const fail = (text) => {
	console.log(text);
	bad++;
};

const build = (catalogue) => {
	const run = spawnSync(niveau, ['build', '--to', 'guide', catalogue, '--out', folder], { encoding: 'utf8' });
	return run.stdout.split('\n')[0];
};
const human = (text) => text.replace(/_/g, ' ').replace(/\d{4}-\d\d-\d\d/g, '#').replace(/\d+\. [a-z]+ \d{4}/g, '#');

// What has the focus: the service, or the question and the answers that it offers.
const FOCUS = `(() => {
	const x = document.activeElement, question = x.closest('.question');
	if (!question) return { service: x.closest('.services') ? x.value : null, tag: x.tagName };
	const told = question.querySelector('input:checked') || [...question.querySelectorAll('input[type=text], select')].some((e) => e.value);
	return { question: Number(question.id.slice(1)), type: x.type, told: Boolean(told), name: x.name,
		outline: getComputedStyle(x).outlineStyle, legend: question.querySelector('legend').textContent };
})()`;

const fill = async (page, service, given) => {
	const table = await page.run("JSON.parse(document.getElementById('table').textContent)");
	const name = table.services.find((x) => x.original === service).name, answered = {};
	let focus, idle = 0;
	do {
		await page.key('Tab');
		focus = await page.run(FOCUS);
	} while (focus.service !== name && idle++ < 200);
	await page.key(' ');
	for (idle = 0; idle < 60; idle++) {
		await page.key('Tab');
		focus = await page.run(FOCUS);
		if (focus.question === undefined || focus.told) continue;
		idle = 0;
		if (focus.outline === 'none') fail(`${service}: no focus is seen at ${focus.legend}`);
		const x = table.inputs[focus.question], value = given[x.original];
		if (value !== undefined) answered[x.original] = value;
		if (focus.type === 'radio') {
			const at = value === undefined ? x.choices.length : typeof value === 'boolean' ? Number(value) : x.choices.findIndex((c) => c.original === value);
			await page.key(' ');
			for (let i = 0; i < at; i++) await page.key('ArrowDown');
		} else if (value !== undefined) {
			await page.type(String(value));
			await page.key('Enter');
		} else {
			do {
				await page.key('Tab');
				focus = await page.run(FOCUS);
			} while (focus.type !== 'checkbox');
			await page.key(' ');
		}
	}
	return answered;
};

const shown = (page) => page.run(`[...document.querySelectorAll('#answers .service')].map((service) => ({
	title: service.querySelector('h3 span').textContent, mark: service.querySelector('.mark').className,
	values: [...service.querySelectorAll('dd > strong')].map((x) => x.textContent).sort(),
	marks: [...service.querySelectorAll('dd > .mark')].length }))[0]`);

const check = async (catalogue, service, given) => {
	const page = await open(build(catalogue), { width: 390, height: 900 });
	const answered = await fill(page, service, given), seen = await shown(page), state = await page.run("document.getElementById('state').textContent");
	const file = path.join(folder, 'case.json');
	fs.writeFileSync(file, JSON.stringify(answered));
	const run = spawnSync(niveau, ['run', catalogue, '--case', file, '--format=json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
	const record = JSON.parse(run.stdout).answers[0].services.find((x) => x.service === service), slots = record.headings.flatMap((x) => x.slots);
	const values = slots.filter((x) => x.answer === 'value').map((x) => human(x.text)).sort();
	const name = `${path.basename(catalogue)} ${service}`;
	if (JSON.stringify(values) !== JSON.stringify(seen.values.map(human).sort()))
		fail(`${name}: run says ${JSON.stringify(values)}, the page ${JSON.stringify(seen.values)}`);
	if (!seen.mark.endsWith({ yes: 'yes', no: 'outside', undecided: 'open' }[record.inside])) fail(`${name}: run says ${record.inside}, the page ${seen.mark}`);
	if (!/^Alle spørgsmål|^All questions/.test(state)) fail(`${name}: ${state}`);
	for (const trouble of page.troubles()) fail(`${name}: ${trouble}`);
	if (shots) await page.shot(path.join(shots, `${name.replace(/ /g, '-')}-390.png`));
	await page.send('Emulation.setDeviceMetricsOverride', { width: 320, height: 800, deviceScaleFactor: 1, mobile: true });
	const width = await page.run('document.documentElement.scrollWidth');
	if (width > 320) fail(`${name}: ${width} px wide on a screen of 320`);
	if (shots) {
		await page.send('Emulation.setDeviceMetricsOverride', { width: 1100, height: 1400, deviceScaleFactor: 1, mobile: false });
		await page.shot(path.join(shots, `${name.replace(/ /g, '-')}-1100.png`));
		const { data } = await page.send('Page.printToPDF', { preferCSSPageSize: true });
		fs.writeFileSync(path.join(shots, `${name.replace(/ /g, '-')}.pdf`), Buffer.from(data, 'base64'));
	}
	// Clear all forgets, and so does loading again.
	await page.run("document.querySelector('.tools button').click()");
	if (await page.run("document.querySelectorAll('.question, input:checked').length")) fail(`${name}: something is left after it was cleared`);
	if (await page.run('localStorage.length + sessionStorage.length + document.cookie.length + history.length') > 2) fail(`${name}: something is kept`);
	await page.close();
	console.log(`${name}: ${Object.keys(answered).length} answers by keyboard, ${values.length} values as niveau run gives them`);
};

// Text on its ground, in both colour schemes: 4.5 to 1 (WCAG AA).
const CONTRAST = `(() => {
	const style = getComputedStyle(document.documentElement), colour = (name) => style.getPropertyValue('--' + name).trim();
	const light = (hex) => [1, 3, 5].map((i) => parseInt(hex.length === 4 ? hex[(i + 1) / 2].repeat(2) : hex.slice(i, i + 2), 16) / 255)
		.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
	const bad = [];
	for (const ground of ['paper', 'head']) for (const ink of ['ink', 'soft', 'conflict', 'silent', 'outside', 'yes', 'act']) {
		const [a, b] = [light(colour(ink)), light(colour(ground))], ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) bad.push(ink + ' on ' + ground + ': ' + ratio.toFixed(2));
	}
	return bad;
})()`;

const hostile = async () => {
	const page = await open(build('tests/conformance/catalogues/fjendtlig'));
	const title = "*/ int main(void) { return 1; } /* ??/ \\ %s %n";
	if (await page.run("document.querySelector('h1').textContent") !== title) fail('hostile: the title is not its text');
	await page.run("document.querySelectorAll('.services input').forEach((x) => x.click())");
	const asked = await page.run("[...document.querySelectorAll('.question legend')].map((x) => x.textContent)");
	if (!asked.includes('*/ #error ??/ \\n \\0 %s </script>')) fail(`hostile: the questions are ${JSON.stringify(asked)}`);
	if (await page.run("document.querySelectorAll('script').length") !== 2) fail('hostile: a script came in');
	for (const trouble of page.troubles()) fail(`hostile: ${trouble}`);
	for (const scheme of ['light', 'dark']) {
		await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
		for (const pair of await page.run(CONTRAST)) fail(`${scheme}: ${pair}`);
	}
	await page.close();
};

(async () => {
	if (!browser()) {
		console.log('SKIP guide page: there is no chromium');
		return;
	}
	fs.mkdirSync(folder, { recursive: true });
	for (const one of CASES) await check(...one);
	await hostile();
	if (bad) process.exitCode = 1;
})();
