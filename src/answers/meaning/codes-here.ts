import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { latestFindings } from '../../views/parts/incident-findings.ts'
import { observedIn } from '../seen/looked.ts'
import { callsByName } from '../seen/seen-calls.ts'
import { countSinceOnset } from '../seen/seen-counts.ts'
import type { Term } from './term.ts'

const ofHere =
  /\b(?:is (?:this|it|dit|het|dat)|are we|do we|we(?:'re)? giv\w*|which (?:one )?(?:is|are|do)|geven we|krijgen we|is dit|welke)\b/i

/** None or one: which of the codes is answered here, as far as it was seen. */
export const codesHere = (
  asked: readonly Term[],
  text: string,
  incident: Incident | undefined,
  say: Translate,
): readonly string[] => {
  const findings = incident === undefined ? undefined : observedIn(incident)
  const isOfCodes = asked.some(({ id }) => /^http-5\d\d$/.test(id))
  if (findings === undefined || incident === undefined || !isOfCodes || !ofHere.test(text)) return []
  const told = callsByName(findings, 'request').flatMap(({ status, failed }) =>
    status !== undefined && failed > 0 ? [String(status)] : [],
  )
  const own = findingsOfKind(latestFindings(incident), 'request').flatMap(({ status = 0 }) =>
    status >= 500 ? [String(status)] : [],
  )
  const seen = [...new Set([...told, ...own])].join(', ')
  const failed = say.number(Math.round(countSinceOnset(findings, 'Http5xx')))
  return [say(messageOf('answer.meaning.codes-here', { failed, seen, known: seen === '' ? 'no' : 'yes' }))]
}
