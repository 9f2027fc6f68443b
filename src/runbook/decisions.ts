import type { Message } from '../chat/types.ts'
import { outcomeOf } from '../incident/outcome.ts'
import type { Heard } from '../language/types.ts'
import type { Desk } from './desk.ts'
import type { Finder } from './focus.ts'

/** A decision in words goes the same way as the button: `approve INC-7`. */
export const createDecisions =
  (desk: Desk, finder: Finder) =>
  async (message: Message, heard: Heard): Promise<void> => {
    const incident = await finder.here(message, heard)
    if (incident === undefined) return desk.notice(message, 'card.notice.which-incident')
    const { person: by, place } = message
    if (heard.intent === 'close') {
      await desk.commit(message, incident.id, { type: 'Close', by, place, outcome: outcomeOf(incident) })
      return
    }
    const waiting = incident.actions.filter(({ status }) => status === 'proposed')
    if (waiting.length > 1) return desk.notice(message, 'card.notice.several-proposals', { incident: incident.id })
    const action = waiting[0]?.id ?? incident.actions.at(-1)?.id
    if (action === undefined) return desk.notice(message, 'card.notice.no-proposal', { incident: incident.id })
    await desk.commit(message, incident.id, { type: decisions[heard.intent] ?? 'Reject', action, by, place })
  }

const decisions: Readonly<Partial<Record<Heard['intent'], 'Approve' | 'Reject' | 'Withdraw'>>> = {
  approve: 'Approve',
  reject: 'Reject',
  withdraw: 'Withdraw',
}

export const isDecision = ({ intent }: Heard): boolean => ['approve', 'reject', 'close'].includes(intent)
