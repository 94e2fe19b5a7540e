import type { StaffMe } from '#contract/staff.ts';
import type {
  MadeBindingCode,
  NewPairing,
  PairedBrowser,
  Pairing,
  StaffSessions,
} from '#contract/staff-identity.ts';
import type { Platform } from '../platform/platform.ts';
import { requestJson } from './client.ts';
import type { DeskApi } from './desk.ts';
import type { ApiResult } from './problem.ts';
import { asCitizen } from './session.ts';

/** Asks for the desk in this browser: `code` is shown, `secret` stays here and is the credential once somebody has confirmed the code. */
export const startPairing = (): Promise<ApiResult<NewPairing>> =>
  requestJson<NewPairing>('/api/pairings', { method: 'POST' });

export const askPairing = ({ id, secret }: Pick<NewPairing, 'id' | 'secret'>): Promise<ApiResult<Pairing>> =>
  requestJson<Pairing>(`/api/pairings/${encodeURIComponent(id)}`, {
    headers: { Authorization: `Pairing ${secret}` },
  });

/** Opens the desk in the browser that shows this code. */
export const confirmPairing = (desk: DeskApi, code: string): Promise<ApiResult<PairedBrowser>> =>
  desk.ask<PairedBrowser>('/pair', { method: 'POST', json: { code } });

export const listBrowsers = (desk: DeskApi): Promise<ApiResult<StaffSessions>> =>
  desk.ask<StaffSessions>('/sessions');

export const closeBrowser = (desk: DeskApi, id: string): Promise<ApiResult<undefined>> =>
  desk.ask<undefined>(`/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });

/** The desk's own session, as the server lists it. */
export async function closeThisBrowser(desk: DeskApi): Promise<void> {
  const browsers = await listBrowsers(desk);
  const own = browsers.ok ? browsers.value.items.find(({ isCurrent }) => isCurrent) : undefined;
  if (own) await closeBrowser(desk, own.id);
}

/** For oneself, to be typed in the Mini App. */
export const makeBindingCode = (desk: DeskApi): Promise<ApiResult<MadeBindingCode>> =>
  desk.ask<MadeBindingCode>('/bindings', { method: 'POST', json: {} });

/** What came of asking who a Zalo identity is at the desk; `credential` opens it. */
export type EntranceByZalo = ApiResult<{ me: StaffMe; credential: string }>;

/** Signs in through Zalo. `unauthenticated` also where the identity is bound to nobody of the staff. */
export const enterByZalo = (platform: Platform): Promise<EntranceByZalo> =>
  withToken(platform, (headers) => requestJson<StaffMe>('/api/staff/me', { headers }));

/** Binds the signed-in Zalo identity to the member of the staff whom the code is for. */
export const bindZalo = (platform: Platform, code: string): Promise<EntranceByZalo> =>
  withToken(platform, (headers) =>
    requestJson<StaffMe>('/api/me/staff', { method: 'POST', json: { code }, headers }),
  );

async function withToken(
  platform: Platform,
  ask: (headers: { Authorization: string }) => Promise<ApiResult<StaffMe>>,
): Promise<EntranceByZalo> {
  let credential = '';
  const result = await asCitizen(platform, (headers) => {
    credential = headers.Authorization.replace(/^Bearer /, '');
    return ask(headers);
  });
  return result.ok ? { ok: true, value: { me: result.value, credential } } : result;
}
