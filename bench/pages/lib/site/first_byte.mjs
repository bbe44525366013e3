// How long the server takes until the first byte of its answer, over loopback on one connection.
import http from 'node:http';

const TIMES = 20;
const LEAST = 5;
const WARM_UP = 2;
/** A page that is slow is asked less often, so that all pages together stay bearable. */
const PATIENCE = 1_500;
const LIMIT = 5;

/**
 * The median in milliseconds, how often it was asked, and whether that is over the limit.
 * @param {string} base
 * @param {import('../types.mjs').PageEntry} entry
 */
export async function measureFirstByte(base, entry) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (let time = 0; time < WARM_UP; time += 1) await firstByte(base + entry.path, agent);
    /** @type {number[]} */
    const times = [];
    const start = performance.now();
    while (times.length < TIMES && (times.length < LEAST || performance.now() - start < PATIENCE)) {
      times.push(await firstByte(base + entry.path, agent));
    }
    const limit = entry.limits?.firstByte ?? LIMIT;
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    return { median, times: times.length, limit, isOver: median > limit };
  } finally {
    agent.destroy();
  }
}

/**
 * @param {string} url
 * @param {http.Agent} agent
 * @returns {Promise<number>}
 */
function firstByte(url, agent) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const request = http.get(
      url,
      { agent, headers: { 'accept-encoding': 'gzip', accept: 'text/html' } },
      (response) => {
        const time = performance.now() - start;
        response
          .once('end', () => resolve(time))
          .once('error', reject)
          .resume();
      },
    );
    request.once('error', reject);
  });
}
