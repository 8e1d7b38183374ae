// SPDX-License-Identifier: MIT
//
// A page in Chromium, driven over a pipe by the DevTools protocol: no packages, no port.
//
//   const page = await open('/path/page.html', {width: 390});
//   await page.run('document.title'); await page.key('Tab'); await page.type('13'); await page.shot('x.png'); await page.close();
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn, spawnSync } = require('child_process');

const NAMES = ['chromium', 'chromium-headless-shell', 'chromium-browser', 'google-chrome'];
const browser = () => NAMES.find((name) => spawnSync('which', [name]).status === 0);

const KEYS = { Tab: 9, Enter: 13, ' ': 32, ArrowDown: 40, ArrowUp: 38 };

const open = async (file, { width = 1100, height = 1600, dark = false } = {}) => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'niveau-page-'));
	const child = spawn(browser(), ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
		'--disable-component-update', '--disable-sync', '--remote-debugging-pipe', `--user-data-dir=${folder}`, `--window-size=${width},${height}`,
		...(dark ? ['--blink-settings=preferredColorScheme=0'] : [])],
	{ stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
	const waiting = new Map(), events = [];
	let rest = '', last = 0;
	child.stdio[4].on('data', (data) => {
		const parts = (rest + data).split('\0');
		rest = parts.pop();
		for (const message of parts.map(JSON.parse)) {
			if (message.method) events.push(message);
			if (!waiting.has(message.id)) continue;
			const [yes, no] = waiting.get(message.id);
			waiting.delete(message.id);
			if (message.error) no(new Error(message.error.message));
			else yes(message.result);
		}
	});
	let sessionId;
	const send = (method, params = {}) => new Promise((yes, no) => {
		waiting.set(++last, [yes, no]);
		child.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
	});
	const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
	({ sessionId } = await send('Target.attachToTarget', { targetId, flatten: true }));
	for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
	await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
	await send('Page.navigate', { url: file.includes(':') ? file : `file://${path.resolve(file)}` });
	const run = async (text) => {
		const { result, exceptionDetails } = await send('Runtime.evaluate', { expression: text, awaitPromise: true, returnByValue: true });
		if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
		return result.value;
	};
	while (await run('document.readyState') !== 'complete') await new Promise((go) => setTimeout(go, 20));
	const key = async (name, modifiers = 0) => {
		const text = name === 'Enter' ? '\r' : name.length === 1 ? name : undefined;
		const event = { key: name, code: name === ' ' ? 'Space' : name, modifiers, windowsVirtualKeyCode: KEYS[name] || name.charCodeAt(0), text };
		await send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
		await send('Input.dispatchKeyEvent', { type: 'keyUp', ...event, text: undefined });
	};
	return {
		send, run, key,
		type: (text) => send('Input.insertText', { text }),
		// What went wrong in the page: exceptions, refused requests, requests for anything but the page.
		troubles: () => events.filter((x) => x.method === 'Runtime.exceptionThrown' || (x.method === 'Log.entryAdded' && x.params.entry.level === 'error') ||
			(x.method === 'Network.requestWillBeSent' && !/^(file|about|data):/.test(x.params.request.url))).map((x) => JSON.stringify(x.params).slice(0, 400)),
		shot: async (to, whole = true) => {
			const { data } = await send('Page.captureScreenshot', { captureBeyondViewport: whole });
			fs.writeFileSync(to, Buffer.from(data, 'base64'));
		},
		close: async () => {
			await send('Browser.close').catch(() => {});
			await new Promise((go) => (child.exitCode === null ? child.on('exit', go) : go()));
			fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
		},
	};
};

module.exports = { browser, open };
