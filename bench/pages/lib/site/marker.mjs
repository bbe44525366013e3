// "Where do I stand?" on the answer: the sum that is typed moves the marker and stays in the page.
import { holdsSum } from '../checks/privacy.mjs';
import { setting } from '../settings.mjs';
import { openWindow } from '../visit.mjs';
import { waitUntil } from '../wait.mjs';

/** @typedef {import('../types.mjs').Page} Page */
/** @typedef {import('../types.mjs').Browser} Browser */

const ANSWER = '/pay?q=senior+backend,+Seattle';
const FIELD = '#mine';
/** A sum that stands nowhere else on the page. */
const SUM = '187,312';
const ANNOUNCED = 3_000;

/**
 * @param {Browser} browser
 * @param {string} base
 */
export async function checkMarker(browser, base) {
  const { page, watch, close } = await openWindow(browser, setting('desk', 'light', true));
  try {
    await page.goto(base + ANSWER);
    const field = page.locator(FIELD);
    if ((await field.count()) === 0) return [`${ANSWER} has no field ${FIELD}`];
    const before = await liveTexts(page);
    const asked = watch.requests.length;
    await field.fill('');
    await field.pressSequentially(SUM, { delay: 20 });
    const news = (/** @type {string[]} */ texts) => texts.find((text, at) => text && text !== before[at]);
    const said = news(
      (await waitUntil(
        () => liveTexts(page),
        (texts) => news(texts) !== undefined,
        ANNOUNCED,
      )) ?? [],
    );
    const requests = watch.requests.slice(asked);
    return [
      ...(said === undefined ? [`no live region says where ${SUM} stands within ${ANNOUNCED / 1000} seconds`] : []),
      ...(said !== undefined && !/\d/.test(said) ? [`the live region says no figure: "${said}"`] : []),
      ...(await leaks(page, requests)),
      ...watch.faults,
      ...watch.console.map(({ text }) => `console: ${text}`),
    ];
  } finally {
    await close();
  }
}

/** @param {Page} page */
const liveTexts = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status]')].map(
      (one) => one.textContent?.trim() ?? '',
    ),
  );

/**
 * Where the sum went that it should not be.
 * @param {Page} page
 * @param {import('playwright-core').Request[]} requests
 */
async function leaks(page, requests) {
  // The sum is typed sign by sign, so that a request may hold any beginning of it: there may be none at all.
  const sent = requests.map(
    (request) => `a request is made while the sum is typed: ${request.method()} ${request.url()}`,
  );
  const kept = await page.evaluate(() => ({
    address: location.href,
    history: JSON.stringify(history.state),
    cookies: document.cookie,
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  }));
  const places = Object.entries(kept).filter(([, text]) => holdsSum(text ?? '', SUM));
  return [...sent, ...places.map(([place, text]) => `the sum stands in ${place}: ${text}`)];
}
