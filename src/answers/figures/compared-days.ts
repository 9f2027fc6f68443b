import { weekdayIn, weekdayWord } from './asked-day.ts'

/** The same hours of another day, of which a look reads two by itself. */
export type ComparedWith = SeenDay | `${number}-days`
export type SeenDay = 'yesterday' | 'last-week'

export const isSeenDay = (day: ComparedWith): day is SeenDay => day === 'yesterday' || day === 'last-week'

export const daysBefore = (day: ComparedWith): number =>
  day === 'yesterday' ? 1 : day === 'last-week' ? 7 : Number.parseInt(day, 10)

const comparing =
  /\b(?:vs|versus|compare[ds]?|comparison|against|vergeleken|vergelijk\w*|(?:than|dan)(?= (?:yesterday|gister|last|vorige))|tegenover|ten opzichte van|(?:the )?same (?:time|hour|moment|stretch|period|minutes)|(?:around |about )?(?:this|that) (?:time|hour)|(?:op |rond )?(?:deze|dit|die|dat|dezelfde|diezelfde|hetzelfde|ditzelfde|datzelfde|zelfde) (?:tijd|tijdstip|uur|moment|periode|tijdvak|minuten))\b/
const weekAgo =
  /\b(?:(?:last|previous|vorige|verleden) (?:week|woche)|(?:a|one|een) week (?:ago|before|earlier|geleden|terug|eerder|daarvoor))\b/
const dayAgo =
  /\b(?:yesterday|gister\w*|(?:the day before|de dag ervoor)|(?:a|one|een) (?:day|dag) (?:ago|before|earlier|geleden|terug|eerder|daarvoor))\b/
const usually = /\b(?:normal(?:ly)?|usual(?:ly)?|normaal|gewoonlijk|gebruikelijk\w*)\b/

const ofWeekday = new RegExp(
  `(?:\\b(?:on|op|a|an|the|een|de|last|previous|vorige|verleden|afgelopen|normal|normale|usual|regular|ordinary|typical|gewone|gemiddelde|average) ){0,3}${weekdayWord}`,
)

/** "vs yesterday", "this time last week", "gisteren om deze tijd", "what is normal"; both where neither is named, or both are. */
export const comparedIn = (text: string, local: number): readonly ComparedWith[] => {
  const weekday = comparing.test(text) ? weekdayIn(text, local) : undefined
  if (weekday !== undefined) return [weekday === 0 ? 'last-week' : weekday === 1 ? 'yesterday' : `${weekday}-days`]
  const named: readonly ComparedWith[] = [
    ...(dayAgo.test(text) ? (['yesterday'] as const) : []),
    ...(weekAgo.test(text) ? (['last-week'] as const) : []),
  ]
  if (named.length === 2 || (named.length > 0 && comparing.test(text))) return named
  return usually.test(text) ? ['yesterday', 'last-week'] : []
}

export const withoutComparedDays = (text: string): string =>
  [comparing, weekAgo, dayAgo, ofWeekday].reduce((rest, said) => rest.replace(new RegExp(said, 'g'), ' '), text)
