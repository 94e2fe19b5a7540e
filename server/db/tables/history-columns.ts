/** What the entry of every history has, whatever it is the history of; its MACs are history-chain.ts's. */
export type HistoryColumns = {
  /** Beginning with 1, without a gap. */
  sequence: number;
  at: string;
  event: string;
  actor: string;
  unit_id: string | null;
  /** JSON, letter by letter as it was written; personal text enters as a salted digest alone. */
  details: string;
  key_version: string;
  previous_mac: string;
  mac: string;
};
