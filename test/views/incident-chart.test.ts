import { describe, expect, test } from 'vitest'
import { messageOf } from '../../src/i18n/message.ts'
import { type ChartData, chartDataOf } from '../../src/views/chart/chart-data.ts'
import { drawChart } from '../../src/views/chart/draw-chart.ts'
import { comparedFigure } from '../../src/views/parts/metric-figures.ts'
import { sayIn } from './card-translator.ts'
import { incidentOf } from './fixtures.ts'

const say = sayIn('en')
const words = (key: string, args?: Readonly<Record<string, string>>) => say(messageOf(key, args))
const chart = () => {
  const made = drawChart(chartDataOf(incidentOf('judged')), say)
  if (made === undefined) throw new Error('no chart')
  return made
}

const lines = (svg: string) => [...svg.matchAll(/<line x1="([\d.]+)" x2="\1"[^>]*stroke="(#\w+)"/g)]

describe('the chart of trouble that is older than the window', () => {
  const drawn = (data: ChartData) => drawChart(data, say)?.svg ?? ''
  const pathsOf = (svg: string) => [...svg.matchAll(/<path d="([^"]+)"/g)].map(([, path = '']) => path)
  const withoutLookBack = (data: ChartData): ChartData => ({
    ...data,
    metrics: data.metrics.filter(({ baseline, metric }) => baseline === undefined || metric === 'Requests'),
  })

  test('is the look back, with the onset, the changes, and as much before it as since', () => {
    const data = chartDataOf(incidentOf('old'))
    const svg = drawn(data)
    const hoursOf = ({ from, to }: ChartData['window']) => (to - from) / 3_600_000

    expect([data.isLookBack, hoursOf(data.window)]).toEqual([true, 18])
    expect(lines(svg).map(([, x]) => x)).toEqual(['276', '274.1'])
    expect(svg).toContain(`>${words('card.chart.earlier', { ago: '18 h' })}<`)
    expect(pathsOf(svg).every((path) => path.match(/L/g)?.length === 71)).toBe(true)
  })

  test('draws no line through minutes that nobody read', () => {
    const [requests = '', errors = '', slow = ''] = pathsOf(drawn(withoutLookBack(chartDataOf(incidentOf('old')))))

    expect([requests, errors, slow].map((path) => path.match(/M/g)?.length)).toEqual([1, 2, 2])
  })

  test('shades what is over only as long as it lasted', () => {
    const svg = drawn(chartDataOf(incidentOf('over')))
    const [, width] = /<rect x="276" y="\d+" width="([\d.]+)"/.exec(svg) ?? []

    expect(Number(width)).toBeCloseTo((512 * 35) / (18 * 60), 0)
    expect(svg).toContain(`>${words('card.chart.over')}<`)
  })

  test('leaves the minutes around it out of a picture of the window, and of its axis', () => {
    const { window, ...data } = chartDataOf(incidentOf('over'))
    const hour = { ...data, window: { from: window.to - 3_600_000, to: window.to }, isLookBack: false }
    const [, errors = ''] = pathsOf(drawn(hour))

    expect(errors.match(/[ML]/g)).toHaveLength(60)
    expect(drawn(hour)).toContain('>1 s<')
  })
})

describe('the chart', () => {
  test('draws a line a series and names each', () => {
    const { svg } = chart()

    expect(svg.match(/<path /g)).toHaveLength(3 + 2 + 2)
    const names = ['requests', 'errors', 'response-time', 'cpu', 'memory'].map((figure) =>
      words(`card.chart.${figure}`),
    )
    for (const name of [...names, '…B2A7F3']) {
      expect(svg).toContain(`>${name}<`)
    }
  })

  test('breaks a line where Azure had no value', () => {
    const first = chart().svg.match(/<path d="([^"]+)"/)?.[1] ?? ''

    expect(first.match(/M/g)).toHaveLength(2)
  })

  test('marks when it began and every change, in their place on the time axis', () => {
    const { svg } = chart()
    const at = (minutesBeforeEnd: number) => String(Math.round((20 + 512 * (1 - minutesBeforeEnd / 60)) * 10) / 10)

    expect(lines(svg).map(([, x]) => x)).toEqual([at(17), at(47), at(19)])
    const labels = ['card.chart.began', 'card.change.deployment', 'card.change.scale'].map((key) => words(key))
    for (const label of [...labels, '02:12 UTC', '03:12 UTC']) expect(svg).toContain(`>${label}<`)
  })

  test('says in words what it shows', () => {
    const facts = [
      `${words('card.figure.errors')} 1 → 411`,
      `${words('card.figure.requests')} 1,201 → 901`,
      `${words('card.figure.response-time')} 1.1 s → 9.6 s`,
      `${words('card.figure.cpu')} 30% → 97%`,
      `${words('card.figure.memory')} 45% → 48%`,
    ]

    expect(chart().alt).toBe(
      words('card.chart.alt', { fromAt: '02:12 UTC', toAt: '03:12 UTC', facts: facts.join('; ') }),
    )
  })

  test('is set in Inter, is the same every time and stays small', () => {
    const { svg } = chart()

    expect(svg).toContain('font-family="Inter"')
    expect(chart().svg).toBe(svg)
    expect(svg.length).toBeLessThan(20_000)
  })

  test('cannot be broken out of by a name', () => {
    const hostile = drawChart(chartDataOf(incidentOf('judged', { instance: '"/><script>&' })), say)?.svg ?? ''

    expect(hostile).not.toMatch(/<script|&(?!#\d+;)/)
    expect(hostile.match(/<[a-z]+/g)?.every((tag) => /^<(svg|rect|line|text|tspan|path)$/.test(tag))).toBe(true)
  })

  test('is not there before there is something to draw', () => {
    expect(drawChart(chartDataOf(incidentOf('looking')), say)).toBeUndefined()
    expect(drawChart(chartDataOf(incidentOf('asked')), say)).toBeUndefined()
  })
})

describe('the chart of what has recovered', () => {
  const recovered = incidentOf('recovered-figures')
  const data = chartDataOf(recovered)

  test('goes on with what was read since, and the trouble ends where the limits held', () => {
    const lastOf = (metric: string) =>
      data.metrics.find((one) => one.metric === metric && one.baseline === undefined)?.series[0]?.points.at(-1)?.[1]

    expect(data.until).toBe(recovered.actions[0]?.verification?.holdsSince)
    expect(data.window.to).toBe(recovered.actions[0]?.verification?.readAt)
    expect(lastOf('HttpResponseTime')).toBe(0.08)
    expect(drawChart(data, say)?.svg).toContain(`>${words('card.chart.over')}<`)
  })

  test('is that of a later look, once there is one', () => {
    const { verdict } = recovered
    if (verdict === undefined) throw new Error('no verdict')
    const later = { ...recovered, verdict: { ...verdict, at: data.window.to + 1 } }

    expect(chartDataOf(later).window.to).toBeLessThan(data.window.to)
  })

  test('shows the figures of now beside those of the trouble', () => {
    const read = comparedFigure(data, 'response-time')

    expect(read?.now).toBeCloseTo(0.08)
    expect(read?.during).toBeGreaterThan(1)
  })
})
