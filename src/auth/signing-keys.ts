import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'

/** The keys that Microsoft signs with. */
export interface SigningKeys {
  /** `unknown`: no such key; `unavailable`: there are no keys to look in, since they can't be fetched. */
  find(kid: string): Promise<SigningKey | 'unknown' | 'unavailable'>
}

export interface SigningKey {
  readonly key: KeyObject
  /** Channels that may sign with it; empty means any. */
  readonly endorsements: readonly string[]
}

export interface SigningKeysOptions {
  readonly metadataUrl: string
  readonly now: () => number
  readonly log: { error(details: object, message: string): void }
}

const freshForInMs = 24 * 3_600_000
/** An unknown key may be a new one, or made up: made-up ones must not make us ask. */
const betweenFetchesInMs = 5 * 60_000
const afterFailureInMs = 10_000
const fetchTimeoutInMs = 5_000

const metadata = z.object({ jwks_uri: z.url() })
const jwk = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).default([]),
})
const keySet = z.object({ keys: z.array(z.unknown()).max(500) })

/** Fetched when first needed, one fetch at a time whoever asks; old keys serve until new ones are there. */
export const createSigningKeys = ({ metadataUrl, now, log }: SigningKeysOptions): SigningKeys => {
  let known: ReadonlyMap<string, SigningKey> | undefined
  let fetchedAt = 0
  let notBefore = 0
  let underWay: Promise<void> | undefined

  const fetchKeys = async (): Promise<void> => {
    try {
      const { jwks_uri } = metadata.parse(await jsonAt(metadataUrl, metadataUrl))
      known = keysIn(keySet.parse(await jsonAt(jwks_uri, metadataUrl)).keys)
      fetchedAt = now()
      notBefore = fetchedAt + betweenFetchesInMs
    } catch (error) {
      notBefore = now() + afterFailureInMs
      log.error({ err: error, url: metadataUrl }, 'the signing keys of Microsoft could not be fetched')
    }
  }

  const refresh = async (): Promise<void> => {
    if (underWay === undefined && now() < notBefore) return
    underWay ??= fetchKeys().finally(() => {
      underWay = undefined
    })
    await underWay
  }

  return {
    find: async (kid) => {
      const found = known?.get(kid)
      if (found !== undefined) {
        if (now() - fetchedAt > freshForInMs) void refresh()
        return found
      }
      await refresh()
      return known === undefined ? 'unavailable' : (known.get(kid) ?? 'unknown')
    },
  }
}

const keysIn = (list: readonly unknown[]): ReadonlyMap<string, SigningKey> =>
  new Map(
    list.flatMap((item) => {
      const { data } = jwk.safeParse(item)
      if (data === undefined) return []
      const key = publicKeyOf(data)
      return key === undefined ? [] : [[data.kid, { key, endorsements: data.endorsements }] as const]
    }),
  )

/** One key that is no key must not take the others with it. */
const publicKeyOf = ({ kty, n, e }: z.infer<typeof jwk>): KeyObject | undefined => {
  try {
    return createPublicKey({ key: { kty, n, e }, format: 'jwk' })
  } catch {
    return undefined
  }
}

const jsonAt = async (url: string, metadataUrl: string): Promise<unknown> => {
  if (!url.startsWith('https://') && new URL(url).origin !== new URL(metadataUrl).origin)
    throw new Error(`${url} is not https`)
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(fetchTimeoutInMs) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response.json()
}
