import { seededGuid, seededHex } from '../physics/seeded-random.ts'

/** A secret planted in the estate. None of it opens anything: all are invented here, shaped as the real ones are. */
export interface PlantedSecret {
  readonly name: string
  /** Exactly what must appear nowhere in what the product keeps or shows. */
  readonly value: string
}

/**
 * Prefixes are put together when the program runs, and the rest is drawn, so that the secret scanners of hosting
 * sites find nothing in this file.
 */
const seededToken = (prefix: readonly string[], length: number, name: string) =>
  `${prefix.join('')}${seededLetters(length, name)}`

/** Letters and digits. */
function seededLetters(length: number, name: string): string {
  return Buffer.from(seededHex(length * 3, 1, 'secret', name), 'hex')
    .toString('base64')
    .replaceAll(/[+/=]/g, '')
    .slice(0, length)
}

/** Base64 of so many bytes: 64 make Azure's 88 characters, 32 its 44. */
function seededKey(bytes: number, name: string): string {
  return Buffer.from(seededHex(bytes * 2, 2, 'secret', name), 'hex').toString('base64')
}

function toJsonBase64Url(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

export const plantedSecrets = {
  sqlPassword: `${seededLetters(9, 'sql')}!Gouda7`,
  storageKey: seededKey(64, 'storage'),
  sasSignature: encodeURIComponent(seededKey(32, 'sas')),
  serviceBusKey: seededKey(32, 'service bus'),
  cosmosKey: seededKey(64, 'cosmos'),
  redisPassword: seededKey(32, 'redis'),
  jwt: `${toJsonBase64Url({ alg: 'RS256', typ: 'JWT', kid: seededLetters(20, 'kid') })}.${toJsonBase64Url({ sub: 'u-48213', aud: 'contoso-shop', exp: 1_893_456_000 })}.${seededLetters(86, 'jwt')}`,
  bearerToken: seededLetters(48, 'bearer'),
  basicCredentials: Buffer.from(`svc-orders:${seededLetters(18, 'basic')}`).toString('base64'),
  githubToken: seededToken(['gh', 'p_'], 36, 'github'),
  gitlabToken: seededToken(['gl', 'pat-'], 20, 'gitlab'),
  slackToken: seededToken(['xo', 'xb-', '204811039', '-', '7719203344', '-'], 24, 'slack'),
  npmToken: seededToken(['np', 'm_'], 36, 'npm'),
  awsKeyId: `${['AK', 'IA'].join('')}${seededHex(16, 3, 'aws').toUpperCase()}`,
  awsSecret: seededLetters(40, 'aws secret'),
  googleKey: seededToken(['AI', 'za', 'Sy'], 33, 'google'),
  stripeKey: seededToken(['sk', '_li', 've_'], 24, 'stripe'),
  sendgridKey: `${['S', 'G.'].join('')}${seededLetters(22, 'sendgrid')}.${seededLetters(43, 'sendgrid secret')}`,
  openaiKey: seededToken(['sk', '-pro', 'j-'], 48, 'openai'),
  privateKeyLine: seededLetters(64, 'private key'),
  urlPassword: seededLetters(17, 'url'),
  sessionCookie: seededLetters(40, 'cookie'),
  sessionId: seededLetters(26, 'session id'),
  email: 'h.vandenberg@klanten.example',
  entraSecret: `${seededLetters(3, 'entra a')}8Q~${seededLetters(34, 'entra b')}`,
  instrumentationKey: seededGuid(4, 'secret', 'instrumentation'),
  functionKey: `${seededLetters(54, 'function')}==`,
  functionCode: `${seededLetters(52, 'code')}AzFu${seededLetters(4, 'code end')}`,
  webhookToken: seededLetters(24, 'webhook'),
} as const

/** Every planted secret, by name. */
export const plantedSecretList: readonly PlantedSecret[] = Object.entries(plantedSecrets).map(([name, value]) => ({
  name,
  value,
}))

/** As a file or a setting holds it, over three lines. */
export function privateKeyPem(): string {
  const dashes = '-----'
  return [
    `${dashes}BEGIN PRIVATE KEY${dashes}`,
    plantedSecrets.privateKeyLine,
    `${dashes}END PRIVATE KEY${dashes}`,
  ].join('\n')
}

/** An incoming webhook's address: whoever has it may post. */
export function slackWebhookUrl(): string {
  return `https://${['hooks', 'slack', 'com'].join('.')}/services/T02${seededHex(6, 5, 'team').toUpperCase()}/B04KXQ19/${plantedSecrets.webhookToken}`
}
