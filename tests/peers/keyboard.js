// SPDX-License-Identifier: MIT
// keyboard.js PLAYWRIGHT CHROMIUM PAGE…: the citizen's page in a browser, by keyboard alone and without a network: the first Tab
// shows the way past the header, Enter takes it, every link has a visible focus and leads to its heading, nothing runs off the
// side at 320 pixels, in light and in dark, and nothing is asked of the network.
'use strict';
const [playwright, executablePath, ...pages] = process.argv.slice(2);
const { chromium } = require(playwright);
const { resolve } = require('path');
let bad = 0;
const complain = (page, text) => { bad++; console.log(`${page}: ${text}`); };

async function check(browser, path) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: { width: 320, height: 700 }, colorScheme });
    page.on('request', r => r.url().startsWith('file:') || complain(path, `asks for ${r.url()}`));
    page.on('console', m => complain(path, m.text()));
    page.on('pageerror', e => complain(path, String(e)));
    await page.goto('file://' + resolve(path));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > 320) complain(path, `${wide} pixels wide on a screen of 320 (${colorScheme})`);
    const at = () => page.evaluate(() => {
      const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
      return { tag: e.tagName, href: e.getAttribute('href'), skip: e.className === 'skip', shown: r.left >= 0 && r.width > 0,
        outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 };
    });
    const links = await page.evaluate(() => document.querySelectorAll('a').length);
    for (let i = 0; i < links; i++) {
      await page.keyboard.press('Tab');
      const here = await at();
      if (here.tag !== 'A' || !here.shown || !here.outline) {
        complain(path, `link ${i + 1} of ${links}: ${JSON.stringify(here)}`);
        break;
      }
      if (!i && !here.skip) complain(path, 'the first Tab does not reach the skip link');
    }
    await page.evaluate(() => document.activeElement.blur());
    await page.goto('file://' + resolve(path));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const moved = await page.evaluate(() => document.querySelector(':target')?.getBoundingClientRect().top);
    if (moved === undefined || Math.abs(moved) > 700) complain(path, `Enter leads nowhere (${moved})`);
    await page.close();
  }
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  for (const path of pages) await check(browser, path);
  await browser.close();
  process.exit(bad ? 1 : 0);
})();
