import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { ChangeFinding, Instant, ProbeTraits } from '../incident/finding.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { weighedObservationOf } from '../incident/read-findings.ts'
import { changeWords, incidentChanges } from '../views/parts/change-lines.ts'
import { actionTitle, incidentAppName } from '../views/parts/display-names.ts'
import { actionHeadline } from '../views/parts/headline.ts'
import { incidentStates } from '../views/parts/incident-findings.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { verificationReadingLines } from '../views/parts/success-limit-lines.ts'
import { namedStepsIn } from './reading/named-steps.ts'
import { isOwnChange } from './seen/own-changes.ts'
import type { Answer } from './types.ts'

export const triedStepsAnswer: Answer = {
  id: 'tried-steps',
  nearestIntent: 'ask_status',
  about: 'any',
  answer: async ({ incident, text, now }, { steps, probes }) => {
    const named = namedStepsIn(text, steps).map(({ id }) => id)
    const hands = handChanges(incident, { named, from: askedFrom(text, incident, now) })
    const isAsked = ({ request: { step } }: Action): boolean => named.length === 0 || named.includes(step)
    const asked = incident.actions.some(isAsked) ? incident.actions.filter(isAsked) : incident.actions
    return (say) => ({
      title: messageOf('answer.tried-steps.title', { app: incidentAppName(incident), incident: incident.id }),
      lines: [
        ...(asked.some(isAsked) || named.length === 0 ? [] : [say(messageOf('answer.tried-steps.not-that'))]),
        countLine(asked, incident, say),
        ...asked
          .slice(-maxSteps)
          .map((action) => (hasRun(action) ? ranLine(action, now, say) : notRunLine(action, now, say))),
        ...hands.slice(-maxByHand).map((change) => byHandLine(change, now, say)),
        ...(hands.length > 0 ? [] : noHandLines(incident, probes, now, say)),
      ],
      asOf: lookTimeOf(incident),
    })
  },
}

const maxSteps = 5
const maxByHand = 3
/** What visitors notice comes first among the limits. */
const maxReadings = 3

const hasRun = ({ startedAt }: Action): boolean => startedAt !== undefined

const countLine = (actions: readonly Action[], { closed }: Incident, say: Translate): string => {
  const ran = actions.filter(hasRun)
  const args = {
    ran: ran.length,
    helped: ran.filter(({ status }) => status === 'recovered').length,
    open: ran.filter(({ status }) => ['approved', 'started', 'accepted', 'doubted', 'verifying'].includes(status))
      .length,
    asked: actions.length - ran.length,
  }
  const key = ran.length > 0 ? 'count' : closed === undefined ? 'nothing' : 'nothing.closed'
  return say(messageOf(`answer.tried-steps.${key}`, args))
}

const ranLine = (action: Action, now: Instant, say: Translate): string => {
  const { startedAt = action.requestedAt } = action
  return `▸ ${say(
    messageOf('answer.tried-steps.ran', {
      moment: momentText(startedAt, now, say),
      step: actionTitle(action, say),
      people: peopleText(action, say),
      result: resultText(action, say),
    }),
  )}`
}

/** Who let it run. */
const peopleText = ({ approvals, breakGlassUse, by }: Action, say: Translate): string => {
  const asker = by.kind === 'person' ? by.person.name : ''
  if (by.kind === 'lease')
    return by.person === undefined
      ? say(messageOf('answer.tried-steps.by.lease'))
      : say(messageOf('answer.tried-steps.by.lease-taken-back', { who: by.person.name }))
  if (breakGlassUse !== undefined)
    return say(messageOf('answer.tried-steps.by.emergency', { who: breakGlassUse.by.name }))
  const who = approvals.map(({ by: { name } }) => name).join(', ')
  return who === ''
    ? say(messageOf('answer.tried-steps.by.nobody', { asker }))
    : say(messageOf('answer.tried-steps.by.approved', { asker, who }))
}

