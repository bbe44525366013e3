// Nothing is found on a site that is right: in all settings, by the program as it is run.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startSite } from './site/server.mjs';

const run = promisify(execFile);
const HOME = path.dirname(import.meta.dirname);

/**
 * Runs the program on the small site and returns what it printed and wrote.
 * @param {string[]} args
 */
async function runOnSite(...args) {
  const site = await startSite();
  const out = await mkdtemp(path.join(tmpdir(), 'pages-'));
  try {
    const env = { ...process.env, BASE: site.base, OUT: out, PAGES: path.join(HOME, 'selftest/entries.mjs') };
    const { stdout } = await run('node', ['run.mjs', ...args], { cwd: HOME, env }).catch((error) => error);
    const outcomes = JSON.parse(await readFile(path.join(out, 'report.json'), 'utf8'));
    const files = await readdir(out, { recursive: true });
    return { stdout, outcomes, files };
  } finally {
    site.stop();
    await rm(out, { recursive: true });
  }
}

test('a good site passes the fast run', { timeout: 300_000 }, async () => {
  const { stdout, outcomes } = await runOnSite('fast');
  assert.match(stdout, /^\d+ passed, 0 failed$/m, stdout);
  assert.ok(outcomes.length > 150, `only ${outcomes.length} outcomes`);
});

test('a good page passes the full run, and its pictures are taken', { timeout: 300_000 }, async () => {
  const { stdout, outcomes, files } = await runOnSite('full', '--only', 'pay', '--skip', 'first-byte');
  assert.match(stdout, /^\d+ passed, 0 failed$/m, stdout);
  assert.equal(new Set(outcomes.map((/** @type {any} */ one) => one.setting).filter(Boolean)).size, 12);
  for (const file of ['pictures/pay-desk-light.png', 'pictures/pay-phone-dark.png', 'print/pay.pdf']) {
    assert.ok(files.includes(file), `${file} is not among ${files.join()}`);
  }
});

test('a wrong command line ends with 2 and says what there is', async () => {
  const result = await run('node', ['run.mjs', 'fast', '--checks', 'colour'], {
    cwd: HOME,
    env: { ...process.env, BASE: 'http://127.0.0.1:9' },
  }).catch((error) => error);
  assert.equal(result.code, 2);
  assert.match(result.stderr, /No such page or check: colour/);
});
