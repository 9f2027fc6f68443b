import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { troubleWindowOf } from '../reading/asked-trouble.ts'
import { type FailureCount, shareOf } from './seen-counts.ts'

const levelWords = `
  sla, slas, slo, slos, uptime, uptime*, service level*, serviceniveau*, error budget*, foutbudget*, budget, three nines, four nines, nines, negens,
  availability, beschikbaarheid*, downtime, uitval, minutes … down, hours … down, long … down, minuten … eruit, lang … eruit,
  minutes of outage, minuten storing, outage time, storingstijd`
const percentSaid = /\b(9\d(?:[.,]\d{1,3})?)\s?(?:%|percent|procent)?(?![\d:])/

/** What most promise where no share is said. */
const usualPromise = 99.9
const monthInMs = 30 * 86_400_000

export const isLevelAsked = (text: string): boolean => speaksOf(text, levelWords) || /\b99[.,]\d/.test(text)

/** How long it lasts, what that is of a month's promise, counted in time and in requests; and what of the month is known. */
export const serviceLevelLines = (
  incident: Incident,
  { text, now, failures, earlier }: Asked,
  say: Translate,
): readonly string[] => {
  const window = troubleWindowOf(incident, now)
  if (window === undefined) return [say(messageOf('answer.impact.level.unknown'))]
  const promise = Number((percentSaid.exec(text)?.[1] ?? String(usualPromise)).replace(',', '.'))
  const allowedInMs = Math.round(((100 - promise) / 100) * monthInMs)
  const lastsInMs = window.to - window.from
  const share = failures === undefined ? undefined : shareOf(failures)
  const weighedInMs = share === undefined ? undefined : lastsInMs * share
  const others = earlier.filter(({ openedAt }) => now - openedAt < monthInMs)
  const args = {
    lasts: say.duration(lastsInMs),
    allowed: say.duration(allowedInMs),
    promise: say.number(promise),
    is: lastsInMs <= allowedInMs ? 'within' : 'over',
    open: incident.verdict?.until === undefined ? 'yes' : 'no',
  }
  return [
    say(messageOf('answer.impact.level', args)),
    ...(share === undefined || weighedInMs === undefined
      ? []
      : [
          say(
            messageOf('answer.impact.level.weighed', {
              share: say.number(100 * share, 'percent'),
              weighed: say.duration(Math.max(60_000, weighedInMs)),
              is: weighedInMs <= allowedInMs ? 'within' : 'over',
              promise: args.promise,
            }),
          ),
        ]),
    say(messageOf('answer.impact.level.month', { others: others.length })),
  ]
}

interface Asked {
  readonly text: string
  readonly now: Instant
  readonly failures: FailureCount | undefined
  /** Of the same app. */
  readonly earlier: readonly Incident[]
}
