import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { isTroubleOver } from '../../incident/recovery.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { badFigures } from '../../views/parts/figure-alarm.ts'
import { appTitle } from '../../views/parts/incident-header.ts'
import { comparedFigure } from '../../views/parts/metric-figures.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { shownStandingOf } from '../../views/parts/shown-standing.ts'
import { causeTitle, percentText } from '../../views/parts/verdict-title.ts'
import { failingShareOf } from './failing-share.ts'

/** What is wrong with which app, and since when or from when until when; in words that need no explanation. */
export const troubleSentences = (incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const { verdict } = incident
  const app = appTitle(incident, say)
  const reported = { app, symptom: incident.symptom, moment: momentText(incident.openedAt, now, say) }
  if (incident.app === undefined) return [say(messageOf('answer.summary.no-app', reported))]
  if (verdict === undefined) return [say(messageOf('answer.summary.reported', reported))]
  const standing = shownStandingOf(incident)
  if (standing === 'nothing-wrong') return [say(messageOf('answer.summary.nothing-wrong', reported))]
  const symptom = feltSymptomOf(incident)
  const since = verdict.since === undefined ? '' : momentText(verdict.since, now, say)
  const known = since === '' || verdict.startUnseen ? 'no' : 'yes'
  const begin = { app, symptom, since: since === '' ? reported.moment : since, known }
  if (verdict.until !== undefined && isTroubleOver(incident)) {
    const until = momentText(verdict.until, now, say)
    const took = verdict.since === undefined ? '' : say.duration(verdict.until - verdict.since)
    return [say(messageOf('answer.summary.was', { ...begin, until, took }))]
  }
  if (incident.closed !== undefined || isTroubleOver(incident)) {
    return [say(messageOf('answer.summary.had', begin))]
  }
  const lasts = verdict.since === undefined ? '' : say.duration(now - verdict.since)
  return [say(messageOf('answer.summary.is', { ...begin, lasts }))]
}

/** What visitors feel, by the figures; what was reported where these say nothing. */
export const feltSymptomOf = (incident: Incident): string => {
  const bad = badFigures(chartDataOf(incident))
  const failing = failingShareOf(incident)
  if (bad.includes('errors') || (failing !== undefined && failing.failed >= leastShare * failing.requests))
    return 'outage'
  return bad.includes('response-time') ? 'slow' : incident.symptom
}

/** Ours: less than that is noise, and no word for a manager. */
export const leastShare = 0.01
const slowFrom = 2

/** Whom it hurts: how many requests of how many, and how long a page takes; requests are no people, and none are named. */
export const effectSentences = (incident: Incident, say: Translate): readonly string[] => {
  const isOver = incident.closed !== undefined || isTroubleOver(incident)
  const tense = isOver ? 'past' : 'now'
  const failing = failingShareOf(incident)
  const share = failing === undefined ? 0 : failing.failed / failing.requests
  const { before, during, now = during } = comparedFigure(chartDataOf(incident), 'response-time') ?? {}
  const isSlow = before !== undefined && now !== undefined && now >= slowFrom && now >= slowFrom * before
  return [
    ...(failing === undefined || share < leastShare
      ? []
      : [say(messageOf('answer.summary.failing', { share: percentText(share, say), ...failing, tense }))]),
    ...(isSlow
      ? [
          say(
            messageOf('answer.summary.slow', {
              now: say.number(now, 'seconds'),
              before: say.number(before, 'seconds'),
              tense,
            }),
          ),
        ]
      : []),
  ]
}

/** The probable cause with what it means, as far as one is known. */
export const causeSentence = (incident: Incident, say: Translate): readonly string[] => {
  const { verdict } = incident
  if (verdict === undefined) return []
  const [cause] = namedCauses(verdict)
  if (cause === undefined) {
    return shownStandingOf(incident) === 'nothing-wrong' ? [] : [say(messageOf('answer.summary.cause.unknown'))]
  }
  const [meaning = ''] = /^.*?[.](?=\s|$)/.exec(say(messageOf(`cause.${cause.cause}.summary`))) ?? []
  const args = { cause: causeTitle(cause.cause, say), share: percentText(cause.confidence, say), meaning }
  return [say(messageOf('answer.summary.cause', args))]
}
