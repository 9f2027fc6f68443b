import { beforeAll, describe, expect, it } from 'vitest'
import { hourInMs } from '../../../simulator/physics/simulated-time.ts'
import { type Estate, type Json, startEstate, web } from '../client.ts'
import { startedAt, worldWith } from '../figures.ts'

const site = `${web}/sites/contoso-web`
const plan = `${web}/serverfarms/contoso-plan`
const dayInMs = 24 * hourInMs

async function totals(estate: Estate, names: string, from: number, to: number, interval: string): Promise<number[][]> {
  const timespan = `${new Date(from).toISOString()}/${new Date(to).toISOString()}`
  const query = { timespan, interval, metricnames: names, aggregation: 'total,average' }
  const { body } = await estate.get(`${site}/providers/Microsoft.Insights/metrics`, query)
  return body.value.map(({ timeseries: [one] }: Json) => one.data.map(({ total = 0 }: Json) => total))
}

const sum = (values: readonly number[]) => values.reduce((whole, one) => whole + one, 0)

describe('the far past', () => {
  let estate: Estate
  beforeAll(async () => {
    estate = await startEstate('cpu-saturation')
    return () => estate.simulator.stop()
  })

  it('goes eight days back, with nearly every quarter of an hour', async () => {
    const [requests = []] = await totals(estate, 'Requests', startedAt - 8 * dayInMs, startedAt, 'PT15M')

    expect(requests).toHaveLength(8 * 96)
    expect(requests.filter((one) => one === 0).length).toBeLessThan(3)
  })

  it('counts requests to the last one, in minutes as in quarters of an hour', async () => {
    const from = startedAt - 2 * dayInMs
    const names = 'Requests,Http2xx,Http3xx,Http4xx,Http5xx'
    const [requests = [], ...kinds] = await totals(estate, names, from, from + 3 * hourInMs, 'PT1M')
    const [quarters = []] = await totals(estate, 'Requests', from, from + 3 * hourInMs, 'PT15M')

    expect(sum(requests)).toBe(sum(kinds.map(sum)))
    expect(quarters.map((_, at) => sum(requests.slice(15 * at, 15 * at + 15)))).toEqual(quarters)
  })

  it('is what the physics would have made of it', async () => {
    const [from, to] = [startedAt - 3 * hourInMs, startedAt - 2 * hourInMs]
    const lived = worldWith('cpu-saturation', 7, 'contoso-web', false, 190)
    const measured = [...lived.metrics.values()].filter(({ resource }) => resource.endsWith('/sites/contoso-web'))
    const expected = (metric: string) =>
      sum(
        measured.flatMap(({ series }) =>
          Array.from({ length: 60 }, (_, at) => series.get(metric)?.get(from + at * 60_000)?.sum ?? 0),
        ),
      )

    const [requests = [], cpu = []] = await totals(estate, 'Requests,CpuTime', from, to, 'PT1H')

    expect(sum(requests) / expected('Requests')).toBeCloseTo(1, 1)
    expect(sum(cpu) / expected('CpuTime')).toBeCloseTo(1, 1)
  })

  it('is the same for who asks again, in one piece or in several', async () => {
    const other = await startEstate('cpu-saturation')
    const from = startedAt - 3 * dayInMs
    const days = await Promise.all(
      [2, 0, 1].map((day) =>
        totals(other, 'Http5xx,CpuTime', from + day * dayInMs, from + (day + 1) * dayInMs, 'PT1H'),
      ),
    )
    const [errors, cpu] = await totals(estate, 'Http5xx,CpuTime', from, startedAt, 'PT1H')
    await other.simulator.stop()

    expect([1, 2, 0].flatMap((at) => days[at]?.[0] ?? [])).toEqual(errors)
    expect([1, 2, 0].flatMap((at) => days[at]?.[1] ?? [])).toEqual(cpu)
  })

  it('knows each instance of a plan', async () => {
    const timespan = `${new Date(startedAt - 2 * dayInMs).toISOString()}/${new Date(startedAt - dayInMs).toISOString()}`
    const query = { timespan, interval: 'PT1H', metricnames: 'CpuPercentage', $filter: "Instance eq '*'" }
    const { body } = await estate.get(`${plan}/providers/Microsoft.Insights/metrics`, query)

    expect(body.value[0].timeseries).toHaveLength(3)
    expect(body.value[0].timeseries[0].data.every(({ average }: Json) => average > 10 && average < 60)).toBe(true)
  })
})

describe('trouble that comes and goes', () => {
  it('came and went in the far past as well', async () => {
    const estate = await startEstate('cold-start', 7, 'contoso-admin')
    const timespan = `${new Date(startedAt - 12 * hourInMs).toISOString()}/${new Date(startedAt - 9 * hourInMs).toISOString()}`
    const query = { timespan, interval: 'PT1M', metricnames: 'HttpResponseTime', aggregation: 'maximum' }
    const { body } = await estate.get(`${web}/sites/contoso-admin/providers/Microsoft.Insights/metrics`, query)
    await estate.simulator.stop()
    const answers = body.value[0].timeseries[0].data
      .map(({ maximum }: Json) => maximum)
      .filter((one: unknown) => one !== undefined)

    expect(answers.length).toBeLessThan(90)
    expect(answers.filter((one: number) => one > 4).length).toBeGreaterThan(3)
  })
})
