import { EntitySchema } from 'typeorm';
import type { RevocationReason } from '../../../domain/identity/session.js';
import { nullableText, nullableTime, time, uuid, uuidKey } from '../columns.js';

export interface SessionRow {
  id: string;
  organizationId: string;
  userId: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  revokedReason: RevocationReason | null;
  ip: string | null;
  userAgent: string | null;
}

export const sessionTable = new EntitySchema<SessionRow>({
  name: 'session',
  tableName: 'sessions',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    userId: { ...uuid, name: 'user_id' },
    createdAt: { ...time, name: 'created_at' },
    expiresAt: { ...time, name: 'expires_at' },
    revokedAt: { ...nullableTime, name: 'revoked_at' },
    revokedReason: { ...nullableText, name: 'revoked_reason' },
    ip: nullableText,
    userAgent: { ...nullableText, name: 'user_agent' },
  },
});
