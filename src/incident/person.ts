/** Somebody as the chat platform authenticated them; never taken from card data (L8). */
export interface Person {
  /** Name of the chat platform that vouches for the identity: `web`, `slack`, `teams`. */
  readonly platform: string
  /** Slack team id or Entra tenant id; `local` on the web chat. */
  readonly tenant: string
  /** Slack user id, Entra object id, or the policy's person key on the web chat in practice mode. */
  readonly id: string
  /** Display name: untrusted text. */
  readonly name: string
}

export const isSamePerson = (a: Person, b: Person): boolean =>
  a.platform === b.platform && a.tenant === b.tenant && a.id === b.id
