// A page that is made for paper: it is printed light and no wider than the paper.
import { measure } from './width.mjs';

/** @typedef {import('../types.mjs').Check} Check */

/** A4 less 18 mm on each side, in CSS pixels. */
const PAPER = { width: 658, height: 986 };

/** @type {Check} */
export const print = {
  name: 'print',
  when: (entry, setting) => entry.print === true && setting.name === 'desk-dark',
  async run({ page }) {
    const before = page.viewportSize();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.setViewportSize(PAPER);
    const seen = await page.evaluate(() => ({
      ground: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color,
    }));
    const { scroll, beyond } = await page.evaluate(measure);
    await page.emulateMedia({ media: null, colorScheme: 'dark' });
    if (before) await page.setViewportSize(before);
    const findings = [];
    if (brightness(seen.ink) > 0.4)
      findings.push(`is printed with pale ink where the system is dark: ${seen.ink} on ${seen.ground}`);
    if (scroll > PAPER.width)
      findings.push(`is ${scroll} pixels wide on paper of ${PAPER.width}: ${beyond.join(', ')}`);
    return findings;
  },
};

/** From 0, black, to 1, white. @param {string} colour */
function brightness(colour) {
  const parts = (colour.match(/[\d.]+/g) ?? ['0']).slice(0, 3).map(Number);
  return parts.reduce((sum, part) => sum + part, 0) / (255 * parts.length);
}
