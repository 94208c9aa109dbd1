import type { SignInMethod, SignInOutcome } from '../../../domain/identity/sign-in.js';
import type { Page, PageRequest } from '../../page.js';

/** A sign-in, or a try, as the owner of the account sees it. */
export interface SignInView {
  readonly id: string;
  readonly at: Date;
  readonly method: SignInMethod;
  readonly outcome: SignInOutcome;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** Reads that only show. */
export abstract class ISignInQueries {
  /** The newest first. @throws DomainError `cursor_invalid` */
  abstract list(organizationId: string, userId: string, page: PageRequest): Promise<Page<SignInView>>;
}
