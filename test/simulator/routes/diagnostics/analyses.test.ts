import { afterAll, describe, expect, it } from 'vitest'
import { type Estate, type Json, startEstate, web } from '../../client.ts'

const [broken, healthy] = [await startEstate('bad-deployment'), await startEstate('healthy')]
afterAll(() => Promise.all([broken.simulator.stop(), healthy.simulator.stop()]))

const execute = async (estate: Estate, analysis: string): Promise<Json> => {
  const window = `startTime=${new Date(estate.now() - 3_600_000).toISOString()}&endTime=${new Date(estate.now()).toISOString()}`
  const path = `${web}/sites/contoso-web/diagnostics/availability/analyses/${analysis}/execute`
  return (await estate.send('POST', `${path}?api-version=2023-12-01&${window}`)).json()
}

describe('the older analyses', () => {
  it('tell when requests failed, and what the detectors saw then', async () => {
    const { properties } = await execute(broken, 'appAnalysis')
    const [period] = properties.abnormalTimePeriods

    expect(Date.parse(period.startTime)).toBeGreaterThan(broken.now() - 25 * 60_000)
    expect(period.events.map(({ source }: Json) => source)).toContain('httpservererrors')
  })

  it('find nothing where nothing is wrong', async () => {
    expect((await execute(healthy, 'appAnalysis')).properties.abnormalTimePeriods).toEqual([])
    expect((await execute(healthy, 'perfAnalysis')).properties.abnormalTimePeriods).toEqual([])
  })

  it('say so where there is no such analysis', async () => {
    expect((await execute(healthy, 'horoscope')).error.code).toBe('NotFound')
  })
})
