/** How somebody was let in: by a session of ours, or by their issuer, who says when they signed in there. */
export type Entry = { readonly sessionId: string } | { readonly signedInAt: Date | null };
