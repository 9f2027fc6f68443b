import type { JournalKey, JournalKeyring } from './journal-key.ts'

/** What the head's mac covers; no hash of an entry looks like it. */
export const headSealText = ({ seq, hash }: { readonly seq: number; readonly hash: string }): string =>
  `head ${seq} ${hash}`

interface Seal {
  readonly key_id: string
  readonly mac: string
}

export const sealOf = (key: JournalKey, text: string): Seal => ({ key_id: key.id, mac: key.macOf(text) })

/** What is wrong with a seal, in words; `undefined` where it holds. */
export const sealFault = (
  keys: JournalKeyring,
  { key_id, mac }: { readonly key_id: string | null; readonly mac: string | null },
  text: string,
): string | undefined => {
  if (key_id === null || mac === null) return 'it was never sealed: not written by Appmedic'
  const key = keys.byId(key_id)
  if (key === undefined) return `it was sealed with the key ${key_id}, which is not at hand`
  return key.macOf(text) === mac ? undefined : 'its seal is not one of the key: not written by Appmedic'
}
