import type { ChatMessage } from '../chat/types.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { InputContext } from './input-context.ts'

/** A decision in words goes the same way as the button: `approve INC-7`. */
export const createDecisionHandler =
  ({ responder, finder, permissions }: InputContext) =>
  async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const incident = await finder.named(message, parsed)
    if (incident === undefined) return responder.notice(message, 'card.notice.which-incident')
    const { person: by, place } = message
    if (parsed.intent === 'close') {
      await responder.commit(message, incident.id, { type: 'Close', by, place })
      return
    }
    const waiting = incident.actions.filter(({ status }) => status === 'proposed')
    // How many wait is for those who may read it; the decision itself is judged for who takes it.
    const denial = waiting.length === 1 ? undefined : permissions.readingDenialOf(message, incident)
    if (denial !== undefined) return responder.refuse(message, parsed.intent, denial)
    if (waiting.length > 1) return responder.notice(message, 'card.notice.several-proposals', { incident: incident.id })
    const action = waiting[0]?.id ?? incident.actions.at(-1)?.id
    if (action === undefined) return responder.notice(message, 'card.notice.no-proposal', { incident: incident.id })
    await responder.commit(message, incident.id, {
      type: commandTypeByIntent[parsed.intent] ?? 'Reject',
      action,
      by,
      place,
    })
  }

const commandTypeByIntent: Readonly<Partial<Record<ParsedMessage['intent'], 'Approve' | 'Reject' | 'Withdraw'>>> = {
  approve: 'Approve',
  reject: 'Reject',
  withdraw: 'Withdraw',
}

export const isDecisionIntent = ({ intent }: ParsedMessage): boolean => ['approve', 'reject', 'close'].includes(intent)
