import type { ChatMessage } from '../chat/types.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { closedLine, decidedLine } from './incident-lines.ts'
import type { InputContext } from './input-context.ts'
import { splitReason } from './understand-with-reason.ts'

/** A decision in words goes the same way as the button: `approve INC-7`. */
export const createDecisionHandler =
  ({ dependencies, responder, finder, permissions }: InputContext) =>
  async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const incident = await finder.named(message, parsed)
    if (incident === undefined) return responder.notice(message, 'card.notice.which-incident')
    const { person: by, place } = message
    if (parsed.intent === 'close') {
      await responder.commit(message, incident.id, { type: 'Close', by, place }, { line: closedLine })
      return
    }
    const waiting = incident.actions.filter(({ status }) => status === 'proposed')
    // How many wait is for those who may read it; the decision itself is judged for who takes it.
    const denial = waiting.length === 1 ? undefined : permissions.readingDenialOf(message, incident)
    if (denial !== undefined) return responder.refuse(message, parsed.intent, denial)
    if (waiting.length > 1) return responder.notice(message, 'card.notice.several-proposals', { incident: incident.id })
    const action = waiting[0]?.id ?? incident.actions.at(-1)?.id
    if (action === undefined) return responder.notice(message, 'card.notice.no-proposal', { incident: incident.id })
    const reason = dependencies.redact(splitReason(message.text).reason ?? '')
    const command =
      parsed.intent === 'approve'
        ? ({ type: 'Approve', action, by, place, ...(reason === '' ? {} : { reason }) } as const)
        : ({ type: 'Reject', action, by, place } as const)
    await responder.commit(message, incident.id, command, { line: decidedLine(action) })
  }

/** What is only likely a decision is none. */
export const isDecisionIntent = ({ intent, certainty }: ParsedMessage): boolean =>
  certainty === 'sure' && (intent === 'approve' || intent === 'reject' || intent === 'close')
