// axe-core finds what people with assistive technology cannot use.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bringScript } from '../bring.mjs';

/** @typedef {import('../types.mjs').Check} Check */

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const FAILING = new Set(['serious', 'critical']);

/** @type {import('axe-core').RunOptions} */
const OPTIONS = {
  resultTypes: ['violations'],
  // It would fetch the style sheets once more, for a rule that is not switched on.
  preload: false,
  // Switched off in axe as it stands. The design asks for targets of 24 pixels.
  rules: { 'target-size': { enabled: true } },
};

/** @type {Check} */
export const accessibility = {
  name: 'axe',
  async run({ page }) {
    await bringScript(page, AXE);
    const results = await page.evaluate(
      (/** @type {any} */ options) => /** @type {any} */ (window).axe.run(document, options),
      OPTIONS,
    );
    return results.violations.map((/** @type {import('axe-core').Result} */ violation) => {
      const { id, impact, help, nodes } = violation;
      const where = nodes.slice(0, 2).map((node) => `${node.target.join(' ')}${detail(node)}`);
      const text = `${impact} ${id}: ${help}; ${nodes.length} times, as ${where.join(' and ')}`;
      return FAILING.has(impact ?? '') ? text : `note: ${text}`;
    });
  },
};

/** @param {import('axe-core').NodeResult} node  For contrast: which colours. */
function detail(node) {
  const data = node.any[0]?.data;
  if (!data?.contrastRatio) return '';
  return ` (${data.contrastRatio} of ${data.expectedContrastRatio}, ${data.fgColor} on ${data.bgColor})`;
}
