/**
 * What an OA's administrator does on Zalo's page (the sandbox's): chooses the OA and presses a button. Returns the address to which Zalo
 * then sends them, at the portal, as programs on this machine reach it.
 */
export async function consentTo(link: string, oaId: string, answer: 'yes' | 'no' = 'yes'): Promise<string> {
  const asked = new URL(link).searchParams;
  const response = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      oa_id: oaId,
      answer,
      state: asked.get('state') ?? '',
      code_challenge: asked.get('code_challenge') ?? '',
    }),
  });
  const location = response.headers.get('location');
  if (response.status !== 302 || location === null)
    throw new Error(`Zalo's page answered ${response.status}`);
  return location.replace('localhost', '127.0.0.1');
}
