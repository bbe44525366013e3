// Brings a script of the harness into a page.

/**
 * By the developer tools, which no policy of the page forbids, and which is quicker than Playwright's way.
 * @param {import('./types.mjs').Page} page
 * @param {string} script
 */
export async function bringScript(page, script) {
  const devtools = await page.context().newCDPSession(page);
  const { exceptionDetails } = await devtools.send('Runtime.evaluate', { expression: script });
  await devtools.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.text);
}
