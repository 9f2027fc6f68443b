import { guidOf, hexOf } from '../physics/random.ts'

/** A secret planted in the estate. None of it opens anything: all are invented here, shaped as the real ones are. */
export interface Canary {
  readonly name: string
  /** Exactly what must appear nowhere in what the product keeps or shows. */
  readonly value: string
}

/**
 * Prefixes are put together when the program runs, and the rest is drawn, so that the secret scanners of hosting
 * sites find nothing in this file.
 */
const prefixed = (prefix: readonly string[], length: number, name: string) => `${prefix.join('')}${drawn(length, name)}`

/** Letters and digits. */
function drawn(length: number, name: string): string {
  return Buffer.from(hexOf(length * 3, 1, 'secret', name), 'hex')
    .toString('base64')
    .replaceAll(/[+/=]/g, '')
    .slice(0, length)
}

/** Base64 of so many bytes: 64 make Azure's 88 characters, 32 its 44. */
function key(bytes: number, name: string): string {
  return Buffer.from(hexOf(bytes * 2, 2, 'secret', name), 'hex').toString('base64')
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

export const secrets = {
  sqlPassword: `${drawn(9, 'sql')}!Gouda7`,
  storageKey: key(64, 'storage'),
  sasSignature: encodeURIComponent(key(32, 'sas')),
  serviceBusKey: key(32, 'service bus'),
  cosmosKey: key(64, 'cosmos'),
  redisPassword: key(32, 'redis'),
  jwt: `${encoded({ alg: 'RS256', typ: 'JWT', kid: drawn(20, 'kid') })}.${encoded({ sub: 'u-48213', aud: 'contoso-shop', exp: 1_893_456_000 })}.${drawn(86, 'jwt')}`,
  bearerToken: drawn(48, 'bearer'),
  basicCredentials: Buffer.from(`svc-orders:${drawn(18, 'basic')}`).toString('base64'),
  githubToken: prefixed(['gh', 'p_'], 36, 'github'),
  gitlabToken: prefixed(['gl', 'pat-'], 20, 'gitlab'),
  slackToken: prefixed(['xo', 'xb-', '204811039', '-', '7719203344', '-'], 24, 'slack'),
  npmToken: prefixed(['np', 'm_'], 36, 'npm'),
  awsKeyId: `${['AK', 'IA'].join('')}${hexOf(16, 3, 'aws').toUpperCase()}`,
  awsSecret: drawn(40, 'aws secret'),
  googleKey: prefixed(['AI', 'za', 'Sy'], 33, 'google'),
  stripeKey: prefixed(['sk', '_li', 've_'], 24, 'stripe'),
  sendgridKey: `${['S', 'G.'].join('')}${drawn(22, 'sendgrid')}.${drawn(43, 'sendgrid secret')}`,
  openaiKey: prefixed(['sk', '-pro', 'j-'], 48, 'openai'),
  privateKeyLine: drawn(64, 'private key'),
  urlPassword: drawn(17, 'url'),
  sessionCookie: drawn(40, 'cookie'),
  sessionId: drawn(26, 'session id'),
  email: 'h.vandenberg@klanten.example',
  /** The colleague whose deeds are in the activity log. */
  callerEmail: 's.bakker@contoso.com',
  entraSecret: `${drawn(3, 'entra a')}8Q~${drawn(34, 'entra b')}`,
  instrumentationKey: guidOf(4, 'secret', 'instrumentation'),
  functionKey: `${drawn(54, 'function')}==`,
  functionCode: `${drawn(52, 'code')}AzFu${drawn(4, 'code end')}`,
  webhookToken: drawn(24, 'webhook'),
} as const

/** Every planted secret, by name. */
export const canaries: readonly Canary[] = Object.entries(secrets).map(([name, value]) => ({ name, value }))

/** As a file or a setting holds it, over three lines. */
export function privateKeyBlock(): string {
  const dashes = '-----'
  return [`${dashes}BEGIN PRIVATE KEY${dashes}`, secrets.privateKeyLine, `${dashes}END PRIVATE KEY${dashes}`].join('\n')
}

/** An incoming webhook's address: whoever has it may post. */
export function webhookUrl(): string {
  return `https://${['hooks', 'slack', 'com'].join('.')}/services/T02${hexOf(6, 5, 'team').toUpperCase()}/B04KXQ19/${secrets.webhookToken}`
}
