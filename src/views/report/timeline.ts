import type { IncidentEvent } from '../../incident/event.ts'
import type { Incident } from '../../incident/incident.ts'
import { type Phrase, phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { actionTitle } from '../parts/step.ts'
import { refusalPhrase } from '../refusal.ts'
import { requester } from './steps.ts'

/** Every event in the order of the journal, with its time; where cards were posted is nobody's story. */
export const timeline = (incident: Incident, events: readonly IncidentEvent[], say: Say): readonly string[] =>
  events
    .filter((event) => event.type !== 'CardPosted')
    .map((event) => `${say.dateTime(event.at)} · ${say(told(event, incident, say))}`)

const told = (event: IncidentEvent, incident: Incident, say: Say): Phrase => {
  const of = (kind: string, args?: Phrase['args']) => phrase(`report.event.${kind}`, args)
  switch (event.type) {
    case 'IncidentOpened':
    case 'IncidentJoined':
      return of(event.type, { who: event.by.name, text: event.text })
    case 'AppAsked':
      return of(event.type, { query: event.query })
    case 'AppChosen':
      return of(event.type, { app: event.app.id })
    case 'ObservationStarted':
      return of(event.type, { round: event.round, count: event.probes.length })
    case 'ProbeFinished':
      return probeTold(event, say)
    case 'VerdictReached':
      return of(event.type, { verdict: verdictTold(event, say) })
    case 'CollectionStarted':
      return of(event.type, { what: event.collectors.map((id) => say(phrase(`collect.${id}.title`))).join(', ') })
    case 'EvidenceCollected':
      return of(event.type, { name: event.evidence.fileName })
    case 'CollectionFailed':
      return of(event.type, { what: say(phrase(`collect.${event.collector}.title`)), why: say(event.why) })
    case 'Refused':
      return of(event.type, { who: event.refusal.by.name, why: say(refusalPhrase(event.refusal)) })
    case 'Answered':
      return of(event.type, { who: event.by.name })
    case 'CardPosted':
      return of('Answered', { who: event.place.channel })
    case 'IncidentClosed':
      return of(event.type, {
        status: say(phrase(`status.closed.${event.outcome}`)),
        who: event.by?.name ?? say(phrase('report.nobody')),
      })
    default:
      return actionTold(event, incident, say)
  }
}

type ActionEvent = Extract<IncidentEvent, { readonly action: string }>

const actionTold = (event: ActionEvent, incident: Incident, say: Say): Phrase => {
  const action = incident.actions.find(({ id }) => id === event.action)
  const step = action === undefined ? event.action : actionTitle(action, say)
  const why = 'why' in event && event.why !== undefined ? say(event.why) : ''
  const of = (kind: string, args?: Phrase['args']) => phrase(`report.event.${kind}`, { step, ...args })
  switch (event.type) {
    case 'StepRequested':
      return of(event.type, { who: requester(event, say) })
    case 'ApprovalGiven':
    case 'ActionRejected':
    case 'ActionWithdrawn':
      return of(event.type, { who: event.by.name })
    case 'GlassBroken':
    case 'EvidenceWaived':
      return of(event.type, { who: event.by.name, reason: event.reason })
    case 'GlassReviewed':
      return of(`${event.type}.${event.verdict}`, { who: event.by.name, note: event.note })
    case 'LeaseExtended':
      return of(event.type, { who: event.by.name, endsAt: event.endsAt })
    case 'StepImpossible':
    case 'ActionVoided':
    case 'MitigationDoubted':
    case 'DoubtHandedOver':
      return of(event.type, { why })
    case 'MitigationStarted':
      return of(event.type, { id: event.correlationId })
    case 'MitigationAccepted':
      return of(event.type, { id: event.azureCorrelationId ?? '–' })
    case 'MitigationFinished':
    case 'VerificationFinished':
      return of(`${event.type}.${event.outcome}`, { why })
    case 'VerificationRead':
      return of(event.type, { held: event.readings.filter(({ holds }) => holds).length, of: event.readings.length })
    case 'LeaseStarted':
      return of(event.type, { endsAt: event.endsAt })
    case 'LeaseEnded':
      return of(`${event.type}.${event.how}`)
    default:
      return of(event.type)
  }
}

const probeTold = ({ result }: Extract<IncidentEvent, { type: 'ProbeFinished' }>, say: Say): Phrase => {
  const probe = say(phrase(`probe.${result.probe}.title`))
  if (result.status === 'ok') return phrase('report.event.ProbeFinished.ok', { probe })
  const why = say(result.failure ?? phrase(`card.gap.${result.status}`))
  return phrase('report.event.ProbeFinished.failed', { probe, why })
}

const verdictTold = ({ verdict }: Extract<IncidentEvent, { type: 'VerdictReached' }>, say: Say): string => {
  const [cause] = verdict.causes
  if (verdict.outcome !== 'cause' || cause === undefined) return say(phrase(`status.verdict.${verdict.outcome}`))
  const share = say.number(Math.round(cause.confidence * 100), 'percent')
  return `${say(phrase(`cause.${cause.cause}.title`))} (${share})`
}
