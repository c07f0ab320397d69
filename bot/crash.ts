import type { At } from './pipeline/points.ts';

/**
 * For tests of a killed process, in local mode only: `point`, `point/detail` or `point/detail#n` ends the process there,
 * at its n-th visit, as `kill -9` would.
 */
export const crashAt = (spec: string): At => {
  const [where = '', count = '1'] = spec.split('#');
  let left = Number(count);
  return (point, detail) => {
    if (where !== point && where !== `${point}/${detail ?? ''}`) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
};
