// Does the main thing that a visitor does on the page, and looks where that leads.
import { arrive } from '../visit.mjs';
import { tellingAddresses } from './privacy.mjs';
import { isPolicy } from './loads.mjs';

/** @typedef {import('../types.mjs').PageEntry} PageEntry */
/** @typedef {import('../types.mjs').Setting} Setting */
/** @typedef {import('../types.mjs').Watch} Watch */
/** @typedef {import('../types.mjs').Page} Page */

/**
 * @param {{page: Page, watch: Watch, runScripts: (run: boolean) => Promise<void>}} window
 * @param {string} base
 * @param {PageEntry} entry
 * @param {Setting} setting
 */
export async function goWay({ page, watch, runScripts }, base, entry, setting) {
  const { way, sums } = entry;
  if (!way) return [];
  await page.goto(base + entry.path);
  if (entry.reach) await arrive(page, watch, () => entry.reach?.(page, setting));
  await arrive(page, watch, () => way.act(page, setting));
  await runScripts(true);
  const findings = await arrivalFindings(page, watch, entry);
  const addresses = watch.requests.map((request) => request.url());
  findings.push(...tellingAddresses([page.url(), ...addresses], sums ?? []));
  return findings.map((finding) => `${way.does}: ${finding}`);
}

/**
 * @param {Page} page
 * @param {Watch} watch
 * @param {PageEntry} entry
 */
async function arrivalFindings(page, watch, { way, status }) {
  const findings = [...watch.faults];
  const arrived = watch.documents.at(-1);
  if (arrived?.status() !== 200) findings.push(`leads to status ${arrived?.status()} at ${page.url()}`);
  const address = new URL(page.url());
  const path = decodeURIComponent((address.pathname + address.search).replaceAll('+', ' '));
  if (way?.lands && !way.lands.test(path)) findings.push(`leads to ${path}, not to ${way.lands}`);
  const text = await page
    .locator('main')
    .innerText()
    .catch(() => '');
  if (way?.says && !way.says.test(text)) findings.push(`${path} does not say ${way.says}`);
  if ((await page.locator('h1').count()) !== 1) findings.push(`${path} has not one h1`);
  const errors = watch.console.filter(({ type, text }) => type === 'error' && (isPolicy(text) || status === undefined));
  findings.push(...errors.map((error) => `console: ${error.text}`));
  return findings;
}
