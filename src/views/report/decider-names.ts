import type { Translate } from '../../i18n/types.ts'
import type { Action } from '../../incident/incident.ts'
import { personList } from '../parts/name-list.ts'

/** Who let it run: those who approved, or who ran it in an emergency. */
export const deciderNames = ({ approvals, breakGlassUse }: Action, say: Translate): string => {
  const names = breakGlassUse === undefined ? approvals.map(({ by }) => by.name) : [breakGlassUse.by.name]
  return personList(names, say)
}
