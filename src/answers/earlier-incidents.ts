import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { actionTitle, appDisplayName } from '../views/parts/display-names.ts'
import { causeTitle } from '../views/parts/verdict-title.ts'
import { firstCauseOf, incidentLine } from './earlier-incidents/incident-line.ts'
import { asksForLastTime, lastTimeLines, lastTimeOf } from './earlier-incidents/last-time.ts'
import type { Answer } from './types.ts'

export const earlierIncidentsAnswer: Answer = {
  id: 'earlier-incidents',
  nearestIntent: 'ask_status',
  about: 'app',
  answer: async ({ app, incident, text, now }, sources) => {
    const found = await sources.earlierIncidents(app, incident)
    const open = found.filter(({ closed, id }) => closed === undefined && id !== incident?.id)
    const before = found.filter(({ openedAt, closed }) => {
      // What is still open is now, not before; set aside as a mistake, or nothing wrong: no trouble to remember.
      const isTrouble = closed !== undefined && closed.outcome !== 'abandoned' && closed.outcome !== 'nothing-wrong'
      return isTrouble && openedAt < (incident?.openedAt ?? now)
    })
    const period = askedPeriod(text)
    const within = before.filter(({ openedAt }) => period === undefined || openedAt >= now - period)
    const last = asksForLastTime(text) ? lastTimeOf(within, incident, text) : undefined
    return (say) => ({
      title: messageOf('answer.earlier-incidents.title', { app: appDisplayName(app) }),
      lines:
        within.length === 0
          ? [...noneLines(before, period, say), ...open.slice(0, 1).map((one) => openLine(one, say))]
          : last !== undefined
            ? lastTimeLines(last, say)
            : [
                countLine(within, { period, now }, say),
                ...causeLines(within, incident, say),
                ...helpLines(within, say),
                ...within.slice(0, maxListed).map((one) => `▸ ${incidentLine(one, say)}`),
              ],
    })
  },
}

/** It is of now, so that it does not count; where nothing else is known, it may be what is meant. */
const openLine = (incident: Incident, say: Translate): string =>
  say(messageOf('answer.earlier-incidents.open-now', { incident: incidentLine(incident, say) }))

const maxListed = 3
const dayInMs = 86_400_000

const units: readonly (readonly [RegExp, number])[] = [
  [/^d(?:ay|ag)?/i, dayInMs],
  [/^we/i, 7 * dayInMs],
  [/^m/i, 30 * dayInMs],
  [/^[qk]/i, 91 * dayInMs],
  [/^[yj]/i, 365 * dayInMs],
]

/** "this month", "the last 90 days", "dit kwartaal"; whole where nothing is said. */
const askedPeriod = (text: string): number | undefined => {
  const [, count = '1', unit = ''] =
    /\b(?:last|past|this|previous|laatste|afgelopen|deze|dit)\s+(?:(\d+)\s+)?(d|days?|dag(?:en)?|weeks?|weken|months?|maand(?:en)?|quarters?|kwartaal|years?|jaar|jaren)\b/i.exec(
      text,
    ) ?? []
  const [, length] = units.find(([name]) => name.test(unit)) ?? []
  return length === undefined ? undefined : Number(count) * length
}

const noneLines = (before: readonly Incident[], period: number | undefined, say: Translate): readonly string[] => {
  const [last] = before
  if (period === undefined || last === undefined) return [say(messageOf('answer.earlier-incidents.none'))]
  return [
    say(messageOf('answer.earlier-incidents.none.period', { period: say.duration(period) })),
    say(messageOf('answer.earlier-incidents.last', { incident: incidentLine(last, say) })),
  ]
}

const countLine = (
  within: readonly Incident[],
  { period, now }: { readonly period: number | undefined; readonly now: Instant },
  say: Translate,
): string => {
  const oldest = within.at(-1)?.openedAt ?? now
  const length = period ?? Math.max(dayInMs, now - oldest)
  return say(
    messageOf('answer.earlier-incidents.count', {
      count: within.length,
      length: say.duration(Math.ceil(length / dayInMs) * dayInMs),
      last: say.dateTime(within[0]?.openedAt ?? now),
    }),
  )
}

/** Whether it was the same; the commonest cause where it is not known what is wrong now. */
const causeLines = (within: readonly Incident[], incident: Incident | undefined, say: Translate): readonly string[] => {
  const now = firstCauseOf(incident)
  if (now !== undefined) {
    const same = within.filter((one) => firstCauseOf(one) === now)
    const args = { cause: causeTitle(now, say), count: same.length, ids: idsOf(same) }
    return [
      say(messageOf(same.length === 0 ? 'answer.earlier-incidents.other' : 'answer.earlier-incidents.same', args)),
    ]
  }
  const causes = within.map(firstCauseOf).filter((cause) => cause !== undefined)
  const [most] = [...new Set(causes)].toSorted((a, b) => countOf(causes, b) - countOf(causes, a))
  if (most === undefined) return []
  const args = { cause: causeTitle(most, say), count: countOf(causes, most) }
  return [say(messageOf('answer.earlier-incidents.commonest', args))]
}

const countOf = (all: readonly string[], one: string): number => all.filter((other) => other === one).length

const idsOf = (incidents: readonly Incident[]): string =>
  incidents
    .slice(0, maxListed)
    .map(({ id }) => id)
    .join(', ')

/** Which steps it recovered by, the latest first. */
const helpLines = (within: readonly Incident[], say: Translate): readonly string[] => {
  const helped = new Map<string, string[]>()
  for (const { id, actions } of within) {
    for (const action of actions.filter(({ status }) => status === 'recovered')) {
      const step = actionTitle(action, say)
      helped.set(step, [...new Set([...(helped.get(step) ?? []), id])])
    }
  }
  if (helped.size === 0) return [say(messageOf('answer.earlier-incidents.no-help'))]
  const steps = [...helped].slice(0, maxListed).map(([step, ids]) => `${step} (${ids.slice(0, maxListed).join(', ')})`)
  return [say(messageOf('answer.earlier-incidents.helped', { steps: steps.join(', ') }))]
}
