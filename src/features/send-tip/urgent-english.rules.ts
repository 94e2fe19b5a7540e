/** What people write in English when it burns, somebody is hurt or in danger. Hearing too much costs a notice, too little a call. */
const cries: readonly { number: string; heard: RegExp }[] = [
  {
    number: '113',
    heard:
      /\bhelp( me| us)?\b(?= *(!|$|please|now))|\b(attack|stab|rap|robb|kidnapp|threaten|beat|strangl|shoot|chas|follow)ing\b|\b(being|been|was|got) (attacked|stabbed|raped|robbed|kidnapped|beaten|shot|followed|threatened)\b|\b(knife|gun|machete|hostage|suicide)\b|\bbreaking in(to)?\b|\bkill (me|him|her|us|them|myself)\b/,
  },
  {
    number: '114',
    heard:
      /\b(on fire|fire!|is burning|are burning|gas leak|explosion|exploded|drowning|collapsed|trapped)\b|\bthere is a fire\b|\bfire (in|at|next|near)\b|\bsmell (of )?gas\b/,
  },
  {
    number: '115',
    heard:
      /\b(unconscious|not breathing|can'?t breathe|cannot breathe|heart attack|stroke|bleeding|overdose|poisoned|seriously injured|ambulance|passed out)\b/,
  },
];

/** The emergency numbers for what sounds urgent in English words, none where nothing does. */
export function urgentNumbersInEnglish(words: string): string[] {
  const said = words.toLowerCase().replace(/’/g, "'");
  return cries.filter(({ heard }) => heard.test(said)).map(({ number }) => number);
}
