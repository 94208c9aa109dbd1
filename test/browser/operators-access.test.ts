import { afterAll, expect, test } from '@jest/globals';
import { send } from '../support/shopper.js';
import { sql } from '../support/sql.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';
import { expectAccessible } from './accessible.js';
import { loseFirstAnswer } from './lost-answer.js';
import { deskForTests } from './operators-desk.js';

let receiver: WebhookReceiver;

const desk = deskForTests({
  env: async () => {
    receiver = await WebhookReceiver.start();
    return { OUTGOING_WEBHOOK_ALLOWED_HOSTS: receiver.host };
  },
});

afterAll(() => receiver.close());

test('an operator adds a webhook endpoint, sees its secret once and a test arrive, and turns it off', async () => {
  const { operator, page } = desk;
  await desk.signIn();
  await page.goto('/admin/webhooks');
  await page.getByRole('button', { name: 'Add an endpoint' }).click();
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByRole('checkbox', { name: 'Everything' }).uncheck();
  await page.getByRole('button', { name: 'Add it' }).click();
  await page.getByText('Please choose at least one type.').waitFor();
  await page.getByRole('checkbox', { name: 'A refund went through' }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add it' }).click();
  const shown = page.getByRole('alertdialog', { name: 'The signing secret' });
  await shown.getByText(/^whsec_/).waitFor();
  await page.keyboard.press('Escape');
  await expectAccessible(page);
  await shown.getByRole('button', { name: 'I have it' }).click();
  await operator.heading(receiver.host).waitFor();

  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByRole('link', { name: 'A test' }).click();
  await page.getByText('Answered 200').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('It is sent again.').waitFor();
  await page
    .getByRole('row', { name: /Answered 200/ })
    .nth(1)
    .waitFor();
  expect(new Set(receiver.ofType('ping').map(({ headers }) => headers['webhook-id'])).size).toBe(1);

  await page.getByRole('link', { name: 'Endpoint' }).click();
  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('button', { name: 'Yes, make one' }).click();
  await shown.getByRole('button', { name: 'I have it' }).click();
  await page.getByText('Old secret works until').waitFor();
  await page.getByRole('button', { name: 'Turn off' }).click();
  await page.getByRole('button', { name: 'Yes, turn it off' }).click();
  await page.getByRole('button', { name: 'Turn on' }).waitFor();
  expect(await desk.shop.admin('GET', 'webhook-endpoints')).toMatchObject({
    data: [{ enabled: false, disabled_reason: 'operator', event_types: ['refund.succeeded'] }],
  });
  expect(operator.complaints).toEqual([]);
});

test('where answers are lost, pressing again neither rolls a secret twice nor sends a test twice', async () => {
  const { page } = desk;
  const { id } = await desk.shop.admin('POST', 'webhook-endpoints', { url: receiver.url });
  const pingsBefore = receiver.ofType('ping').length;
  await desk.signIn();
  await page.goto(`/admin/webhooks/${String(id)}`);
  await loseFirstAnswer(page, '**/roll-secret');
  const shown = page.getByRole('alertdialog', { name: 'The signing secret' });
  const rolls = async (): Promise<unknown> =>
    (await desk.shop.admin('GET', `audit?action=webhook_endpoint.secret_rolled&subject=${String(id)}`)).data;
  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('button', { name: 'Yes, make one' }).click();
  await page.getByText('did not answer').waitFor();
  await page.getByRole('button', { name: 'Yes, make one' }).click();
  await shown.getByText(/^whsec_/).waitFor();
  await shown.getByRole('button', { name: 'I have it' }).click();
  expect(await rolls()).toHaveLength(1);
  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('button', { name: 'Yes, make one' }).click();
  await shown.getByRole('button', { name: 'I have it' }).click();
  expect(await rolls()).toHaveLength(2);

  await loseFirstAnswer(page, '**/test');
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('did not answer').waitFor();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByRole('link', { name: 'A test' }).click();
  await page.getByText('Answered 200').waitFor();
  expect(receiver.ofType('ping')).toHaveLength(pingsBefore + 1);
});

test('an operator makes an API key, which is shown once, works, and ends when it is revoked', async () => {
  const { operator, page } = desk;
  await desk.signIn();
  await page.goto('/admin/api-keys');
  await fillInKey('Warehouse');
  const shown = page.getByRole('alertdialog', { name: 'The key “Warehouse”' });
  const key = await shown.getByText(/^kk_/).innerText();
  await shown.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('status').getByText('Copied.').waitFor();
  await shown.getByRole('button', { name: 'I have it' }).click();
  expect(await statusOf(key)).toBe(400);
  await page.reload();
  await page.getByRole('row', { name: /Warehouse.*Read orders/ }).waitFor();
  expect(await page.getByText(key).count()).toBe(0);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Revoke Warehouse' }).click();
  await page.getByRole('button', { name: 'Yes, revoke it' }).click();
  await page.getByText('“Warehouse” is revoked.').waitFor();
  expect(await statusOf(key)).toBe(401);
  expect(operator.complaints).toEqual([]);
});

test('a key whose answer was lost is not made twice, although its form was closed and filled in again', async () => {
  const { page } = desk;
  await desk.signIn();
  await page.goto('/admin/api-keys');
  await loseFirstAnswer(page, '**/api/admin/api-keys');
  await fillInKey('Till');
  await page.getByText('did not answer').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: /Till/ }).waitFor();
  await fillInKey('Till');
  await page.getByText('its answer was lost').waitFor();
  await page.keyboard.press('Escape');
  const { data } = await desk.shop.admin('GET', 'api-keys');
  expect((data as readonly { name: string }[]).filter(({ name }) => name === 'Till')).toHaveLength(1);
});

test('an operator makes another one of whoever has a verified address, and takes that back', async () => {
  const { operator, page } = desk;
  await sql(
    desk.stand.stack.databaseUrl,
    `UPDATE users SET email_verified_at = now() WHERE name = 'Hanako Sato'`,
  );
  await desk.signIn();
  await page.goto('/admin/operators');
  await page.getByText('That is you').waitFor();
  await page.getByRole('link', { name: 'Choose from the customers' }).click();
  await page.getByRole('link', { name: 'Hanako Sato' }).click();
  await page.getByRole('button', { name: 'Make them an operator' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Yes, make them one' }).click();
  await page.getByText('Hanako Sato is an operator.').waitFor();

  await page.goto('/admin/operators');
  await page.getByRole('button', { name: 'Make them a customer again' }).click();
  await page.getByRole('button', { name: 'Yes, take it away' }).click();
  await page.getByText('Hanako Sato is a customer again.').waitFor();
  await page.getByRole('link', { name: 'Hanako Sato' }).waitFor({ state: 'detached' });
  expect(operator.complaints).toEqual([]);
});

async function fillInKey(name: string): Promise<void> {
  await desk.page.getByRole('button', { name: 'Make a key' }).click();
  await desk.page.getByLabel('Name').fill(name);
  await desk.page.getByRole('checkbox', { name: 'Read orders' }).check();
  await desk.page.getByRole('button', { name: 'Make it' }).click();
}

/** 400 for a key that works and names no customer. */
async function statusOf(key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}` };
  return (await send('GET', `${desk.stand.stack.apiUrl}/api/orders`, undefined, headers)).status;
}
