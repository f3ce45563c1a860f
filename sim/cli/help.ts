// --help, made from the options as they are declared: what is printed is what is parsed.

import { EXITS } from './exit.ts';
import { COMMANDS, optionsOf } from './options.ts';
import type { Command } from './options.ts';

const WIDTH = 96;

/** The help of a command, or of all. */
export function helpText(command: Command | null, version: string): string {
  const commands = command === null ? (Object.keys(COMMANDS) as Command[]) : [command];
  const parts = [
    wrapped(
      `palinode ${version}: how stories spread through invented at-risk networks, under policies of your choosing. ` +
        'It compares policies and predicts nobody.',
      '',
    ),
    section(
      'Usage',
      commands.map((name) => [signature(name), COMMANDS[name].help]),
    ),
    section(
      'Options',
      optionsOf(command).map(([name, option]) => [
        `--${name}${option.value === undefined ? '' : ` ${option.value}`}${option.short ? `, -${option.short}` : ''}`,
        (command === null && option.commands.length < 3 ? `(${option.commands.join(', ')}) ` : '') +
          option.help,
      ]),
    ),
  ];
  if (command === null) {
    parts.push(
      section(
        'Exit codes',
        Object.values(EXITS).map(([code, means]) => [String(code), means]),
      ),
      wrapped(
        'Results go to standard output, progress and remarks to standard error. Colours are left out where NO_COLOR is ' +
          'set or the output is no terminal. FILE may be - for standard input.',
        '',
      ),
    );
  }
  return parts.join('\n\n') + '\n';
}

function signature(command: Command): string {
  const words = ['palinode', command, COMMANDS[command].usage, command === 'schema' ? '' : '[options]'];
  return words.filter((word) => word !== '').join(' ');
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const column = Math.min(24, Math.max(...rows.map(([left]) => left.length)) + 2);
  const lines = rows.map(([left, right]) => {
    const text = wrapped(right, ' '.repeat(2 + column));
    return left.length + 2 > column ? `  ${left}\n${text}` : `  ${left.padEnd(column)}${text.trimStart()}`;
  });
  return `${title}\n${lines.join('\n')}`;
}

function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].map((each) => indent + each).join('\n');
}
