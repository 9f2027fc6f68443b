import { describe, expect, test } from 'vitest'
import { chartDataOf } from '../../src/views/chart/chart-data.ts'
import { drawChart } from '../../src/views/chart/draw-chart.ts'
import { incidentOf } from './fixtures.ts'
import { sayIn } from './strings.ts'

const say = sayIn('en')
const chart = () => {
  const made = drawChart(chartDataOf(incidentOf('judged')), say)
  if (made === undefined) throw new Error('no chart')
  return made
}

const lines = (svg: string) => [...svg.matchAll(/<line x1="([\d.]+)" x2="\1"[^>]*stroke="(#\w+)"/g)]

describe('the chart', () => {
  test('draws a line a series and names each', () => {
    const { svg } = chart()

    expect(svg.match(/<path /g)).toHaveLength(3 + 2 + 2)
    for (const name of ['Requests/min', 'Errors/min', 'Response time', 'CPU', 'Memory', '…B2A7F3']) {
      expect(svg).toContain(`>${name}<`)
    }
  })

  test('breaks a line where Azure had no value', () => {
    const first = chart().svg.match(/<path d="([^"]+)"/)?.[1] ?? ''

    expect(first.match(/M/g)).toHaveLength(2)
  })

  test('marks when it began and every change, in their place on the time axis', () => {
    const { svg } = chart()
    const at = (minutesBeforeEnd: number) => String(Math.round((20 + 852 * (1 - minutesBeforeEnd / 60)) * 10) / 10)

    expect(lines(svg).map(([, x]) => x)).toEqual([at(17), at(47), at(19)])
    for (const label of ['Began', 'Deployment', 'Scale', '02:12 UTC', '03:12 UTC']) expect(svg).toContain(`>${label}<`)
  })

  test('says in words what it shows', () => {
    expect(chart().alt).toMatch(/^Chart from 02:12 UTC to 03:12 UTC\. Errors \(5xx\) a minute .+ → \d/)
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
