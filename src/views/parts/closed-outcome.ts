import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { FailingFigure, IncidentOutcome } from '../../incident/events/lifecycle-event.ts'

interface ClosedState {
  readonly outcome: IncidentOutcome
  readonly failing?: FailingFigure
  readonly into?: string
}

/** How an incident ended, in a few words; with the figure where it still fails. */
export const closedOutcomeMessage = ({ outcome, failing, into }: ClosedState): TranslatableMessage =>
  failing === undefined
    ? messageOf(`status.closed.${outcome}`, outcome === 'joined' ? { incident: into ?? '–' } : {})
    : messageOf(`status.closed.failing.${failing.of}`, { value: failing.value })

export const stillFailingMessage = (incident: string, failing: FailingFigure): TranslatableMessage =>
  messageOf(`talk.close.failing.${failing.of}`, { incident, value: failing.value })
