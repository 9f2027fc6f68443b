import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ChangeType, Instant, MetricFinding } from '../../incident/finding.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { incidentChanges } from '../../views/parts/change-lines.ts'
import { actionTitle } from '../../views/parts/display-names.ts'
import { meanOfPoints, mergeSeries } from '../../views/parts/metric-series.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { namedStepsIn } from '../reading/named-steps.ts'
import { askedTypes } from '../what-changed.ts'
import { type FactWords, valueText } from './fact-text.ts'

/** What a figure is held against: a step of ours, or a change that Azure recorded. */
export interface SeenEvent {
  readonly at: Instant
  readonly action?: Action
  readonly change?: ChangeType
  /** False where what was named was not seen, and this is the nearest to it. */
  readonly isNamed: boolean
}

const beforeAndAfter =
  /\b(?:since|after|before|from|sinds|sedert|na|nadat|voor|vóór)\b[^.?!]{0,30}?\b(restart|reboot|recycl|herstart|herstarten|swap|wissel|teruggewisseld|deploy|releas|uitrol|uitgerold|rollback|scal|schal|opschal|uitschal|opgeschaald|uitgeschaald|step|stap|maatregel|ingreep|extra|more (?:instances|workers)|we did)/i

/** "Since the restart", "voor en na het opschalen": when that was; `undefined` where no such thing is asked about. */
export const askedEvent = (
  text: string,
  incident: Incident | undefined,
  steps: readonly MitigationStep[],
): SeenEvent | undefined => {
  const word = beforeAndAfter.exec(text)?.[1]
  if (word === undefined || incident === undefined) return undefined
  const types = askedTypes(word)
  const actions = incident.actions.flatMap((action) =>
    action.startedAt === undefined || action.plan?.kind === 'capture' ? [] : [{ at: action.startedAt, action }],
  )
  const last = actions.at(-1)
  if (types.length === 0) return last === undefined ? undefined : { ...last, isNamed: true }
  const named = namedStepsIn(text, steps).map(({ id }) => id)
  const own = actions.findLast(({ action }) => isMeant(action, { types, named, steps }))
  const change = incidentChanges(incident).findLast((one) => types.includes(one.change))
  if (own !== undefined) return { ...own, isNamed: true }
  if (change !== undefined) return { at: change.at, change: change.change, isNamed: true }
  return last === undefined ? undefined : { ...last, isNamed: false }
}

/** By its name, or any that changes how many or how big the instances are where scaling is what is spoken of. */
const isMeant = (
  { request: { step } }: Action,
  { types, named, steps }: { types: readonly ChangeType[]; named: readonly string[]; steps: readonly MitigationStep[] },
): boolean => {
  const inputs = Object.values(steps.find(({ id }) => id === step)?.inputs ?? {})
  return (
    named.includes(step) || (types.includes('scale') && inputs.some((one) => one === 'instance-count' || one === 'sku'))
  )
}

const quarterInMs = 15 * 60_000
const nowInMs = 5 * 60_000
/** Ours: a change of less than this is how one quarter and the next differ. */
const leastChange = 0.15

/** None or one: the quarter before it against the last minutes. */
export const eventLine = (
  own: MetricFinding,
  { title, words, event }: { readonly title: string; readonly words: FactWords; readonly event: SeenEvent },
  say: Translate,
): readonly string[] => {
  const points = mergeSeries(own).filter(([, value]) => value !== null)
  const last = points.at(-1)?.[0] ?? 0
  const before = meanOfPoints(points.filter(([at]) => at >= event.at - quarterInMs && at + own.grainInMs <= event.at))
  const after = meanOfPoints(points.filter(([at]) => at > Math.max(event.at, last - nowInMs)))
  if (before === undefined || after === undefined) return []
  const isRate = own.aggregation === 'total'
  const shown = (value: number) => valueText({ value, isRate }, words, say)
  const change = after - before
  const is = Math.abs(change) <= leastChange * Math.max(after, before) ? 'same' : change > 0 ? 'more' : 'less'
  const args = { metric: title, before: shown(before), now: shown(after), is, event: say(eventWords(event, say)) }
  const key = `answer.figures.event${event.isNamed ? '' : '.other'}`
  return [say(messageOf(key, { ...args, at: momentText(event.at, words.now, say) }))]
}

const eventWords = ({ action, change }: SeenEvent, say: Translate): TranslatableMessage =>
  action === undefined
    ? messageOf(`card.change.${change ?? 'other'}`)
    : messageOf('answer.figures.event.step', { step: actionTitle(action, say) })
