// A worker thread that meets a different end over different jobs, and else answers with the job's own number. It speaks
// comlink's protocol by hand, so that nothing of ours stands between the fault and the pool.
import { parentPort } from 'node:worker_threads';

const ENDS = {
  2: () => {
    const hoard = [];
    for (;;) hoard.push(new Array(1e6).fill(hoard.length));
  },
  4: () => process.exit(3),
  6: () => {
    for (;;);
  },
  8: () => {
    setTimeout(() => {
      throw new Error('thrown outside of a call');
    });
    return new Promise(() => {});
  },
};

parentPort.on('message', async ({ id, path, argumentList }) => {
  const [, second] = argumentList.map(({ value }) => value);
  const value = path[0] === 'ask' ? ((await ENDS[second]?.()) ?? second) : undefined;
  parentPort.postMessage({ id, type: 'RAW', value });
});
