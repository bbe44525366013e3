// Reads links and ids out of HTML as the server sent it.

const TAG = /<(a|area|link|script|img|source|form|iframe)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const COMMENT = /<!--[\s\S]*?-->/g;
const ENTITIES = /** @type {Record<string, string>} */ ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" });

/** @param {string} text */
function decode(text) {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? whole;
  });
}

/**
 * @param {string} attributes
 * @param {string} name
 */
function attribute(attributes, name) {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
  return found ? decode(found[1] ?? found[2] ?? found[3] ?? '') : undefined;
}

/**
 * All addresses that a page names, as they are written. Forms that are sent by POST are left out: their
 * addresses need not answer a GET.
 * @param {string} html
 * @returns {{href: string, isForm: boolean}[]}
 */
export function linksOf(html) {
  const tags = [...html.replace(COMMENT, '').matchAll(TAG)];
  return tags.flatMap(([, tag, attributes]) => {
    const isForm = tag.toLowerCase() === 'form';
    if (isForm && /^post$/i.test(attribute(attributes, 'method') ?? '')) return [];
    const href = attribute(attributes, isForm ? 'action' : /^(a|area|link)$/i.test(tag) ? 'href' : 'src');
    return href === undefined ? [] : [{ href, isForm }];
  });
}

/**
 * All places of a page that a link can lead to.
 * @param {string} html
 */
export function idsOf(html) {
  const ids = html.replace(COMMENT, '').matchAll(/\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi);
  return new Set([...ids].map((found) => decode(found[1] ?? found[2] ?? found[3] ?? '')));
}
