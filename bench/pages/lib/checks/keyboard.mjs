// Goes through the page with the Tab key, as people do who use no mouse.
import { readFileSync } from 'node:fs';
import { bringScript } from '../bring.mjs';

/** @typedef {import('../types.mjs').Check} Check */
/** @typedef {import('../types.mjs').Page} Page */
/** @typedef {import('../types.mjs').Visit} Visit */

/**
 * Where Tab has led.
 * @typedef {object} Stop
 * @property {boolean} left  The focus is on nothing of the page.
 * @property {boolean} again  It is where it was before, or where it began.
 * @property {boolean} trapped
 * @property {number} at  Where it stands among all that Tab has to reach; -1 if it is none of them.
 * @property {string} name
 * @property {boolean} ring  The focus is seen.
 * @property {string} place  Why it cannot be seen; empty if it can.
 * @property {boolean} skip  It is a link into the page.
 */

const WALK = readFileSync(new URL('../in_page/keyboard.js', import.meta.url), 'utf8');

/** How often Tab is pressed at most. */
const PRESSES = { fast: 30, full: 600, pictures: 0 };
const SHOWN = 3;

/** @type {Check} */
export const keyboard = {
  name: 'keyboard',
  // Colours change nothing, but whether the focus is seen is asked once in dark, on the phone.
  when: (entry, setting) =>
    ['desk-light', 'desk-light-noscript', 'phone-dark', 'phone-dark-noscript'].includes(setting.name),
  async run(visit) {
    const { page, entry, options } = visit;
    await bringScript(page, WALK);
    const order = await page.evaluate(() => /** @type {any} */ (window).keyboardWalk.prepare());
    const { stops, ended } = await pressTab(page, PRESSES[options.mode]);
    const findings = entry.error ? [] : skipLinkFindings(stops[0]);
    findings.push(...orderFindings(order, stops, ended));
    findings.push(
      ...some(
        stops.filter((stop) => !stop.ring),
        'the focus is not seen on',
      ),
    );
    findings.push(
      ...some(
        stops.filter((stop) => stop.place),
        'is focused while it cannot be seen:',
      ),
    );
    findings.push(...(await controlFindings(visit)));
    if (stops[0]?.skip) findings.push(...(await skipFindings(page)));
    return findings;
  },
};

/**
 * Presses Tab until the focus leaves the page, comes to the beginning or stays where it is.
 * @param {Page} page
 * @param {number} presses
 */
async function pressTab(page, presses) {
  /** @type {Stop[]} */
  const stops = [];
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press('Tab');
    const stop = /** @type {Stop} */ (await page.evaluate(() => /** @type {any} */ (window).keyboardWalk.focused()));
    if (stop.left || stop.again) return { stops, ended: stop.trapped ? 'trap' : 'end' };
    stops.push(stop);
  }
  return { stops, ended: 'cut' };
}

/** @param {Stop | undefined} first */
function skipLinkFindings(first) {
  if (!first) return ['Tab reaches nothing'];
  return first.skip ? [] : [`Tab reaches ${first.name} first, which is no link into the page`];
}

/**
 * @param {any} order  Names of what Tab has to reach, and what stands out of order.
 * @param {Stop[]} stops
 * @param {string} ended
 */
function orderFindings(order, stops, ended) {
  const findings = order.jumping.map((/** @type {string} */ name) => `a positive tabindex moves ${name} out of order`);
  if (ended === 'trap') findings.push(`Tab does not leave ${stops.at(-1)?.name}`);
  const known = stops.filter((stop) => stop.at >= 0);
  const back = known.filter((stop, at) => at > 0 && stop.at < known[at - 1].at);
  findings.push(...some(back, 'Tab goes back to'));
  if (ended !== 'end') return findings;
  const reached = new Set(known.map((stop) => stop.at));
  const start = known[0]?.at ?? 0;
  const missed = order.names
    .map((/** @type {string} */ name) => ({ name }))
    .filter((/** @type {unknown} */ _, /** @type {number} */ at) => at > start && !reached.has(at));
  findings.push(...some(missed, 'Tab does not reach'));
  return findings;
}

/**
 * @param {{name: string, place?: string}[]} stops
 * @param {string} text
 */
function some(stops, text) {
  const lines = stops.slice(0, SHOWN).map(({ name, place }) => `${text} ${name}${place ? ` (${place})` : ''}`);
  return stops.length > SHOWN ? [...lines, `${text} ${stops.length - SHOWN} more`] : lines;
}

/** The controls that the list of pages names have to be there and be among what Tab reaches. */
async function controlFindings(/** @type {Visit} */ { page, entry }) {
  const findings = [];
  for (const selector of entry.controls ?? []) {
    const matching = page.locator(selector);
    if ((await matching.count()) === 0) findings.push(`there is no control ${selector}`);
    else if (!(await matching.evaluateAll((all) => /** @type {any} */ (window).keyboardWalk.reaches(all))))
      findings.push(`Tab cannot reach the control ${selector}`);
  }
  return findings;
}

/** Enter on the skip link leads into `main`: the next Tab is at or after its beginning. */
async function skipFindings(/** @type {Page} */ page) {
  await page.evaluate(() => /** @type {any} */ (window).keyboardWalk.focusFirst());
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inMain = await page.evaluate(() => {
    const main = document.querySelector('main');
    const now = document.activeElement;
    return main && now ? (main.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 : false;
  });
  return inMain ? [] : ['the skip link does not lead to main'];
}
