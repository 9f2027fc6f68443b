import { X509Certificate } from 'node:crypto'
import { get } from 'node:https'
import { afterAll, expect, it } from 'vitest'
import { startSimulator } from '../../../simulator/index.ts'
import { web } from '../client.ts'
import { startedAt } from '../figures.ts'

const simulator = await startSimulator({
  seed: 7,
  clock: { now: () => startedAt },
  faults: {},
  historyInMs: 60_000,
  https: true,
})
const { certificate = '' } = simulator
afterAll(() => simulator.stop())

const ask = (path: string, ca?: string) =>
  new Promise<string>((resolve, reject) => {
    const options = { headers: { authorization: 'Bearer x' }, ...(ca !== undefined && { ca }) }
    get(`https://localhost:${simulator.port}${path}`, options, async (answer) => {
      let text = ''
      for await (const part of answer) text += String(part)
      resolve(text)
    }).on('error', reject)
  })

it('serves a client that trusts its certificate, and leads it to itself', async () => {
  const text = await ask(`${web}/sites?api-version=2023-12-01`, certificate)
  const { nextLink } = JSON.parse(text) as { nextLink: string }

  expect(nextLink).toMatch(`https://localhost:${simulator.port}/subscriptions/`)
  expect(text).not.toContain('management.azure.com')
})

it('is nobody to a client that does not', async () => {
  await expect(ask(`${web}/sites?api-version=2023-12-01`)).rejects.toThrow(/self.signed/)
})

it('has a certificate for loopback and the simulated hosts alone, signed by itself', () => {
  const made = new X509Certificate(certificate)

  expect(made.verify(made.publicKey)).toBe(true)
  expect([made.checkIP('127.0.0.1'), made.checkHost('localhost')]).toEqual(['127.0.0.1', 'localhost'])
  expect(made.checkHost('contoso-web.scm.azurewebsites.net')).toBe('*.scm.azurewebsites.net')
  expect([made.checkIP('127.0.0.2'), made.checkHost('example.com')]).toEqual([undefined, undefined])
  expect(Date.parse(made.validFrom)).toBeLessThan(Date.now())
})
