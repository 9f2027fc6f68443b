import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import type { RankedCause } from '../../incident/verdict.ts'
import { lookTimeOf } from '../../views/parts/look-time.ts'
import { percentText } from '../../views/parts/verdict-title.ts'
import { effectSentences, troubleSentences } from '../seen/trouble-sentences.ts'

/** "In gewone taal", "in one sentence": for whoever does not know the words of the trade. */
export const plainWords = `
  plain, plain language, plain english, like i'm five, like i am five, like im five, like a child, simple, simple terms, simple words, simply, layman*, non technical, eli5,
  no jargon, without jargon, without … jargon, one sentence, a sentence, one line, in short, in a nutshell,
  gewone taal, gewoon nederlands, gewone woorden, gewone mensen, eenvoudig*, simpel*, makkelijke woorden,
  zonder jargon, geen jargon, jip en janneke, een zin, in het kort, kort gezegd, leek, leken, niet technisch, snap er, snap het niet, begrijp er, begrijp het niet, geen hout, geen bal,
  don't understand, do not understand, no clue, no idea what, concreet, normale taal, normal words, everyday words`

/** What it is in the words of its summary, what visitors feel of it, and how sure that is. */
export const plainLines = (
  incident: Incident,
  { cause, confidence }: RankedCause,
  say: Translate,
): readonly string[] => {
  const summary = say(messageOf(`cause.${cause}.summary`))
  const [meaning = summary] = /^.*?[.](?=\s|$)/.exec(summary) ?? []
  return [
    say(messageOf('answer.why.plain', { meaning, share: percentText(confidence, say) })),
    ...troubleSentences(incident, lookTimeOf(incident) ?? incident.openedAt, say),
    ...effectSentences(incident, say),
  ]
}
