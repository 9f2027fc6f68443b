import { unzipSync } from 'fflate'
import { afterEach, describe, expect, it } from 'vitest'
import { plantedSecretList } from '../../../../simulator/estate/planted-secrets.ts'
import { type Estate, root, startEstate, web } from '../../client.ts'
import { minute } from '../../figures.ts'
import { kudu, open, read } from './kudu-client.ts'

let estate: Estate
afterEach(() => estate.simulator.stop())

const command = (line: string, app = 'contoso-web') =>
  kudu(estate, '/api/command', { app, method: 'POST', body: { command: line, dir: 'C:\\home' } })

describe('Kudu', () => {
  it('wants a token and the right to publish, and says what it does not know', async () => {
    estate = await startEstate()
    const without = await kudu(estate, '/api/settings', { headers: { authorization: '' } })
    const nowhere = await kudu(estate, '/api/nothing')
    estate.simulator.configure({ denied: ['Microsoft.Web/sites/publish/Action'] })
    const denied = await kudu(estate, '/api/settings')

    expect([without.status, nowhere.status, denied.status]).toEqual([401, 404, 403])
    expect(nowhere.json.Message).toContain("'/api/nothing'")
  })

  it('shows environment, settings with their secrets, processes, threads and deployments', async () => {
    estate = await startEstate('bad-deployment')
    const [environment, settings, processes, deployments] = await Promise.all(
      ['environment', 'settings', 'processes', 'deployments'].map((path) => kudu(estate, `/api/${path}`)),
    )
    const own = await kudu(estate, `/api/processes/${processes?.json[0].id}`)
    const threads = await kudu(estate, `/api/processes/${processes?.json[0].id}/threads`)
    const log = await kudu(estate, `/api/deployments/${deployments?.json[0].id}/log`)

    expect(environment?.json.version).toMatch(/^\d/)
    expect(settings?.json).toMatchObject({ WEBSITE_SITE_NAME: 'contoso-web', ASPNETCORE_ENVIRONMENT: 'Production' })
    expect(settings?.json.SQLCONNSTR_Shop).toContain(
      plantedSecretList.find(({ name }) => name === 'sqlPassword')?.value,
    )
    expect(own.json).toMatchObject({ name: 'w3wp', environment_variables: { WEBSITE_SITE_NAME: 'contoso-web' } })
    expect(threads.json.length).toBe(own.json.thread_count)
    expect(log.json.map(({ message }: { message: string }) => message)).toContain(
      'Removing Contoso.Pricing.Legacy.dll.',
    )
  })

  it('keeps event log and application log that tell what the physics did', async () => {
    estate = await startEstate('bad-deployment')
    const events = await kudu(estate, '/api/vfs/LogFiles/eventlog.xml')
    const folder = await kudu(estate, '/api/vfs/LogFiles/Application/')
    const [file] = folder.json
    const log = await kudu(estate, new URL(file.href).pathname)
    const http = await kudu(estate, '/api/vfs/LogFiles/http/RawLogs/')
    const raw = await kudu(estate, new URL(http.json[0].href).pathname)
    const recent = await kudu(estate, '/api/logs/recent?top=5')

    expect(events.headers['content-type']).toContain('text/xml')
    expect(events.text).toContain('<Provider Name=".NET Runtime"/><EventID>1026</EventID>')
    expect(events.text).toMatch(/System\.NullReferenceException.*RequestPath: \/checkout/s)
    expect(file.mime).toBe('text/plain')
    expect(log.text.length).toBe(file.size)
    expect(log.text).toMatch(/PID\[\d+\] Error .*\/checkout/)
    expect(raw.text).toMatch(/^#Software: Microsoft Internet Information Services/)
    expect(raw.text).toMatch(/ GET \/checkout - 443 - .* 500 0 64 /)
    expect(recent.json).toHaveLength(5)
    estate.simulator.stop()
    estate = await startEstate('healthy')
    expect((await kudu(estate, '/api/vfs/LogFiles/eventlog.xml')).text).not.toContain('1026')
  })

  it('lists folders, sends on what has no slash, and says what is not there', async () => {
    estate = await startEstate()
    const top = await kudu(estate, '/api/vfs/')
    const noSlash = await kudu(estate, '/api/vfs/LogFiles')
    const missing = await kudu(estate, '/api/vfs/LogFiles/other.txt')

    expect(top.json.map(({ name, mime, path }: Record<string, string>) => [name, mime, path])).toEqual([
      ['LogFiles', 'inode/directory', 'C:\\home\\LogFiles'],
      ['site', 'inode/directory', 'C:\\home\\site'],
    ])
    expect([noSlash.status, noSlash.headers.location]).toEqual([307, '/api/vfs/LogFiles/'])
    expect([missing.status, missing.json.Message]).toEqual([404, "'C:\\home\\LogFiles\\other.txt' not found."])
  })

  it('packs the logs into a zip that any reader opens', async () => {
    estate = await startEstate('bad-deployment')
    const { bytes } = await read(await open(estate, '/api/dump'))
    const files = unzipSync(bytes)

    expect(Object.keys(files)).toContain('LogFiles/eventlog.xml')
    expect(Buffer.from(files['LogFiles/eventlog.xml'] ?? []).toString()).toContain('NullReferenceException')
    expect(Object.keys(files).filter((path) => path.startsWith('site/wwwroot'))).toEqual([])
  })

  it('keeps the container’s log on Linux, by Kudu and by ARM, and none on Windows', async () => {
    estate = await startEstate('healthy', 7, 'contoso-api')
    await estate.send('POST', `${web}/sites/contoso-api/restart?api-version=1`)
    estate.advance(3 * minute)
    const listed = await kudu(estate, '/api/logs/docker', { app: 'contoso-api' })
    const zip = await read(await open(estate, '/api/logs/docker/zip', { app: 'contoso-api' }))
    const arm = await estate.send('POST', `${web}/sites/contoso-api/containerlogs?api-version=1`)
    const armZip = await estate.send('POST', `${web}/sites/contoso-api/containerlogs/zip/download?api-version=1`)
    const windows = await estate.send('POST', `${web}/sites/contoso-web/containerlogs?api-version=1`)

    expect(listed.json).toHaveLength(4)
    expect(Object.keys(unzipSync(zip.bytes))).toHaveLength(4)
    expect(arm.status).toBe(200)
    expect(await arm.text()).toMatch(/Pulling image: NODE\|22-lts[\s\S]*initialized successfully and is ready to serve/)
    expect(Object.keys(unzipSync(new Uint8Array(await armZip.arrayBuffer())))).toHaveLength(2)
    expect(windows.status).toBe(204)
  })

  it('tells why a container does not start, and goes on telling it after that was mended', async () => {
    estate = await startEstate('container-blocked', 7, 'contoso-api')
    const log = async () => (await estate.send('POST', `${web}/sites/contoso-api/containerlogs?api-version=1`)).text()
    const blocked = await log()
    await estate.send('PATCH', `${web}/sites/contoso-api/config/web?api-version=1`, {
      body: { properties: { linuxFxVersion: 'NODE|22-lts' } },
    })
    estate.advance(3 * minute)
    const mended = await log()

    expect(blocked).toContain('Pulling image: NODE|24-lts')
    expect(blocked).toContain("crit: Error: The module 'libvips.node' was compiled against a different Node.js version")
    expect(blocked).toContain("didn't respond to HTTP pings on port: 8080, failing site start")
    expect(blocked).not.toMatch(/Application started|initialized successfully/)
    expect(mended).toMatch(/libvips\.node[\s\S]*Pulling image: NODE\|22-lts[\s\S]*initialized successfully/)
  })

  it('streams the log in simulated time, with a sign of life, until the reader goes', async () => {
    estate = await startEstate('bad-deployment')
    const stream = await open(estate, '/api/logstream/application')
    const parts = stream[Symbol.asyncIterator]()
    const next = async () => String((await parts.next()).value)
    const welcome = await next()
    estate.advance(2 * minute)
    const told = await next()
    await kudu(estate, '/api/environment')
    await estate.sdk.webApps.stop('contoso-rg', 'contoso-web')
    estate.advance(3 * minute)
    let rest = await next()
    while (!rest.includes('No new trace in the past 1 min(s).')) rest = await next()
    stream.destroy()

    expect(welcome).toContain('Welcome, you are now connected to log-streaming service.')
    expect(told).toMatch(/^2026-01-13T09:0[01]:\d\d {2}PID\[\d+\] /)
    expect(rest).toMatch(/^2026-01-13T09:05:00 {2}No new trace/)
    expect((await kudu(estate, '/api/environment')).status).toBe(200)
  })

  it('runs the read-only commands on either system, and knows no other', async () => {
    estate = await startEstate()
    const api = (line: string) => command(line, 'contoso-api')
    const ping = await command('tcpping contoso-sql.database.windows.net:1433')
    const lost = await command('nameresolver pricing.contoso.internal')
    const found = await command('nameresolver contoso-sql.database.windows.net')
    const [tasks, ports, folder] = [await command('tasklist'), await command('netstat -ano'), await command('dir')]
    const [processes, sockets, disk] = [await api('ps aux'), await api('ss -tan'), await api('df -h')]
    const [removed, chained] = [await command('del /q *'), await api('df -h; rm -rf /home')]

    expect(ping.json).toMatchObject({ Output: expect.stringContaining('4/4 successful attempts (100%)'), ExitCode: 0 })
    expect(lost.json.Output).toContain('Non-existent domain')
    expect(found.json.Output).toMatch(/Addresses: \n\t20\.\d+\.\d+\.\d+\n/)
    expect(tasks.json.Output).toMatch(/w3wp\.exe +\d+ Services +0 +[\d,]+ K/)
    expect(ports.json.Output).toMatch(/TCP +10\.0\.\d+\.\d+:49152 +\S+ +ESTABLISHED/)
    expect(folder.json.Output).toContain('LogFiles')
    expect(processes.json.Output).toMatch(/root +\d+ .*node server\.js/)
    expect(sockets.json.Output).toMatch(/^State +Recv-Q[\s\S]*ESTAB/)
    expect(disk.json.Output).toContain('/home')
    expect([removed.json.ExitCode, chained.json.ExitCode]).toEqual([1, 127])
    expect(removed.json.Error).toContain("'del' is not recognized")
    expect(estate.simulator.writes().map(({ body }) => body)).toEqual([
      { command: 'del /q *', dir: 'C:\\home' },
      { command: 'df -h; rm -rf /home', dir: 'C:\\home' },
    ])
  })
})

describe('planted secrets', () => {
  it('lie about in the estate, each where somebody looks', async () => {
    estate = await startEstate('config-change')
    const found = (await everythingSeen()).join('\n')
    const control = await estate.send('GET', '/simulator/secrets')

    expect(await control.json()).toEqual(plantedSecretList)
    expect(plantedSecretList.length).toBeGreaterThanOrEqual(20)
    expect(plantedSecretList.filter(({ value }) => !found.includes(value)).map(({ name }) => name)).toEqual([])
  })
})

/** What an engineer who collects everything would have in hand. */
async function everythingSeen(): Promise<string[]> {
  const seen: string[] = []
  for (const app of ['contoso-web', 'contoso-api', 'contoso-admin']) {
    const { json } = await kudu(estate, '/api/processes/0', { app })
    seen.push(JSON.stringify(json), (await kudu(estate, '/api/settings', { app })).text)
    const { bytes } = await read(await open(estate, '/api/dump', { app }))
    seen.push(...Object.values(unzipSync(bytes)).map((file) => Buffer.from(file).toString()))
  }
  const since = `eventTimestamp ge '${new Date(estate.now() - 60 * minute).toISOString()}'`
  const asked = [
    [`${web}/sites/contoso-web/deployments`, {}],
    [`${web}/sites/contoso-web/detectors/appDownAnalysis`, {}],
    [`${root}/providers/Microsoft.Insights/eventtypes/management/values`, { $filter: since }],
  ] as const
  for (const [path, query] of asked) seen.push(JSON.stringify((await estate.get(path, query)).body))
  return seen
}
