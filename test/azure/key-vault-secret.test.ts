import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDefaultHttpClient } from '@azure/core-rest-pipeline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readKeyVaultSecret } from '../../src/azure/requests/key-vault-secret.ts'
import { redirectToSimulator } from '../../src/azure/transport/redirect-to-simulator.ts'
import { readConfig } from '../../src/config/index.ts'

/** As Key Vault answers: https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret */
const answers: Readonly<Record<string, { readonly status: number; readonly body: object }>> = {
  '/secrets/journal?api-version=7.4': { status: 200, body: { value: 'a seed', id: 'https://x/secrets/journal/1' } },
  '/secrets/forbidden?api-version=7.4': { status: 403, body: { error: { code: 'Forbidden' } } },
  '/secrets/wrong?api-version=7.4': { status: 200, body: { values: [] } },
}

const seen: { readonly url: string; readonly host: string; readonly authorization: string }[] = []
const server = createServer(({ url = '', headers }, response) => {
  seen.push({ url, host: `${headers.host}`, authorization: `${headers.authorization}` })
  const { status, body } = answers[url] ?? { status: 404, body: { error: { code: 'SecretNotFound' } } }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

const scopes: string[] = []
const read = (url: string) =>
  readKeyVaultSecret({
    url,
    credential: {
      getToken: async (scope) => {
        scopes.push(`${scope}`)
        return { token: 'token', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }
      },
    },
    httpClient: redirectToSimulator(
      createDefaultHttpClient(),
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ),
  })

test('the secret is read with a token for Key Vault, from the vault that is named', async () => {
  expect(await read('https://contoso.vault.azure.net/secrets/journal')).toBe('a seed')

  expect(seen.at(-1)).toMatchObject({ host: 'contoso.vault.azure.net', authorization: 'Bearer token' })
  expect(scopes.at(-1)).toBe('https://vault.azure.net/.default')
  await read('https://contoso.vault.azure.cn/secrets/journal')
  expect(scopes.at(-1)).toBe('https://vault.azure.cn/.default')
})

test.each([
  ['forbidden', 'Key Vault Secrets User'],
  ['absent', 'there is no secret of this name'],
  ['wrong', 'the answer has no value'],
])('%s: it says what to do', async (name, words) => {
  await expect(read(`https://contoso.vault.azure.net/secrets/${name}`)).rejects.toThrow(words)
})

test('no token goes to a host that is no Key Vault', async () => {
  const asked = seen.length
  for (const host of ['vault.azure.net.evil.example', 'evil.example', 'contoso-vault.azure.net'])
    await expect(read(`https://${host}/secrets/journal`)).rejects.toThrow('is no secret of a Key Vault')
  expect(seen).toHaveLength(asked)
})

test('the setting takes a secret of a vault and nothing else, and only where Azure is real', () => {
  const env = { AZURE_SUBSCRIPTION_IDS: '00000000-0000-0000-0000-000000000001' }
  const secret = 'https://contoso.vault.azure.net/secrets/journal'
  expect(readConfig({ ...env, JOURNAL_KEY_VAULT_SECRET: secret }).journal).toEqual({ vaultSecret: secret })
  for (const wrong of ['http://contoso.vault.azure.net/secrets/journal', 'https://evil.example/secrets/journal'])
    expect(() => readConfig({ ...env, JOURNAL_KEY_VAULT_SECRET: wrong })).toThrow('must be a secret of a Key Vault')
  expect(() => readConfig({ JOURNAL_KEY_VAULT_SECRET: secret })).toThrow('AZURE_SUBSCRIPTION_IDS is missing')
  expect(() => readConfig({ ...env, JOURNAL_KEY_VAULT_SECRET: secret, JOURNAL_KEY_FILE: 'key' })).toThrow(
    'the key is in one place',
  )
})
