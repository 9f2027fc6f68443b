import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { MitigationPlan } from '../../incident/mitigation-plan.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { truncateLines } from './collapsible-section.ts'
import { costText } from './cost-text.ts'
import { truncateNames } from './name-list.ts'
import { optionalSection } from './optional-section.ts'
import { stateWord } from './plan-change-text.ts'
import { recentChangeLines } from './recent-change-lines.ts'
import { stepTitle } from './step-title.ts'
import { successLimitLines } from './success-limit-lines.ts'

/** Names that a card has room for; the report has them all. */
const maxNames = 10
const maxChanges = 12

export const emptyWhatIf = { changes: [], rows: [], warnings: [], recent: [], success: [], folds: [], commands: [] }

/** What a step would do, as far as its card tells it. */
export const whatIfSections = (plan: MitigationPlan, say: Translate) => ({
  changes: optionalSection(
    'card.title.what-changes',
    { lines: truncateLines(planChangeLines(plan, say), maxChanges, say) },
    say,
  ),
  warnings: planWarnings(plan, say).map((text) => ({ text: sanitizeText(text, 400) })),
  rows: whatIfRows(plan, maxNames, say).map(({ label, text }) => ({
    label: `${label}: `,
    text: sanitizeText(text, 900),
  })),
  recent: optionalSection('card.title.recent', { lines: recentChangeLines(plan.recent, say) }, say),
  success:
    plan.success.limits.length === 0
      ? []
      : optionalSection('card.title.success', { lines: successLimitLines(plan.success, say) }, say),
  folds: [{ folds: [{ id: 'commands', title: say(messageOf('card.title.commands')) }] }],
  commands: [
    {
      title: say(messageOf('card.title.commands')),
      lines: [plan.commands.az, plan.commands.powershell].map((text) => ({ text: sanitizeText(text, 2000) })),
    },
  ],
})

const planChangeLines = ({ changes }: MitigationPlan, say: Translate): readonly CardLine[] =>
  changes.map(({ what, before, after }) =>
    before === after
      ? cardLine('▸', 'default', sanitizeText(say(what), 80))
      : cardLine(
          `${sanitizeText(say(what), 80)}:`,
          'default',
          sanitizeText(`${sanitizeText(stateWord(before, say), 80)} → ${sanitizeText(stateWord(after, say), 80)}`),
        ),
  )

/** What nobody would expect of such a step, in red. */
export const planWarnings = (plan: MitigationPlan, say: Translate): readonly string[] => [
  ...(plan.warnings ?? []).map(say),
  ...(plan.destroysEvidence ? [say(messageOf('card.destroys-evidence'))] : []),
]

/** What it touches, what people notice, what comes of it, what it costs, how it ends. */
export const whatIfRows = (plan: MitigationPlan, most: number, say: Translate) => [
  ...optionalRow('card.row.apps', namesWithCount(plan.touches.apps, most, say), say),
  ...optionalRow('card.row.instances', truncateNames(plan.touches.instances, most, say), say),
  ...optionalRow('card.row.notice', plan.notice.map(say).join(' '), say),
  ...optionalRow('card.row.file', (plan.fileNotice ?? []).map(say).join(' '), say),
  ...optionalRow('card.row.limits', limitsText(plan, say), say),
  ...optionalRow('card.row.cost', costText(plan.cost, say), say),
  ...optionalRow('card.row.undo', undoText(plan, say), say),
  ...optionalRow('card.row.lease', plan.leaseInMs === undefined ? '' : leaseText(plan.leaseInMs, say), say),
]

const optionalRow = (
  key: string,
  text: string,
  say: Translate,
): readonly { readonly label: string; readonly text: string }[] =>
  text === '' ? [] : [{ label: say(messageOf(key)), text }]

const namesWithCount = (names: readonly string[], most: number, say: Translate): string =>
  names.length < 2
    ? truncateNames(names, most, say)
    : say(messageOf('card.touches', { count: names.length, names: truncateNames(names, most, say) }))

/** The plan's largest number of workers is part of the state that was read. */
const limitsText = ({ state }: MitigationPlan, say: Translate): string =>
  typeof state.maximumWorkers === 'number'
    ? say(messageOf('card.limits.workers', { maximum: state.maximumWorkers }))
    : ''

const undoText = ({ undo }: MitigationPlan, say: Translate): string =>
  undo === undefined ? say(messageOf('card.undo.none')) : stepTitle(undo, say)

const leaseText = (inMs: number, say: Translate): string =>
  say(messageOf('card.lease.for', { length: say.duration(inMs) }))
