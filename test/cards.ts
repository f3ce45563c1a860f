// What the gallery draws of the answers (scenarios/gallery/cards.json), as it follows from scenarios/answers/.
import { readdirSync, readFileSync } from 'node:fs';
import type { Answer } from '../sim/answer.ts';
import { cardOf } from '../viz/gallery/card.ts';

export const CARDS = 'scenarios/gallery/cards.json';
const FOLDER = 'scenarios/answers';

export function answerKept(id: string): Answer {
  return JSON.parse(readFileSync(`${FOLDER}/${id}.json`, 'utf8')) as Answer;
}

/** A line a question, so that a change can be seen in a diff. */
export function cardsText(): string {
  const ids = readdirSync(FOLDER).map((name) => name.replace('.json', ''));
  const lines = ids.sort().map((id) => `  ${JSON.stringify(id)}: ${JSON.stringify(cardOf(answerKept(id)))}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
