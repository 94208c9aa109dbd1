import type { Role } from '../../../domain/identity/user.js';
import type { Page, PageRequest } from '../../page.js';

/** Someone with an account, as operators see them: nothing that lets anyone in. */
export interface CustomerView {
  readonly id: string;
  /** Null for someone who signs in elsewhere and has told none. */
  readonly email: string | null;
  readonly name: string;
  readonly phone: string | null;
  readonly role: Role;
  readonly emailVerified: boolean;
  readonly createdAt: Date;
}

/** What a customer's orders come to in one currency, in minor units. */
export interface CustomerTotal {
  readonly currency: string;
  readonly orders: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
}

export interface CustomerDetail extends CustomerView {
  /** At Stripe (`cus_...`); null until something is paid. */
  readonly stripeCustomerId: string | null;
  /** In how many places they are signed in. */
  readonly liveSessions: number;
  readonly lastOrderAt: Date | null;
  /** By currency, in its alphabet's order. */
  readonly totals: readonly CustomerTotal[];
}

export interface CustomerFilter {
  /** How the name or the address begins, in whatever case. */
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
}

/** Everyone with an account, for operators. */
export abstract class ICustomerQueries {
  /** The latest account first. @throws DomainError `cursor_invalid` */
  abstract list(
    organizationId: string,
    filter: CustomerFilter,
    page: PageRequest,
  ): Promise<Page<CustomerView>>;

  /** @throws DomainError `user_not_found` */
  abstract get(organizationId: string, userId: string, now: Date): Promise<CustomerDetail>;
}
