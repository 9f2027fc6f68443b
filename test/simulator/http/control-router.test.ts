import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../simulator/index.ts'
import { type Estate, type Json, root, startEstate } from '../client.ts'
import { minute, startedAt } from '../figures.ts'

let estate: Estate
beforeEach(async () => {
  estate = await startEstate('cpu-saturation')
})
afterEach(() => estate.simulator.stop())

describe('the controls', () => {
  it('shows and moves the clock, shows the truth and the writes, sets conditions', async () => {
    const control = async (method: string, path: string, body?: unknown) => {
      const response = await estate.send(method, `/simulator/${path}`, { body })
      return { status: response.status, body: (await response.json()) as Json }
    }
    const moved = await control('POST', 'clock/advance', { byInMs: 60_000 })
    const truth = await control('GET', 'truth')
    const set = await control('PUT', 'conditions', { denied: ['*'] })
    const wrong = await control('PUT', 'conditions', { denyed: ['*'] })

    expect(moved.body).toEqual({ now: startedAt + minute, speed: 1 })
    expect(truth.body.faults).toMatchObject([{ app: 'contoso-web', id: 'cpu-saturation', outcome: 'recovered' }])
    expect(startedAt - truth.body.faults[0].onset).toBeGreaterThanOrEqual(15 * minute)
    expect(startedAt - truth.body.faults[0].onset).toBeLessThanOrEqual(20 * minute + 10_000)
    expect(set.status).toBe(200)
    expect((await estate.get(`${root}/providers/Microsoft.Web/sites`)).status).toBe(403)
    expect([wrong.status, wrong.body.error]).toEqual([400, expect.stringContaining('Unknown condition denyed')])
    expect((await control('GET', 'writes')).body).toEqual([])
  })

  it('says in words why it cannot start', async () => {
    const clock = { now: () => startedAt }
    const { port } = estate.simulator

    await expect(startSimulator({ seed: 1, clock, faults: { 'contoso-web': 'gremlins' } })).rejects.toThrow(
      /^There is no fault "gremlins"; there are .*\bapp-stopped, .*\bazure-outage, /,
    )
    await expect(startSimulator({ seed: 1, clock, faults: { nowhere: 'healthy' } })).rejects.toThrow(
      'There is no app "nowhere"',
    )
    await expect(startSimulator({ seed: 1, clock, faults: {}, port })).rejects.toThrow(`Port ${port} is taken`)
  })
})
