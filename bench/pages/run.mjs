// Tests the pages of `goingrate serve` in a real browser. README.md says what each check means.
import { pathToFileURL } from 'node:url';
import { CHECKS, OTHERS } from './lib/checks/all.mjs';
import { startChromium } from './lib/chromium.mjs';
import { runHarness } from './lib/harness.mjs';
import { readOptions, USAGE, UsageError } from './lib/options.mjs';
import { Report } from './lib/report.mjs';
import { startServer } from './lib/server.mjs';

/** @typedef {import('./lib/types.mjs').PageEntry} PageEntry */
/** @typedef {import('./lib/types.mjs').Options} Options */

/** @param {Options} options @param {PageEntry[]} entries */
function checkNames({ only, checks, skip }, entries) {
  const names = entries.map(({ name }) => name);
  const known = [...CHECKS.map(({ name }) => name), ...OTHERS];
  const strange = [
    ...only.filter((name) => !names.includes(name)),
    ...[...checks, ...skip].filter((name) => !known.includes(name)),
  ];
  if (strange.length > 0) {
    throw new UsageError(
      `No such page or check: ${strange.join(', ')}\nPages: ${names.join(', ')}\nChecks: ${known.join(', ')}`,
    );
  }
}

async function main() {
  const options = readOptions(process.argv.slice(2), process.env);
  /** @type {PageEntry[]} */
  const all = (await import(pathToFileURL(options.pages).href)).default;
  checkNames(options, all);
  if (options.list) return void console.log(all.map(({ name, path }) => `${name.padEnd(20)} ${path}`).join('\n'));
  const entries = all.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  const start = performance.now();
  const server = options.base ? undefined : await startServer(options.program);
  const base = options.base ?? server?.base ?? '';
  const report = new Report();
  try {
    const browser = await startChromium();
    console.log(
      `${options.mode}: ${entries.length} pages of ${base}, ${browser.browserType().name()} ${browser.version()}`,
    );
    await runHarness({ browser, base, options, report }, entries).finally(() => browser.close());
  } finally {
    await server?.stop();
  }
  await report.write(options.out);
  console.log(`\n${options.out}/report.json has all outcomes; ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  console.log(report.text());
  // A run that checked nothing, say for a wrong --only, is no success. Pictures alone check nothing.
  process.exitCode = report.failed > 0 || (report.outcomes.length === 0 && options.mode !== 'pictures') ? 1 : 0;
}

main().catch((error) => {
  console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 2;
});
