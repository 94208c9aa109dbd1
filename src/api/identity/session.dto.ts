export class OwnSessionResponse {
  id!: string;

  /** When it signed in, ISO 8601. */
  created_at!: string;

  /** When it last renewed its tokens, which a client in use does every ten minutes; ISO 8601. */
  last_used_at!: string;

  /** From where it signed in. */
  ip!: string | null;

  /** Of the browser or program that signed in, up to 512 characters. */
  user_agent!: string | null;

  /** Whether this request came in it. */
  current!: boolean;
}

export class OwnSessionListResponse {
  data!: OwnSessionResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}
