/** What the transport of authentication needs to know of the configuration. Provided by the identity module. */
export class AuthSettings {
  constructor(
    /** Signs access tokens; the key of CSRF tokens is derived from it. */
    readonly jwtSecret: string,
    /** Cookies with `Secure` and a name prefix that browsers enforce: everywhere but on a developer's machine. */
    readonly secureCookies: boolean,
  ) {}
}
