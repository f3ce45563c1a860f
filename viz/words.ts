// Numbers as a reader reads them.

/** '2 s', '1 min 20 s', '3 h'. */
export function duration(seconds: number | null): string {
  if (seconds === null) return 'a while';
  if (seconds < 1) return 'under 1 s';
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 600) return `${Math.floor(seconds / 60)} min ${Math.ceil(seconds % 60)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** A number with so many decimals and commas between thousands; '–' for none. */
export function figureOf(value: number | null, digits: number): string {
  if (value === null || Number.isNaN(value)) return '–';
  const rounded = Number(value.toFixed(digits));
  const shown = (rounded === 0 ? 0 : rounded).toFixed(digits);
  const [whole, decimals] = shown.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',').replace('-', '−');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** '12 to 77'. */
export function span(low: number | null, high: number | null, digits: number): string {
  return low === null || high === null ? '–' : `${figureOf(low, digits)} to ${figureOf(high, digits)}`;
}
