// What the page may do: its policy, other hosts, what it keeps, and what a private page may not tell.
import { isPolicy } from './loads.mjs';

/** @typedef {import('../types.mjs').Check} Check */
/** @typedef {import('../types.mjs').Visit} Visit */

/** @type {Check} */
export const policy = {
  name: 'policy',
  run({ response, watch }) {
    const header = response.headers()['content-security-policy'] ?? '';
    const findings = [];
    if (!/(^|;)\s*default-src\s+'(self|none)'/.test(header)) {
      findings.push(`the header Content-Security-Policy has no default-src 'self' or 'none': "${header}"`);
    }
    const unsafe = header.match(/'unsafe-[a-z-]+'/g) ?? [];
    findings.push(...unsafe.map((word) => `the header Content-Security-Policy allows ${word}`));
    findings.push(...watch.console.filter(({ text }) => isPolicy(text)).map(({ text }) => text));
    return findings;
  },
};

/** @type {Check} */
export const ownHost = {
  name: 'own-host',
  run({ base, watch }) {
    const others = watch.requests.map((request) => request.url()).filter((url) => isElsewhere(url, base));
    return [...new Set(others)].map((url) => `asks another host: ${url}`);
  },
};

/**
 * @param {string} url
 * @param {string} base
 */
const isElsewhere = (url, base) => !/^(data|blob|about):/.test(url) && new URL(url).origin !== base;

/** @type {Check} */
export const keepsNothing = {
  name: 'keeps-nothing',
  async run({ page, watch }) {
    const findings = [];
    const cookies = await page.context().cookies();
    findings.push(...cookies.map(({ name }) => `sets the cookie ${name}`));
    const keys = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
    findings.push(...keys.map((key) => `keeps ${key} in the browser's storage`));
    const headers = await Promise.all(watch.documents.map((document) => document.headerValue('set-cookie')));
    if (headers.some(Boolean) && cookies.length === 0) findings.push('sends Set-Cookie');
    return findings;
  },
};

/** @type {Check} */
export const isPrivate = {
  name: 'private',
  when: (entry) => entry.sums !== undefined,
  async run({ entry, response, watch, page }) {
    const findings = [];
    const method = response.request().method();
    if (method !== 'POST') findings.push(`is reached by ${method}, not by POST`);
    const cache = response.headers()['cache-control'] ?? 'none';
    if (!/\bno-store\b/.test(cache)) findings.push(`Cache-Control is ${cache}, not no-store`);
    const addresses = [page.url(), ...watch.requests.flatMap((one) => [one.url(), one.headers().referer ?? ''])];
    findings.push(...tellingAddresses(addresses, entry.sums ?? []));
    return findings;
  },
};

/**
 * The addresses in which a sum stands, however it is written: 180000, 180,000, 180%2C000, 180k.
 * @param {string[]} addresses
 * @param {string[]} sums
 */
export function tellingAddresses(addresses, sums) {
  const telling = addresses.filter((address) => sums.some((sum) => holdsSum(address, sum)));
  return [...new Set(telling)].map((address) => `the sum stands in an address: ${address}`);
}

/**
 * @param {string} text
 * @param {string} sum
 */
export function holdsSum(text, sum) {
  const digits = sum.replace(/\D/g, '');
  const thousands = digits.replace(/000$/, 'k');
  const plain = decode(text)
    .replace(/[\s,._’'$€£]/g, '')
    .toLowerCase();
  return [digits, thousands].some((form) => new RegExp(`(?<!\\d)${form}(?!\\d)`).test(plain));
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
