import type pg from 'pg';

/** What must stand in no table and no log line: contract.md and reliability.md (I5). */
const SECRETS: Readonly<Record<string, RegExp>> = {
  'client secret': /\b(?:pi|seti|cs)_\w+_secret_\w+/,
  'access token': /\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/,
  'API key': /\b[sr]k_(?:test|live)_\w+|\bkk_[a-z2-7]{12}_[\w-]+/,
  'webhook secret': /\bwhsec_\w+/,
  password: /horse tent gravel|a-long-operator-password/,
  'password or address of a channel': /of-the-mail-server|of-the-chat-room/,
  'card number': /\b(?:4\d{15}|5[1-5]\d{14}|3[47]\d{13}|6011\d{12})\b/,
};

/** Where notifications go in tests that have them sent: nobody answers there, and what is written of that holds no secret. */
export const SECRET_CHANNELS = {
  SMTP_URL: 'smtp://shop:secret-of-the-mail-server@127.0.0.1:9',
  MAIL_FROM: 'shop@kaikei.example',
  SLACK_WEBHOOK_URL: 'http://127.0.0.1:9/services/secret-of-the-chat-room',
} as const;

/** Tables hold hashes of passwords on purpose; logs have no use for them. */
const SECRETS_OF_LOGS: typeof SECRETS = { ...SECRETS, 'password hash': /\$argon2/ };

/** @returns one line for each place with a secret in it; never the secret itself */
export async function secretsInTables(database: pg.Pool): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await database.query<{ row: string }>(
      `SELECT to_json(t)::text AS row FROM "${name}" AS t`,
    );
    for (const kind of kindsIn(rows.map(({ row }) => row).join('\n')))
      found.push(`I5: ${kind} in table ${name}`);
  }
  return found;
}

export function secretsInLogs(output: string): string[] {
  return kindsIn(output, SECRETS_OF_LOGS).map((kind) => `I5: ${kind} in a log line`);
}

function kindsIn(text: string, secrets = SECRETS): string[] {
  return Object.entries(secrets)
    .filter(([, shape]) => shape.test(text))
    .map(([kind]) => kind);
}
