import { createHash } from 'node:crypto'
import { canonical } from '../../../incident/canonical.ts'
import { lengthOf } from '../limits.ts'
import type { Keep, Kept } from './making.ts'

/** The same content has the same key, so that a card looks the same each time it is made. */
export const keyOf = (kept: Kept): string =>
  `~${createHash('sha256')
    .update(canonical(named(kept)))
    .digest('base64url')
    .slice(0, 24)}`

/** A form is found by what its button carries. */
const named = (kept: Kept): unknown => (kept.kind === 'asking' ? [kept.asking.verb, kept.asking.token] : kept)

export const askingKey = (verb: string, token: string): string =>
  keyOf({ kind: 'asking', asking: { verb, token, language: 'en', title: '', intro: [], fields: [] } })

/** As it is where Slack takes it, otherwise the key under which it is kept. */
export const shortValue = (value: string, longest: number, keep: Keep): string =>
  lengthOf(value) <= longest && !value.startsWith('~') ? value : keep({ kind: 'value', value })
