import { randomUUID } from 'node:crypto';
import type { DeskSos, DeskSosList, SosReceipt, SosView } from '#contract/sos.ts';
import type { GroupMessage, talkTo } from './portal.ts';

type Talk = ReturnType<typeof talkTo>;

/** A point well inside Tây Thạnh, of a phone that knows it to 15 m. */
export const deepInTayThanh = { lat: 10.812798, lng: 106.622345, accuracyM: 15 };

/** What a phone does with an alert. */
export function sosOf(portal: Pick<Talk, 'ask' | 'messages'>) {
  const read = async <Body>(response: Response, status: number): Promise<Body> => {
    if (response.status !== status) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  return {
    post: (body: unknown, key: string = randomUUID()) => portal.ask(null, 'POST', '/api/sos', body, key),
    send: async (body: unknown = { place: deepInTayThanh }, key: string = randomUUID()) =>
      read<SosReceipt>(await portal.ask(null, 'POST', '/api/sos', body, key), 201),
    get: ({ id, receipt }: Pick<SosReceipt, 'id' | 'receipt'>) =>
      portal.ask(`Receipt ${receipt}`, 'GET', `/api/sos/${id}`),
    view: async ({ id, receipt }: Pick<SosReceipt, 'id' | 'receipt'>) =>
      read<SosView>(await portal.ask(`Receipt ${receipt}`, 'GET', `/api/sos/${id}`), 200),
    try: (
      { id, receipt }: Pick<SosReceipt, 'id' | 'receipt'>,
      what: 'positions' | 'updates' | 'cancel',
      body: unknown = {},
      key: string = randomUUID(),
    ) => portal.ask(`Receipt ${receipt}`, 'POST', `/api/sos/${id}/${what}`, body, key),
    /** What the SOS group of the unit got about the alert, oldest first. */
    heard: async (unit: string, { code }: Pick<SosReceipt, 'code'>, group: 'sos' | 'duty' = 'sos') =>
      (await portal.messages(unit))
        .filter((message: GroupMessage) => message.group === group && message.text.includes(code))
        .map(({ text }) => text),
  };
}

/** What a member of the staff does with alerts. */
export function sosDeskWith(portal: Pick<Talk, 'ask'>, authorization: string) {
  const read = async <Body>(response: Response): Promise<Body> => {
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  return {
    list: async (query = '') =>
      read<DeskSosList>(await portal.ask(authorization, 'GET', `/api/staff/sos${query}`)),
    alert: async (id: string) =>
      read<DeskSos>(await portal.ask(authorization, 'GET', `/api/staff/sos/${id}`)),
    try: (id: string, move: 'acknowledge' | 'dispatch' | 'close', body: object = {}) =>
      portal.ask(authorization, 'POST', `/api/staff/sos/${id}/${move}`, body),
    do: async (id: string, move: 'acknowledge' | 'dispatch' | 'close', body: object = {}) =>
      read<DeskSos>(await portal.ask(authorization, 'POST', `/api/staff/sos/${id}/${move}`, body)),
  };
}
