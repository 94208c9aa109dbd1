import { describe, expect, it } from '@jest/globals';
import {
  assertMove,
  canMove,
  isClosed,
  isOpen,
  isPaidOrBeyond,
  ORDER_TRANSITIONS,
  type OrderStatus,
} from '../../../../src/domain/orders/order-status.js';

const STATUSES = Object.keys(ORDER_TRANSITIONS) as OrderStatus[];

describe('the table of order statuses', () => {
  it('lets nothing out of cancelled and expired', () => {
    expect(STATUSES.filter(isClosed)).toEqual(['cancelled', 'expired']);
  });

  it('keeps money that is on its way from being cancelled or expired', () => {
    expect(canMove('processing', 'cancelled')).toBe(false);
    expect(canMove('processing', 'expired')).toBe(false);
  });

  it('never forgets that something was paid', () => {
    const unpaid = STATUSES.filter((status) => !isPaidOrBeyond(status));
    for (const from of STATUSES.filter(isPaidOrBeyond)) {
      expect(unpaid.filter((to) => canMove(from, to))).toEqual([]);
    }
  });

  it('lets every status be reached from pending', () => {
    const reached = new Set<OrderStatus>(['pending']);
    for (const from of reached) for (const to of ORDER_TRANSITIONS[from]) reached.add(to);
    expect([...reached].sort()).toEqual([...STATUSES].sort());
  });

  it('has no move from a status to itself: a repeated fact changes nothing instead', () => {
    expect(STATUSES.filter((status) => canMove(status, status))).toEqual([]);
  });

  it('refuses every move that it does not list, by name', () => {
    for (const from of STATUSES) {
      for (const to of STATUSES) {
        const move = (): void => assertMove('KAI-261120-7F3K2', from, to);
        if (canMove(from, to)) expect(move).not.toThrow();
        else expect(move).toThrow(`Order KAI-261120-7F3K2 is ${from} and cannot become ${to}.`);
      }
    }
    expect(() => assertMove('KAI-261120-7F3K2', 'paid', 'pending')).toThrow(
      expect.objectContaining({ code: 'order_transition_illegal', kind: 'conflict' }),
    );
  });

  it('opens an order to payment and cancelling only while nothing was paid and nothing is on its way', () => {
    expect(STATUSES.filter(isOpen)).toEqual(['pending', 'awaiting_payment']);
  });
});
