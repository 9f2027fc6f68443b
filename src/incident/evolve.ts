import { channelOf, isSameChannel, placeKey } from './chat-place.ts'
import { withoutErased } from './erased-files.ts'
import { type IncidentEvent, keptOpen } from './event.ts'
import type { FileLinkGiven, FileOpened } from './events/evidence-event.ts'
import { evolveAction } from './evolve-action.ts'
import type { Instant } from './finding.ts'
import type { Incident, ObservationRound } from './incident.ts'
import { namedCauses, type Verdict } from './verdict.ts'
import { verdictStandingOf } from './verdict-standing.ts'

type Opened = Extract<IncidentEvent, { type: 'IncidentOpened' }>

/** The state after one more event. The first event of an incident is `IncidentOpened`. */
export const evolve = (incident: Incident | undefined, event: IncidentEvent): Incident => {
  if (event.type === 'IncidentOpened') return openedIncident(event)
  if (incident === undefined) throw new Error(`${event.type} before IncidentOpened`)
  return { ...changedIncident(incident, event), version: incident.version + 1, changedAt: event.at }
}

/** Folds a stream; `undefined` for an empty one. */
export const foldEvents = (events: readonly IncidentEvent[]): Incident | undefined =>
  events.reduce<Incident | undefined>(evolve, undefined)

const openedIncident = (event: Opened): Incident => ({
  id: event.incident,
  version: 1,
  openedAt: event.at,
  changedAt: event.at,
  reportedAt: event.at,
  by: event.by,
  text: event.text,
  symptom: event.symptom,
  codes: event.codes,
  language: event.language,
  places: [event.place],
  reportedIn: channelOf(event.place),
  broughtTo: [],
  cards: [],
  collecting: [],
  evidence: [],
  collectionFailures: [],
  awaitsSupportText: false,
  actions: [],
  ...(event.wanted === undefined ? {} : { wanted: event.wanted }),
})

const changedIncident = (incident: Incident, event: Exclude<IncidentEvent, Opened>): Incident => {
  switch (event.type) {
    case 'IncidentJoined':
      return joinedIncident(incident, event)
    case 'IncidentTaken':
      return { ...incident, owner: event.owner }
    case 'AppAsked':
      return { ...incident, question: { query: event.query, candidates: event.candidates } }
    case 'AppChosen': {
      const { question: _, ...rest } = incident
      return { ...rest, app: event.app }
    }
    case 'ObservationStarted':
      return startedObservation(incident, event)
    case 'ProbeFinished':
      return incident.observation?.round === event.round
        ? { ...incident, observation: withResult(incident.observation, event) }
        : incident
    case 'VerdictReached':
      return withVerdict(incident, event)
    case 'CollectionStarted':
      return { ...incident, collecting: [...new Set([...incident.collecting, ...event.collectors])] }
    case 'EvidenceCollected':
      return {
        ...incident,
        collecting: incident.collecting.filter((collector) => collector !== event.evidence.collector),
        evidence: [...incident.evidence, event.evidence],
      }
    case 'CollectionFailed':
      return {
        ...incident,
        collecting: incident.collecting.filter((collector) => collector !== event.collector),
        collectionFailures: [...incident.collectionFailures, { collector: event.collector, why: event.why }],
      }
    case 'CardPosted':
      return {
        ...incident,
        places: withThread(incident.places, event.place),
        cards: [...incident.cards, { card: event.card, place: event.place, ref: event.ref }],
      }
    case 'IncidentClosed':
      return { ...incident, closed: closedStateOf(event) }
    case 'IncidentReopened':
      return reopenedIncident(incident, event.at)
    case 'SupportTextRequested':
      return { ...incident, awaitsSupportText: true }
    case 'SupportTextWritten':
      return { ...incident, awaitsSupportText: false, evidence: [...incident.evidence, event.file] }
    case 'FileLinkGiven':
    case 'FileOpened':
      return withFileLink(incident, event)
    case 'Refused':
      return event.refusal.reason === 'confirm-close'
        ? { ...incident, closeAsked: { at: event.at, by: event.refusal.by } }
        : incident
    case 'Answered':
      return event.how === keptOpen && incident.closeAsked !== undefined
        ? { ...incident, closeAsked: { ...incident.closeAsked, keptOpenBy: event.by } }
        : incident
    case 'ChannelMuted':
    case 'ChannelUnmuted':
    case 'PayloadErased':
      return incident
    case 'EvidenceErased':
      return { ...incident, evidence: withoutErased(incident.evidence, event) }
    default:
      return { ...incident, actions: evolveAction(incident.actions, event) }
  }
}

