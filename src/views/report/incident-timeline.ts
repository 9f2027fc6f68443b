import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { type IncidentEvent, keptOpen } from '../../incident/event.ts'
import type { Incident } from '../../incident/incident.ts'
import { isSameOwner } from '../../incident/person.ts'
import { closedOutcomeMessage } from '../parts/closed-outcome.ts'
import { appDisplayName } from '../parts/display-names.ts'
import { leaseEndMessage } from '../parts/lease-end.ts'
import { actionTitle } from '../parts/step-title.ts'
import { undoneByName } from '../parts/undo-button.ts'
import { verdictTitle } from '../parts/verdict-title.ts'
import { refusalMessage } from '../refusal-view.ts'
import { requesterName } from './step-sections.ts'
import { replacementFacts } from './verdict-facts.ts'

/**
 * What happened, in the order of the journal and with its time. Where cards were posted is nobody's story, and what says
 * only that all goes as it should is told elsewhere: each source under the sources, each limit under its step.
 */
export const incidentTimeline = (
  incident: Incident,
  events: readonly IncidentEvent[],
  say: Translate,
): readonly string[] =>
  withoutRepeats(
    events
      .filter((event) => !isNoise(event))
      .map((event) => ({ event, at: say.dateTime(event.at), text: say(eventMessage(event, incident, say)) })),
  ).map(({ at, text }) => `${at} · ${text}`)

const isNoise = (event: IncidentEvent): boolean =>
  event.type === 'CardPosted' ||
  (event.type === 'ProbeFinished' && (event.result.status === 'ok' || event.result.status === 'not-offered'))

interface TimelineEntry {
  readonly event: IncidentEvent
  readonly text: string
}

/** A verdict borne out, limits that stand as they stood, and a source that is still out of reach are no news. */
const withoutRepeats = <Entry extends TimelineEntry>(entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(({ event, text }, index) => {
    const before = entries.slice(0, index)
    if (event.type === 'ProbeFinished') return before.every((one) => one.text !== text)
    if (event.type !== 'VerdictReached' && event.type !== 'VerificationRead') return true
    return before.findLast((one) => one.event.type === event.type)?.text !== text
  })

const eventMessage = (event: IncidentEvent, incident: Incident, say: Translate): TranslatableMessage => {
  const of = (kind: string, args?: TranslatableMessage['args']) => messageOf(`report.event.${kind}`, args)
  switch (event.type) {
    case 'IncidentOpened':
    case 'IncidentJoined':
      return of(event.type, { who: event.by.name, text: event.text })
    case 'IncidentTaken':
      return isSameOwner(event.owner, event.by)
        ? of('IncidentTaken.own', { who: event.by.name })
        : of('IncidentTaken.other', { who: event.by.name, owner: event.owner.name })
    case 'AppAsked':
      return of(event.type, { query: event.query })
    case 'AppChosen':
      return of(event.type, { app: appDisplayName(event.app), group: event.app.resourceGroup })
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
    case 'FileLinkGiven':
    case 'FileOpened':
      return of(event.type, { who: event.by.name, name: event.fileName })
    case 'SupportTextWritten':
      return of(event.type, { name: event.file.fileName })
    case 'Refused':
      return event.refusal.reason === 'confirm-close'
        ? of('CloseAsked', { who: event.refusal.by.name })
        : of(event.type, { who: event.refusal.by.name, why: say(refusalMessage(event.refusal)) })
    case 'Answered':
      return of(event.how === keptOpen ? 'KeptOpen' : event.type, { who: event.by.name })
    case 'ChannelMuted':
    case 'ChannelUnmuted':
      return of('Answered', { who: event.by.name })
    case 'EvidenceErased':
      return event.keptForDays === undefined
        ? of(event.type, { who: event.by, why: event.reason })
        : of('EvidenceExpired', { name: fileNameOf(event.evidence, incident), days: event.keptForDays })
    case 'PayloadErased':
      return of(event.type, { who: event.by ?? say(messageOf('report.nobody')), why: event.reason })
    case 'CardPosted':
      return of('Answered', { who: event.place.channel })
    case 'IncidentClosed':
      return of(event.type, {
        status: say(closedOutcomeMessage(event)),
        who: event.by?.name ?? say(messageOf('report.nobody')),
      })
    case 'IncidentReopened':
      return of(event.type, { who: event.by.name })
    default:
      return actionEventMessage(event, incident, say)
  }
}

const fileNameOf = (file: string, incident: Incident): string =>
  incident.evidence.find(({ id }) => id === file)?.fileName ?? file

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
    case 'LeaseHeld':
      return of(event.type, { why })
    case 'ActionUndone':
      return of(event.type, { who: action === undefined ? '–' : undoneByName(action, incident) })
    case 'LeaseEnded':
      return action !== undefined && event.how === 'returned'
        ? of('LeaseEnded.returned', { how: say(leaseEndMessage(action, incident, say)) })
        : of(`${event.type}.${event.how}`)
    default:
      return of(event.type)
  }
}

const probeMessage = (
  { result }: Extract<IncidentEvent, { type: 'ProbeFinished' }>,
  say: Translate,
): TranslatableMessage => {
  const probe = say(messageOf(`probe.${result.probe}.title`))
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
