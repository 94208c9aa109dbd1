import { describe, expect, test } from '@jest/globals';
import { sql } from '../support/sql.js';
import { expectAccessible } from './accessible.js';
import { loseFirstAnswer } from './lost-answer.js';
import { deskForTests } from './operators-desk.js';

const FINDING = '01920000-0000-7000-8000-00000000f1d3';

const desk = deskForTests();

describe('an operator gives money back', () => {
  test('a part of it, after a question that names amount and customer, once however often it is pressed', async () => {
    const id = await desk.shop.paid();
    await desk.signIn();
    await desk.page.goto(`/admin/orders/${id}`);
    await desk.page.getByRole('button', { name: 'Refund' }).click();
    const dialog = desk.page.getByRole('dialog', { name: /^Refund order/ });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await desk.page.getByRole('button', { name: 'Refund' }).click();
    await dialog.getByText('¥3,960 can be given back.').waitFor();
    const amount = dialog.getByLabel('Amount in JPY');
    await amount.fill('5000');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByText('No more than ¥3,960 can be given back.').waitFor();
    await amount.fill('1,000');
    await expectAccessible(desk.page);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByText('Give ¥1,000 back to Hanako Sato?').waitFor();
    await dialog.getByText(/¥2,960 will be left to refund/).waitFor();
    await expectAccessible(desk.page);
    await dialog.getByRole('button', { name: 'Refund ¥1,000' }).dblclick();
    await desk.page.getByText('¥1,000 went back to Hanako Sato.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await desk.page.getByText('Partly refunded').first().waitFor();
    const story = desk.page.getByRole('region', { name: 'The whole story' });
    await story.getByText('Refund by an operator').waitFor();
    await story.getByText('by operator@kaikei.example').waitFor();
    expect((await desk.shop.order(id)).refunds).toMatchObject([
      { amount: 1_000, reason: 'requested_by_customer' },
    ]);
    expect(desk.operator.complaints).toEqual([]);
  });

  test('and where the answer is lost, says so, and asks about the same refund again, although it was closed meanwhile', async () => {
    const id = await desk.shop.paid();
    await desk.signIn();
    await desk.page.goto(`/admin/orders/${id}`);
    await loseFirstAnswer(desk.page, '**/refunds');
    // Escape while it is under way does nothing.
    await desk.page.route('**/refunds', async (route) => {
      await desk.page.getByRole('button', { name: 'Refunding…' }).waitFor();
      await desk.page.keyboard.press('Escape');
      await route.fallback();
    });
    await desk.page.getByRole('button', { name: 'Refund' }).click();
    await desk.page.getByLabel('Amount in JPY').fill('1000');
    await desk.page.getByRole('button', { name: 'Go on' }).click();
    await desk.page.getByRole('button', { name: 'Refund ¥1,000' }).click();
    await desk.page.getByText('There is no answer yet').waitFor();
    await expectAccessible(desk.page);
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
    await desk.page.getByText('Partly refunded').first().waitFor();
    await desk.page.getByRole('button', { name: 'Refund' }).click();
    await desk.page.getByText('Give ¥1,000 back to Hanako Sato?').waitFor();
    await desk.page.getByText(/¥2,960 will be left to refund/).waitFor();
    await desk.page.getByText('There is no answer yet').waitFor();
    await desk.page.getByRole('button', { name: 'Ask again' }).click();
    await desk.page.getByText('¥1,000 went back to Hanako Sato.').waitFor();
    expect((await desk.shop.order(id)).refunds).toMatchObject([{ amount: 1_000 }]);
    await desk.page.getByRole('button', { name: 'Refund' }).click();
    await desk.page.getByText('¥2,960 can be given back.').waitFor();
  });
});

test('an operator captures a part of what is held, and is told that the rest is let go', async () => {
  const id = await desk.shop.held();
  await desk.signIn();
  await desk.page.goto(`/admin/orders/${id}`);
  await desk.page.getByRole('button', { name: 'Capture' }).click();
  const dialog = desk.page.getByRole('dialog', { name: /^Capture order/ });
  await dialog.getByLabel('Amount in JPY').fill('7000');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByText('Charge Hanako Sato ¥7,000?').waitFor();
  await dialog.getByText(/remaining ¥2,000 are let go/).waitFor();
  await dialog.getByRole('button', { name: 'Capture ¥7,000' }).click();
  await desk.page.getByText('Hanako Sato was charged ¥7,000.').waitFor();
  expect(await desk.shop.becomes(id, 'paid')).toMatchObject({ amount_captured: 7_000 });
  expect(desk.operator.complaints).toEqual([]);
});

test('an operator lets go what is held, by cancelling the order, whose number is asked about in one piece on a phone', async () => {
  const id = await desk.shop.held();
  const { number } = await desk.shop.order(id);
  await desk.signIn();
  await desk.page.setViewportSize({ width: 360, height: 800 });
  await desk.page.goto(`/admin/orders/${id}`);
  await desk.page.getByRole('button', { name: 'Cancel the order' }).click();
  await desk.page.getByText(/¥9,000 that are held on Hanako Sato’s card are let go/).waitFor();
  await desk.page.getByRole('alertdialog', { name: `Cancel order ${String(number)}?` }).waitFor();
  const lines = "document.querySelector('[role=alertdialog] h2 span').getClientRects().length";
  expect(await desk.page.evaluate(lines)).toBe(1);
  await desk.page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await desk.page.getByText('Cancelled', { exact: true }).first().waitFor();
  expect(await desk.shop.order(id)).toMatchObject({ status: 'cancelled', amount_captured: 0 });
});

test('an operator finds an event that failed for good, reads why, and replays it', async () => {
  const [event] = await sql<{ id: string }>(
    desk.stand.stack.databaseUrl,
    `UPDATE stripe_events SET status = 'dead', processed_at = NULL, last_error = 'The order was locked.'
     WHERE id = (SELECT id FROM stripe_events WHERE type = 'payment_intent.succeeded' LIMIT 1) RETURNING id`,
  );
  expect(event).toBeDefined();
  await desk.signIn();
  await desk.page.goto('/admin');
  await desk.page.getByRole('link', { name: /Failed events/ }).click();
  await desk.operator.heading('Events').waitFor();
  await desk.page.getByText('The order was locked.').waitFor();
  await desk.page.getByRole('link', { name: 'payment_intent.succeeded' }).click();
  await desk.page.getByText('Why the last try failed').waitFor();
  await desk.page.getByText(`"id": "${event?.id ?? ''}"`).waitFor();
  await expectAccessible(desk.page);
  await desk.page.getByRole('button', { name: 'Replay' }).click();
  await desk.page.getByRole('button', { name: 'Yes, replay' }).click();
  await desk.page.getByText('Done', { exact: true }).first().waitFor();
  expect(await desk.shop.admin('GET', 'statistics/attention')).toMatchObject({ dead_events: 0 });
  expect(desk.operator.complaints).toEqual([]);
});

test('an operator settles a finding, which is no longer counted', async () => {
  await sql(
    desk.stand.stack.databaseUrl,
    `INSERT INTO findings (id, organization_id, kind, subject, fact, detail, created_at)
     SELECT $1, id, 'payment_mismatch', 'pi_1', 'amount', 'The amount is 1, expected 2.', now() FROM organizations`,
    [FINDING],
  );
  await desk.signIn();
  await desk.page.goto('/admin/findings');
  await desk.page.getByText('The amount is 1, expected 2.').waitFor();
  await desk.page.getByRole('button', { name: /^Resolve/ }).click();
  await desk.page.getByRole('button', { name: 'Yes, it is settled' }).click();
  await desk.page.getByText('Everything fits.').waitFor();
  await desk.page.goto('/admin/audit?action=finding.resolved');
  await desk.page
    .getByRole('row', { name: /Resolved a finding/ })
    .getByText(FINDING)
    .waitFor();
  expect(await desk.shop.admin('GET', 'findings?status=open')).toMatchObject({ data: [] });
});
