import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../incident/canonical-json.ts'
import { codePointLength } from '../block-kit-limits.ts'
import type { StoredValue, StoreValue } from './block-render-context.ts'

/** The same content has the same key, so that a card looks the same each time it is made. */
export const storedValueKeyOf = (stored: StoredValue): string =>
  stored.kind === 'asking' ? modalFormKeyOf(stored.asking.verb, stored.asking.token) : contentKeyOf(stored)

/** A form is found by what its button carries. */
export const modalFormKeyOf = (verb: string, token: string): string => contentKeyOf([verb, token])

const contentKeyOf = (content: unknown): string =>
  `~${createHash('sha256').update(canonicalJson(content)).digest('base64url').slice(0, 24)}`

/** As it is where Slack takes it, otherwise the key under which it is kept. */
export const valueOrStoredKey = (value: string, longest: number, keep: StoreValue): string =>
  codePointLength(value) <= longest && !value.startsWith('~') ? value : keep({ kind: 'value', value })
