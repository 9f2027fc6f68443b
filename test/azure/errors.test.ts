import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { toAzureError } from '../../src/azure/errors.ts'
import { createTranslator } from '../../src/i18n/translator.ts'
import { type Lab, openLab, type Reply, site, subscription } from './lab.ts'

let lab: Lab
afterEach(() => lab.stop())

const denied = (action: string): Reply => ({
  status: 403,
  body: {
    error: {
      code: 'AuthorizationFailed',
      message: `The client 'bot' with object id '1' does not have authorization to perform action '${action}' over scope '${site}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    },
  },
})

/** What the reading client throws for a GET that is answered so. */
const failureOf = async (reply: Reply | undefined): Promise<unknown> => {
  lab = await openLab(() => reply)
  const get = lab.azure.reading.appService(subscription).webApps.get('contoso-rg', 'contoso-web')
  return get.then(
    () => 'no failure',
    (error: unknown) => error,
  )
}

test.each([
  [{ status: 401 }, 'forbidden', 'azure.sign-in', undefined],
  [
    { status: 404, body: { error: { code: 'ResourceNotFound', message: 'gone' } } },
    'not-found',
    'azure.not-found',
    'ResourceNotFound',
  ],
  [
    { status: 409, body: { Code: 'Conflict', Message: 'Busy.', Details: [] } },
    'conflict',
    'azure.conflict',
    'Conflict',
  ],
  [{ status: 429, headers: { 'retry-after': '0' } }, 'throttled', 'azure.throttled', undefined],
  [{ status: 503, body: '<html>', headers: { 'retry-after': '0' } }, 'unavailable', 'azure.unavailable', undefined],
  [
    { status: 400, body: { error: { code: 'BadRequest', message: 'No.' } } },
    'rejected',
    'azure.rejected',
    'BadRequest',
  ],
] as const)('%o is %s', async (reply, kind, key, code) => {
  const error = await failureOf(reply)

  expect(error).toMatchObject({ name: 'AzureError', kind, status: reply.status, phrase: { key } })
  if (code !== undefined) expect(error).toMatchObject({ code })
})

test.each([
  [{ 'retry-after': '17' }, 17],
  [{ 'retry-after': new Date(Date.now() + 90_000).toUTCString() }, expect.closeTo(90, -1)],
  [{ 'x-ms-retry-after-ms': '4500', 'retry-after': '17' }, 5],
] as const)('a long wait that Azure asks for by %o is told at once, not slept through', async (headers, seconds) => {
  const error = await failureOf({ status: 429, headers })

  expect(lab.asked.length).toBe(1)
  expect(error).toMatchObject({ kind: 'throttled', phrase: { key: 'azure.throttled', args: { seconds } } })
})

test('a short one is waited for', async () => {
  await failureOf({ status: 429, headers: { 'retry-after': '0' } })

  expect(lab.asked.length).toBe(3)
})

test('reads are tried three times at most', async () => {
  await failureOf({ status: 503, headers: { 'retry-after': '0' } })

  expect(lab.asked).toHaveLength(3)
})

test('App Service speaks PascalCase where it refuses: its words are kept', async () => {
  const error = await failureOf({ status: 409, body: { Code: '03002', Message: 'Number of Web workers exceeds …' } })

  expect(error).toMatchObject({
    code: '03002',
    phrase: { key: 'azure.conflict', args: { code: '03002', message: 'Number of Web workers exceeds …' } },
  })
})

test.each([
  ['Microsoft.Web/sites/read', 'Reader', true],
  ['Microsoft.Insights/metrics/read', 'Monitoring Reader', true],
  ['Microsoft.Web/sites/restart/action', 'Website Contributor', true],
  ['Microsoft.Web/serverfarms/write', 'Web Plan Contributor', true],
  ['Microsoft.Web/sites/delete', 'Website Contributor', false],
])('a missing %s is named with its scope and the role %s', async (action, role, own) => {
  const error = await failureOf(denied(action))

  expect(error).toMatchObject({
    kind: 'forbidden',
    code: 'AuthorizationFailed',
    phrase: { key: own ? 'azure.forbidden-own' : 'azure.forbidden', args: { action, scope: site, role } },
  })
})

test('a lost connection, a deadline and a sign-in that fails are told apart', async () => {
  expect(await failureOf(undefined)).toMatchObject({ kind: 'no-answer', phrase: { key: 'azure.no-answer' } })
  await lab.stop()
  const hurry = new AbortController()
  lab = await openLab(() => {
    hurry.abort()
    return 'hang'
  })
  const late = lab.azure.reading.get(site, {}, hurry.signal)
  await expect(late).rejects.toMatchObject({ kind: 'no-answer', phrase: { key: 'azure.timed-out' } })
  const unavailable = Object.assign(new Error('no identity'), { name: 'CredentialUnavailableError' })
  expect(toAzureError(unavailable)).toMatchObject({ kind: 'forbidden', phrase: { key: 'azure.sign-in' } })
  expect(toAzureError(new Error('LRO failed'))).toMatchObject({ kind: 'rejected', phrase: { key: 'azure.unexpected' } })
})

test.each(['en', 'nl'] as const)('every failure can be said in %s', async (language) => {
  const file = await readFile(new URL(`../../cards/strings/${language}/azure.json`, import.meta.url), 'utf8')
  const say = createTranslator(language, JSON.parse(file), 'UTC')
  const replies: (Reply | undefined)[] = [
    denied('Microsoft.Web/sites/read'),
    denied('Microsoft.Web/sites/delete'),
    { status: 403 },
    { status: 401 },
    { status: 404 },
    { status: 409 },
    { status: 429, headers: { 'retry-after': '0' } },
    { status: 400 },
    { status: 503, headers: { 'retry-after': '0' } },
  ]
  const said: string[] = []
  for (const reply of replies) {
    said.push(say(toAzureError(await failureOf(reply)).phrase))
    await lab.stop()
  }

  expect(new Set(said).size).toBe(replies.length)
  expect(said[0]).toContain('Microsoft.Web/sites/read')
})
