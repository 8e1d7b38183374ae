// SPDX-License-Identifier: MIT
//
// keyboard.js PAGE…: the citizen's page by keyboard alone on a screen of 320 pixels, light and dark: the first Tab shows the way
// past the header, Enter takes it and a link leads to its heading, every link has a visible focus, nothing runs off the side, and
// nothing is asked of the network. Status 77 where there is no Chromium.
'use strict';

const { browser, open } = require('./browser.js');

if (!browser()) {
	console.log('there is no chromium');
	process.exit(77);
}

let bad = 0;
const complain = (page, text) => {
	bad++;
	console.log(`${page}: ${text}`);
};

const FOCUS = `(() => {
	const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
	return { tag: e.tagName, skip: e.className === 'skip', shown: r.left >= 0 && r.width > 0,
		outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 };
})()`;

const check = async (path, dark) => {
	const page = await open(path, { width: 320, height: 700, dark });
	const wide = await page.run('document.documentElement.scrollWidth');
	if (wide > 320) complain(path, `${wide} pixels wide on a screen of 320`);
	const links = await page.run(`document.querySelectorAll('a').length`);
	for (let i = 0; i < links; i++) {
		await page.key('Tab');
		const here = await page.run(FOCUS);
		if (here.tag !== 'A' || !here.shown || !here.outline || (!i && !here.skip)) {
			complain(path, `link ${i + 1} of ${links}: ${JSON.stringify(here)}`);
			break;
		}
	}
	// From the top again: past the header, to the first link behind it, and along that.
	await page.run(`document.activeElement.blur(); getSelection().removeAllRanges(); location.hash = ''; scrollTo(0, 0)`);
	await page.run(`document.querySelector('a').focus()`);
	for (const key of ['Enter', 'Tab', 'Enter']) await page.key(key);
	await new Promise((go) => setTimeout(go, 100));
	const top = await page.run(`document.querySelector(':target')?.getBoundingClientRect().top ?? null`);
	if (top === null || Math.abs(top) > 700) complain(path, `Enter leads nowhere (${top})`);
	page.troubles().forEach((x) => complain(path, x));
	await page.close();
};

(async () => {
	for (const path of process.argv.slice(2)) for (const dark of [false, true]) await check(path, dark);
	process.exit(bad ? 1 : 0);
})();
