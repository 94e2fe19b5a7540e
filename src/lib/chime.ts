import { keptText } from './kept-text.ts';
import { atom } from './store.ts';

const soundKey = 'sound';

const wantedAtom = atom(keptText.getItem(soundKey) !== 'off');

/** Whether this phone may sound. Kept: nobody wants to choose anew every night. */
export const soundWantedAtom = atom(
  (get) => get(wantedAtom),
  (_get, set, isWanted: boolean) => {
    keptText.setItem(soundKey, isWanted ? 'on' : 'off');
    set(wantedAtom, isWanted);
  },
);

export type Tune = 'notice' | 'alarm';

/** Hertz, and from when to when in seconds. Two notes that rise; for an alarm the up and down of a siren. */
const tunes: Record<Tune, readonly [number, number, number][]> = {
  notice: [
    [660, 0, 0.18],
    [880, 0.2, 0.5],
  ],
  alarm: [
    [960, 0, 0.28],
    [720, 0.3, 0.58],
    [960, 0.6, 0.88],
    [720, 0.9, 1.2],
  ],
};
const loudness = 0.35;
const fadeSeconds = 0.04;

let context: AudioContext | null = null;

/** Made here, from sine waves: nothing is fetched. False: the browser lets nothing sound before somebody has touched the page. */
export async function playTune(tune: Tune): Promise<boolean> {
  if (typeof AudioContext === 'undefined') return false;
  context ??= new AudioContext();
  if (context.state === 'suspended') {
    // Before a touch it never resolves.
    await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 300))]);
  }
  if (context.state !== 'running') return false;
  const begin = context.currentTime + 0.02;
  for (const [hertz, from, to] of tunes[tune]) {
    const wave = context.createOscillator();
    const volume = context.createGain();
    wave.frequency.value = hertz;
    volume.gain.setValueAtTime(0, begin + from);
    volume.gain.linearRampToValueAtTime(loudness, begin + from + fadeSeconds);
    volume.gain.setValueAtTime(loudness, begin + to - fadeSeconds);
    volume.gain.linearRampToValueAtTime(0, begin + to);
    wave.connect(volume).connect(context.destination);
    wave.start(begin + from);
    wave.stop(begin + to);
  }
  return true;
}
