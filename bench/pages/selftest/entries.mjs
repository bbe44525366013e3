// The pages of the small site, as pages.mjs lists those of the product.
import { ask, click, send } from '../lib/ways.mjs';

export const SUM = '187312';

/** @type {import('../lib/types.mjs').PageEntry[]} */
export default [
  {
    name: 'home',
    path: '/',
    controls: ['#q', 'form button'],
    way: {
      does: 'asks',
      act: ask('#q', 'senior backend, Seattle'),
      lands: /^\/pay\?q=senior backend, Seattle$/,
      says: /\$196k/,
    },
  },
  {
    name: 'pay',
    path: '/pay?q=senior+backend,+Seattle',
    print: true,
    way: { does: 'asks for a month', act: click('main a[href*=month]'), lands: /per=month/ },
  },
  {
    name: 'pay-mine',
    path: '/pay?q=senior+backend,+Seattle',
    onlyWithoutScripts: true,
    reach: send('form:has(#mine)', { mine: SUM }),
    sums: [SUM],
  },
  { name: 'offer', path: '/offer' },
  {
    name: 'offer-result',
    path: '/offer',
    reach: send('form[method=post]', { base: SUM, filing: 'joint', years: '2' }),
    sums: [SUM],
  },
  { name: 'unknown-word', path: '/pay?q=senior+bakend', status: 422, error: true },
  { name: 'not-found', path: '/no/such/page', status: 404 },
  { name: 'slow', path: '/slow' },
];
