import { rolesFor } from '../../azure/roles.ts'
import { AzureError } from '../../azure/types.ts'
import { type Phrase, phrase } from '../../incident/phrase.ts'

export interface Explained {
  readonly status: 'failed' | 'forbidden'
  readonly failure: Phrase
  /** True for an error of ours: people are told little, the log must be told all. */
  readonly unexpected: boolean
}

/** What was asked for: where Azure does not name the permission that is missing, these are named. */
export interface Asked {
  readonly needs: readonly string[]
  /** ARM id. */
  readonly scope: string
}

/** What people are told of an error. Azure's refusals have their words; anything else is our own fault. */
export function explain(error: unknown, asked: Asked): Explained {
  if (!(error instanceof AzureError)) return { status: 'failed', failure: phrase('probe.broken'), unexpected: true }
  if (error.kind !== 'forbidden') return { status: 'failed', failure: error.phrase, unexpected: false }
  const isUnnamed = error.status === 403 && error.phrase.args?.action === undefined
  return { status: 'forbidden', failure: isUnnamed ? forbidden(asked) : error.phrase, unexpected: false }
}

const forbidden = ({ needs, scope }: Asked): Phrase => {
  const roles = [...new Set(needs.map((action) => rolesFor(action)[0] ?? ''))]
  return phrase('probe.forbidden', { actions: needs.join(', '), scope, roles: roles.join(', ') })
}
