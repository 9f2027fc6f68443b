import { armError } from './arm-error.ts'

/** The service principal that every caller is taken for, where its token does not say. */
export const clientObjectId = '33333333-3333-4333-8333-333333333333'

/** Throws Azure's 403 where the action was taken away. */
export function checkPermission(denied: readonly string[], action: string, scope: string): void {
  if (!isActionDenied(denied, action)) return
  throw armError(
    403,
    'AuthorizationFailed',
    `The client '${clientObjectId}' with object id '${clientObjectId}' does not have authorization to perform action ` +
      `'${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your ` +
      'credentials.',
  )
}

export function isActionDenied(denied: readonly string[], action: string): boolean {
  return denied.some((pattern) => covers(pattern, action))
}

/** Azure's own rule: `*` stands for anything, letter case does not matter. */
function covers(pattern: string, action: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${escaped}$`, 'i').test(action)
}
