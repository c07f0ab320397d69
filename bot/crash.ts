import { writeSync } from 'node:fs';
import type { At } from './pipeline/points.ts';

const stderr = 2;

/**
 * For tests of a killed process, in local mode only: a list of `point`, `point/detail` or `point/detail#n`, parted by
 * commas. The first that is reached, at its n-th visit, is named on stderr and ends the process as `kill -9` would.
 */
export const crashAt = (list: string): At => {
  const left = new Map(list.split(',').map((spec) => [spec, Number(spec.split('#')[1] ?? 1)]));
  return (point, detail) => {
    for (const [spec, visits] of left) {
      const [where] = spec.split('#');
      if (where !== point && where !== `${point}/${detail ?? ''}`) continue;
      left.set(spec, visits - 1);
      if (visits > 1) continue;
      writeSync(stderr, `crash ${spec}\n`);
      process.kill(process.pid, 'SIGKILL');
    }
  };
};
