import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SmtpSink } from '../support/smtp-sink.js';
import { askForAddress, askForLink, changePassword, choosePassword, NEXT_PASSWORD } from './account-forms.js';
import { expectAccessible } from './accessible.js';
import { loseFirstAnswer } from './lost-answer.js';
import { mailedLink } from './mailed-link.js';
import { PASSWORD } from './shopper.js';
import { standForTests } from './stand.js';

/** Whatever of it other programs could see. */
const ADDRESS = 'location.pathname + location.search + location.hash';

let mails: SmtpSink;
let email: string;

const stand = standForTests({
  env: async () => {
    mails = await SmtpSink.start();
    return { SMTP_URL: mails.url, MAIL_FROM: 'Kaikei <shop@shop.example>' };
  },
});

afterAll(() => mails.close());

beforeEach(async () => {
  const { shopper } = stand;
  await shopper.page.goto('/register?next=/account');
  email = await shopper.register();
  await shopper.heading('Your account').waitFor();
});

describe('an account, from its registration to its end', () => {
  test('is verified by mail, comes back after a forgotten password, and is deleted for good', async () => {
    const { page } = stand.shopper;
    await page.getByText('Please confirm your e-mail address').waitFor();
    await page.goto(await mailedLink(mails, email, '/verify-email'));
    await page.getByText('Your address is confirmed').waitFor();
    expect(await page.evaluate(ADDRESS)).toBe('/verify-email');
    await page.getByRole('link', { name: 'Your account' }).click();
    await page.getByText('Verified').waitFor();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await stand.shopper.heading('Shop').waitFor();
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await askForLink(page, email);
    await page.goto(await mailedLink(mails, email, '/reset-password'));
    await choosePassword(page);
    await page.getByText('Your password is changed').waitFor();
    expect(await page.evaluate(ADDRESS)).toBe('/reset-password');
    await page.getByRole('link', { name: 'Sign in', exact: true }).last().click();
    await stand.shopper.signIn(email, NEXT_PASSWORD);
    await stand.shopper.heading('Shop').waitFor();

    await page.goto('/account/data');
    await page.getByRole('button', { name: 'Delete my account…' }).click();
    await page.getByRole('textbox', { name: 'Your password' }).fill(NEXT_PASSWORD);
    await page.getByRole('button', { name: 'Delete my account', exact: true }).click();
    await page.getByText('Your account is deleted').waitFor();
    await page.goto('/sign-in');
    await stand.shopper.signIn(email, NEXT_PASSWORD);
    await page.getByText('do not belong together').waitFor();
  });

  test('ends in every other browser when its password is reset by mail', async () => {
    const { page } = stand.shopper;
    const other = await stand.signInElsewhere(email);
    await other.page.goto('/forgot-password');
    await askForLink(other.page, email);
    await other.page.goto(await mailedLink(mails, email, '/reset-password'));
    await choosePassword(other.page);
    await other.page.getByText('Your password is changed').waitFor();
    await other.page.getByRole('button', { name: '日本語' }).click();
    await other.page.getByText('パスワードを変更しました').waitFor();
    // What an access token may read for its last ten minutes, a new one is not given for.
    await page.context().clearCookies({ name: 'kaikei_access' });
    await page.goto('/account/security');
    await stand.shopper.heading('Sign in').waitFor();
    await other.leave();
  });
});

describe('links that do not work', () => {
  test('are told from links that were lost, and others can be had', async () => {
    const { page } = stand.shopper;
    await page.goto('/confirm-email#token=nonsense');
    await page.getByText('This link does not work any more').waitFor();
    await page.getByRole('link', { name: 'Ask for another link' }).click();
    await page.getByLabel('New e-mail address').waitFor();

    await page.goto('/verify-email#token=nonsense');
    await page.getByText('This link does not work any more').waitFor();
    await page.getByRole('button', { name: 'Send the mail again' }).click();
    await page.getByText('A new mail is on its way').waitFor();

    await page.goto('/reset-password#token=nonsense');
    await choosePassword(page);
    await page.getByText('This link does not work any more').waitFor();
    await page.reload();
    await page.getByText('Open the link in our mail').waitFor();
    await page.getByRole('link', { name: 'Have another link sent' }).click();
    await stand.shopper.heading('Forgot your password?').waitFor();
  });

  test('a newer link that is opened in the same tab takes the place of the one before', async () => {
    const { page } = stand.shopper;
    await page.goto('/verify-email#token=nonsense');
    await page.getByText('This link does not work any more').waitFor();
    await page.goto(await mailedLink(mails, email, '/verify-email'));
    await page.getByText('Your address is confirmed').waitFor();
  });
});

