import { canonicalJson } from '../../incident/canonical-json.ts'
import type { IncidentEvent } from '../../incident/event.ts'

/**
 * The order in which things can follow one another at one moment. What runs side by side (probes, collectors)
 * comes in in any order; written down, it always stands in this one, so that the same seed gives the same bytes.
 */
const eventTypeOrder: readonly IncidentEvent['type'][] = [
  'IncidentOpened',
  'IncidentJoined',
  'IncidentTaken',
  'AppAsked',
  'AppChosen',
  'ObservationStarted',
  'ProbeFinished',
  'VerdictReached',
  'CollectionStarted',
  'EvidenceCollected',
  'CollectionFailed',
  'SupportTextRequested',
  'SupportTextWritten',
  'FileLinkGiven',
  'FileOpened',
  'StepRequested',
  'StepImpossible',
  'ActionProposed',
  'ApprovalGiven',
  'ActionApproved',
  'ActionRejected',
  'ActionWithdrawn',
  'ActionExpired',
  'ActionVoided',
  'MitigationStarted',
  'MitigationAccepted',
  'MitigationDoubted',
  'DoubtHandedOver',
  'MitigationFinished',
  'ActionUndone',
  'VerificationStarted',
  'LeaseStarted',
  'VerificationRead',
  'VerificationFinished',
  'LeaseHeld',
  'LeaseEnded',
  'Refused',
  'Answered',
  'ChannelMuted',
  'ChannelUnmuted',
  'CardPosted',
  'IncidentClosed',
  'IncidentReopened',
  'PayloadErased',
  'EvidenceErased',
]

export const sortEvents = (events: readonly IncidentEvent[]): readonly IncidentEvent[] =>
  events
    .map(withoutChain)
    .sort(
      (a, b) =>
        a.at - b.at ||
        eventTypeOrder.indexOf(a.type) - eventTypeOrder.indexOf(b.type) ||
        compare(canonicalJson(a), canonicalJson(b)),
    )

/** The journal's chain is of the order in which they came in, which is another every time. */
const withoutChain = (event: IncidentEvent): IncidentEvent => {
  if (event.type !== 'IncidentClosed') return event
  const { chain: _, ...rest } = event
  return rest
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
