import { Injectable } from '@nestjs/common';
import {
  ISessionRepository,
  type StoredRefreshToken,
} from '../../../application/identity/ports/session-repository.js';
import { type RevocationReason, Session } from '../../../domain/identity/session.js';
import { Database } from '../database.js';
import { assertOneRow } from '../write-conflict.js';
import { refreshTokenTable } from './refresh-token.table.js';
import { type SessionRow, sessionTable } from './session.table.js';

@Injectable()
export class SessionRepository extends ISessionRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insert(session: Session): Promise<void> {
    await this.database.manager.insert(sessionTable, toRow(session));
  }

  /** Without a version: whoever changes a session has locked it (`findForUpdate`). */
  async update(session: Session): Promise<void> {
    const { id, organizationId, ...columns } = toRow(session);
    const { affected } = await this.database.manager.update(sessionTable, { id, organizationId }, columns);
    assertOneRow(affected, 'The session');
  }

  async findForUpdate(organizationId: string, id: string): Promise<Session | null> {
    const row = await this.database.manager.findOne(sessionTable, {
      where: { organizationId, id },
      lock: { mode: 'pessimistic_write' },
    });
    return row && fromRow(row);
  }

  async removeEnded(organizationId: string, userId: string, now: Date): Promise<void> {
    await this.database.query(
      'DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2 AND expires_at <= $3',
      [organizationId, userId, now],
    );
  }

  async revokeAll(
    organizationId: string,
    userId: string,
    reason: RevocationReason,
    now: Date,
  ): Promise<void> {
    await this.database.query(
      `UPDATE sessions SET revoked_at = $4, revoked_reason = $3
       WHERE organization_id = $1 AND user_id = $2 AND revoked_at IS NULL`,
      [organizationId, userId, reason, now],
    );
  }

  async revokeOthers(
    organizationId: string,
    userId: string,
    keptId: string,
    reason: RevocationReason,
    now: Date,
  ): Promise<void> {
    await this.database.query(
      `UPDATE sessions SET revoked_at = $5, revoked_reason = $4
       WHERE organization_id = $1 AND user_id = $2 AND id <> $3 AND revoked_at IS NULL`,
      [organizationId, userId, keptId, reason, now],
    );
  }

  async purgeEnded(now: Date, limit: number): Promise<number> {
    const rows = await this.database.query(
      `DELETE FROM sessions WHERE id IN (
         SELECT id FROM sessions WHERE expires_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING id`,
      [now, limit],
    );
    return rows.length;
  }

  async addToken(token: StoredRefreshToken): Promise<void> {
    await this.database.manager.insert(refreshTokenTable, { ...token });
  }

  findToken(
    organizationId: string,
    sessionId: string,
    tokenHash: Buffer,
  ): Promise<StoredRefreshToken | null> {
    return this.database.manager.findOneBy(refreshTokenTable, { organizationId, sessionId, tokenHash });
  }

  async supersedeTokens(organizationId: string, sessionId: string, now: Date): Promise<void> {
    await this.database.query(
      'UPDATE refresh_tokens SET used_at = $3 WHERE organization_id = $1 AND session_id = $2 AND used_at IS NULL',
      [organizationId, sessionId, now],
    );
    await this.database.query(
      'DELETE FROM refresh_tokens WHERE organization_id = $1 AND session_id = $2 AND expires_at <= $3',
      [organizationId, sessionId, now],
    );
  }
}

function toRow(session: Session): SessionRow {
  return { ...session.snapshot() };
}

function fromRow(row: SessionRow): Session {
  return Session.rehydrate({ ...row });
}
