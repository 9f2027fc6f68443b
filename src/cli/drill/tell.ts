import type { IncidentEvent } from '../../incident/event.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { refusalPhrase } from '../../views/refusal.ts'
import { isStepEvent, tellStep } from './tell-step.ts'
import { tellVerdict } from './tell-verdict.ts'
import { type Moment, type Told, told } from './telling.ts'

/** What people would tell of an event; nothing of most. */
export const tell = (event: IncidentEvent, moment: Moment): readonly Told[] => {
  const { say } = moment
  if (isStepEvent(event)) return tellStep(event, moment)
  switch (event.type) {
    case 'IncidentOpened':
      return told(say(phrase('drill.opened', { incident: event.incident, who: event.by.name, text: event.text })))
    case 'AppChosen': {
      const { name: app, resourceGroup: group, location } = event.app
      return told(say(phrase('drill.app', { app, group, location })))
    }
    case 'ObservationStarted':
      return told(say(phrase('drill.observing', { probes: event.probes.length, fromAt: event.window.from })))
    case 'ProbeFinished':
      return tellProbe(event, say)
    case 'VerdictReached':
      return tellVerdict(event.verdict, moment)
    case 'EvidenceCollected':
      return told(say(phrase('drill.evidence', { file: event.evidence.fileName })))
    case 'CollectionFailed':
      return told(say(phrase('drill.collection-failed', { collector: event.collector, why: say(event.why) })))
    case 'Refused':
      return told(
        say(phrase('drill.refused', { who: event.refusal.by.name, reason: say(refusalPhrase(event.refusal)) })),
      )
    case 'IncidentClosed': {
      const outcome = say(phrase(`status.closed.${event.outcome}`))
      return told(say(phrase('drill.closed', { who: event.by?.name ?? 'Appmedic', outcome })))
    }
    default:
      return []
  }
}

/** Only what could not be seen is worth a line. */
const tellProbe = ({ result }: Extract<IncidentEvent, { type: 'ProbeFinished' }>, say: Say): readonly Told[] => {
  const probe = say(phrase(`probe.${result.probe}.title`))
  const why = result.failure ?? (result.status === 'ok' ? undefined : phrase(`card.gap.${result.status}`))
  const key = result.status === 'not-offered' ? 'drill.probe.not-offered' : 'drill.probe'
  return why === undefined ? [] : told(say(phrase(key, { probe, why: say(why) })))
}
