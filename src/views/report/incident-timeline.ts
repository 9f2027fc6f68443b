import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { Incident } from '../../incident/incident.ts'
import { actionTitle } from '../parts/step-title.ts'
import { verdictTitle } from '../parts/verdict-title.ts'
import { refusalMessage } from '../refusal-view.ts'
import { requesterName } from './step-sections.ts'
import { replacementFacts } from './verdict-facts.ts'

/** Every event in the order of the journal, with its time; where cards were posted is nobody's story. */
export const incidentTimeline = (
  incident: Incident,
  events: readonly IncidentEvent[],
  say: Translate,
): readonly string[] =>
  events
    .filter((event) => event.type !== 'CardPosted')
    .map((event) => `${say.dateTime(event.at)} · ${say(eventMessage(event, incident, say))}`)

const eventMessage = (event: IncidentEvent, incident: Incident, say: Translate): TranslatableMessage => {
  const of = (kind: string, args?: TranslatableMessage['args']) => messageOf(`report.event.${kind}`, args)
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
      return probeMessage(event, say)
    case 'VerdictReached':
      return of(event.type, { verdict: verdictText(event, say) })
    case 'CollectionStarted':
      return of(event.type, { what: event.collectors.map((id) => say(messageOf(`collect.${id}.title`))).join(', ') })
    case 'EvidenceCollected':
      return of(event.type, { name: event.evidence.fileName })
    case 'CollectionFailed':
      return of(event.type, { what: say(messageOf(`collect.${event.collector}.title`)), why: say(event.why) })
    case 'SupportTextRequested':
      return of(event.type)
    case 'SupportTextWritten':
      return of(event.type, { name: event.file.fileName })
    case 'Refused':
      return of(event.type, { who: event.refusal.by.name, why: say(refusalMessage(event.refusal)) })
    case 'Answered':
    case 'ChannelMuted':
    case 'ChannelUnmuted':
      return of('Answered', { who: event.by.name })
    case 'PayloadErased':
    case 'EvidenceErased':
      return of(event.type, { who: event.by ?? say(messageOf('report.nobody')), why: event.reason })
    case 'CardPosted':
      return of('Answered', { who: event.place.channel })
    case 'IncidentClosed':
      return of(event.type, {
        status: say(messageOf(`status.closed.${event.outcome}`)),
        who: event.by?.name ?? say(messageOf('report.nobody')),
      })
    default:
      return actionEventMessage(event, incident, say)
  }
}

type ActionEvent = Extract<IncidentEvent, { readonly action: string }>

const actionEventMessage = (event: ActionEvent, incident: Incident, say: Translate): TranslatableMessage => {
  const action = incident.actions.find(({ id }) => id === event.action)
  const step = action === undefined ? event.action : actionTitle(action, say)
  const why = 'why' in event && event.why !== undefined ? say(event.why) : ''
  const of = (kind: string, args?: TranslatableMessage['args']) => messageOf(`report.event.${kind}`, { step, ...args })
  switch (event.type) {
    case 'StepRequested':
      return of(event.type, { who: requesterName(event, say) })
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
      return of(event.type, {
        held: event.readings.filter(({ holds }) => holds).length,
        of: event.readings.filter(({ notOffered }) => !notOffered).length,
      })
    case 'LeaseStarted':
      return of(event.type, { endsAt: event.endsAt })
    case 'LeaseEnded':
      return of(`${event.type}.${event.how}`)
    default:
      return of(event.type)
  }
}

const probeMessage = (
  { result }: Extract<IncidentEvent, { type: 'ProbeFinished' }>,
  say: Translate,
): TranslatableMessage => {
  const probe = say(messageOf(`probe.${result.probe}.title`))
  if (result.status === 'ok') return messageOf('report.event.ProbeFinished.ok', { probe })
  const why = say(result.failure ?? messageOf(`card.gap.${result.status}`))
  return messageOf('report.event.ProbeFinished.failed', { probe, why })
}

const verdictText = ({ verdict }: Extract<IncidentEvent, { type: 'VerdictReached' }>, say: Translate): string => {
  const { provisional } = verdict
  const reach =
    provisional === undefined
      ? []
      : [say(messageOf('report.provisional', { when: say.dateTime(provisional.figuresUntil) }))]
  return [verdictTitle(verdict, say), ...reach, ...replacementFacts(verdict, say)].join('. ')
}
