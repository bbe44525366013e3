// The pages of a small site that has all that the checks look for. The self-tests break it, one thing at
// a time.

/** @param {string} title @param {string} main @param {string} [ahead] */
const page = (title, main, ahead = '') => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/style.css">${ahead}<script src="/script.js" defer></script></head>
<body><a class="skip" href="#main">Skip to the answer</a>
<header><nav aria-label="Main"><ul><li><a href="/">Ask</a></li><li><a href="/offer">Offer</a></li><li><a href="/pay?q=senior+backend,+Seattle#why">Pay</a></li></ul></nav></header>
<main id="main">${main}</main>
<footer><a href="https://example.org/source">A source elsewhere</a></footer></body></html>`;

/** @param {string} value @param {string} [more] */
const box = (value, more = '') => `<form action="/pay" class="ask"><label for="q">Describe the work</label>
<input id="q" name="q" type="text" autocomplete="off" value="${value}"${more}><button type="submit">Ask</button>
<p id="told" class="unseen" role="status"></p></form>`;

export const home = page('What work pays', `<h1>What does the work pay?</h1>${box('')}`);

/** @param {string} mine */
export const pay = (mine) =>
  page(
    'Pay',
    `<h1>About $196k a year</h1>${box('senior backend, Seattle')}
<p><a href="/pay?q=senior+backend,+Seattle&amp;per=month">A month</a></p>
<form method="post" action="/pay?q=senior+backend,+Seattle"><label for="mine">Where do I stand?</label>
<input id="mine" name="mine" type="text" inputmode="decimal" value="${mine}"><button type="submit">Show</button></form>
<p id="stand" aria-live="polite">${mine ? 'More than 40 in 100' : ''}</p>
<section aria-labelledby="why"><h2 id="why">Why</h2>
<section class="wide" tabindex="0" aria-label="Table"><table><caption>Steps</caption><thead><tr><th scope="col">Step</th><th scope="col">Change</th></tr></thead>
<tbody><tr><th scope="row">Seattle</th><td>+18%</td></tr></tbody></table></section>
<details><summary>What we assume</summary><p><a href="/offer">Offers</a></p></details></section>`,
  );

/** @param {string} sum */
export const offer = (sum) =>
  page(
    'Offer',
    `<h1>${sum ? 'A is worth more' : 'Which offer is worth more?'}</h1>
<form method="post" action="/offer"><label for="base">Base a year</label><input id="base" name="base" type="text" value="${sum}">
<fieldset><legend>How you file</legend><label><input type="radio" name="filing" value="single" checked> single</label>
<label><input type="radio" name="filing" value="joint"> joint</label></fieldset>
<label for="years">Years</label><select id="years" name="years"><option value="4">4</option><option value="2">2</option></select>
<button type="submit">Compare</button></form>`,
  );

export const unknownWord = page(
  'Error: we do not know a word',
  `<div role="alert" tabindex="-1" id="summary"><h1>We do not know “bakend”</h1>
<ul><li><a href="/pay?q=senior+backend">backend</a></li></ul></div>
<p id="wrong">Error: change or remove the word</p>${box('senior bakend', ' aria-invalid="true" aria-describedby="wrong"')}`,
);

export const notFound = page('Not here', '<h1>There is no such page</h1><p><a href="/">Ask a question</a></p>');

/** Sends itself anew until it is ready. */
export const slow = page(
  'Working',
  '<h1>This takes about a second</h1>',
  '<meta http-equiv="refresh" content="1;url=/pay?q=senior+backend,+Seattle">',
);
