import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { tenseOf } from './looked.ts'
import { type SeenFailures, shareOf } from './seen-counts.ts'

/** Ours: under half a percent is what every app has; of all but a few it is said that all do. */
const noneBelow = 0.005
const allAbove = 0.98

/** None or one: which share of the requests fails now, of how many. */
export const failingNowLines = ({ now: seen }: SeenFailures, incident: Incident, say: Translate): readonly string[] => {
  if (seen === undefined || tenseOf(incident) === 'past') return []
  const { failed, requests } = seen
  const counts = { failed: say.number(rounded(failed)), requests: say.number(rounded(requests)) }
  const share = shareOf(seen)
  const how = requests < 0.5 ? 'quiet' : share < noneBelow ? 'none' : share > allAbove ? 'all' : 'some'
  const shares = { share: percentOf(share, say), served: percentOf(1 - share, say) }
  return [say(messageOf(`answer.impact.now-${how}`, { ...shares, ...counts }))]
}

const percentOf = (share: number, say: Translate): string => say.number(100 * share, 'percent')

const rounded = (value: number): number => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value))
