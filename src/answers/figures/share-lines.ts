import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import type { AskedFigures } from './asked-metrics.ts'
import { totalOf } from './figure-facts.ts'

/** None or one: "Error rate: 3.2% (120 of 3,750 requests)". */
export const shareLines = (
  share: AskedFigures['share'],
  findings: readonly MetricFinding[],
  say: Translate,
): readonly string[] => {
  const total = (name: string) => findings.filter(({ metric }) => metric === name).map(totalOf)[0]
  const requests = total('Requests')
  if (share === undefined || requests === undefined || requests === 0) return []
  const failed = total('Http5xx') ?? 0
  const part = share === 'failed' ? failed : requests - failed
  const percent = say.number(shareOf(part / requests), 'percent')
  const counts = { share: percent, part: Math.round(part), requests: Math.round(requests) }
  return [say(messageOf(`answer.figures.share.${share}`, counts))]
}

/** Never a whole hundred, or nothing, of what is not. */
const shareOf = (share: number): number => {
  const rounded = Math.round(share * 1000) / 10
  if (share < 1 && rounded === 100) return 99.9
  return share > 0 && rounded === 0 ? 0.1 : rounded
}
