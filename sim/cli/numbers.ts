// Numbers as a person reads them: a fixed number of decimals, thousands apart, a true minus, a dash where there is none.

/** '1,234', '−0.2', '2.17 M' for millions, '–' for null. */
export function figure(value: number | null, digits: number): string {
  if (value === null) return '–';
  if (Math.abs(value) >= 999_950) return `${figure(value / 1e6, 2)} M`;
  const text = Math.abs(value).toFixed(digits);
  const [whole, ...decimals] = text.split('.');
  const grouped = [whole!.replace(/\B(?=(\d{3})+$)/g, ','), ...decimals].join('.');
  return Number(text) === 0 || value > 0 ? grouped : `−${grouped}`;
}

/** '1,000,000': a number of things, always exact. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** '+12', '−0.2', '0'. */
export function signed(value: number | null, digits: number): string {
  const text = figure(value, digits);
  return value !== null && value > 0 && !/^[0.,]*$/.test(text) ? `+${text}` : text;
}

/** '12 to 77'. */
export function span(
  low: number | null,
  high: number | null,
  format: (value: number | null) => string,
): string {
  return low === null ? '–' : `${format(low)} to ${format(high)}`;
}
