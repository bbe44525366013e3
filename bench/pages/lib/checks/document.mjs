// The skeleton of the page: one h1, language, title, landmarks, ids that stand once.

/** @typedef {import('../types.mjs').Check} Check */

/** @type {Check} */
export const skeleton = {
  name: 'skeleton',
  async run({ page, entry }) {
    const seen = await page.evaluate(readSkeleton);
    const findings = [];
    if (seen.h1.length !== 1) findings.push(`${seen.h1.length} visible h1 instead of one: ${seen.h1.join(' | ')}`);
    if (seen.h1.some((text) => !text)) findings.push('the h1 has no words');
    if (!/^[a-z]{2}(-[A-Za-z]+)?$/.test(seen.lang)) findings.push(`html has no lang: "${seen.lang}"`);
    if (seen.titles !== 1 || !seen.title.trim())
      findings.push(`${seen.titles} titles, and the first is "${seen.title}"`);
    if (entry.error && !seen.title.startsWith('Error:'))
      findings.push(`the title does not begin with "Error:": "${seen.title}"`);
    if (seen.mains !== 1) findings.push(`${seen.mains} visible main instead of one`);
    if (!seen.viewport) findings.push('no meta viewport with width=device-width');
    findings.push(...seen.twice.map((id) => `the id "${id}" stands more than once`));
    return findings;
  },
};

/** Runs in the page. */
function readSkeleton() {
  const visible = (/** @type {string} */ selector) =>
    [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  return {
    h1: visible('h1').map((one) => (one.textContent ?? '').trim()),
    lang: document.documentElement.lang,
    title: document.title,
    titles: document.head.querySelectorAll('title').length,
    mains: visible('main').length,
    viewport: /width=device-width/.test(document.querySelector('meta[name=viewport]')?.getAttribute('content') ?? ''),
    twice: [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))],
  };
}

/** @type {Check} */
export const errorSummary = {
  name: 'error-summary',
  when: (entry) => entry.error === true,
  async run({ page, setting }) {
    const summary = page.locator('[role=alert]').filter({ visible: true });
    if ((await summary.count()) === 0) return ['no visible error summary with role=alert'];
    const seen = await summary.first().evaluate((one) => ({
      links: one.querySelectorAll('a[href]').length,
      focused: one.contains(document.activeElement),
      invalid: document.querySelectorAll('[aria-invalid=true]').length,
    }));
    const findings = [];
    if (seen.links === 0) findings.push('the error summary offers no link to what is near');
    if (setting.scripts && !seen.focused) findings.push('the focus is not moved to the error summary');
    if (seen.invalid === 0) findings.push('no field says that it is wrong (aria-invalid)');
    return findings;
  },
};
