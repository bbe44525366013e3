// Nothing scrolls sideways: at the width of the setting, and at 320 pixels, which is also what a page
// of 1280 has when it is zoomed to 400%.
import { VIEWS } from '../settings.mjs';

/** @typedef {import('../types.mjs').Check} Check */
/** @typedef {import('../types.mjs').Page} Page */

const NARROWEST = 320;

/** @type {Check} */
export const width = {
  name: 'width',
  async run({ page, setting }) {
    const findings = await tooWide(page, VIEWS[setting.view].width);
    if (setting.view !== 'phone') return findings;
    const { width: own, height } = VIEWS.phone;
    await page.setViewportSize({ width: NARROWEST, height });
    findings.push(...(await tooWide(page, NARROWEST)));
    await page.setViewportSize({ width: own, height });
    return findings;
  },
};

/**
 * @param {Page} page
 * @param {number} window  Its width.
 */
async function tooWide(page, window) {
  const seen = await page.evaluate(measure);
  const findings = [];
  if (seen.client > window) findings.push(`is laid out for ${seen.client} pixels, not for ${window}`);
  if (seen.scroll > Math.min(seen.client, window)) {
    const who = seen.beyond.length > 0 ? `: ${seen.beyond.join(', ')}` : '';
    findings.push(`scrolls sideways at ${window} pixels, is ${seen.scroll} wide${who}`);
  }
  return findings;
}

/** Runs in the page. Names the first elements that stick out and that nothing around them cuts off. */
export function measure() {
  const root = document.scrollingElement ?? document.documentElement;
  const isCut = (/** @type {Element} */ one) => {
    for (let around = one.parentElement; around && around !== document.body; around = around.parentElement) {
      if (getComputedStyle(around).overflowX !== 'visible') return true;
    }
    return false;
  };
  const name = (/** @type {Element} */ one) =>
    `<${one.localName}${one.id ? ` id=${one.id}` : ''}${one.getAttribute('class') ? ` class="${one.getAttribute('class')}"` : ''}>`;
  const beyond = [...document.body.querySelectorAll('*')].filter(
    (one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !isCut(one),
  );
  return { scroll: root.scrollWidth, client: root.clientWidth, beyond: beyond.slice(0, 3).map(name) };
}
