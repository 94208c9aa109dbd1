import { DomainError } from '../shared/domain-error.js';
import type { Money } from '../shared/money.js';
import type { OrderStatus } from './order-status.js';

/** A move that the transition table does not list. */
export class IllegalOrderTransition extends DomainError {
  constructor(number: string, from: OrderStatus, to: OrderStatus) {
    super('order_transition_illegal', 'conflict', `Order ${number} is ${from} and cannot become ${to}.`);
    this.name = 'IllegalOrderTransition';
  }
}

/** Money was captured for an order that is cancelled or expired. It is never paid: the money goes back. */
export class OrderClosedError extends DomainError {
  constructor(number: string, status: OrderStatus, captured: Money) {
    super('order_closed', 'conflict', `Order ${number} is ${status} and cannot take ${captured.toString()}.`);
    this.name = 'OrderClosedError';
  }
}

export class OrderNotCancellable extends DomainError {
  constructor(number: string, reason: string) {
    super('order_not_cancellable', 'conflict', `Order ${number} cannot be cancelled: ${reason}.`);
    this.name = 'OrderNotCancellable';
  }
}

/** There is none with this id, or it is someone else's: the two are not told apart. */
export class OrderNotFound extends DomainError {
  constructor(orderId: string) {
    super('order_not_found', 'not_found', `There is no order ${orderId}.`);
    this.name = 'OrderNotFound';
  }
}

export class OrderTooLarge extends DomainError {
  constructor(maximum: Money) {
    super('amount_too_large', 'unprocessable', `An order can come to ${maximum.toString()} at most.`);
    this.name = 'OrderTooLarge';
  }
}

export class ReceiptNotAvailable extends DomainError {
  constructor(number: string, status: OrderStatus) {
    super(
      'receipt_not_available',
      'conflict',
      `Order ${number} is ${status}: there is a receipt once it is paid.`,
    );
    this.name = 'ReceiptNotAvailable';
  }
}
