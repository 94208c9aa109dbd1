/** The secret part of a mailed link. It is nowhere stored: it is derived again when its mail is sent. */
export abstract class IAccountLinkTokens {
  /** 32 bytes, base64url, that nobody can derive without the key of this installation. */
  abstract derive(id: string): string;
}
