import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { sanitizeText } from '../../views/untrusted-text.ts'
import type { FiringAlert } from './firing-alerts.ts'

/** When it fired, and how bad its maker thought that would be. */
export const firedWords = ({ name, severity, firedAt }: FiringAlert, seenAt: Instant, say: Translate): string =>
  say(
    messageOf('answer.alerts.fired', {
      name: sanitizeText(name, 100),
      at: firedAt === undefined ? '–' : momentText(firedAt, seenAt, say),
      severity: severity ?? '–',
      level: String(severity ?? 'unknown'),
    }),
  )

/** None or one: its limit, the stretch of time that is held against it, and the figure when it fired. */
export const conditionWords = ({ condition, windowInMs }: FiringAlert, say: Translate): readonly string[] =>
  condition === undefined
    ? []
    : [
        say(
          messageOf('answer.alerts.condition', {
            condition: sanitizeText(condition, 120),
            window: windowInMs === undefined ? '' : say.duration(windowInMs),
            known: windowInMs === undefined ? 'no' : 'yes',
            figure: condition.includes('(') ? 'yes' : 'no',
          }),
        ),
      ]

/** How long after the begin it fired, and why that is so of every alert. */
export const delayLines = (
  { name, firedAt, windowInMs }: FiringAlert,
  { verdict, openedAt }: Incident,
  say: Translate,
): readonly string[] => {
  const since = verdict?.since
  if (firedAt === undefined || since === undefined) return []
  const seenAt = verdict?.at ?? openedAt
  const args = {
    name: sanitizeText(name, 100),
    at: momentText(firedAt, seenAt, say),
    since: momentText(since, seenAt, say),
    gap: say.duration(Math.max(1000, Math.abs(firedAt - since))),
  }
  if (firedAt < since) return [say(messageOf('answer.alerts.before', args))]
  const window = windowInMs === undefined ? '' : say.duration(windowInMs)
  return [
    say(messageOf('answer.alerts.after', args)),
    say(messageOf('answer.alerts.why-later', { window, known: windowInMs === undefined ? 'no' : 'yes' })),
  ]
}
