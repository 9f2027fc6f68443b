export const redactedPlaceholder = '[redacted]'

const secretWords =
  /pass(?:word|wd|phrase|code)|pwd|wachtwoord|passwort|kennwort|motdepasse|secret|credential|connectionstring|connstr|token$|signature$|sess(?:ion)?id$|arraffinity|aspxauth|aspnetcore(?:session|cookies|identity|antiforgery)|cookie$|authorization$|^(?:sig|sas|jwt|otp)$/
const keyWords =
  'access|account|admin|api|auth|decryption|encryption|functions?|host|instrumentation|license|master|primary|private|secondary|shared|signing|storage|subscription|validation'
const secretKeys = new RegExp(`(?:${keyWords})key$`)
const keyWordBefore = new RegExp(`\\b(?:${keyWords})[ \\t]{1,3}$`, 'i')

/** Is what goes by this name a secret? `AccountKey`, `DB_PASSWORD`, `x-functions-key`, `access_token`, `sig`, … */
export function isSecretName(name: string): boolean {
  const plain = name
    .slice(-128)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
  // The name of a .NET assembly, in every stack trace.
  if (plain === 'publickeytoken') return false
  return secretWords.test(plain) || secretKeys.test(plain)
}

/** `Account Key: …`: the word before tells which key. */
export const isSecretKeyAfter = (before: string, name: string): boolean =>
  name.toLowerCase() === 'key' && keyWordBefore.test(before)

/** Headers whose whole line is secret. */
export const isSecretHeader = (name: string): boolean => /^(?:set-?)?cookie2?$|authorization$/i.test(name.slice(-64))
