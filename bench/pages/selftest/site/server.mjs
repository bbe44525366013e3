// Serves the small site on a free port, with one thing broken if a test asks for that.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { home, notFound, offer, pay, slow, unknownWord } from './html.mjs';

/**
 * What a test breaks.
 * @typedef {object} Broken
 * @property {(html: string, path: string) => string} [html]
 * @property {(css: string) => string} [css]
 * @property {(js: string) => string} [js]
 * @property {Record<string, string | undefined>} [headers]  Of pages; undefined removes one.
 * @property {(status: number, path: string) => number} [status]
 * @property {number} [delay]  Milliseconds before each page.
 */

const HTML = 'text/html; charset=utf-8';
const HEADERS = { 'content-type': HTML, 'content-security-policy': "default-src 'self'", 'cache-control': 'no-cache' };

/** @param {URL} url @param {string} body  @returns {[number, string, Record<string, string>?]} */
function answer(url, body) {
  const sums = new URLSearchParams(body);
  const isPosted = body.length > 0;
  const noStore = { 'cache-control': 'no-store' };
  if (url.pathname === '/') return [200, home];
  if (url.pathname === '/slow') return [200, slow];
  if (url.pathname === '/offer') return [200, offer(sums.get('base') ?? ''), isPosted ? noStore : {}];
  if (url.pathname !== '/pay') return [404, notFound];
  const question = url.searchParams.get('q') ?? '';
  return question.includes('bakend') || !question
    ? [422, unknownWord]
    : [200, pay(sums.get('mine') ?? ''), isPosted ? noStore : {}];
}

const ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>';

/** @param {string} name */
const file = (name) => readFile(new URL(name, import.meta.url), 'utf8');

/** @param {Broken} broken @param {URL} url @param {string} body */
async function respond(broken, url, body) {
  const { html = (text) => text, css = (text) => text, js = (text) => text } = broken;
  if (url.pathname === '/style.css')
    return { status: 200, headers: { 'content-type': 'text/css' }, text: css(await file('style.css')) };
  if (url.pathname === '/script.js')
    return { status: 200, headers: { 'content-type': 'text/javascript' }, text: js(await file('script.js')) };
  if (url.pathname === '/icon.svg') return { status: 200, headers: { 'content-type': 'image/svg+xml' }, text: ICON };
  if (url.pathname === '/suggest') {
    const text = JSON.stringify(['senior backend developer', 'senior back-office developer', 'senior, Backnang']);
    return { status: 200, headers: { 'content-type': 'application/json' }, text };
  }
  const [status, page, more] = answer(url, body);
  await new Promise((done) => setTimeout(done, broken.delay ?? 0));
  return {
    status: broken.status?.(status, url.pathname) ?? status,
    headers: { ...HEADERS, ...more, ...broken.headers },
    text: html(page, url.pathname),
  };
}

/**
 * @param {Broken} [broken]
 * @returns {Promise<{base: string, stop: () => void}>}
 */
export function startSite(broken = {}) {
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { status, headers, text } = await respond(broken, url, body);
    const set = Object.entries(headers).filter(([, value]) => value !== undefined);
    response.writeHead(status, /** @type {any} */ (Object.fromEntries(set)));
    response.end(text);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve({ base: `http://127.0.0.1:${port}`, stop: () => (server.closeAllConnections(), void server.close()) });
    });
  });
}
