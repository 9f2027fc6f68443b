import { isIdentified, looksRandom } from './generated-text.ts'
import { redactCommandLines } from './redact-command-lines.ts'
import { redactNamedSecrets } from './redact-named-secrets.ts'
import { redactPositions } from './redact-positions.ts'
import { redactSql } from './redact-sql.ts'
import { isSecretName, redactedPlaceholder } from './secret-name.ts'
import { secretAddresses, vendorFormats } from './vendor-formats.ts'

/**
 * Takes secrets out of text that others wrote (L5): what is named like a secret, what looks like one, and the local
 * part of e-mail addresses. In doubt it takes too much. Idempotent; linear in the length of the text, since every
 * pattern starts at the edge of a run and never looks at a run twice.
 */
export const redactText = (text: string): string => {
  let seen = text
  // What is taken out may leave the edge behind at which the next secret shows.
  for (let rounds = 0; rounds < maxRounds; rounds += 1) {
    const next = passes.reduce((left, pass) => pass(left), seen)
    if (next === seen) break
    seen = next
  }
  return seen
}

const maxRounds = 4

/** The same for every string inside a value of plain JSON; what stands under a secret's name goes whole. */
export const redactDeep = <T>(value: T): T => deep(value, 0) as T

const maxDepth = 64

function deep(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > maxDepth) return redactedPlaceholder
  if (Array.isArray(value)) return value.map((item) => deep(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, field(value, { name, item }, depth)]))
}

/** `{name: "DB_PASSWORD", value: "…"}`, the shape of settings, hides the name in a value. */
function field(owner: object, { name, item }: { name: string; item: unknown }, depth: number): unknown {
  const title = name === 'value' && 'name' in owner && typeof owner.name === 'string' ? owner.name : name
  const isSaid = item !== null && item !== undefined && typeof item !== 'boolean'
  return isSaid && isSecretName(title) ? redactedPlaceholder : deep(item, depth + 1)
}

/** `-----BEGIN … PRIVATE KEY-----` to its end, or to the end of the text where it was cut off. */
const privateKeys = (text: string): string =>
  text.replace(
    /-----BEGIN [^-\n]{0,64}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [^-\n]{0,64}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    redactedPlaceholder,
  )

/** `https://user:password@host`, and tokens in the user's place. */
const userInfo = (text: string): string =>
  text
    .replace(/:\/\/[^\s/:@?#"'<>]*:[^\s/"'<>]+@/g, `://${redactedPlaceholder}@`)
    .replace(/:\/\/[^\s/:@?#"'<>]+@/g, `://${redactedPlaceholder}@`)

/** `Bearer …`: a digit tells a token from a word; `Basic …`: only where it decodes to `user:password`. */
const schemes = (text: string): string =>
  text
    .replace(/\b(bearer|negotiate|sharedkey(?:lite)?)\s{1,8}([\w.~+/=:-]{16,})/gi, (whole, scheme, token) =>
      /\d/.test(token) ? `${scheme} ${redactedPlaceholder}` : whole,
    )
    .replace(/\b(basic)\s{1,8}([A-Za-z0-9+/]{6,}={0,2})/gi, (whole, scheme, token) =>
      /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(token, 'base64').toString('latin1'))
        ? `${scheme} ${redactedPlaceholder}`
        : whole,
    )

/** A JWT begins with the base64 of `{"` and its first part decodes to an object. */
const jsonWebTokens = (text: string): string =>
  text.replace(/(?<![\w.-])[\w.-]{20,}/g, (run) => {
    let start = run.indexOf('eyJ')
    for (let tries = 0; start >= 0 && tries < 8; tries++, start = run.indexOf('eyJ', start + 1)) {
      const dot = run.indexOf('.', start)
      if (dot > 0 && isJson(run.slice(start, dot))) return run.slice(0, start) + redactedPlaceholder
    }
    return run
  })

const isJson = (part: string): boolean => Buffer.from(part, 'base64url').toString('latin1').trimEnd().endsWith('}')

/** Tokens that their makers gave a format to be known by, and addresses that are secrets from some point on. */
const vendorTokens = new RegExp(`(?<![A-Za-z])(?:${vendorFormats.map(({ format }) => format).join('|')})+`, 'g')
const vendorAddresses = new RegExp(
  `(${secretAddresses.map(({ format }) => format).join('|')})(?!\\[redacted\\])[^\\s"'<>]+`,
  'g',
)
const markedTokens = (text: string): string =>
  text.replace(vendorAddresses, `$1${redactedPlaceholder}`).replace(vendorTokens, redactedPlaceholder)

/** 32 bytes or more as padded base64: how Azure writes its keys. Without a digit it may be a long `Name=value`. */
const base64Keys = (text: string): string =>
  text.replace(/(?<![\w+/-])[\w+/-]{40,}={1,2}/g, (run, offset: number, whole: string) => {
    if (isIdentified(whole, offset)) return run
    const isEnd = !/[\w+/=-]/.test(whole[offset + run.length] ?? '')
    return /[A-Z]/.test(run) && /[a-z]/.test(run) && (isEnd || /\d/.test(run)) ? redactedPlaceholder : run
  })

/** A block of base64 on several lines, whatever it is of. Hashes below each other are in one case, and stay. */
const base64Blocks = (text: string): string =>
  text.replace(
    /(?<![\w+/=-])(?:[A-Za-z0-9+/]{60,76}[ \t]{0,2}\r?\n[ \t]{0,8})+[A-Za-z0-9+/]{2,76}={0,2}(?![\w+/=-])/g,
    (block) => (/[A-Z]/.test(block) && /[a-z]/.test(block) && /\d/.test(block) ? redactedPlaceholder : block),
  )

/** Base64 of readable text with a secret in it: a header, a connection string, a JSON of settings. */
const base64Texts = (text: string): string =>
  text.replace(/(?<![\w+/=-])[\w+/-]{24,}={0,2}(?![\w+/=-])/g, (run) => {
    const inside = Buffer.from(run, 'base64').toString('latin1')
    return /^[\t\r\n\x20-\x7e]{12,}$/.test(inside) && redactOnce(inside) !== inside ? redactedPlaceholder : run
  })

/** The last resort: long, random, in both cases and with digits, and not said to be a digest or an id. */
const randomStrings = (text: string): string =>
  text.replace(/(?<![\w+/%.-])[\w-]{32,}(?![\w+/-])/g, (run, offset: number, whole: string) =>
    run.length <= 512 && looksRandom(run) && !isIdentified(whole, offset) ? redactedPlaceholder : run,
  )

/** The domain stays: it tells whose it was, not who. */
const mailAddresses = (text: string): string =>
  text.replace(
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+(@|%40)(?=[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,})/gu,
    `${redactedPlaceholder}$1`,
  )

const plainPasses = [
  privateKeys,
  // Before names: what stands behind a column's is a parameter, whose value stands elsewhere.
  redactSql,
  redactNamedSecrets,
  redactCommandLines,
  redactPositions,
  userInfo,
  schemes,
  jsonWebTokens,
  markedTokens,
  mailAddresses,
  // Last: what another pass leaves behind a key may be what shows that the key ends there.
  base64Keys,
  randomStrings,
] as const

const redactOnce = (text: string): string => plainPasses.reduce((seen, pass) => pass(seen), text)

const passes = [base64Blocks, base64Texts, redactOnce] as const
