export const redactedPlaceholder = '[redacted]'

const secretWords =
  /pass(?:word|wd|phrase|code)|pwd|wachtwoord|passwort|kennwort|motdepasse|secret|credential|connectionstring|connstr|token$|signature\d*$|sess(?:ion)?id$|arraffinity|aspxauth|aspnetcore(?:session|cookies|identity|antiforgery)|cookie$|authorization$|identityheader$|(?:store|key)pass$|^(?:sig|sas|jwt|otp)$/
const keyWords =
  'access|account|admin|api|app|application|auth|client|consumer|decryption|encryption|functions?|host|instrumentation|license|master|primary|private|secondary|shared|signing|storage|subscription|validation'
const secretKeys = new RegExp(`(?:${keyWords})key(?:data|pem|base64)?$`)
const keyWordBefore = new RegExp(`\\b(?:${keyWords})[ \\t]{1,3}$`, 'i')

/** Is what goes by this name a secret? `AccountKey`, `DB_PASS`, `x-functions-key`, `access_token`, `sig`, … */
export function isSecretName(name: string): boolean {
  const end = name.slice(-128)
  const plain = end.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
  // The name of a .NET assembly, in every stack trace.
  if (plain === 'publickeytoken' || isAboutSecret.test(end) || /:\d+$/.test(end)) return false
  return secretWords.test(plain) || secretKeys.test(plain) || endsInPass.test(end)
}

/** `DB_PASS`, `dbPass`, `bind-pw`, not `bypass`. */
const endsInPass = /[A-Za-z0-9][^A-Za-z0-9](?:pass|PASS|Pass|pw|PW)$|[a-z0-9]P(?:ass|w)$/

/** `password_changed_at`, `password-reset`, and files of code: `PasswordHasher.java:88`. Numbered things, `token:5193`, neither. */
const isAboutSecret =
  /(?:[_.-](?:at|date|time|count|length|policy|enabled|required|expiry|age|reset|changed)|[a-z](?:At|Date|Time|Count|Length|Policy|Enabled|Required|Expiry|Age|Reset|Changed))$|\.(?:cs|fs|vb|java|kt|scala|[cm]?[jt]sx?|py|rb|php|go|rs|cc?|cpp|hh?|swift|exs?|cshtml|razor|html?|css|dll|exe)$/

/** Does the name mean a credential where its value looks like one, and something harmless elsewhere? */
export const isAmbiguousName = (name: string): boolean => ambiguous.test(name.slice(-64))
const ambiguous = /(?:^|[^A-Za-z]|\d[0-9a-f])(?:auth|sid|session|sess|pat|bearer|pin)$|[a-z](?:Auth|Sid|Session)$/i

/** Any key: of a cache, or of a door. */
export const isKeyName = (name: string): boolean => /key\d?$/i.test(name.slice(-16))

/** `OPENAI_KEY`, `mapsKey`: whose key it is, where that is nothing that data is found by. */
export const isKeyOfSomebody = (name: string): boolean =>
  /(?:[A-Za-z0-9][_.-]key|[a-z]Key|[A-Z]_KEY)\d?$/.test(name.slice(-64)) && !lookupKey.test(name.slice(-64))
const lookupKey =
  /(?:cache|partition|row|sort|foreign|rout(?:e|ing)|idempotency|dedup\w*|group|public|object|blob|s3|item|entity|message|lock|lookup|hash|range|index|shard|query|header|config|setting|resource|registry|i18n|translation)[_.-]?key\d?$/i

/** `Account Key: …`: the word before tells which key. */
export const isSecretKeyAfter = (before: string, name: string): boolean =>
  name.toLowerCase() === 'key' && keyWordBefore.test(before)

/** Headers whose whole line is secret. */
export const isSecretHeader = (name: string): boolean => /^(?:set-?)?cookie2?$|authorization$/i.test(name.slice(-64))
