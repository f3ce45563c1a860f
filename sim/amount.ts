// A difference in words: never a sign, always a side. '41 fewer', '0.2 points lower', 'from 12 fewer to 9 more'.

export interface Wording {
  /** What there is more or fewer of: 'recruits', 'time in prison', 'trust in the state'. */
  readonly more: string;
  /** 'fewer' of things that are counted, 'less' of what is measured, 'lower' for a level. Default 'fewer'. */
  readonly words?: 'fewer' | 'less' | 'lower';
  /** Said with an amount that is less or lower ('0.2 points lower'); what is counted is named by `more` already. */
  readonly unit: string;
  /** Decimals. */
  readonly digits: number;
}

/** Scales without a unit: of a share that is 0.02 lower nothing more is to be said. */
const UNSAID: ReadonlySet<string> = new Set(['', 'share', 'probability', '0 to 1']);

/** 'fewer' or 'more', 'less' or 'more', 'lower' or 'higher'. */
export function side({ words = 'fewer' }: Wording, more: boolean): string {
  return more ? (words === 'lower' ? 'higher' : 'more') : words;
}

/** A difference: '41 fewer', '1,200 more', 'under 1 more' where it rounds to 0, 'no difference' where it is 0. */
export function amount(value: number, wording: Wording): string {
  if (isNothing(value, wording)) return 'no difference';
  const silent = (wording.words ?? 'fewer') === 'fewer' || UNSAID.has(wording.unit);
  const unit = silent ? '' : ` ${wording.unit}`;
  return `${size(value, wording)}${unit} ${side(wording, value > 0)}`;
}

/** A range of differences, the smaller first: '12 to 77 fewer', '0 to 9 more'; over both sides 'from 12 fewer to 9 more'. */
export function range(low: number, high: number, wording: Wording): string {
  const [fewer, more] = [low < 0 && !isNothing(low, wording), high > 0 && !isNothing(high, wording)];
  if (fewer && more) return `from ${amount(low, wording)} to ${amount(high, wording)}`;
  const [near, far] = fewer ? [high, low] : [low, high];
  const one = near === far || size(near, wording) === size(far, wording);
  return one ? amount(far, wording) : `${size(near, wording)} to ${amount(far, wording)}`;
}

// 0, or as near to it as the rounding of a quantile between −3 and 2 can leave it.
function isNothing(value: number, { digits }: Wording): boolean {
  return Math.abs(value) < Number(`1e-${digits + 6}`);
}

// toFixed is exact by its definition, so the same in every engine.
function size(value: number, wording: Wording): string {
  const text = Math.abs(value).toFixed(wording.digits);
  if (Number(text) === 0 && !isNothing(value, wording)) return `under ${text.replace(/0$/, '1')}`;
  const [whole, ...decimals] = text.split('.');
  return [whole!.replace(/\B(?=(\d{3})+$)/g, ','), ...decimals].join('.');
}
