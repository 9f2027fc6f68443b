import { phrase } from '../../incident/phrase.ts'
import type { Plan } from '../../incident/plan.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { costText } from './cost.ts'
import { atMost } from './fold.ts'
import { limitLines } from './limits.ts'
import { firstOf } from './names.ts'
import { recentLines } from './recent.ts'
import { some } from './some.ts'
import { stepTitle } from './step.ts'
import { type Line, line } from './tone.ts'

/** Names that a card has room for; the report has them all. */
const mostNames = 10
const mostChanges = 12

export const nothingPlanned = { changes: [], rows: [], warnings: [], recent: [], success: [], folds: [], commands: [] }

/** What a step would do, as far as its card tells it. */
export const whatIf = (plan: Plan, say: Say) => ({
  changes: some('card.title.what-changes', { lines: atMost(changeLines(plan, say), mostChanges, say) }, say),
  warnings: warnings(plan, say).map((text) => ({ text: plain(text, 400) })),
  rows: whatIfRows(plan, mostNames, say).map(({ label, text }) => ({ label: `${label}: `, text: plain(text, 900) })),
  recent: some('card.title.recent', { lines: recentLines(plan.recent, say) }, say),
  success:
    plan.success.limits.length === 0 ? [] : some('card.title.success', { lines: limitLines(plan.success, say) }, say),
  folds: [{ folds: [{ id: 'commands', title: say(phrase('card.title.commands')) }] }],
  commands: [
    {
      title: say(phrase('card.title.commands')),
      lines: [plan.commands.az, plan.commands.powershell].map((text) => ({ text: plain(text, 2000) })),
    },
  ],
})

const changeLines = ({ changes }: Plan, say: Say): readonly Line[] =>
  changes.map(({ what, before, after }) =>
    line(`${plain(say(what), 80)}:`, 'default', plain(`${plain(before, 80)} → ${plain(after, 80)}`)),
  )

/** What nobody would expect of such a step, in red. */
export const warnings = (plan: Plan, say: Say): readonly string[] => [
  ...(plan.warnings ?? []).map(say),
  ...(plan.destroysEvidence ? [say(phrase('card.destroys-evidence'))] : []),
]

/** What it touches, what people notice, what it costs, how it ends. */
export const whatIfRows = (plan: Plan, most: number, say: Say) => [
  ...row('card.row.apps', namesWithCount(plan.touches.apps, most, say), say),
  ...row('card.row.instances', firstOf(plan.touches.instances, most, say), say),
  ...row('card.row.notice', plan.notice.map(say).join(' '), say),
  ...row('card.row.limits', limitsText(plan, say), say),
  ...row('card.row.cost', costText(plan.cost, say), say),
  ...row('card.row.undo', undoText(plan, say), say),
  ...row('card.row.lease', plan.leaseInMs === undefined ? '' : leaseText(plan.leaseInMs, say), say),
]

const row = (key: string, text: string, say: Say): readonly { readonly label: string; readonly text: string }[] =>
  text === '' ? [] : [{ label: say(phrase(key)), text }]

const namesWithCount = (names: readonly string[], most: number, say: Say): string =>
  names.length < 2
    ? firstOf(names, most, say)
    : say(phrase('card.touches', { count: names.length, names: firstOf(names, most, say) }))

/** The plan's largest number of workers is part of the state that was read. */
const limitsText = ({ state }: Plan, say: Say): string =>
  typeof state.maximumWorkers === 'number' ? say(phrase('card.limits.workers', { maximum: state.maximumWorkers })) : ''

const undoText = ({ undo }: Plan, say: Say): string =>
  undo === undefined ? say(phrase('card.undo.none')) : stepTitle(undo, say)

const leaseText = (inMs: number, say: Say): string => say(phrase('card.lease.for', { length: say.duration(inMs) }))
