import { EntitySchema } from 'typeorm';
import type { Locale } from '../../../domain/shared/locale.js';
import type { Role } from '../../../domain/identity/user.js';
import { integer, nullableText, nullableTime, text, time, uuid, uuidKey } from '../columns.js';

export interface UserRow {
  id: string;
  organizationId: string;
  version: number;
  email: string | null;
  passwordHash: string | null;
  name: string;
  phone: string | null;
  birthdate: string | null;
  locale: Locale | null;
  role: Role;
  termsAcceptedAt: Date;
  privacyAcceptedAt: Date;
  emailVerifiedAt: Date | null;
  deletedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export const userTable = new EntitySchema<UserRow>({
  name: 'user',
  tableName: 'users',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    version: integer,
    email: nullableText,
    passwordHash: { ...nullableText, name: 'password_hash' },
    name: text,
    phone: nullableText,
    birthdate: { type: 'date', nullable: true },
    locale: nullableText,
    role: text,
    termsAcceptedAt: { ...time, name: 'terms_accepted_at' },
    privacyAcceptedAt: { ...time, name: 'privacy_accepted_at' },
    emailVerifiedAt: { ...nullableTime, name: 'email_verified_at' },
    deletedAt: { ...nullableTime, name: 'deleted_at' },
    createdAt: { ...time, name: 'created_at' },
    updatedAt: { ...time, name: 'updated_at' },
  },
});
