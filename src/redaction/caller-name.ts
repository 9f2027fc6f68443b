import { redactText } from './redact-text.ts'
import { sanitizeLine } from './sanitize-line.ts'

/**
 * Who did something, from the field in which Azure says it. There an address is an answer and no secret, as the id of
 * an application is; anything else is text like any other. Idempotent.
 */
export const callerName = (caller: string): string => {
  const name = caller.trim()
  const [, local = ''] = userPrincipalName.exec(name) ?? []
  return local !== '' && redactText(local) === local ? name : sanitizeLine(name)
}

/** A guest's is `bram_contoso.com#EXT#@fabrikam.onmicrosoft.com`, a Microsoft account's `live.com#bram@contoso.com`. */
const userPrincipalName = /^([\p{L}\p{N}._'+#!~-]{1,113})@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}$/u
