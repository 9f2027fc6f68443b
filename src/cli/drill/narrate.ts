import type { IncidentEvent, Reading } from '../../incident/event.ts'
import { type Phrase, phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'

export interface Score {
  readonly right: boolean
  /** The fault in words. */
  readonly truth: string
  readonly expected: { readonly cause: string; readonly outcome: string }
  readonly found: { readonly cause: string; readonly outcome: string }
}

/** The incident as a story, a line an event that people would tell of, and the score at the end. */
export const narrate = (events: readonly IncidentEvent[], say: Say, score: Score): readonly string[] => [
  ...events.flatMap((event) => tell(event, say).map((line) => `${say.time(event.at)}  ${line}`)),
  '',
  say(phrase('drill.truth', { truth: score.truth })),
  say(phrase(score.right ? 'drill.right' : 'drill.wrong', { ...score.found, ...prefixed(score.expected) })),
]

const prefixed = ({ cause, outcome }: Score['expected']) => ({ expectedCause: cause, expectedOutcome: outcome })

const tell = (event: IncidentEvent, say: Say): readonly string[] => phrasesOf(event, say).map((told) => say(told))

const phrasesOf = (event: IncidentEvent, say: Say): readonly Phrase[] => {
  switch (event.type) {
    case 'IncidentOpened':
      return [phrase('drill.opened', { incident: event.incident, who: event.by.name, text: event.text })]
    case 'AppChosen':
      return [phrase('drill.app', { app: event.app.name })]
    case 'ObservationStarted':
      return [phrase('drill.observing', { probes: event.probes.length })]
    case 'ProbeFinished':
      return event.result.failure === undefined
        ? []
        : [phrase('drill.probe', { probe: event.result.probe, why: say(event.result.failure) })]
    case 'VerdictReached':
      return verdict(event, say)
    case 'EvidenceCollected':
      return [phrase('drill.evidence', { file: event.evidence.fileName, bytes: event.evidence.sizeInBytes })]
    case 'CollectionFailed':
      return [phrase('drill.collection-failed', { collector: event.collector, why: say(event.why) })]
    case 'ActionProposed':
      return [phrase('drill.proposed', { step: event.plan.step, command: event.plan.commands.az })]
    case 'StepImpossible':
      return [phrase('drill.impossible', { why: say(event.why) })]
    case 'ApprovalGiven':
      return [phrase('drill.approved', { who: event.by.name })]
    case 'ActionVoided':
      return [phrase('drill.voided', { why: event.why === undefined ? '–' : say(event.why) })]
    case 'MitigationStarted':
      return [phrase('drill.started', { correlation: event.correlationId })]
    case 'MitigationAccepted':
      return [phrase('drill.accepted')]
    case 'MitigationFinished':
      return [phrase('drill.finished', { outcome: event.outcome, why: event.why === undefined ? '' : say(event.why) })]
    case 'VerificationRead':
      return [phrase('drill.read', { holds: holding(event.readings), limits: event.readings.length })]
    case 'VerificationFinished':
      return [phrase(`drill.${event.outcome}`)]
    case 'LeaseStarted':
      return [phrase('drill.lease', { until: say.time(event.endsAt) })]
    case 'LeaseEnded':
      return [phrase(`drill.lease-${event.how}`)]
    case 'Refused':
      return [
        phrase('drill.refused', { who: event.refusal.by.name, verb: event.refusal.verb, reason: event.refusal.reason }),
      ]
    case 'IncidentClosed':
      return [phrase('drill.closed', { outcome: event.outcome })]
    default:
      return []
  }
}

const holding = (readings: readonly Reading[]): number => readings.filter(({ holds }) => holds).length

const verdict = (event: Extract<IncidentEvent, { type: 'VerdictReached' }>, say: Say): readonly Phrase[] => {
  const [first] = event.verdict.causes
  if (event.verdict.outcome !== 'cause' || first === undefined)
    return [phrase(`drill.verdict.${event.verdict.outcome}`)]
  const percent = Math.round(first.confidence * 100)
  return [
    phrase('drill.verdict.cause', { cause: say(phrase(`cause.${first.cause}.title`)), percent }),
    ...first.evidence.map(({ text }) => phrase('drill.verdict.evidence', { text: say(text) })),
    ...first.steps.map(({ step, why }) => phrase('drill.verdict.step', { step, why: say(why) })),
  ]
}
