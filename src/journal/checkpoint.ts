import { canonicalJson } from '../incident/canonical-json.ts'
import { isSignatureOfKey, type JournalKey, type SignatureKeys } from './journal-key.ts'

/** "The chain reached this hash here": signed, so that a chain cut off or written anew can't have one. */
export interface Checkpoint {
  readonly seq: number
  /** Of the entry `seq`; the genesis hash where that is 0. */
  readonly hash: string
  readonly at: number
  readonly key_id: string
  /** Ed25519 in base64 over the canonical JSON of `at`, `hash` and `seq`. */
  readonly signature: string
}

type SignedPart = Pick<Checkpoint, 'seq' | 'hash' | 'at'>

export const signCheckpoint = (key: JournalKey, { seq, hash, at }: SignedPart): Checkpoint => ({
  seq,
  hash,
  at,
  key_id: key.id,
  signature: key.sign(signedBytes({ seq, hash, at })),
})

/** False where the key is not among them. */
export const isCheckpointSigned = (keys: SignatureKeys, checkpoint: Checkpoint): boolean => {
  const key = keys.byId(checkpoint.key_id)
  return key !== undefined && isSignatureOfKey(key, signedBytes(checkpoint), String(checkpoint.signature))
}

const signedBytes = ({ seq, hash, at }: SignedPart): Uint8Array => Buffer.from(canonicalJson({ seq, hash, at }))
