import type { Page } from 'playwright-core';

/** Of every account that gets another one. */
export const NEXT_PASSWORD = 'some other words in a row';

export async function askForLink(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText('Look into your mailbox').waitFor();
}

export async function askForAddress(page: Page, newEmail: string, password: string): Promise<void> {
  await page.getByLabel('New e-mail address').fill(newEmail);
  await page.getByRole('textbox', { name: 'Your password' }).fill(password);
  await page.getByRole('button', { name: 'Send me the link' }).click();
}

export async function choosePassword(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'New password' }).fill(NEXT_PASSWORD);
  await page.getByRole('button', { name: 'Set the password' }).click();
}

export async function changePassword(page: Page, current: string, next: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Current password' }).fill(current);
  await page.getByRole('textbox', { name: 'New password' }).fill(next);
  await page.getByRole('button', { name: 'Change password' }).click();
}
