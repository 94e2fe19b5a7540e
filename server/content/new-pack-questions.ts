import { createInterface, type Interface } from 'node:readline/promises';
import { Misuse } from '../command-line.ts';

/** What may be said with the command; what is not is asked for where somebody sits at the terminal. */
export const newPackOptions = {
  ward: { type: 'string' },
  top: { type: 'string' },
  phone: { type: 'string' },
  'top-phone': { type: 'string' },
  'duty-phone': { type: 'string' },
  boundary: { type: 'string' },
} as const;
type Name = keyof typeof newPackOptions;

const phone = /^\+?\d[\d ]{1,18}\d$/;
const questions: Record<
  Name,
  { asks: string; isNeeded: boolean; isGood?: (answer: string) => boolean; says?: string }
> = {
  ward: { asks: 'Which ward? (phường Bình Hưng Hòa, xã Bình Chánh)', isNeeded: true },
  top: {
    asks: 'The police above it, whole name? (Công an Thành phố Hồ Chí Minh, Công an tỉnh Đồng Nai)',
    isNeeded: true,
    isGood: (answer) => /^Công an (thành phố|tỉnh) \S/i.test(answer),
    says: 'begins with “Công an Thành phố” or “Công an tỉnh”',
  },
  phone: { asks: 'Duty phone of the ward (empty: not known yet)', isNeeded: false },
  'top-phone': { asks: 'Duty phone of the police above (empty: not known yet)', isNeeded: false },
  'duty-phone': {
    asks: 'A phone that whoever is on duty carries day and night (empty: the desk keeps the roster)',
    isNeeded: false,
  },
  boundary: {
    asks: 'A GeoJSON file with the boundary (empty: one that came with the product)',
    isNeeded: false,
  },
};
const phones: readonly Name[] = ['phone', 'top-phone', 'duty-phone'];

export type NewPackAnswers = Record<Name, string>;

/** What was typed with the command, and the answers to the rest. Throws Misuse, also where nobody is there to be asked. */
export async function askForNewPack(
  given: Partial<Record<Name, string | undefined>>,
): Promise<NewPackAnswers> {
  const answers: NewPackAnswers = {
    ward: '',
    top: '',
    phone: '',
    'top-phone': '',
    'duty-phone': '',
    boundary: '',
  };
  const terminal = process.stdin.isTTY
    ? createInterface({ input: process.stdin, output: process.stdout })
    : null;
  try {
    for (const name of Object.keys(questions) as Name[]) {
      const said = given[name];
      answers[name] =
        said === undefined && terminal ? await asked(name, terminal) : checked(name, said ?? '');
    }
    return answers;
  } finally {
    terminal?.close();
  }
}

/** Asks again where the answer will not do: nothing that was typed before is lost. */
async function asked(name: Name, terminal: Interface): Promise<string> {
  for (;;) {
    try {
      return checked(name, await terminal.question(`${questions[name].asks}: `));
    } catch (error) {
      if (!(error instanceof Misuse)) throw error;
      process.stdout.write(`${error.message}\n`);
    }
  }
}

function checked(name: Name, typed: string): string {
  const answer = typed.trim().normalize('NFC');
  const { asks, isNeeded, isGood, says } = questions[name];
  if (answer === '') {
    if (isNeeded) throw new Misuse(`Say --${name}. ${asks}`);
    return answer;
  }
  if (isGood && !isGood(answer)) throw new Misuse(`--${name} ${says}, not “${answer}”.`);
  if (phones.includes(name) && !phone.test(answer))
    throw new Misuse(`--${name} is a phone number of digits and spaces, not “${answer}”.`);
  return answer;
}
