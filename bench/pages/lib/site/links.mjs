// Follows the links of the site from its first page and tells those that lead nowhere.
import { idsOf, linksOf } from './html_links.mjs';

/** @typedef {import('../types.mjs').Options} Options */
/** @typedef {{from: string, fragment: string, isForm: boolean}} Mention  Where an address stands. */
/** @typedef {{address: string, mentions: Mention[], kind: string}} Target */

/** How many pages are read for further links, and how many more addresses are only asked for. */
const LIMITS = { fast: { read: 40, ask: 120 }, full: { read: 400, ask: 2000 }, pictures: { read: 0, ask: 0 } };
const AT_ONCE = 2;
const ANSWER_TIME = 20_000;

/**
 * @param {string} base
 * @param {string[]} starts  Paths that are read first: `/` and the pages that are listed.
 * @param {Options['mode']} mode
 */
export async function checkLinks(base, starts, mode) {
  const crawl = new Crawl(base);
  for (const start of starts) crawl.mention(start, { from: 'the list of pages', fragment: '', isForm: false });
  await crawl.run(LIMITS[mode]);
  return { findings: crawl.findings, notes: crawl.notes() };
}

/** Path and query sorted by what they are, so that each kind of page has its turn: `/pay?per&q`. */
function kindOf(/** @type {URL} */ url) {
  const segments = url.pathname.split('/').length;
  return `${url.pathname.split('/')[1]}/${segments}?${[...new Set(url.searchParams.keys())].sort().join('&')}`;
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

class Crawl {
  /** @type {Map<string, Target>} */
  #targets = new Map();
  /** @type {Target[]} */
  #waiting = [];
  /** @type {Map<string, number>} How often each kind of page was taken. */
  #taken = new Map();
  /** @type {Map<string, Set<string>>} */
  #external = new Map();
  /** @type {Map<string, Set<string>>} The ids of the pages that were read. */
  #ids = new Map();
  #asked = 0;
  /** @type {string[]} */
  findings = [];

  /** @param {string} base */
  constructor(base) {
    this.base = base;
  }

  /**
   * Remembers an address and where it stands.
   * @param {string} href
   * @param {Mention} mention
   */
  mention(href, mention) {
    const page = mention.from.startsWith('/') ? this.base + mention.from : this.base;
    if (/^javascript:/i.test(href)) return void this.findings.push(`a link on ${mention.from} is a script: ${href}`);
    if (!URL.canParse(href, page)) return void this.findings.push(`a link on ${mention.from} is no address: ${href}`);
    const url = new URL(href, page);
    if (url.origin !== this.base) return this.#mentionOutside(url, mention);
    const address = url.pathname + url.search;
    const known = this.#targets.get(address);
    const full = { ...mention, fragment: decode(url.hash.slice(1)) };
    if (known) return void known.mentions.push(full);
    const target = { address, mentions: [full], kind: kindOf(url) };
    this.#targets.set(address, target);
    this.#waiting.push(target);
  }

  /**
   * @param {URL} url
   * @param {Mention} mention
   */
  #mentionOutside(url, { from }) {
    if (/^(mailto|tel|data):$/.test(url.protocol)) return;
    if (url.protocol !== 'https:') this.findings.push(`a link on ${from} leads out of the site without https: ${url}`);
    const pages = this.#external.get(url.href) ?? new Set();
    this.#external.set(url.href, pages.add(from));
  }

  /** @param {{read: number, ask: number}} limits */
  async run({ read, ask }) {
    await this.#work(read, 'GET');
    await this.#work(ask, 'HEAD');
    this.#checkFragments();
  }

  /**
   * Takes waiting addresses, several at once, until none is left or the limit is reached.
   * @param {number} limit
   * @param {'GET' | 'HEAD'} method
   */
  async #work(limit, method) {
    let left = limit;
    while (left > 0 && this.#waiting.length > 0) {
      const batch = Array.from({ length: Math.min(AT_ONCE, left, this.#waiting.length) }, () => this.#next());
      left -= batch.length;
      await Promise.all(batch.map((target) => this.#take(target, method)));
    }
  }

  /** The waiting address whose kind was taken least often. */
  #next() {
    const times = (/** @type {Target} */ { kind }) => this.#taken.get(kind) ?? 0;
    let best = 0;
    this.#waiting.forEach((target, at) => {
      if (times(target) < times(this.#waiting[best])) best = at;
    });
    const [target] = this.#waiting.splice(best, 1);
    this.#taken.set(target.kind, times(target) + 1);
    return target;
  }

  /**
   * @param {Target} target
   * @param {'GET' | 'HEAD'} method
   */
  async #take(target, method) {
    this.#asked += 1;
    try {
      const response = await fetch(this.base + target.address, {
        method,
        // As browsers ask: what is not found is a page for them, and JSON for programs.
        headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_TIME),
      });
      const html = method === 'GET' ? await response.text() : '';
      this.#judge(target, response, html);
    } catch (error) {
      this.#tell(target, error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * @param {Target} target
   * @param {Response} response
   * @param {string} html
   */
  #judge(target, response, html) {
    const { status, headers } = response;
    const from = target.address;
    if (status >= 300 && status < 400) {
      return this.mention(headers.get('location') ?? '', { from, fragment: '', isForm: false });
    }
    // An empty form may be refused, but there has to be something that refuses it.
    const isOnlyForm = target.mentions.every(({ isForm }) => isForm);
    if (isOnlyForm && [400, 422].includes(status)) return;
    if (status >= 400) return this.#tell(target, `status ${status}`);
    if (!headers.get('content-type')?.startsWith('text/html') || !html) return;
    this.#ids.set(from, idsOf(html));
    for (const { href, isForm } of linksOf(html)) this.mention(href, { from, fragment: '', isForm });
  }

  /**
   * @param {Target} target
   * @param {string} what
   */
  #tell({ address, mentions }, what) {
    this.findings.push(`${address}: ${what}; it stands on ${places(mentions)}`);
  }

  /** A link to a part of a page needs that part. Pages that were not read are not judged. */
  #checkFragments() {
    for (const { address, mentions } of this.#targets.values()) {
      const ids = this.#ids.get(address);
      if (!ids) continue;
      const missing = mentions.filter(({ fragment }) => fragment && fragment !== 'top' && !ids.has(fragment));
      for (const fragment of new Set(missing.map((one) => one.fragment))) {
        const from = places(missing.filter((one) => one.fragment === fragment));
        this.findings.push(`${address}#${fragment}: the page has no such part; it stands on ${from}`);
      }
    }
  }

  notes() {
    const outside = [...this.#external].map(
      ([url, pages]) => `outside: ${url} (on ${pages.size} pages, as ${[...pages][0]})`,
    );
    return [`${this.#asked} addresses asked, ${this.#waiting.length} more not`, ...outside.sort()];
  }
}

/** @param {Mention[]} mentions */
function places(mentions) {
  const pages = [...new Set(mentions.map(({ from }) => from))];
  return pages.length > 3 ? `${pages.slice(0, 3).join(', ')} and ${pages.length - 3} more` : pages.join(', ');
}
