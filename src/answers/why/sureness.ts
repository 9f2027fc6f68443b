import { causeTraitsOf, spokenCausesIn } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'
import { heaviestFirst, namedCauses, type RankedCause, type Verdict } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { truncateNames } from '../../views/parts/name-list.ts'
import { gapReason, probeTitle } from '../../views/parts/observation-progress.ts'
import { causeTitle, percentText } from '../../views/parts/verdict-title.ts'
import { isPast } from '../reading/incident-words.ts'
import { isShutByPolicy } from '../reading/unread-sources.ts'
import { suspectLines } from '../suspected-cause.ts'
import { turnLines } from '../suspects/turn.ts'
import { joined, saysShare } from './other-share.ts'

const maxNames = 4

/** "Are you sure?", "hoe weet je dat", "why not higher". */
const doubtWords = `
  sure, surer, certain*, confiden*, guess*, how do you know, reliab*, on what evidence, percent*, probab*, higher, prove,
  proof, zeker, zekerder, zekerheid, gok, gokje, hoe weet, betrouwbaar*, vermoed*, hoger, procent*, kans, bewijs,
  sicher*, woher weisst, certain, sur, seguro, segura, sicuro, certeza, certezza, fiable, confiable`

/** "What would make you more certain?" */
const raiseWords = `
  more certain, more sure, surer, more confident, make … sure, make … certain, raise, increase, be sure, prove,
  proof, confirm*, zekerder, meer zekerheid, zekerheid geven, bevestig*, bewijzen, aantonen, uitsluitsel`

export const isSurenessAsked = (text: string, say: Translate): boolean =>
  speaksOf(text, doubtWords) || /\d\s?%/.test(text) || saysShare(text, 1, say)

/** How sure, what that adds up from, why not surer, and what would make it so; what else is asked about has its word. */
export const surenessLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const { verdict } = incident
  const [cause] = namedCauses(verdict)
  if (verdict === undefined || cause === undefined) return []
  const tense = isPast(incident) ? 'past' : 'now'
  const args = { cause: causeTitle(cause.cause, say), share: percentText(cause.confidence, say), tense }
  const head = say(messageOf('answer.why.sure', args))
  const turned = tense === 'past' ? [] : turnLines(incident, text, say)
  if (turned.length > 0) return [head, ...turned, ...surerWords(incident, cause, say)]
  const doubted = doubtedWords(incident, cause, text, say)
  if (doubted[0]?.includes(args.share)) return doubted
  if (doubted.length > 0)
    return [head, ...joined('answer.why.for', heaviestFirst(cause.evidence).slice(0, 2), say), ...doubted.slice(0, 2)]
  const whyNot = whyNotSurer(verdict, cause, say)
  const surer = surerWords(incident, cause, say)
  return speaksOf(text, raiseWords)
    ? [head, ...surer, whyNot]
    : [head, ...joined('answer.why.for', cause.evidence, say), whyNot, ...surer]
}

/** "…and not just more traffic": what is seen of the other that the asker thinks of. */
const doubtedWords = (incident: Incident, { cause }: RankedCause, text: string, say: Translate): readonly string[] => {
  const special = suspectLines(
    incident,
    spokenCausesIn(text).filter((one) => one !== cause),
    text,
    say,
  )
  const isOther = spokenCausesIn(text).some((one) => one !== cause && !isSameWord(one, cause))
  const isSpecial = special[0] !== undefined && special[0] !== say(messageOf('answer.suspected-cause.unknown'))
  return isSpecial || isOther ? special : []
}

/** Words such as memory call several causes: they ask for no other than the named one. */
const isSameWord = (one: string, other: string): boolean => /memory/.test(one) && /memory/.test(other)

/** What counts against it, what was not seen, what else fits; else that these are signs from outside. */
const whyNotSurer = (verdict: Verdict, cause: RankedCause, say: Translate): string => {
  const [against] = joined('answer.why.against', cause.against, say)
  if (against !== undefined) return against
  const [unseen] = unseenWords(verdict, say)
  if (unseen !== undefined) return unseen
  const rival = verdict.causes.find((one) => !namedCauses(verdict).includes(one))
  return rival === undefined
    ? say(messageOf('answer.why.signs-only'))
    : say(
        messageOf('answer.why.rival', {
          cause: causeTitle(rival.cause, say),
          share: percentText(rival.confidence, say),
        }),
      )
}

/** None or one: what the verdict could not see. */
export const unseenWords = ({ unseen }: Verdict, say: Translate): readonly string[] => {
  if (unseen.length === 0) return []
  const titles = unseen.map((probe) => probeTitle(probe, say))
  return [say(messageOf('answer.why.unseen', { probes: truncateNames(titles, maxNames, say) }))]
}

/** What proves such a cause, and the source that is shut to it. */
const surerWords = (incident: Incident, { cause }: RankedCause, say: Translate): readonly string[] => {
  const shut = weighedObservationOf(incident)?.results.find(
    (result) => isShutByPolicy(result) || isDenied(result.status),
  )
  return [
    say(messageOf(`answer.why.proof.${causeTraitsOf(cause)?.provenBy ?? 'time'}`)),
    ...(shut === undefined
      ? []
      : [say(messageOf('answer.why.would-see', { source: probeTitle(shut.probe, say), why: say(gapReason(shut)) }))]),
  ]
}

const isDenied = (status: string): boolean => status === 'forbidden'
