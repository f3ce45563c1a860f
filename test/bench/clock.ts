// Time as the benchmark counts it: CPU seconds of the process, the median of interleaved rounds, so that what the
// machine does beside us falls on all contestants alike.

export type Contestant = () => void | Promise<void> | number | Promise<number>;

/** CPU seconds that this process has used, all its threads together. */
export function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export function median(values: readonly number[]): number {
  const sorted = Array.from(values).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One warm-up round, then `rounds` of all contestants in turn. A contestant may return seconds it measured itself. */
export async function race(contestants: readonly Contestant[], rounds: number): Promise<number[]> {
  const seconds: number[][] = contestants.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [c, contestant] of contestants.entries()) {
      const start = cpu();
      const own = await contestant();
      if (round >= 0) seconds[c].push(typeof own === 'number' ? own : cpu() - start);
    }
  }
  return seconds.map(median);
}

/** The exponent g of the power law cost ~ size^g through the points, by least squares on logarithms. */
export function growth(sizes: readonly number[], costs: readonly number[]): number {
  const x = sizes.map(Math.log);
  const y = costs.map(Math.log);
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const mx = mean(x);
  const my = mean(y);
  const over = x.reduce((sum, v, k) => sum + (v - mx) * (y[k] - my), 0);
  return over / x.reduce((sum, v) => sum + (v - mx) ** 2, 0);
}
