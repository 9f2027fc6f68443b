import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ChangeFinding, Instant } from '../../incident/finding.ts'
import { momentText } from '../../views/parts/moment-text.ts'

/** The id of a Git deployment is its commit; others are Azure's own numbers. */
export const deployedLine = (
  { at, by, tool, summary, operation }: ChangeFinding,
  { now, as = 'deployed' }: { readonly now: Instant; readonly as?: 'deployed' | 'former' },
  say: Translate,
): string => {
  const commit = /^[0-9a-f]{7,40}$/i.test(operation) && /[0-9]/.test(operation) ? operation.slice(0, 10) : ''
  const details = [
    commit === '' ? [] : [say(messageOf('answer.running-version.commit', { commit }))],
    by === undefined ? [] : [say(messageOf('card.change.by', { who: by }))],
    tool === undefined ? [] : [say(messageOf('card.change.with', { tool }))],
    summary === undefined ? [] : [`“${summary}”`],
  ].flat()
  const words = say(messageOf(`answer.running-version.${as}`, { when: momentText(at, now, say) }))
  return details.length === 0 ? `${words}.` : `${words}, ${details.join(', ')}.`
}
