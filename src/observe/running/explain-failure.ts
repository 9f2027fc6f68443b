import { rolesGranting } from '../../azure/roles.ts'
import { AzureError } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'

export interface FailureExplanation {
  readonly status: 'failed' | 'forbidden'
  readonly failure: TranslatableMessage
  /** True for an error of ours: people are told little, the log must be told all. */
  readonly unexpected: boolean
}

/** What was asked for: where Azure does not name the permission that is missing, these are named. */
export interface RequiredActions {
  readonly needs: readonly string[]
  /** ARM id. */
  readonly scope: string
}

/** What people are told of an error. Azure's refusals have their words; anything else is our own fault. */
export function explainFailure(error: unknown, asked: RequiredActions): FailureExplanation {
  if (!(error instanceof AzureError)) return { status: 'failed', failure: messageOf('probe.broken'), unexpected: true }
  if (error.kind !== 'forbidden') return { status: 'failed', failure: error.phrase, unexpected: false }
  const isUnnamed = error.status === 403 && error.phrase.args?.action === undefined
  return { status: 'forbidden', failure: isUnnamed ? missingPermissionMessage(asked) : error.phrase, unexpected: false }
}

export const missingPermissionMessage = ({ needs, scope }: RequiredActions): TranslatableMessage => {
  const roles = [...new Set(needs.map((action) => rolesGranting(action)[0] ?? ''))]
  return messageOf('probe.forbidden', { actions: needs.join(', '), scope, roles: roles.join(', ') })
}
