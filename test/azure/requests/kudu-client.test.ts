import { afterEach, expect, test } from 'vitest'
import { isFixedCommand } from '../../../src/azure/transport/kudu-policy.ts'
import { type BytesLab, kuduHost, openBytesLab, wholeOf } from '../bytes-lab.ts'
import { site } from '../lab.ts'

const open: BytesLab[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((lab) => lab.stop()))
})
const lab = async (options: Parameters<typeof openBytesLab>[1] = {}, answer = { Output: 'ok', ExitCode: 0 }) => {
  const opened = await openBytesLab((_, response) => void response.end(JSON.stringify(answer)), options)
  open.push(opened)
  return opened
}
const signal = new AbortController().signal
const refused = { name: 'AzureError', kind: 'refused-here' }

test('Kudu is where ARM says it is, with the token, and nowhere else', async () => {
  const { azure, asked } = await lab()
  const kudu = await azure.reading.kudu(site, signal)

  expect(await kudu.get('/api/environment', signal)).toEqual({ Output: 'ok', ExitCode: 0 })
  expect(await kudu.text('/api/logs/recent?top=5', 5, signal)).toEqual({ text: '{"Out', isCut: true })
  expect((await wholeOf((await kudu.download('/api/dump', { signal })).body)).length).toBeGreaterThan(5)
  expect(asked.slice(1).map(({ name }) => name)).toEqual([
    `GET ${kuduHost}/api/environment`,
    `GET ${kuduHost}/api/logs/recent?top=5`,
    `GET ${kuduHost}/api/dump`,
  ])
  expect(asked.at(-1)?.request.headers.authorization).toBe('Bearer secret-token')
  await expect(kudu.get('//evil.example/api/environment', signal)).rejects.toMatchObject(refused)
  await expect(kudu.get('https://evil.example/api/environment', signal)).rejects.toMatchObject(refused)
  expect(asked).toHaveLength(4)
})

test.each([
  ['none', []],
  ['one that is not Kudu’s', [{ name: 'evil.example', hostType: 'Repository' }]],
  ['one with a port', [{ name: 'a.scm.azurewebsites.net:8443', hostType: 'Repository' }]],
  ['one with a path', [{ name: 'evil.example/a.scm.azurewebsites.net', hostType: 'Repository' }]],
  ['one with a user', [{ name: 'a.scm.azurewebsites.net@evil.example', hostType: 'Repository' }]],
])('where ARM names %s, the token goes nowhere', async (_, hosts) => {
  const { azure, asked } = await lab({ hosts })

  await expect(azure.reading.kudu(site, signal)).rejects.toMatchObject({ phrase: { key: 'azure.no-kudu' } })
  expect(asked).toHaveLength(1)
})

test('a redirect is not followed', async () => {
  const opened = await openBytesLab((_, response) =>
    response.writeHead(302, { location: 'https://login.example/api/environment' }).end(),
  )
  open.push(opened)
  const kudu = await opened.azure.reading.kudu(site, signal)

  await expect(kudu.get('/api/environment', signal)).rejects.toMatchObject({ name: 'AzureError', status: 302 })
  expect(opened.asked).toHaveLength(2)
})

test('without the policy’s word nothing is asked at all, and commands take a word of their own', async () => {
  const off = await lab({ rights: { read: false, commands: true } })
  const reading = await lab({ rights: { read: true, commands: false } })

  await expect(off.azure.reading.kudu(site, signal)).rejects.toMatchObject({ phrase: { key: 'azure.kudu-off' } })
  expect(off.asked).toEqual([])
  const kudu = await reading.azure.reading.kudu(site, signal)
  await expect(kudu.run('ps aux', signal)).rejects.toMatchObject({ phrase: { key: 'azure.commands-off' } })
  expect(reading.asked).toHaveLength(1)
})

test.each([
  '/api/vfs/site/wwwroot/web.config',
  '/api/vfs/LogFiles/../site/wwwroot/web.config',
  '/api/vfs/LogFiles/%2e%2e/site/wwwroot/web.config',
  '/api/vfs/LogFiles/..%2fsite/wwwroot/web.config',
  '/api/vfs/LogFiles/..%5csite/wwwroot/web.config',
  '/api/processes/42/dump',
  '/api/zip/site',
  '/api/scm/info',
  '/api/publishingcredentials',
  '/api/command',
  '/',
])('%s is not read', async (path) => {
  const { azure, asked } = await lab()
  const kudu = await azure.reading.kudu(site, signal)

  await expect(kudu.get(path, signal)).rejects.toMatchObject(refused)
  expect(asked).toHaveLength(1)
})

test('a fixed command is run, and what it said comes back', async () => {
  const { azure, asked } = await lab({}, { Output: 'Filesystem', ExitCode: 3 })
  const kudu = await azure.reading.kudu(site, signal)

  expect(await kudu.run('df -h', signal)).toEqual({ output: 'Filesystem', error: '', exitCode: 3 })
  expect(asked[1]).toMatchObject({
    name: `POST ${kuduHost}/api/command`,
    body: '{"command":"df -h","dir":""}',
  })
})

const host = 'contoso-sql.database.windows.net'
test.each([
  '',
  'ls',
  'df -h; rm -rf /',
  'df  -h',
  ' df -h',
  'df -h\n',
  'DF -h',
  'tcpping a',
  `tcpping ${host}`,
  `tcpping ${host}:1433 & del /q`,
  `tcpping ${host}:1433\nls`,
  `tcpping -n 5 ${host}:1433`,
  `tcpping ${host}:1433;ls`,
  `tcpping $(id).example.com:80`,
  'tcpping `id`.example.com:80',
  'tcpping -x.example.com:80',
  'nameresolver %PATH%.com',
  'nslookup a..b',
  `nslookup ${'a.'.repeat(200)}com`,
  'type C:\\home\\site\\wwwroot\\web.config',
  'set',
])('%j is never sent', async (command) => {
  const { azure, asked } = await lab()
  const kudu = await azure.reading.kudu(site, signal)

  expect(isFixedCommand(command)).toBe(false)
  await expect(kudu.run(command, signal)).rejects.toMatchObject(refused)
  expect(asked).toHaveLength(1)
})
