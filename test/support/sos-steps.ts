import type { Page } from 'playwright-core';
import { copyOfPack, setInFile } from './pack-copies.ts';
import { unitsOf } from './pack-units.ts';
import { letTimePass, takeTimeInHand } from './phone-time.ts';

/** A number of the form that a duty mobile has; it is nobody's in a test that dials nothing. */
export const dutyMobile = '0912 345 678';

/** The pack of 2021 in which the duty phone of one unit is a real-looking mobile; all others stay placeholders. */
export async function packWithDutyMobile(
  unitId = 'tay-thanh',
  isOver?: (remove: () => Promise<void>) => void,
): Promise<string> {
  const pack = await copyOfPack('tan-phu', isOver);
  const index = (await unitsOf('tan-phu')).portal().units.findIndex(({ id }) => id === unitId);
  const hotline = { label: 'Trực ban 24/24', phone: dutyMobile, placeholder: false };
  await setInFile(pack, 'units.json', `units.${index}.hotlines`, [hotline]);
  return pack;
}

/** The button that wants to be held. */
export const holdButton = (page: Page) => page.getByRole('button', { name: /^(Giữ nút này|Cứ giữ|Thả ra)/ });

/** The alert's window of two seconds, in which it can be taken back. */
export const windowMs = 2_000;

/** A thumb on the button for so many milliseconds. */
export async function holdFor(page: Page, milliseconds: number): Promise<void> {
  await takeTimeInHand(page);
  const button = holdButton(page);
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new Error('The button to hold is not there.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await letTimePass(page, milliseconds);
  await page.mouse.up();
}

/** Held long enough and let go; the alert is in its window. */
export async function letGo(page: Page): Promise<void> {
  await holdFor(page, 1_600);
  await page.getByRole('button', { name: 'Hủy, không gửi' }).waitFor();
}

/** Held, let go, and not taken back: the alert leaves. */
export async function callForHelp(page: Page): Promise<void> {
  await letGo(page);
  await letTimePass(page, windowMs);
}
