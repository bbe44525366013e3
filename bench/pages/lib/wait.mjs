// Waits for something that happens after a while.

const PAUSE = 50;

/**
 * Asks again and again until the answer is what is wanted or the time is over.
 * @template T
 * @param {() => Promise<T>} ask
 * @param {(answer: T) => boolean} isWanted
 * @param {number} time  Milliseconds.
 * @returns {Promise<T | undefined>}
 */
export async function waitUntil(ask, isWanted, time) {
  const end = performance.now() + time;
  while (performance.now() < end) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  return undefined;
}
