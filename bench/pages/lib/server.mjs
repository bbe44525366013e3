// Starts `goingrate serve` on a free port, and ends it.
import { spawn } from 'node:child_process';

const START_TIME = 30_000;

/**
 * Starts the server and waits until it tells its address.
 * @param {string} program
 * @returns {Promise<{base: string, stop: () => Promise<void>}>}
 */
export function startServer(program) {
  const args = ['serve', '--listen', '127.0.0.1:0', '--access-log', 'false'];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    process.off('exit', end);
    end();
    await ended;
  };
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => fail('told no address in 30 seconds'), START_TIME);
    /** @param {string} why */
    const fail = (why) => {
      clearTimeout(timer);
      end();
      reject(new Error(`${program} serve ${why}: ${said.trim()}`));
    };
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-4000);
      const address = /Listening on (http:\/\/\S+?)[;\s]/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve({ base: address, stop });
    });
  });
}
