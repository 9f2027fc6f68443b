import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { Refusal } from '../../incident/refusal.ts'
import { closedOutcomeMessage } from '../../views/parts/closed-outcome.ts'
import { refusalMessage } from '../../views/refusal-view.ts'
import { isStepEvent, narrateStepEvent } from './narrate-step-event.ts'
import { narrateVerdict } from './narrate-verdict.ts'
import { type NarrationContext, type NarrationEntry, narrationEntry } from './narration.ts'

/** What people would tell of an event; nothing of most. */
export const narrateEvent = (event: IncidentEvent, moment: NarrationContext): readonly NarrationEntry[] => {
  const { say } = moment
  if (isStepEvent(event)) return narrateStepEvent(event, moment)
  switch (event.type) {
    case 'IncidentOpened':
      return narrationEntry(
        say(messageOf('drill.opened', { incident: event.incident, who: event.by.name, text: event.text })),
      )
    case 'AppChosen': {
      const { name: app, resourceGroup: group, location } = event.app
      return narrationEntry(say(messageOf('drill.app', { app, group, location })))
    }
    case 'ObservationStarted':
      return narrationEntry(
        say(messageOf('drill.observing', { probes: event.probes.length, fromAt: event.window.from })),
      )
    case 'ProbeFinished':
      return narrateProbe(event, say)
    case 'VerdictReached':
      return narrateVerdict(event, moment)
    case 'EvidenceCollected':
      return narrationEntry(say(messageOf('drill.evidence', { file: event.evidence.fileName })))
    case 'CollectionFailed':
      return narrationEntry(
        say(messageOf('drill.collection-failed', { collector: event.collector, why: say(event.why) })),
      )
    case 'Refused':
      return narrationEntry(say(refusedMessage(event.refusal, say)))
    case 'IncidentClosed': {
      const outcome = say(closedOutcomeMessage(event))
      return narrationEntry(say(messageOf('drill.closed', { who: event.by?.name ?? 'Appmedic', outcome })))
    }
    case 'IncidentReopened':
      return narrationEntry(say(messageOf('drill.reopened', { who: event.by.name })))
    default:
      return []
  }
}

/** A question back is no refusal to whoever reads of it. */
const refusedMessage = (refusal: Refusal, say: Translate): TranslatableMessage =>
  refusal.reason === 'confirm-close'
    ? messageOf('drill.close-asked', { who: refusal.by.name })
    : messageOf('drill.refused', { who: refusal.by.name, reason: say(refusalMessage(refusal)) })

/** Only what could not be seen, though there is such a thing, is worth a line. */
const narrateProbe = (
  { result }: Extract<IncidentEvent, { type: 'ProbeFinished' }>,
  say: Translate,
): readonly NarrationEntry[] => {
  const probe = say(messageOf(`probe.${result.probe}.title`))
  const why = result.failure ?? (result.status === 'ok' ? undefined : messageOf(`card.gap.${result.status}`))
  return why === undefined || result.status === 'not-offered'
    ? []
    : narrationEntry(say(messageOf('drill.probe', { probe, why: say(why) })))
}
