import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { weighedObservationOf } from '../incident/read-findings.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { appDisplayName } from '../views/parts/display-names.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { type FiringAlert, firingAlertsOf } from './alerts/firing-alerts.ts'
import { conditionWords, delayLines, firedWords } from './alerts/words.ts'
import { gapsOn } from './seen/looked.ts'
import type { Answer, AnswerSources } from './types.ts'

const mostShown = 2
const maxLines = 4

/** "Who got paged?", "wie is er gebeld". */
const pagedWords = `
  page, paged, pager, pages, paging, notif*, woke, woken, wake up, called, rang, phoned, texted, sms, mailed, e mailed,
  inform*, recipient*, on call, oncall, action group*, gebeld, belde, gepiept, pieper, opgeroepen, gewekt, wakker,
  verwittig*, ingelicht, gewaarschuwd, ontving, ontvang*, actiegroep*, wachtdienst, piket, sms'je, bericht gekregen`
/** "Which alerts do we have?", "what is set up". */
const ruleWords = `
  alerts exist, alerts … exist, alerts do we have, alerts do you have, have … alerts, alert rule*, rules, is there an alert*, is there any alert*, staat er, zit er, is er een, set up, not fire, not fired, didn't fire, not … fire, quiet, silent, niet afgegaan, niet … af, stil,
  configured, defined, monitored, other alert*, all alert*, all the alert*, bestaan, bestaat, ingesteld*, ingericht,
  gedefinieerd, hebben we, heeft, andere, alle waarschuwingen, alle alerts, alertregels, regels`
/** "Why so late?", "waarom pas om 02:44". */
const delayWords = `
  why, how come, late, later, delay*, lag, lags, gap, only at, only after, took so long, take so long, sooner, earlier,
  quicker, faster, behind, waarom, hoezo, hoe komt, laat, pas, later, vertrag*, eerder, sneller, achter*, zo lang`

/** Which alerts fire and by which limit; whom they reach stands in Azure's action groups, which no look reads. */
export const alertsAnswer: Answer = {
  id: 'alerts',
  nearestIntent: 'ask_status',
  about: 'app',
  answer: async ({ app, incident, text, now }, sources) => {
    const isSeen = incident !== undefined && hasAnswered(incident, sources)
    const seen = isSeen ? incident : await sources.look(app, ['alerts'])
    const side = speaksOf(text, pagedWords)
      ? 'paged'
      : speaksOf(text, delayWords)
        ? 'delay'
        : speaksOf(text, ruleWords)
          ? 'rules'
          : 'fired'
    return (say) => ({
      title: messageOf('answer.alerts.title', { app: appDisplayName(app) }),
      lines: alertLines({ seen, side, text, sources }, say).slice(0, maxLines),
      next: messageOf('answer.alerts.next'),
      asOf: lookTimeOf(seen) ?? now,
    })
  },
}

const hasAnswered = (incident: Incident, { probes }: Pick<AnswerSources, 'probes'>): boolean => {
  const asked = probes.filter(({ covers }) => covers === 'alerts').map(({ id }) => id)
  return weighedObservationOf(incident)?.results.some(({ probe }) => asked.includes(probe)) === true
}

interface Asked {
  readonly seen: Incident
  readonly side: 'paged' | 'delay' | 'rules' | 'fired'
  readonly text: string
  readonly sources: AnswerSources
}

const alertLines = ({ seen, side, text, sources }: Asked, say: Translate): readonly string[] => {
  const all = firingAlertsOf(seen)
  const gaps = gapsOn(seen, ['alerts'], sources, say)
  const named = all.filter(({ name }) => text.toLowerCase().includes(name.toLowerCase()))
  const sideWords = side === 'fired' ? [] : [...sideLines(side, seen, firstFired(named.length > 0 ? named : all), say)]
  if (all.length === 0) {
    const none =
      gaps.length > 0 ? [say(messageOf('answer.alerts.unread')), ...gaps] : [say(messageOf('answer.alerts.none'))]
    return [...none, ...(side === 'delay' ? [] : sideWords)]
  }
  const shown = (named.length > 0 ? named : all).slice(0, mostShown)
  const left = all.length - shown.length
  const at = seen.verdict?.at ?? seen.openedAt
  const isList = side === 'paged' || (side === 'delay' && speaksOf(text, listWords))
  const lines = shown.flatMap((alert) => [firedWords(alert, at, say), ...(isList ? [] : conditionWords(alert, say))])
  const more = left > 0 && named.length === 0 ? [say(messageOf('answer.alerts.more', { left }))] : []
  return side === 'delay'
    ? [...sideWords, ...lines]
    : [...lines.slice(0, maxLines - sideWords.length - more.length), ...more, ...sideWords]
}

/** "Which ones, in what order, and why so late": the list has the room that the limits would take. */
const listWords = 'which, what alerts, order, all alerts, list, welke, volgorde, alle, lijst'

/** The earliest, of those that are spoken of. */
const firstFired = (alerts: readonly FiringAlert[]): FiringAlert | undefined =>
  alerts.toSorted((a, b) => (a.firedAt ?? Infinity) - (b.firedAt ?? Infinity))[0]

const sideLines = (
  side: 'paged' | 'delay' | 'rules',
  seen: Incident,
  first: FiringAlert | undefined,
  say: Translate,
): readonly string[] => {
  switch (side) {
    case 'paged':
      return [say(messageOf('answer.alerts.paged'))]
    case 'rules':
      return [say(messageOf('answer.alerts.rules'))]
    case 'delay':
      return first === undefined ? [] : delayLines(first, seen, say)
    default:
      return side satisfies never
  }
}
