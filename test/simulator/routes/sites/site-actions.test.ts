import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { all, type Estate, group, startEstate, web } from '../../client.ts'
import { minute, startedAt } from '../../figures.ts'

const site = `${web}/sites/contoso-web`

let estate: Estate
beforeEach(async () => {
  estate = await startEstate('cpu-saturation')
})
afterEach(() => estate.simulator.stop())

describe('restarting', () => {
  it('starts new processes everywhere, or on the one instance only', async () => {
    const { sdk } = estate
    const instances = await all(sdk.webApps.listInstanceIdentifiers(group, 'contoso-web'))
    const starts = async () => {
      const listed = instances.map(({ name = '' }) =>
        all(sdk.webApps.listInstanceProcesses(group, 'contoso-web', name)),
      )
      return (await Promise.all(listed)).map((processes) => processes[0]?.startTime?.getTime() ?? 0)
    }
    const killed = instances[1]?.name ?? ''
    const [process] = await all(sdk.webApps.listInstanceProcesses(group, 'contoso-web', killed))
    await sdk.webApps.deleteInstanceProcess(group, 'contoso-web', process?.name?.split('/').at(-1) ?? '', killed)
    const info = await sdk.webApps.getInstanceInfo(group, 'contoso-web', killed)
    estate.advance(minute)
    const afterKill = await starts()
    await sdk.webApps.restart(group, 'contoso-web', { softRestart: false, synchronous: true })
    estate.advance(2 * minute)
    const afterRestart = await starts()

    expect(info.state).toBe('UNKNOWN')
    expect(afterKill.map((at) => at > startedAt)).toEqual([false, true, false])
    expect(afterRestart.every((at) => at > startedAt + minute)).toBe(true)
    expect(estate.simulator.writes().map(({ method, status, query }) => [method, status, query.softRestart])).toEqual([
      ['DELETE', 204, undefined],
      ['POST', 200, 'false'],
    ])
  })

  it('stops and starts', async () => {
    await estate.sdk.webApps.stop(group, 'contoso-web')
    const stopped = await estate.sdk.webApps.get(group, 'contoso-web')
    const health = await estate.get(`${site}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`)
    await estate.sdk.webApps.start(group, 'contoso-web')

    expect(stopped).toMatchObject({ state: 'Stopped', enabled: false })
    expect(health.body.properties).toMatchObject({ availabilityState: 'Unavailable', context: 'Customer Initiated' })
    expect((await estate.sdk.webApps.get(group, 'contoso-web')).state).toBe('Running')
  })
})