const closedStateOf = ({
  at,
  outcome,
  failing,
  into,
  by,
  chain,
}: Extract<IncidentEvent, { type: 'IncidentClosed' }>): NonNullable<Incident['closed']> => ({
  at,
  outcome,
  ...(failing === undefined ? {} : { failing }),
  ...(into === undefined ? {} : { into }),
  ...(by === undefined ? {} : { by }),
  ...(chain === undefined ? {} : { seal: chain }),
})

/** Whoever reopens it says anew that something is wrong. */
const reopenedIncident = ({ closed: _, closeAsked: __, ...incident }: Incident, at: number): Incident => ({
  ...incident,
  reportedAt: at,
})

const withFileLink = (incident: Incident, event: FileLinkGiven | FileOpened): Incident => {
  const { fileLinks = [] } = incident
  if (event.type === 'FileOpened')
    return {
      ...incident,
      fileLinks: fileLinks.map((one) => (one.link === event.link ? { ...one, opened: true } : one)),
    }
  const { link, file, fileName, by, place, expiresAt } = event
  return { ...incident, fileLinks: [...fileLinks, { link, file, fileName, by, place, expiresAt }] }
}

const withVerdict = (
  { lastObservation: _, ...incident }: Incident,
  { verdict, round, at, stage = 'whole' }: Extract<IncidentEvent, { type: 'VerdictReached' }>,
): Incident => ({
  ...incident,
  ...newsOf(incident, verdict, at),
  verdict,
  verdictRound: round,
  ...(incident.observation?.round === round ? { observation: { ...incident.observation, weighed: stage } } : {}),
})

/** A provisional verdict says nothing yet; one that confirms the former, nothing new. */
const newsOf = ({ news }: Incident, verdict: Verdict, at: Instant): Pick<Incident, 'news'> => {
  if (verdict.provisional !== undefined) return {}
  const gist = [verdictStandingOf(verdict), ...namedCauses(verdict).map(({ cause }) => cause)].join(' ')
  return news?.gist === gist ? {} : { news: { count: (news?.count ?? 0) + 1, gist, at } }
}

/** The first look comes with the report, whoever chose the app. */
const startedObservation = (
  incident: Incident,
  { round, at, window, probes, afterVerdict = [], by }: Extract<IncidentEvent, { type: 'ObservationStarted' }>,
): Incident => ({
  ...incident,
  ...(incident.observation !== undefined && incident.observation.round === incident.verdictRound
    ? { lastObservation: incident.observation }
    : {}),
  observation: {
    round,
    startedAt: at,
    ...(by === undefined && round > 1 ? { unasked: true } : {}),
    window,
    probes,
    afterVerdict,
    results: [],
  },
})

const joinedIncident = (
  incident: Incident,
  { by, place, at }: Extract<IncidentEvent, { type: 'IncidentJoined' }>,
): Incident => ({
  ...incident,
  // While figures are waited for, those who join don't make the wait longer.
  reportedAt: incident.verdict === undefined || incident.verdict.provisional !== undefined ? incident.reportedAt : at,
  places: withPlace(incident.places, place),
  broughtTo: incident.places.some((known) => isSameChannel(known, place))
    ? incident.broughtTo
    : [...incident.broughtTo, { by, channel: channelOf(place) }],
})

const withPlace = (places: Incident['places'], place: Incident['places'][number]): Incident['places'] =>
  places.some((known) => placeKey(known) === placeKey(place)) ? places : [...places, place]

/** The first card of a channel begins a thread; from then on the incident lives in that thread. */
const withThread = (places: Incident['places'], place: Incident['places'][number]): Incident['places'] =>
  withPlace(
    places.filter((known) => known.thread !== undefined || placeKey(known) !== placeKey({ ...place, thread: '' })),
    place,
  )

/** Results stand in the order of the probes' list, whatever order they came in (L9). */
const withResult = (
  observation: ObservationRound,
  { result }: Extract<IncidentEvent, { type: 'ProbeFinished' }>,
): ObservationRound => {
  const others = observation.results.filter((known) => known.probe !== result.probe)
  const order = (probe: string): number => observation.probes.indexOf(probe)
  return { ...observation, results: [...others, result].sort((a, b) => order(a.probe) - order(b.probe)) }
}