describe('one’s own account', () => {
  test('keeps what is told of oneself, and says what cannot be', async () => {
    const { page } = stand.shopper;
    await page.getByLabel('Name', { exact: true }).fill('Aiko Suzuki');
    await page.getByLabel('Telephone').fill('call me');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Please enter a telephone number').waitFor();
    await page.locator('[name="phone"]:focus').waitFor();
    await page.getByLabel('Telephone').fill('+81 90 1234 5678');
    await page.getByLabel('Date of birth').fill('1990-12-31');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your profile is saved.').first().waitFor();
    await page.reload();
    const name = page.getByLabel('Name', { exact: true });
    await name.waitFor();
    expect(await name.inputValue()).toBe('Aiko Suzuki');
    expect(await page.getByLabel('Telephone').inputValue()).toBe('+81 90 1234 5678');
    expect(await page.getByLabel('Date of birth').inputValue()).toBe('1990-12-31');
  });

  test('gets another address by the link that is mailed there, once somebody is signed in where it is opened', async () => {
    const { page } = stand.shopper;
    const newEmail = `${randomUUID()}@example.com`;
    await askForAddress(page, email, PASSWORD);
    await page.getByText('This is the address of your account already.').waitFor();
    await askForAddress(page, newEmail, 'not that one');
    await page.getByText('This is not your current password.').waitFor();
    await askForAddress(page, newEmail, PASSWORD);
    await page.getByText('Look into the mailbox of your new address').waitFor();
    await expectAccessible(page);
    const elsewhere = await stand.arrive();
    await elsewhere.page.goto(await mailedLink(mails, newEmail, '/confirm-email'));
    await elsewhere.signIn(email);
    await elsewhere.page.getByText(`Mails go to ${newEmail}`).waitFor();
    await expectAccessible(elsewhere.page);
    await elsewhere.leave();

    await page.reload();
    await stand.shopper.heading('Sign in').waitFor();
    await stand.shopper.signIn(newEmail);
    await page.getByText(newEmail).waitFor();
  });

  test('is told of its new address also where the answer to the link was lost, and whoever comes next in the tab is not', async () => {
    const { page } = stand.shopper;
    const newEmail = `${randomUUID()}@example.com`;
    await askForAddress(page, newEmail, PASSWORD);
    await loseFirstAnswer(page, '**/email/change/confirm');
    await page.goto(await mailedLink(mails, newEmail, '/confirm-email'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText(`Mails go to ${newEmail}`).waitFor();

    await page.getByRole('link', { name: 'Your account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await stand.shopper.heading('Shop').waitFor();
    // Back without loading the page anew.
    await page.evaluate('history.go(-2)');
    await stand.shopper.signIn(newEmail);
    await page.getByText('Open the link in our mail').waitFor();
  });

  test('shows where it is signed in and who tried to, and ends what its owner does not know', async () => {
    const { page } = stand.shopper;
    const [one, two] = [await stand.signInElsewhere(email), await stand.signInElsewhere(email)];
    await page.goto('/account/security');
    await page.getByText('This device').waitFor();
    const others = page.getByRole('button', { name: /^Sign out Chrome/ });
    await others.first().click();
    await page
      .getByText(/^Chrome on \w+ is signed out\.$/)
      .first()
      .waitFor();
    await others.nth(1).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Sign out all other devices' }).click();
    await page.getByRole('button', { name: 'Yes, sign them out' }).click();
    await page.getByText('All other devices are signed out.').first().waitFor();
    await page.locator('.device-rows > li').nth(1).waitFor({ state: 'detached' });
    await page.locator('h1:focus').waitFor();
    await one.leave();
    await two.leave();
  });

  test('changes its password, which is refused with a wrong one and with a common one', async () => {
    const { page } = stand.shopper;
    await page.goto('/account/security');
    await changePassword(page, 'not that one', NEXT_PASSWORD);
    await page.getByText('This is not your current password.').waitFor();
    await changePassword(page, PASSWORD, 'password123');
    await page.getByText('This password is easy to guess').waitFor();
    await changePassword(page, PASSWORD, NEXT_PASSWORD);
    await page.getByText('Your password is changed.').first().waitFor();
    await page.getByRole('cell', { name: 'Password changed' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Current password' }).inputValue()).toBe('');
  });

  test('can be taken along as a file', async () => {
    const { page } = stand.shopper;
    await page.goto('/account/data');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download my data' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^kaikei-account-\d{4}-\d\d-\d\d\.json$/);
    const data: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(data).toMatchObject({ profile: { email }, orders: [] });
    expect(stand.shopper.complaints).toEqual([]);
  });

  test('is kept as long as the password is not right, whatever was pressed', async () => {
    const { page } = stand.shopper;
    await page.goto('/account/data');
    await page.getByRole('button', { name: 'Delete my account…' }).click();
    await page.getByRole('button', { name: 'Delete my account', exact: true }).click();
    await page.getByText('Please enter a password.').waitFor();
    await page.getByRole('textbox', { name: 'Your password' }).fill('not that one');
    await page.getByRole('button', { name: 'Delete my account', exact: true }).click();
    await page.getByText('This is not your current password.').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.goto('/account');
    await stand.shopper.heading('Your account').waitFor();
  });
});

test('calls that find the session expired share one renewal', async () => {
  const { page } = stand.shopper;
  let renewals = 0;
  page.on('request', (request) => (renewals += Number(request.url().endsWith('/api/auth/refresh'))));
  await page.context().clearCookies({ name: 'kaikei_access' });
  await page.getByRole('link', { name: 'Security' }).click();
  await page.getByText('This device').waitFor();
  await page.getByRole('cell', { name: 'Account created' }).waitFor();
  expect(renewals).toBe(1);
});
