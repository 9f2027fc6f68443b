import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import { identitiesLine, openAzureEnvironment } from '../../src/cli/azure-environment.ts'
import { readConfig } from '../../src/config/index.ts'
import { noDeadline } from '../deadlines.ts'
import { identityEndpointFor } from '../identity-endpoint.ts'

const reader = '22222222-2222-4222-8222-222222222222'
const writer = '44444444-4444-4444-8444-444444444444'
const subscription = '11111111-1111-4111-8111-111111111111'
const real = { AZURE_SUBSCRIPTION_IDS: subscription, AZURE_CLIENT_ID: reader }
const signInsOf = (env: NodeJS.ProcessEnv) => {
  const { azure } = readConfig(env)
  if (azure.kind !== 'real') throw new Error('practice')
  return azure
}
const problemsOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    return String(error)
  }
}

let simulator: Simulator
beforeEach(async () => {
  const now = Date.UTC(2026, 2, 4, 12, 0)
  simulator = await startSimulator({ seed: 7, clock: { now: () => now }, faults: {}, historyInMs: 600_000 })
  vi.stubEnv('IDENTITY_ENDPOINT', await identityEndpointFor(`${simulator.url}/msi/token`))
  vi.stubEnv('IDENTITY_HEADER', 'x')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await simulator.stop()
})

/** Whose token it is, as Azure reads it. */
const oidOf = (token: string): unknown => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).oid

const connect = async (env: NodeJS.ProcessEnv) => {
  const { azure } = await openAzureEnvironment(readConfig(env))
  return {
    azure,
    clients: await createAzure({ ...azure, mayVisit: () => false, simulatorUrl: simulator.url, deadline: noDeadline }),
  }
}

test('two managed identities get two tokens, and Azure sees which one asks', async () => {
  const { azure, clients } = await connect({ ...real, AZURE_WRITER_CLIENT_ID: writer })
  const group = `/subscriptions/${subscription}/resourceGroups/contoso-rg`
  const app = `${group}/providers/Microsoft.Web/sites/contoso-web`
  const permissions = `${group}/providers/Microsoft.Authorization/permissions`
  simulator.configure({
    allowed: {
      [reader]: ['Microsoft.Authorization/permissions/read', 'Microsoft.Web/sites/read'],
      [writer]: ['Microsoft.Authorization/permissions/read', 'Microsoft.Web/sites/restart/action'],
    },
  })
  const scope = 'https://management.azure.com/.default'
  const tokens = await Promise.all([azure.credential, azure.writerCredential].map((one) => one?.getToken(scope)))

  expect(tokens.map((token) => oidOf(token?.token ?? ''))).toEqual([reader, writer])
  const query = { 'api-version': '2022-04-01' }
  const mayRead = JSON.stringify(await clients.reading.get(permissions, query))
  const mayWrite = JSON.stringify(await clients.reading.asWriter.get(permissions, query))
  expect([mayRead.includes('restart'), mayWrite.includes('restart')]).toEqual([false, true])
  const writing = clients.writing({
    writes: [{ method: 'POST', path: `${app}/restart` }],
    correlationId: '99999999-9999-4999-8999-999999999999',
  })
  await writing.appService(subscription).webApps.restart('contoso-rg', 'contoso-web')
  expect(simulator.writes().map(({ path, status }) => [path, status])).toEqual([[`${app}/restart`, 200]])
})

test('without a second identity the first one does both', async () => {
  const { azure, clients } = await connect(real)
  const group = `/subscriptions/${subscription}/resourceGroups/contoso-rg`
  const answered = await clients.reading.asWriter.get(`${group}/providers/Microsoft.Authorization/permissions`, {
    'api-version': '2022-04-01',
  })

  expect(azure.writerCredential).toBeUndefined()
  expect(answered).toHaveProperty('value')
})

test('a workload identity proves itself with the same file; a managed one is taken by its name alone', () => {
  const workload = { ...real, AZURE_TENANT_ID: subscription, AZURE_FEDERATED_TOKEN_FILE: '/token' }

  expect(signInsOf({ ...workload, AZURE_WRITER_CLIENT_ID: writer }).writerSignIn).toEqual({
    kind: 'workload',
    tenantId: subscription,
    clientId: writer,
    tokenFile: '/token',
  })
  expect(signInsOf({ ...real, AZURE_WRITER_CLIENT_ID: writer }).writerSignIn).toEqual({
    kind: 'managed',
    clientId: writer,
  })
})

test('the start says who does what', () => {
  expect(identitiesLine(signInsOf({ ...real, AZURE_WRITER_CLIENT_ID: writer }))).toBe(
    `Identity ${reader} reads, Identity ${writer} carries out approved steps.`,
  )
  expect(identitiesLine(signInsOf({ AZURE_SUBSCRIPTION_IDS: subscription }))).toMatch(
    /^The identity around reads and writes/,
  )
})

test('a second identity that is none is told, and so is one that nothing proves', () => {
  expect(problemsOf({ ...real, AZURE_WRITER_CLIENT_ID: reader.toUpperCase() })).toContain(
    'AZURE_WRITER_CLIENT_ID is the same as AZURE_CLIENT_ID',
  )
  expect(
    problemsOf({ ...real, AZURE_TENANT_ID: subscription, AZURE_CLIENT_SECRET: 's', AZURE_WRITER_CLIENT_ID: writer }),
  ).toContain('AZURE_WRITER_CLIENT_ID takes managed or workload identities: remove it, or remove AZURE_CLIENT_SECRET')
  expect(problemsOf({ AZURE_WRITER_CLIENT_ID: writer })).toContain('AZURE_SUBSCRIPTION_IDS is missing')
})
