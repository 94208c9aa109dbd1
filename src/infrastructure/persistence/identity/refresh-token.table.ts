import { EntitySchema } from 'typeorm';
import { nullableTime, time, uuid, uuidKey } from '../columns.js';

export interface RefreshTokenRow {
  id: string;
  organizationId: string;
  sessionId: string;
  tokenHash: Buffer;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
}

export const refreshTokenTable = new EntitySchema<RefreshTokenRow>({
  name: 'refresh_token',
  tableName: 'refresh_tokens',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    sessionId: { ...uuid, name: 'session_id' },
    tokenHash: { type: 'bytea', name: 'token_hash' },
    createdAt: { ...time, name: 'created_at' },
    expiresAt: { ...time, name: 'expires_at' },
    usedAt: { ...nullableTime, name: 'used_at' },
  },
});
