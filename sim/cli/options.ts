// The command line, said once: its commands and options as data, from which both the parser and --help come.

import { parseArgs } from 'node:util';
import { Refusal } from './exit.ts';
import { nearest } from '../reading/nearest.ts';

export const COMMANDS = {
  check: { usage: 'FILE', help: 'Read a scenario and say what is wrong with it.' },
  run: {
    usage: 'FILE --policy ID --out DIR',
    help: 'Run one policy and write its series, week by week. A run that was stopped goes on where it was.',
  },
  compare: {
    usage: 'FILE',
    help: 'Run every policy under the same chance and compare each with the baseline.',
  },
  odd: {
    usage: 'FILE',
    help: 'Write the ODD of a scenario: the whole model in words and equations, with its own numbers.',
  },
  schema: { usage: '', help: 'Print the JSON Schema of a scenario.' },
} as const;

export type Command = keyof typeof COMMANDS;

interface Option {
  /** What stands for its value in the help; an option without one is a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly commands: readonly Command[];
  readonly help: string;
}

const RUNS = ['run', 'compare'] as const;
const ALL = Object.keys(COMMANDS) as Command[];

export const OPTIONS = {
  network: {
    commands: ['check'],
    help: 'Build the network of the first replicate and describe it beside what was asked for.',
  },
  policy: { value: 'ID', commands: ['run'], help: 'The policy to run.' },
  out: {
    value: 'PATH',
    commands: ['run', 'odd'],
    help: 'run: the folder to write to; made if there is none. odd: the file to write; without it, the text is printed.',
  },
  force: { commands: ['run'], help: 'Begin anew where the folder already holds results.' },
  baseline: {
    value: 'ID',
    commands: ['compare'],
    help: "The policy to compare with; default: the scenario's own.",
  },
  replicates: { value: 'N', commands: RUNS, help: "Replicates of each policy; default: the scenario's own." },
  'until-certain': {
    commands: ['compare'],
    help: 'Stop as soon as the sign of every difference in the headline measure is certain (at most 5 % wrong, over all looks), or at the number of replicates.',
  },
  assumptions: {
    value: 'KIND',
    commands: ['compare'],
    help: 'fixed: as the scenario has them. drawn: every guess (grade H) drawn from its range, once a replicate. Default: both, one after the other, and the verdict counts both.',
  },
  seed: { value: 'TEXT', commands: RUNS, help: "Any text; default: the scenario's own." },
  workers: {
    value: 'K',
    commands: RUNS,
    help: 'Worker threads; the results do not depend on it. Default: one a core.',
  },
  'max-memory': {
    value: 'SIZE',
    commands: ['check', 'run', 'compare'],
    help: 'Refuse what would need more, such as 800M or 2G. Default: 4G, or 60 % of the memory if that is less.',
  },
  json: { commands: ['compare'], help: 'Print one JSON document instead of the tables.' },
  svg: {
    value: 'FILE',
    commands: ['compare'],
    help: 'Draw the differences in the headline measure, run by run.',
  },
  quiet: { short: 'q', commands: ALL, help: 'No progress and no remarks, only results and errors.' },
  help: { short: 'h', commands: ALL, help: 'Print this help; after a command, the help of that command.' },
  version: { short: 'v', commands: ALL, help: 'Print the version.' },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof OPTIONS;

export function optionsOf(command: Command | null): [OptionName, Option][] {
  const all = Object.entries(OPTIONS) as [OptionName, Option][];
  return command === null ? all : all.filter(([, { commands }]) => commands.includes(command));
}

/** What was asked for; values are still text, for each command to read. */
export interface Asked {
  readonly command: Command | null;
  readonly file: string | null;
  readonly values: Readonly<Partial<Record<OptionName, string>>>;
  readonly switches: ReadonlySet<OptionName>;
}

/** Reads the arguments. Throws a Refusal that says what was not understood, and what was perhaps meant. */
export function readArguments(args: readonly string[]): Asked {
  const { tokens } = parseArgs({
    args: args.slice(),
    options: Object.fromEntries(
      optionsOf(null).map(([name, { value, short }]) => [
        name,
        { type: value === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const values: Partial<Record<OptionName, string>> = {};
  const switches = new Set<OptionName>();
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const name = knownOption(token.name, token.rawName);
    if (name in values || switches.has(name)) throw usage(`--${name} is given twice.`);
    const option: Option = OPTIONS[name];
    if (option.value === undefined) {
      if (token.value !== undefined) throw usage(`--${name} takes no value.`);
      switches.add(name);
    } else {
      if (token.value === undefined || isOption(token.value, token.inlineValue)) {
        throw usage(`--${name} needs a value: --${name} ${option.value}.`);
      }
      values[name] = token.value;
    }
  }
  const command = commandOf(words[0], switches);
  const asked = { command, file: words[1] ?? null, values, switches };
  if (!switches.has('help') && !switches.has('version')) refuseStrangers(asked, words);
  return asked;
}

export function usage(message: string, advice = ''): Refusal {
  return new Refusal('usage', message, advice);
}

function knownOption(name: string, raw: string): OptionName {
  if (name in OPTIONS && Object.hasOwn(OPTIONS, name)) return name as OptionName;
  const meant = nearest(name, Object.keys(OPTIONS));
  throw usage(`There is no option ${raw}.`, meant === undefined ? '' : `Did you mean --${meant}?`);
}

// `--policy --force` was meant as a switch after a value that was forgotten; `--seed=--force` was not.
function isOption(value: string, inline: boolean | undefined): boolean {
  return inline !== true && value.startsWith('--') && Object.hasOwn(OPTIONS, value.slice(2));
}

function commandOf(word: string | undefined, switches: ReadonlySet<OptionName>): Command | null {
  if (word !== undefined && Object.hasOwn(COMMANDS, word)) return word as Command;
  if (switches.has('help') || switches.has('version')) return null;
  if (word === undefined) throw usage('Nothing was asked for.', 'Commands are ' + ALL.join(', ') + '.');
  const meant = nearest(word, ALL);
  throw usage(
    `There is no command ${word}.`,
    meant === undefined ? 'Commands are ' + ALL.join(', ') + '.' : `Did you mean ${meant}?`,
  );
}

function refuseStrangers({ command, file, values, switches }: Asked, words: readonly string[]): void {
  if (command === null) return;
  for (const name of [...(Object.keys(values) as OptionName[]), ...switches]) {
    const { commands }: Option = OPTIONS[name];
    if (!commands.includes(command))
      throw usage(
        `${command} has no option --${name}.`,
        `${commands.join(' and ')} ${commands.length > 1 ? 'have' : 'has'} it.`,
      );
  }
  const takes = COMMANDS[command].usage === '' ? 1 : 2;
  if (words.length > takes)
    throw usage(
      `One thing too many: ${words[takes]}.`,
      `It is palinode ${command} ${COMMANDS[command].usage}.`,
    );
  if (takes === 2 && file === null)
    throw usage(`${command} needs a scenario file.`, `It is palinode ${command} ${COMMANDS[command].usage}.`);
}
