import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { isLeaseRunning } from '../incident/lease/lease-status.ts'
import { findingsOfKind } from '../incident/read-findings.ts'
import { hasHelpedSince, recoveryStepOf } from '../incident/recovery.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { chartDataOf } from '../views/chart/chart-data.ts'
import { roundForDisplay } from '../views/parts/before-and-now.ts'
import { closedOutcomeMessage } from '../views/parts/closed-outcome.ts'
import { actionTitle, appDisplayName, incidentAppName } from '../views/parts/display-names.ts'
import { actionHeadline, headlineAction } from '../views/parts/headline.ts'
import { incidentStates, latestFindings } from '../views/parts/incident-findings.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { figureReadings } from '../views/parts/metric-figures.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { isObserving } from '../views/parts/observation-progress.ts'
import { shownStandingOf } from '../views/parts/shown-standing.ts'
import { verdictTitle } from '../views/parts/verdict-title.ts'
import { asksForUsual } from './figures/usual-line.ts'
import { askedMetricFigure } from './how-measured/spoken-figures.ts'
import { timeLines } from './recovery-time.ts'
import { courseLines } from './seen/course-lines.ts'
import type { Answer, DraftAnswer, Question } from './types.ts'

/** A look that is older is no answer to how it is now; ours. */
const freshForInMs = 2 * 60_000

const ofAlerts = /\b(?:alerts?|alarms?|alarmen|waarschuwing(?:en)?|monitors?)\b/i
const ofAzure = /\b(?:resource health|azure status|health of azure)\b/i

/** How an app is: from its open incident, else by a look that opens none. */
export const statusAnswer: Answer = {
  id: 'ask_status',
  about: 'app',
  ofSeveral: 'open-incidents',
  answer: async (question, sources) => {
    const { app, incident, text, now } = question
    if (incident !== undefined && incident.closed === undefined) {
      const seenAt = lookTimeOf(incident)
      const isOld = seenAt !== undefined && now - seenAt > freshForInMs && !isObserving(incident)
      const isAnew = isOld && (await sources.lookAgain(incident))
      return openIncidentDraft({ incident, seenAt, isAnew }, question)
    }
    const looked = await sources.look(app, ofAlerts.test(text) ? ['alerts'] : [])
    return (say) => ({
      title: messageOf('answer.ask_status.title', { app: appDisplayName(app) }),
      lines: [
        stateLine(looked, { now, isOpen: false }, say),
        ...figureLine(looked, say),
        ...askedLines(looked, text, say),
        ...(incident === undefined ? [] : [closedLine(incident, now, say)]),
      ],
      next: messageOf(isFailing(looked) ? 'answer.ask_status.next.failing' : 'answer.ask_status.next', {
        app: appDisplayName(app),
      }),
      asOf: now,
    })
  },
}

const isFailing = (looked: Incident): boolean => ['cause', 'trouble'].includes(shownStandingOf(looked) ?? '')

interface OpenIncident {
  readonly incident: Incident
  readonly seenAt: Instant | undefined
  /** A new look has begun. */
  readonly isAnew: boolean
}

const openIncidentDraft =
  ({ incident, seenAt, isAnew }: OpenIncident, { text, now }: Question): DraftAnswer =>
  (say) => ({
    title: messageOf('answer.ask_status.title.incident', { app: incidentAppName(incident), incident: incident.id }),
    lines: [
      ...courseLines(incident, text, say),
      ...(asksForUsual(text) ? askedMetricFigure(incident, text, say).map(({ text: figure }) => figure) : []),
      stateLine(incident, { now, isOpen: true }, say),
      // What was seen before a step that helped is no longer how it is.
      ...(hasHelpedSince(incident) ? [] : figureLine(incident, say)),
      ...waitingLine(incident, say),
      ...(speaksOf(text, overWords) ? overLines(incident, now, say) : []),
      ...askedLines(incident, text, say),
      ...(isAnew ? [say(messageOf('answer.ask_status.anew', { ago: say.duration(now - (seenAt ?? now)) }))] : []),
    ],
    asOf: seenAt,
  })

/** "Is it over, may I go to bed?" */
const overWords = `
  over, really over, done, all clear, in the clear, stable, bed, sleep, home, log off, close my laptop, stand down, recovered, resolved, back to normal, solved, fixed,
  voorbij, klaar, stabiel, slapen, naar bed, naar huis, uitloggen, laptop dicht, gevaar, hersteld, opgelost, verholpen, afgelopen, achter de rug`

