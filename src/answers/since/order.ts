import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { type CauseEvidence, namedCauses } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { observedIn } from '../seen/looked.ts'

/** "Which came first?", "which is it?" */
const comparingWords = `
  first, which is it, which one, or, before, earlier, order, sequence, both, eerst, of, eerder, volgorde, beide, welke,
  wat klopt, zuerst, oder, premier, primero, primo`

/** What began to build up before visitors felt anything: a climb of the named cause. */
const leadOf = (incident: Incident): { readonly evidence: CauseEvidence; readonly at: Instant } | undefined => {
  const since = incident.verdict?.since
  if (since === undefined || incident.verdict?.startUnseen) return undefined
  return namedCauses(incident.verdict)
    .flatMap(({ evidence }) => evidence)
    .flatMap((one) => {
      const at = one.text.args?.startAt
      return typeof at === 'number' && at < since ? [{ evidence: one, at }] : []
    })
    .toSorted((a, b) => a.at - b.at)[0]
}

/** None or one: the first sign of it, and how long before visitors felt it. */
export const leadWords = (incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const lead = leadOf(incident)
  const since = incident.verdict?.since
  if (lead === undefined || since === undefined) return []
  const args = { at: momentText(lead.at, now, say), gap: say.duration(since - lead.at), seen: say(lead.evidence.text) }
  return [say(messageOf('answer.since.lead', args))]
}

/** None or one, where two moments or symptoms are held against each other: what came first, and what then. */
export const orderWords = (incident: Incident, text: string, now: Instant, say: Translate): readonly string[] => {
  const since = incident.verdict?.since
  const times = text.match(/\b\d{1,2}[:.]\d{2}\b/g) ?? []
  if (since === undefined || (times.length < 2 && !speaksOf(text, comparingWords))) return []
  const lead = leadOf(incident)
  if (lead !== undefined) {
    const args = { lead: momentText(lead.at, now, say), since: momentText(since, now, say) }
    return [say(messageOf('answer.since.both', args))]
  }
  const told = (observedIn(incident)?.trouble.current ?? []).toSorted((a, b) => a.from - b.from)
  const words = [...new Map(told.map(({ kind, from }) => [kind, momentText(from, now, say)]))].map(([kind, at]) =>
    say(messageOf('answer.since.symptom', { kind: kind.replaceAll('-', ''), at })),
  )
  const isAtOnce = told.every(({ from }) => from === told[0]?.from)
  if (told.length < 2) return []
  return [say(messageOf(`answer.since.${isAtOnce ? 'at-once' : 'in-order'}`, { symptoms: words.join(', ') }))]
}
