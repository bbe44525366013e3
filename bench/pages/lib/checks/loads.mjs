// The page arrives with the right status, and nothing fails while it loads.

/** @typedef {import('../types.mjs').Check} Check */
/** @typedef {import('../types.mjs').Visit} Visit */

/** The browser tells a status from 400 on as an error, also where that status is right. */
const isOwnStatus = (/** @type {Visit} */ { watch }, /** @type {{text: string, url: string}} */ message) =>
  message.text.startsWith('Failed to load resource') && watch.documents.some((one) => one.url() === message.url);

/** @param {string} text */
export const isPolicy = (text) => /content security policy/i.test(text);

/** @type {Check} */
export const loads = {
  name: 'loads',
  async run(visit) {
    const { entry, response, watch } = visit;
    const expected = entry.status ?? 200;
    const findings = [];
    if (response.status() !== expected) findings.push(`status ${response.status()}, not ${expected}`);
    const kind = response.headers()['content-type'] ?? 'none';
    if (!/^text\/html; ?charset=utf-8$/i.test(kind)) findings.push(`content type ${kind}, not text/html in UTF-8`);
    const console = watch.console.filter((message) => !isPolicy(message.text) && !isOwnStatus(visit, message));
    findings.push(...console.map(({ type, text, url }) => `console, ${type}: ${text} (${url})`));
    findings.push(...watch.faults);
    findings.push(...(await failedRequests(visit)));
    return findings;
  },
};

/** @param {Visit} visit */
async function failedRequests({ watch }) {
  const others = watch.requests.filter((request) => !request.isNavigationRequest());
  const told = await Promise.all(
    others.map(async (request) => {
      const failure = request.failure();
      // What the page itself calls off, as an older question for suggestions, has not failed.
      if (failure)
        return failure.errorText.includes('ABORTED') ? [] : [`${request.url()} failed: ${failure.errorText}`];
      const response = await request.response();
      return response && response.status() >= 400 ? [`${request.url()} has status ${response.status()}`] : [];
    }),
  );
  return told.flat();
}