/** Whether it helped, and the first limit that says so. */
const resultText = (action: Action, say: Translate): string => {
  const { status, verification, why } = action
  const readings = verificationReadingLines(action, say)
  const reading = readings[0]?.text ?? ''
  switch (status) {
    case 'recovered':
    case 'not-recovered':
      return [say(messageOf(`answer.tried-steps.${status}`)), reading].filter((part) => part !== '').join(' ')
    case 'verifying':
      return [
        say(messageOf('answer.tried-steps.verifying', { untilAt: verification?.until ?? action.requestedAt })),
        ...readings
          .filter(({ mark }) => !mark.startsWith('–'))
          .slice(0, maxReadings)
          .map(({ mark, text }) => `${mark}${text}`),
      ].join(' ')
    default:
      return [`${say(actionHeadline(action).words)}.`, ...(why === undefined ? [] : [say(why)])].join(' ')
  }
}

const notRunLine = (action: Action, now: Instant, say: Translate): string => {
  const { by, requestedAt, endedBy, why } = action
  const status = say(actionHeadline(action).words)
  const ended = endedBy === undefined ? status : `${status} (${endedBy.name})`
  const words = messageOf('answer.tried-steps.not-run', {
    moment: momentText(requestedAt, now, say),
    step: actionTitle(action, say),
    asker: by.kind === 'person' ? by.person.name : '–',
    status: ended,
  })
  return `– ${[say(words), ...(why === undefined ? [] : [say(why)])].join(' ')}`
}

const handSteps: readonly ChangeFinding['change'][] = ['restart', 'scale', 'swap', 'start', 'stop']

/** What Azure's record calls a step. */
const kindWords: readonly (readonly [RegExp, ChangeFinding['change']])[] = [
  [/restart|reboot/, 'restart'],
  [/scale|scaling/, 'scale'],
  [/swap/, 'swap'],
  [/^start/, 'start'],
  [/^stop/, 'stop'],
]

/** A night, or a day: that is meant also where the trouble is younger. */
const ofWholeDay = /\b(?:(?:to|last )?night|overnight|yesterday|today|vannacht|gister\w*|vandaag|vanavond|eerder)\b/i
const dayInMs = 86_400_000

const askedFrom = (text: string, { verdict, openedAt }: Incident, now: Instant): Instant => {
  const since = verdict?.since ?? openedAt
  return ofWholeDay.test(text) ? Math.min(since, now - dayInMs) : since
}

/** What others did in Azure, past the bot: as good a try as any. */
const handChanges = (
  incident: Incident,
  { named, from }: { readonly named: readonly string[]; readonly from: Instant },
): readonly ChangeFinding[] => {
  const kinds = kindWords.filter(([words]) => named.some((id) => words.test(id))).map(([, kind]) => kind)
  const wanted = kinds.length > 0 ? kinds : handSteps
  return incidentChanges(incident).filter(
    (change) => wanted.includes(change.change) && change.at >= from && !isOwnChange(change, incident),
  )
}

const byHandLine = (change: ChangeFinding, now: Instant, say: Translate): string => {
  const { what, detail } = changeWords(change, say)
  const words = { moment: momentText(change.at, now, say), what: `${what}${detail}`.trim() }
  return `▸ ${say(messageOf('answer.tried-steps.by-hand', words))}`
}

/** Azure's record of changes is read back so far. */
const recordInMs = 48 * 3_600_000

/** That nobody else did anything either, as far as Azure's record and the age of the processes tell. */
const noHandLines = (
  incident: Incident,
  probes: readonly ProbeTraits[],
  now: Instant,
  say: Translate,
): readonly string[] => {
  const seen = weighedObservationOf(incident)
  if (seen === undefined) return []
  const ids = probes.filter(({ covers }) => covers === 'changes').map(({ id }) => id)
  const results = seen.results.filter(({ probe }) => ids.includes(probe))
  const isRead = results.length > 0 && results.every(({ status }) => status === 'ok')
  const begun = incidentStates(incident, 'instance').flatMap(({ properties: { startedAt } }) =>
    typeof startedAt === 'number' ? [startedAt] : [],
  )
  // Of another kind, or before the time that is meant.
  const [other] = handChanges(incident, { named: [], from: 0 }).slice(-1)
  const key = !isRead ? 'record.unread' : other === undefined ? 'record' : 'record.such'
  return [
    say(messageOf(`answer.tried-steps.${key}`, { from: say.dateTime(seen.window.to - recordInMs) })),
    ...(isRead && other !== undefined ? [byHandLine(other, now, say)] : []),
    ...(begun.length === 0
      ? []
      : [say(messageOf('answer.tried-steps.processes', { moment: momentText(Math.max(...begun), now, say) }))]),
  ]
}
