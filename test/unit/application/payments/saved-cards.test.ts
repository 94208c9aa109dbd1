import { ChooseDefaultCard } from '../../../../src/application/payments/choose-default-card.js';
import { CreateSetupIntent } from '../../../../src/application/payments/create-setup-intent.js';
import { FindOwnCard } from '../../../../src/application/payments/find-own-card.js';
import { ListSavedCards } from '../../../../src/application/payments/list-saved-cards.js';
import { RemoveSavedCard } from '../../../../src/application/payments/remove-saved-card.js';
import {
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../../../../src/application/ports/stripe-service.js';
import { FakeStripePaymentMethods } from '../../../support/fakes/stripe-payment-methods.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

const OWNER = { organizationId: ORGANIZATION, userId: PAYER };
const STRANGER = { organizationId: ORGANIZATION, userId: 'user-2' };
const PAGE = { limit: 20, cursor: null };
const UNKNOWN = new StripeOutcomeUnknownError('500');

describe('saved cards', () => {
  let world: PaymentsWorld;
  let cards: FakeStripePaymentMethods;
  let createSetupIntent: CreateSetupIntent;
  let list: ListSavedCards;
  let choose: ChooseDefaultCard;
  let remove: RemoveSavedCard;

  beforeEach(() => {
    world = new PaymentsWorld();
    cards = new FakeStripePaymentMethods(world.unitOfWork);
    const { ensureCustomer, customers, stripe, ids, clock } = world;
    const findOwnCard = new FindOwnCard(customers, cards);
    createSetupIntent = new CreateSetupIntent(ensureCustomer, customers, cards, stripe, ids, clock);
    list = new ListSavedCards(customers, cards, stripe);
    choose = new ChooseDefaultCard(findOwnCard, cards, stripe);
    remove = new RemoveSavedCard(findOwnCard, cards, stripe);
  });

  const setUp = (setupId?: string): ReturnType<CreateSetupIntent['execute']> =>
    createSetupIntent.execute({ ...OWNER, setupId });

  describe('a SetupIntent', () => {
    it('is made for the customer that the user has at Stripe', async () => {
      expect(await setUp('setup-1')).toEqual({ setupIntentId: 'seti_1', clientSecret: 'seti_1_secret_1' });
      expect(cards.setups).toMatchObject([{ setupId: 'setup-1', customerId: 'cus_1', userId: PAYER }]);
    });

    it('is the same one when the same request comes again, and another one for another request', async () => {
      expect(await setUp('setup-1')).toEqual(await setUp('setup-1'));
      expect((await setUp()).setupIntentId).not.toBe((await setUp()).setupIntentId);
    });

    it('that was made in spite of a 5xx is found', async () => {
      cards.failNext('createSetupIntent', 'after', UNKNOWN);
      expect(await setUp('setup-1')).toMatchObject({ setupIntentId: 'seti_1' });
      expect(cards.setups).toHaveLength(1);
    });

    it('that a 5xx prevented is made under another key', async () => {
      cards.failNext('createSetupIntent', 'before', UNKNOWN);
      await setUp('setup-1');
      expect(cards.setups).toMatchObject([{ idempotencyKey: expect.stringMatching(/create\.cus_1\../) }]);
    });

    it('is made for a new customer where the old one was deleted at Stripe, once', async () => {
      await setUp();
      cards.goneCustomers.add('cus_1');
      await setUp();
      expect(cards.setups.map(({ customerId }) => customerId)).toEqual(['cus_1', 'cus_2']);
      expect((await world.customers.find(ORGANIZATION, PAYER))?.stripeCustomerId).toBe('cus_2');
    });
  });

  it('are none where there is no customer, and Stripe is not asked', async () => {
    cards.failNext('listCards', 'before', new Error('Nobody should ask.'));
    expect(await list.execute({ ...OWNER, page: PAGE })).toEqual({
      data: [],
      hasMore: false,
      nextCursor: null,
    });
  });

  it('are shown as Stripe has them, the default one marked', async () => {
    await setUp();
    const [first, second] = [cards.save('cus_1'), cards.save('cus_1', { brand: 'jcb' })];
    expect(await choose.execute({ ...OWNER, cardId: first.id })).toEqual({ ...first, isDefault: true });
    const { data } = await list.execute({ ...OWNER, page: PAGE });
    expect(data).toEqual([
      { ...second, isDefault: false },
      { ...first, isDefault: true },
    ]);
  });

  it('that are removed take the default with them', async () => {
    await setUp();
    const { id: cardId } = cards.save('cus_1');
    await choose.execute({ ...OWNER, cardId });
    await remove.execute({ ...OWNER, cardId });
    expect(cards.defaults.size).toBe(0);
    expect((await list.execute({ ...OWNER, page: PAGE })).data).toEqual([]);
  });

  it('of somebody else are not there, with and without a customer of one’s own', async () => {
    await setUp();
    const { id: cardId } = cards.save('cus_1');
    const missing = { code: 'payment_method_not_found', kind: 'not_found' };
    for (const act of [choose, remove]) {
      await expect(act.execute({ ...STRANGER, cardId })).rejects.toMatchObject(missing);
    }
    await createSetupIntent.execute({ ...STRANGER, setupId: undefined });
    for (const act of [choose, remove]) {
      await expect(act.execute({ ...STRANGER, cardId })).rejects.toMatchObject(missing);
    }
    expect(await cards.findCard('cus_1', cardId)).not.toBeNull();
  });

  it('that go while they are chosen are not there', async () => {
    await setUp();
    const { id: cardId } = cards.save('cus_1');
    cards.failNext('setDefaultCard', 'before', new StripeObjectMissingError('No such payment method', null));
    await expect(choose.execute({ ...OWNER, cardId })).rejects.toMatchObject({
      code: 'payment_method_not_found',
    });
  });

  it.each([
    ['unavailable', new StripeUnavailableError('no answer'), 'stripe_unavailable'],
    ['at a loss', UNKNOWN, 'stripe_unavailable'],
    ['unwilling', new StripeRejectedError('no', null), 'payment_method_refused'],
  ])('are said to be so where Stripe is %s', async (_name, error, code) => {
    await setUp();
    cards.failNext('listCards', 'before', error);
    await expect(list.execute({ ...OWNER, page: PAGE })).rejects.toMatchObject({ code });
  });
});
