/** "Did you mean …": the known word nearest to what was written, if it is near enough to be a slip. */

const LONGEST = 60;

/** The candidate at the least edit distance from `word`, the first of equals; undefined where a third or more would have to change. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  if (word.length > LONGEST) return undefined;
  for (const candidate of candidates) {
    if (candidate.length > LONGEST || Math.abs(candidate.length - word.length) >= least) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < least && distance < Math.max(wanted.length, candidate.length)) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment; Damerau 1964, CACM 7:171). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}

/** "did you mean `telling`?", or else the whole list where it is short, or `otherwise`. */
export function adviceFor(
  word: string,
  candidates: readonly string[],
  otherwise = 'see scenarios/scenario.schema.json for the names there are',
): string {
  const near = nearest(word, candidates);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  if (candidates.length > 16) return otherwise;
  return `known here: ${candidates.map((known) => `\`${known}\``).join(', ')}`;
}
