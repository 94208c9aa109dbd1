import { StripeOutcomeUnknownError } from '../../../../src/application/ports/stripe-service.js';
import { StripeCaller } from '../../../../src/infrastructure/stripe/stripe-caller.js';

type ListPage = Parameters<StripeCaller['findListed']>[0];

describe('looking for an object in a list of Stripe', () => {
  const caller = new StripeCaller({ inTransaction: false });
  let pages: number;

  beforeEach(() => {
    pages = 0;
  });

  const endsAfter =
    (last: number): ListPage =>
    async () => {
      pages += 1;
      const data = [{ id: `object_${pages}` }];
      return { object: 'list', url: '/', data, has_more: pages < last };
    };

  it('finds it on a later page, and reads no further', async () => {
    expect(await caller.findListed(endsAfter(9), ({ id }) => id === 'object_3')).toEqual({ id: 'object_3' });
    expect(pages).toBe(3);
  });

  it('proves that it is not there at the end of the list', async () => {
    expect(await caller.findListed(endsAfter(2), () => false)).toBeNull();
  });

  it('proves nothing where the list goes on beyond what is looked through', async () => {
    await expect(caller.findListed(endsAfter(Infinity), () => false)).rejects.toThrow(
      StripeOutcomeUnknownError,
    );
    expect(pages).toBeLessThan(100);
  });
});
