import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  sign,
  verify,
} from 'node:crypto'

/** Tells a row that Appmedic wrote from one that anybody else did. It stands outside the database. */
export interface JournalKey {
  /** `keyIdOf` the public key. */
  readonly id: string
  /** HMAC-SHA256 in hex. */
  macOf(hash: string): string
  /** Ed25519, in base64. */
  sign(bytes: Uint8Array): string
  /** SPKI in base64: whoever has it can check a signature, and make none. */
  readonly publicKey: string
}

/** After a rotation the former keys stay, so that what they sealed can still be told. */
export interface JournalKeyring {
  /** Seals whatever is written from now on. */
  readonly current: JournalKey
  byId(id: string): JournalKey | undefined
}

export const seedSizeInBytes = 32

/** One seed gives both keys (HKDF-SHA256), so that one thing has to be kept. */
const createJournalKey = (seed: Uint8Array): JournalKey => {
  if (seed.byteLength !== seedSizeInBytes) throw new RangeError(`A seed has ${seedSizeInBytes} bytes`)
  const macKey = createSecretKey(derive(seed, 'appmedic journal mac'))
  const der = Buffer.concat([ed25519Pkcs8Prefix, derive(seed, 'appmedic journal signature')])
  const signingKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(signingKey).export({ format: 'der', type: 'spki' })
  return {
    id: keyIdOf(spki),
    macOf: (hash) => createHmac('sha256', macKey).update(hash).digest('hex'),
    sign: (bytes) => sign(null, bytes, signingKey).toString('base64'),
    publicKey: spki.toString('base64'),
  }
}

const derive = (seed: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', seed, '', purpose, seedSizeInBytes))

/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key. */
const ed25519Pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The first seed is the current one. */
export const createJournalKeyring = (seeds: readonly [Uint8Array, ...Uint8Array[]]): JournalKeyring => {
  const [first, ...others] = seeds
  const current = createJournalKey(first)
  const keys = new Map([current, ...others.map(createJournalKey)].map((key) => [key.id, key]))
  return { current, byId: (id) => keys.get(id) }
}

export const isSignatureOfKey = (
  { publicKey }: Pick<JournalKey, 'publicKey'>,
  bytes: Uint8Array,
  signature: string,
): boolean => {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return verify(null, bytes, key, Buffer.from(signature, 'base64'))
}

/** Whose signatures can be checked: a keyring, or only the public keys of one. */
export interface SignatureKeys {
  byId(id: string): Pick<JournalKey, 'publicKey'> | undefined
}

/** For an auditor, who may check and not seal. In base64, as `JournalKey.publicKey`. */
export const signatureKeysOf = (publicKeys: readonly string[]): SignatureKeys => {
  const keys = new Map(publicKeys.map((publicKey) => [keyIdOf(Buffer.from(publicKey, 'base64')), { publicKey }]))
  return { byId: (id) => keys.get(id) }
}

/** 16 hex digits. */
const keyIdOf = (spki: Uint8Array): string => createHash('sha256').update(spki).digest('hex').slice(0, 16)
