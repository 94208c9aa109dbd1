import type { Page, PageRequest } from '../../page.js';

/** A session as its owner recognizes it. */
export interface SessionView {
  readonly id: string;
  readonly createdAt: Date;
  /** When it last signed in or renewed its tokens, which a client in use does every ten minutes. */
  readonly lastUsedAt: Date;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** Reads that only show. */
export abstract class ISessionQueries {
  /** The sessions in which the user is signed in, the newest sign-in first. @throws DomainError `cursor_invalid` */
  abstract listLive(
    organizationId: string,
    userId: string,
    now: Date,
    page: PageRequest,
  ): Promise<Page<SessionView>>;
}
