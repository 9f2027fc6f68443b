export const redactedPlaceholder = '[redacted]'

const secretWords =
  /pass(?:word|wd|phrase|code)|pwd|wachtwoord|passwort|kennwort|motdepasse|secret|credential|connectionstring|connstr|token$|signature$|sess(?:ion)?id$|arraffinity|aspxauth|aspnetcore(?:session|cookies|identity|antiforgery)|cookie$|authorization$|identityheader$|(?:store|key)pass$|^(?:sig|sas|jwt|otp)$/
const keyWords =
  'access|account|admin|api|app|application|auth|client|consumer|decryption|encryption|functions?|host|instrumentation|license|master|primary|private|secondary|shared|signing|storage|subscription|validation'
const secretKeys = new RegExp(`(?:${keyWords})key$`)
const keyWordBefore = new RegExp(`\\b(?:${keyWords})[ \\t]{1,3}$`, 'i')

/** Is what goes by this name a secret? `AccountKey`, `DB_PASS`, `x-functions-key`, `access_token`, `sig`, … */
export function isSecretName(name: string): boolean {
  const end = name.slice(-128)
  const plain = end.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
  // The name of a .NET assembly, in every stack trace.
  if (plain === 'publickeytoken') return false
  return secretWords.test(plain) || secretKeys.test(plain) || endsInPass.test(end)
}

/** `DB_PASS`, `dbPass`, `db.pass`, not `bypass`. */
const endsInPass = /[A-Za-z0-9][^A-Za-z0-9](?:pass|PASS|Pass)$|[a-z0-9]Pass$/

/** Does the name mean a credential where its value looks like one, and something harmless elsewhere? */
export const isAmbiguousName = (name: string): boolean => ambiguous.test(name.slice(-64))
const ambiguous = /(?:^|[^A-Za-z]|\d[0-9a-f])(?:auth|sid|session|sess|pat|bearer|pin)$|[a-z](?:Auth|Sid|Session)$/i

/** Any key: of a cache, of a partition, or of a door. */
export const isKeyName = (name: string): boolean => /key\d?$/i.test(name.slice(-16))

/** `Account Key: …`: the word before tells which key. */
export const isSecretKeyAfter = (before: string, name: string): boolean =>
  name.toLowerCase() === 'key' && keyWordBefore.test(before)

/** Headers whose whole line is secret. */
export const isSecretHeader = (name: string): boolean => /^(?:set-?)?cookie2?$|authorization$/i.test(name.slice(-64))