/** When it is known whether the step helped, and what still goes back by itself. */
const overLines = (incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const lease = incident.actions.findLast((action) => isLeaseRunning(action, incident))
  return [
    ...(incident.verdict === undefined ? [] : timeLines(incident, now, say)),
    ...(lease?.lease === undefined
      ? []
      : [
          say(
            messageOf('answer.ask_status.lease', {
              step: actionTitle(lease, say),
              until: momentText(lease.lease.endsAt, now, say),
            }),
          ),
        ]),
  ]
}

interface Told {
  readonly now: Instant
  readonly isOpen: boolean
}

/** Failing, over or well, since when, and the verdict in a line. */
const stateLine = (incident: Incident, told: Told, say: Translate): string => {
  const { verdict } = incident
  const standing = shownStandingOf(incident)
  if (verdict === undefined || standing === undefined) return say(messageOf('answer.ask_status.looking'))
  const title = verdictTitle(verdict, say, standing)
  if (told.isOpen && hasHelpedSince(incident)) return say(recoveredMessage(incident, say))
  switch (standing) {
    case 'cause':
    case 'trouble': {
      const { since } = verdict
      const key = told.isOpen ? 'still' : 'failing'
      if (since === undefined || verdict.startUnseen)
        return say(messageOf(`answer.ask_status.${key}`, { verdict: title }))
      const args = { verdict: title, moment: momentText(since, told.now, say), ago: say.duration(told.now - since) }
      return say(messageOf(`answer.ask_status.${key}.since`, args))
    }
    case 'over':
      return say(messageOf('answer.ask_status.over', { verdict: title }))
    case 'nothing-wrong':
      return say(messageOf('answer.ask_status.well'))
    case 'provisional':
    case 'not-enough-evidence':
      return say(messageOf('answer.ask_status.unsure', { verdict: title }))
    default:
      return standing satisfies never
  }
}

const recoveredMessage = (incident: Incident, say: Translate): TranslatableMessage => {
  const action = recoveryStepOf(incident)
  return messageOf('answer.ask_status.recovered', { step: action === undefined ? '–' : actionTitle(action, say) })
}

const shownFigures: Readonly<Record<string, string>> = {
  Http5xx: 'errors',
  Requests: 'requests',
  HttpResponseTime: 'response-time',
  AverageResponseTime: 'response-time',
  CpuPercentage: 'cpu',
  MemoryPercentage: 'memory',
}

/** None or one: the figures of the look's last minutes. */
const figureLine = (incident: Incident, say: Translate): readonly string[] => {
  const shown = figureReadings(chartDataOf(incident)).flatMap(({ metric, unit, now }) =>
    now === undefined
      ? []
      : [`${say(messageOf(`card.figure.${shownFigures[metric]}`))}: ${say.number(roundForDisplay(now, unit), unit)}`],
  )
  return shown.length === 0 ? [] : [shown.join(' · ')]
}

/** None or one: the step that needs people, or is under way. */
const waitingLine = (incident: Incident, say: Translate): readonly string[] => {
  const action = headlineAction(incident)
  if (action === undefined || action.status === 'recovered') return []
  return [`${actionTitle(action, say)}: ${say(actionHeadline(action).words)}`]
}

/** What was asked for by name: alerts, or Azure's own word. */
const askedLines = (incident: Incident, text: string, say: Translate): readonly string[] => [
  ...(ofAlerts.test(text) ? [alertLine(incident, say)] : []),
  ...(ofAzure.test(text) ? [healthLine(incident, say)] : []),
]

const alertLine = (incident: Incident, say: Translate): string => {
  const names = incidentStates(incident, 'alert').map(({ name }) => name)
  return say(messageOf('answer.ask_status.alerts', { count: names.length, names: names.slice(0, 3).join(', ') }))
}

const healthLine = (incident: Incident, say: Translate): string => {
  const own = findingsOfKind(latestFindings(incident), 'health').find(({ source }) => source === 'resource')
  return say(messageOf(`answer.ask_status.health.${own?.state ?? 'unknown'}`))
}

const closedLine = ({ id, closed }: Incident, now: Instant, say: Translate): string =>
  say(
    messageOf('answer.ask_status.closed', {
      incident: id,
      moment: momentText(closed?.at ?? now, now, say),
      outcome: say(closedOutcomeMessage(closed ?? { outcome: 'abandoned' })),
    }),
  )
