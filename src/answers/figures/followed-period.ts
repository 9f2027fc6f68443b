import type { Instant } from '../../incident/finding.ts'
import { dayInMs } from './asked-day.ts'
import { type AskedPeriod, askedPeriod, namesPeriod } from './asked-period.ts'
import { foldQuestion } from './fold-question.ts'

interface Asked {
  readonly text: string
  /** The question before, where this one only names another time. */
  readonly followsUp: string | undefined
  readonly now: Instant
  readonly timeZone: string
}

const lead = '(?:and|en|what about|how about|wat met|hoe zat het|hoe was (?:het|dat)|was het|,|\\s)*'
const bareDays: readonly (readonly [RegExp, number])[] = [
  [new RegExp(`^${lead}(?:yesterday|gister(?:en)?|the day before|de dag (?:er)?voor)[\\s?.!]*$`), 1],
  [new RegExp(`^${lead}(?:the day before yesterday|eergisteren)[\\s?.!]*$`), 2],
  [
    new RegExp(
      `^${lead}(?:(?:last|vorige|verleden) week|the week before|de week (?:er)?voor|a week ago|(?:een )?week geleden)[\\s?.!]*$`,
    ),
    7,
  ],
]

/** Nothing but another day: "the day before?" */
export const isBareDay = (text: string): boolean => bareDays.some(([said]) => said.test(foldQuestion(text)))

/** "And yesterday?" after "the last three hours" is of the same hours; after a day or a week of their own it is that day. */
export const followedPeriod = ({ text, followsUp, now, timeZone }: Asked): AskedPeriod => {
  const own = askedPeriod(namesPeriod(text) || followsUp === undefined ? text : followsUp, now, timeZone)
  const ago = bareDays.find(([said]) => said.test(foldQuestion(text)))?.[1]
  if (ago === undefined || followsUp === undefined) return own
  const before = askedPeriod(followsUp, now, timeZone)
  const { from, to } = before.window
  if (!before.isUntilNow || to - from >= dayInMs) return own
  return { window: { from: from - ago * dayInMs, to: to - ago * dayInMs }, isUntilNow: false }
}
