import { outlierInstanceOf } from '../../diagnose/indicators/instance-comparison.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { observedIn } from '../seen/looked.ts'
import { ownVisitLines } from '../seen/own-visits.ts'
import { callsByName, failsNoticeably } from '../seen/seen-calls.ts'
import { failuresIn, shareOf } from '../seen/seen-counts.ts'

const reproduceWords = `
  reproduc*, repro, repros, recreate*, replay*, trigger it, provoke*, simulate*, see it myself, get the error myself, hit … instance,
  target … instance, request … to … instance, call … instance, nabootsen, na te bootsen, nagebootst, reproduce*, naspelen, na te spelen,
  opwekken, uitlokken, zelf zien, zelf krijgen, zelf testen, naar die … instan*, naar een … instan*, naar deze instan*`

/** How a tester sees it as well: what to ask, what our own visit got, and of which instance; none where it is not asked. */
export const reproduceLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  if (findings === undefined || !speaksOf(text, reproduceWords)) return []
  const [worst] = callsByName(findings, 'request').filter(failsNoticeably)
  const now = failuresIn(findings)?.now
  const outlier = outlierInstanceOf(findings)
  const share = say.number(100 * (now === undefined ? 0 : shareOf(now)), 'percent')
  return [
    say(messageOf('answer.failing-requests.reproduce', { path: worst?.name ?? 'none', share })),
    say(
      outlier === undefined
        ? messageOf('answer.failing-requests.reproduce.all')
        : messageOf('answer.failing-requests.reproduce.instance', { name: outlier }),
    ),
    ...ownVisitLines(incident, say),
  ]
}
