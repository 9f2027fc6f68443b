import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { durationText } from './duration-text.ts'
import type { ReportMoment, ReportStory } from './report-story.ts'

/** A moment of the incident, and how long it took from the one before. */
export interface PhaseRow {
  readonly is: ReportMoment['is']
  readonly title: string
  readonly when: string
  /** Empty for the first. */
  readonly took: string
}

const moments = ['begin', 'report', 'verdict', 'approval', 'recovery', 'close'] as const

/** Those that are known in the order in which they came; then what is not, since a gap is an answer too. */
export const phaseRows = (story: ReportStory, say: Translate): readonly PhaseRow[] => {
  const known = story.moments.map((moment, index) => {
    const before = story.moments[index - 1]
    return {
      is: moment.is,
      title: say(messageOf(`report.moment.${moment.is}`)),
      when: say.dateTime(moment.at),
      took: before === undefined ? '' : durationText(moment.at - before.at, say),
    }
  })
  const missing = moments.filter((is) => story.moments.every((moment) => moment.is !== is))
  return [
    ...known,
    ...missing.map((is) => ({
      is,
      title: say(messageOf(`report.moment.${is}`)),
      when: say(messageOf(`report.moment.${is}.none`)),
      took: '',
    })),
  ]
}
