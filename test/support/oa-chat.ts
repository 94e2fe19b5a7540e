import { expect } from 'vitest';
import { patience } from './forwarding.ts';
import type { TestPortal } from './portal.ts';

/** One message of a 1-1 chat as the sandbox lists it (design 7). */
export type ChatMessage = {
  id: string;
  from: 'user' | 'oa';
  kind: 'text' | 'image' | 'location' | 'sticker' | 'file';
  text: string | null;
  fileName: string | null;
  adminName: string | null;
  buttons: { title: string; type: string; payload: string | { url?: string; phone_code?: string } }[];
};

type Deed = {
  event?: string;
  text?: string;
  lat?: number;
  lng?: number;
  officer?: string;
  copies?: number;
  delayMs?: number;
};

/** A citizen's chat with a unit's OA, as they see it in Zalo. */
export function chatOf(portal: Pick<TestPortal, 'origin' | 'post'>, unit: string, user: string) {
  const act = async (deed: Deed): Promise<void> => {
    const response = await portal.post('/sandbox/api/events', {
      unit,
      user,
      event: 'user_send_text',
      ...deed,
    });
    if (!response.ok) throw new Error(`event: ${await response.text()}`);
  };
  const all = async (): Promise<ChatMessage[]> => {
    const response = await fetch(`${portal.origin}/sandbox/api/messages?unit=${unit}&user=${user}`);
    return (await response.json()) as ChatMessage[];
  };
  /** What the assistant has said so far. */
  const answers = async () =>
    (await all()).filter(({ from, adminName }) => from === 'oa' && adminName === null);
  const waitFor = async (count: number): Promise<ChatMessage[]> => {
    await expect.poll(async () => (await answers()).length, patience).toBeGreaterThanOrEqual(count);
    return await answers();
  };
  return {
    act,
    all,
    answers,
    waitFor,
    say: (text: string) => act({ text }),
    /** Says it and gives back what the assistant answers. */
    async ask(deed: string | Deed): Promise<ChatMessage[]> {
      const before = (await answers()).length;
      await act(typeof deed === 'string' ? { text: deed } : deed);
      return (await waitFor(before + 1)).slice(before);
    },
    /** Presses a button of the last answer. */
    async press(title: string): Promise<ChatMessage[]> {
      const button = (await answers()).at(-1)?.buttons.find((each) => each.title === title);
      if (typeof button?.payload !== 'string') throw new Error(`There is no button "${title}" to press.`);
      return await this.ask(button.payload);
    },
  };
}

/** Where a button leads. */
export function linkOf(message: ChatMessage | undefined, title: string): string {
  const button = message?.buttons.find((each) => each.title === title);
  if (typeof button?.payload !== 'object' || button.payload.url === undefined)
    throw new Error(`There is no link "${title}" in ${JSON.stringify(message)}.`);
  return button.payload.url;
}
