import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Instant, ProbeResult } from '../incident/finding.ts'
import type { Incident, ObservationRound } from '../incident/incident.ts'
import { weighedObservationOf } from '../incident/read-findings.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { earliestSeenOf } from '../views/parts/incident-findings.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { truncateNames } from '../views/parts/name-list.ts'
import { gapReason, probeTitle } from '../views/parts/observation-progress.ts'
import { detectorLagLines, detectorWord } from './reading/detector-lag.ts'
import { spanWords, titleArgs } from './reading/incident-words.ts'
import { isShutByPolicy } from './reading/unread-sources.ts'
import type { Answer } from './types.ts'
import { namedSourceLines } from './what-checked/named-sources.ts'
import { asksForExclusions, namedExclusionLines, ruledOutLines, ruledOutWords } from './what-checked/ruled-out.ts'

const maxNames = 8
const maxReasons = 3

/** "What could you not see, which permission is missing?" */
const blindWords = `
  not see, not … see, couldn't … see, couldnt … see, unable, not … able, not … read, not been read, blind spot*, missing, missed, permission*, rights, unexamined,
  not check, skip*, niet zien, niet … zien, niet gezien, niet kunnen zien, blinde vlek*, mist, gemist, overgeslag*, rechten, toestemming*,
  naar wat niet, nicht sehen, pas vu`

/** "How old is this?", "is dat live of van vanmorgen". */
const ageWords = `
  how old, how recent, how fresh, fresh, live, how auld, up to date, from just now, from when, hoe oud, hoe recent, hoe vers,
  van hoe laat, van wanneer, actueel, daarnet, wie alt, wie aktuell`

export const whatCheckedAnswer: Answer = {
  id: 'what-checked',
  about: 'any',
  answer: async ({ incident, text, now }, { probes }) => {
    const round = weighedObservationOf(incident)
    const lines = (say: Translate): readonly string[] => {
      if (round === undefined) return [say(messageOf('answer.what-checked.nothing'))]
      const looked = lookedWords(incident, round, now, say)
      if (speaksOf(text, detectorWord)) return [...detectorLagLines(incident, say), looked]
      const named = namedExclusionLines(incident, text, say)
      if (named.length > 0) return [...named, looked]
      const sources = namedSourceLines(incident, round, { text, now, probes }, say)
      if (sources.length > 0) return sources
      if (asksForExclusions(text)) return ruledOutLines(incident, text, say)
      if (speaksOf(text, blindWords)) return [...blindLines(round, say), looked]
      if (speaksOf(text, ageWords)) return [looked, say(messageOf('answer.what-checked.lag'))]
      return [looked, sourceWords(round, say), gapWords(round, say), ...ruledOutWords(incident, say)]
    }
    return (say) => ({
      title: messageOf('answer.what-checked.title', titleArgs(incident)),
      lines: lines(say),
      next: messageOf('answer.what-checked.next'),
      asOf: lookTimeOf(incident),
    })
  },
}

/** When, how long ago, and which stretch of time was looked at. */
const lookedWords = (incident: Incident, round: ObservationRound, now: Instant, say: Translate): string =>
  say(
    messageOf('answer.what-checked.looked', {
      at: momentText(round.startedAt, now, say),
      ago: spanWords(round.startedAt, now, say),
      from: momentText(earliestSeenOf(incident), now, say),
      to: momentText(round.window.to, now, say),
    }),
  )

const answered = ({ results }: ObservationRound): readonly ProbeResult[] =>
  results.filter(({ status }) => status === 'ok')

/** What the tier does not offer is no gap; what the policy shuts is one, that somebody may open. */
const gapsIn = ({ results }: ObservationRound): readonly ProbeResult[] =>
  results.filter((result) => isShutByPolicy(result) || (result.status !== 'ok' && result.status !== 'not-offered'))

const sourceWords = (round: ObservationRound, say: Translate): string => {
  const seen = answered(round)
  const names = truncateNames(
    seen.map(({ probe }) => probeTitle(probe, say)),
    maxNames,
    say,
  )
  return say(messageOf('answer.what-checked.sources', { seen: seen.length, of: round.probes.length, names }))
}

/** The first with its reason, which names the permission that is missing; those of which a permission is missing first. */
const gapWords = (round: ObservationRound, say: Translate): string => {
  const [first, ...others] = forbiddenFirst(gapsIn(round))
  if (first === undefined) return say(messageOf('answer.what-checked.no-gaps'))
  const why = say(gapReason(first))
  return say(messageOf('answer.what-checked.gap', { source: probeTitle(first.probe, say), why, others: others.length }))
}

const forbiddenFirst = (gaps: readonly ProbeResult[]): readonly ProbeResult[] =>
  gaps.toSorted((a, b) => Number(b.status === 'forbidden') - Number(a.status === 'forbidden'))

const blindLines = (round: ObservationRound, say: Translate): readonly string[] => {
  const gaps = forbiddenFirst(gapsIn(round))
  if (gaps.length === 0) return [say(messageOf('answer.what-checked.no-gaps')), ...partialLines(round, say)]
  return gaps.slice(0, maxReasons).map((gap, place) =>
    say(
      messageOf('answer.what-checked.gap', {
        source: probeTitle(gap.probe, say),
        why: say(gapReason(gap)),
        others: place === maxReasons - 1 ? gaps.length - maxReasons : 0,
      }),
    ),
  )
}

/** What was seen, but not whole. */
const partialLines = (round: ObservationRound, say: Translate): readonly string[] =>
  answered(round)
    .flatMap(({ probe, gaps = [] }) => gaps.slice(0, 1).map((gap) => `▸ ${probeTitle(probe, say)}: ${say(gap)}`))
    .slice(0, 2)
