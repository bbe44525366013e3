// Does several pieces of work at the same time.
import { stripVTControlCharacters } from 'node:util';

/**
 * @param {(() => Promise<void>)[]} jobs  None may throw.
 * @param {number} workers
 */
export async function runAll(jobs, workers) {
  const waiting = [...jobs];
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job();
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/**
 * What the work returns, or, where it fails, why it did.
 * @param {() => Promise<string[]> | string[]} work
 * @returns {Promise<string[]>}
 */
export async function orWhy(work) {
  try {
    return await work();
  } catch (error) {
    const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
    // Playwright tells the whole log of its calls: the first lines say what is wrong.
    return [`could not be checked: ${text.split('\n').slice(0, 3).join(' ').trim()}`];
  }
}
