import { roomMinor } from '../../../../src/domain/payments/aftermath.js';
import {
  blocksRefunds,
  type DisputeFact,
  isDisputeOver,
  standingOf,
  standingOfAll,
} from '../../../../src/domain/payments/dispute-standing.js';

const TAKEN = { amountMinor: -1_000 };
/** At another rate than it was taken at. */
const GIVEN_BACK = { amountMinor: 990 };

const dispute = (
  status: string,
  balanceTransactions: DisputeFact['balanceTransactions'] = [],
): DisputeFact => ({
  id: 'dispute-1',
  status,
  amountMinor: 1_000,
  isChargeRefundable: false,
  balanceTransactions,
});

describe('where a dispute leaves the money', () => {
  it.each([
    ['needs_response', [], 'none'],
    ['needs_response', [TAKEN], 'open'],
    ['under_review', [TAKEN], 'open'],
    ['under_review', [TAKEN, GIVEN_BACK], 'none'],
    ['lost', [TAKEN], 'lost'],
    ['lost', [], 'lost'],
    ['won', [TAKEN], 'none'],
    ['won', [TAKEN, GIVEN_BACK], 'none'],
    ['prevented', [TAKEN], 'none'],
    ['warning_needs_response', [], 'none'],
    ['warning_under_review', [], 'none'],
    ['warning_closed', [], 'none'],
    ['appeal_under_review', [TAKEN], 'open'],
    ['appeal_needs_response', [TAKEN], 'open'],
    ['a_word_of_tomorrow', [TAKEN], 'open'],
  ])('%s with %j: %s', (status, transactions, standing) => {
    expect(standingOf(dispute(status, transactions))).toBe(standing);
  });

  it('counts one that can be answered before one that is lost', () => {
    const [open, lost] = [dispute('needs_response', [TAKEN]), dispute('lost', [TAKEN])];
    expect([standingOfAll([lost, open]), standingOfAll([lost]), standingOfAll([])]).toEqual([
      'open',
      'lost',
      'none',
    ]);
  });

  it('leaves no room for what the bank has taken', () => {
    const facts = { refunds: [], disputes: [dispute('needs_response', [TAKEN])] };
    expect([roomMinor(1_500, facts), roomMinor(900, facts)]).toEqual([500, 0]);
  });

  it('keeps Stripe from refunding until it is over without a loss, unless Stripe says otherwise', () => {
    expect(
      ['needs_response', 'lost', 'appeal_under_review'].map((word) => blocksRefunds(dispute(word))),
    ).toEqual([true, true, true]);
    expect(['won', 'prevented', 'warning_closed'].map((word) => blocksRefunds(dispute(word)))).toEqual([
      false,
      false,
      false,
    ]);
    expect(blocksRefunds({ ...dispute('needs_response'), isChargeRefundable: true })).toBe(false);
  });

  it('is over with four words', () => {
    const words = [
      'needs_response',
      'under_review',
      'won',
      'lost',
      'prevented',
      'warning_closed',
      'appeal_under_review',
    ];
    expect(words.filter(isDisputeOver)).toEqual(['won', 'lost', 'prevented', 'warning_closed']);
  });
});
