import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { isWaitingForWrite } from '../../incident/lease/undo-step.ts'
import { isEvidenceLocked } from '../../incident/pending-effects.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { quotedText } from './break-glass-form.ts'
import { cardButton } from './card-button.ts'
import { type CardForm, reasonInput } from './card-form.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { collectorTitle } from './evidence-file-lines.ts'
import { truncateNames } from './name-list.ts'

/** Approved, and held back until what it destroys is kept. */
const isHeldBack = (action: Action, incident: Incident): boolean =>
  action.status === 'approved' && isEvidenceLocked(action, incident)

/** Where it stands in more than its status: approved is also what waits, and what nobody approved; an undo waits for Azure. */
export const actionStage = (
  action: Action,
  incident: Incident,
): Action['status'] | 'held-back' | 'emergency' | 'waiting' => {
  if (isHeldBack(action, incident)) return 'held-back'
  if (isWaitingForWrite(action, incident)) return 'waiting'
  return action.status === 'approved' && action.breakGlassUse !== undefined ? 'emergency' : action.status
}

/** What it waits for, by name. */
export const evidenceLockLines = (action: Action, incident: Incident, say: Translate): readonly CardLine[] => {
  if (!isHeldBack(action, incident)) return []
  const collectors = incident.collecting.map((collector) => collectorTitle(collector, say))
  const what = collectors.length === 0 ? undefined : truncateNames(collectors, 6, say)
  const words = what === undefined ? messageOf('card.lock.not-begun') : messageOf('card.lock.waits-for', { what })
  return [cardLine('…', 'warning', sanitizeText(say(words), 500))]
}

export const evidenceWaiverForm = (action: Action, incident: Incident, say: Translate): readonly CardForm[] =>
  isHeldBack(action, incident)
    ? [
        {
          title: say(messageOf('card.waive.title')),
          style: 'default',
          notes: [cardLine('▸', 'attention', say(messageOf('card.waive.warning')))],
          texts: [reasonInput('card.waive.reason', say)],
          choices: [],
          buttons: [
            cardButton(say(messageOf('card.button.waive-evidence')), 'waive-evidence', action.id, 'destructive'),
          ],
        },
      ]
    : []

export const evidenceWaiverLines = ({ waiver }: Action, say: Translate): readonly CardLine[] =>
  waiver === undefined
    ? []
    : [
        cardLine(
          '▸',
          'attention',
          sanitizeText(
            `${say(messageOf('card.waive.given', { who: sanitizeText(waiver.by.name, 60), waivedAt: waiver.at }))} ${quotedText(waiver.reason)}`,
            700,
          ),
        ),
      ]
