import type { SimulatorConditions } from '../types.ts'
import { armError } from './arm-error.ts'

/** The service principal that every caller is taken for, where its token does not say. */
export const clientObjectId = '33333333-3333-4333-8333-333333333333'

/** What a caller may do, as Azure's list of permissions tells it. */
export interface CallerRights {
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
}

/** Everything, unless the conditions say who may do what: then nobody else may do anything. */
export function callerRights({ allowed, denied = [] }: SimulatorConditions, caller: string): CallerRights {
  return { actions: allowed === undefined ? ['*'] : (allowed[caller] ?? []), notActions: denied }
}

/** Throws Azure's 403 where the caller may not do it. */
export function checkPermission(
  rights: CallerRights,
  caller: string,
  { action, scope }: { readonly action: string; readonly scope: string },
): void {
  if (mayDo(rights, action)) return
  throw armError(
    403,
    'AuthorizationFailed',
    `The client '${caller}' with object id '${caller}' does not have authorization to perform action ` +
      `'${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your ` +
      'credentials.',
  )
}

export function mayDo({ actions, notActions }: CallerRights, action: string): boolean {
  const isIn = (patterns: readonly string[]): boolean => patterns.some((pattern) => covers(pattern, action))
  return isIn(actions) && !isIn(notActions)
}

/** Azure's own rule: `*` stands for anything, letter case does not matter. */
function covers(pattern: string, action: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${escaped}$`, 'i').test(action)
}
