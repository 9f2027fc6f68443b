import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Instant, LogFinding } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { logEntryMessage } from '../incident/log-words.ts'
import { hasHelpedSince, recoveryStepOf } from '../incident/recovery.ts'
import { troubleOf } from '../incident/verdict-standing.ts'
import { actionTitle } from '../views/parts/display-names.ts'
import { earliestSeenOf } from '../views/parts/incident-findings.ts'
import { incidentLogs } from '../views/parts/log-lines.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { notYetWords, spanWords, titleArgs } from './reading/incident-words.ts'
import { sinceFirstSeen } from './seen/earliest-lines.ts'
import { askedZone, type KnownZones, localTimeLine, ownZoneOf } from './since/local-time.ts'
import { namedEntryWords } from './since/named-entry.ts'
import { leadWords, orderWords } from './since/order.ts'
import type { Answer } from './types.ts'

const maxLines = 4

export const sinceAnswer: Answer = {
  id: 'since',
  nearestIntent: 'ask_status',
  about: 'any',
  answer: async ({ incident, now, text }, sources) => {
    const logs = sinceFirstSeen(incidentLogs(incident), await sources.events(incident))
    return (say) => ({
      title: messageOf('answer.since.title', titleArgs(incident)),
      lines: [
        ...namedEntryWords(incident, text, now, say),
        ...orderWords(incident, text, now, say),
        beginWords(incident, now, say),
        ...localWords(incident, text, sources, say),
        ...leadWords(incident, now, say),
        ...feltWords(incident, say),
        ...firstErrorWords(incident, logs, now, say),
        ...endWords(incident, now, say),
        reportedWords(incident, now, say),
      ].slice(0, maxLines),
      asOf: lookTimeOf(incident),
    })
  },
}

const beginWords = (incident: Incident, now: Instant, say: Translate): string => {
  const { verdict } = incident
  const [early] = verdict?.since === undefined ? notYetWords(incident, say) : []
  if (verdict === undefined || early !== undefined) return early ?? ''
  const until = endOf(incident)
  const since = verdict.since
  if (verdict.startUnseen || since === undefined) {
    const earliest = momentText(earliestSeenOf(incident), now, say)
    if (!verdict.startUnseen) return say(messageOf('answer.since.unknown', { earliest }))
    return until === undefined
      ? say(messageOf('answer.since.unseen', { earliest, lasts: spanWords(earliestSeenOf(incident), now, say) }))
      : say(messageOf('answer.since.unseen-until', { earliest, until: momentText(until, now, say) }))
  }
  const from = momentText(since, now, say)
  return until === undefined
    ? say(messageOf('answer.since.began', { from, lasts: spanWords(since, now, say) }))
    : say(
        messageOf('answer.since.lasted', {
          from,
          until: momentText(until, now, say),
          lasted: spanWords(since, until, say),
        }),
      )
}

/** None or one: the beginning on the clocks of the place that is asked for. */
const localWords = ({ verdict }: Incident, text: string, sources: KnownZones, say: Translate): readonly string[] => {
  const zone = askedZone(text, ownZoneOf(sources))
  const since = verdict?.startUnseen ? undefined : verdict?.since
  return zone === undefined || since === undefined ? [] : [localTimeLine(since, zone, say)]
}

/** When it was over: as the figures have it, else since when the limits of a step hold that helped, else its closing. */
const endOf = (incident: Incident): Instant | undefined =>
  incident.verdict?.until ?? recoveryOf(incident)?.verification?.holdsSince ?? incident.closed?.at

const recoveryOf = (incident: Incident) => (hasHelpedSince(incident) ? recoveryStepOf(incident) : undefined)

const endWords = (incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const until = endOf(incident)
  if (until === undefined) return []
  const helped = recoveryOf(incident)
  const ago = spanWords(until, now, say)
  return [
    helped === undefined
      ? say(messageOf('answer.since.over', { ago }))
      : say(messageOf('answer.since.helped', { ago, step: actionTitle(helped, say) })),
  ]
}

const feltWords = ({ verdict }: Incident, say: Translate): readonly string[] =>
  verdict === undefined
    ? []
    : troubleOf(verdict)
        .slice(0, 1)
        .map(({ text }) => `▸ ${say(text)}`)

/** Ours: the log may have the first line some minutes before figures show it. */
const leadInMs = 10 * 60_000

/** The first line of a log that belongs to it, where one is kept. */
const firstErrorWords = (
  incident: Incident,
  logs: readonly LogFinding[],
  now: Instant,
  say: Translate,
): readonly string[] => {
  const from = incident.verdict?.since
  if (from === undefined) return []
  const logged = logs
    .flatMap((entry) =>
      entry.first === undefined || entry.first < from - leadInMs ? [] : [{ entry, at: entry.first }],
    )
    .toSorted((a, b) => a.at - b.at)
  return logged
    .slice(0, 1)
    .map(({ entry, at }) =>
      say(messageOf('answer.since.first-line', { at: momentText(at, now, say), line: say(logEntryMessage(entry)) })),
    )
}

const reportedWords = ({ openedAt, by }: Incident, now: Instant, say: Translate): string =>
  say(messageOf('answer.since.reported', { at: momentText(openedAt, now, say), who: by.name }))
