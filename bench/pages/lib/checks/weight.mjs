// How many bytes the first view takes, with nothing in the browser's cache.
import { gzipSync } from 'node:zlib';

/** @typedef {import('../types.mjs').Check} Check */
/** @typedef {import('../types.mjs').Visit} Visit */
/** @typedef {import('playwright-core').Request} Request */

/** Limits in bytes. HTML, CSS and JavaScript gzipped; fonts and the whole as they are sent. */
const LIMITS = { html: 20_000, css: 10_000, js: 6_000, fonts: 41_000, all: 150_000 };

/** @type {Check} */
export const weight = {
  name: 'weight',
  when: (entry, setting) => setting.colours === 'light' && (setting.scripts || entry.onlyWithoutScripts === true),
  async run(visit) {
    const sizes = await measure(visit);
    const limits = { ...LIMITS, html: (visit.entry.limits?.html ?? LIMITS.html / 1000) * 1000 };
    const kinds = /** @type {(keyof typeof LIMITS)[]} */ (Object.keys(LIMITS));
    const over = kinds.filter((kind) => sizes[kind] > limits[kind]);
    const told = kinds.map((kind) => `${kind} ${kilobytes(sizes[kind])}`).join(', ');
    return [
      ...over.map((kind) => `${kind} is ${kilobytes(sizes[kind])} KB, over ${kilobytes(limits[kind])}`),
      `note: KB of the first view: ${told}; ${sizes.requests} requests`,
    ];
  },
};

/** @param {number} bytes */
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

/** @param {Visit} visit */
async function measure({ watch, response, body, entry }) {
  const sizes = { html: gzipSync(body).length, css: 0, js: 0, fonts: 0, all: 0, requests: 0 };
  for (const request of firstViewRequests(watch.requests, response.request(), entry)) {
    const answer = await request.response();
    if (!answer) continue;
    await answer.finished();
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    const gzipped = gzipSync((await watch.sent.get(request)) ?? '').length;
    sizes.requests += 1;
    sizes.all += Math.max(responseBodySize, 0) + Math.max(responseHeadersSize, 0);
    if (request.resourceType() === 'font') sizes.fonts += responseBodySize;
    if (request.resourceType() === 'stylesheet') sizes.css += gzipped;
    if (request.resourceType() === 'script') sizes.js += gzipped;
  }
  return sizes;
}

/**
 * Each address once. Where a form led to the page, styles and fonts came with the page before.
 * @param {Request[]} requests
 * @param {Request} document
 * @param {import('../types.mjs').PageEntry} entry
 */
function firstViewRequests(requests, document, entry) {
  if (entry.reach) return [document];
  return requests.filter((request, at) => requests.findIndex((other) => other.url() === request.url()) === at);
}
