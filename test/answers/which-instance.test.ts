import { describe, expect, test } from 'vitest'
import { metric, minute, reportedAt, since } from '../views/basics.ts'
import { counted, incidentWith, linesOf, state } from './findings.ts'

const names = ['RD0003FFAAAAAA', 'RD0003FFBBBBBB', 'RD0003FFCCCCCC']
const [ill, ...well] = names

const requests = counted(
  'Requests',
  names.map((instance) => ({ instance, calm: 400, high: 400 })),
)
const errorsOn = (bad: readonly string[]) =>
  counted(
    'Http5xx',
    names.map((instance) => ({ instance, calm: 0, high: bad.includes(instance) ? 300 : 0 })),
  )
const cpu = metric({ metric: 'CpuPercentage', of: 'plan', unit: 'percent', aggregation: 'average' }, [
  { instance: names[0] ?? '', calm: 30, high: 97 },
  { instance: names[1] ?? '', calm: 30, high: 31 },
])
const states = names.map((name) => state('instance', name, { state: 'READY', startedAt: since - 90 * minute }))

const one = incidentWith({ instances: states, 'app-metrics': [requests, errorsOn([ill ?? ''])], 'plan-metrics': [cpu] })
const all = incidentWith({ instances: states, 'app-metrics': [requests, errorsOn(names)] })

describe('which instance', () => {
  test('the one that stands out comes first, with what tells it; then how many are healthy, and each by itself', async () => {
    const lines = await linesOf('which-instance', 'which one is it', one)

    expect(lines[0]).toMatch(new RegExp(`^On ${ill} \\d+% of the requests fail, on the others 0%\\.$`))
    expect(lines[1]).toBe('2 of 3 are healthy.')
    expect(lines[2]).toMatch(new RegExp(`^✗ ${ill}: ready · \\d+% fail · CPU 9\\d% · running since`))
    expect(lines.slice(3).map((line) => line.slice(0, 16))).toEqual(well.map((name) => `✓ ${name}`))
  })

  test('asked how many are healthy, that is said first; in Dutch too', async () => {
    const [first] = await linesOf('which-instance', 'hoeveel zijn er nog gezond', one, { language: 'nl' })

    expect(first).toBe('2 van de 3 zijn gezond.')
  })

  test('an instance that is named gets an answer of its own', async () => {
    expect((await linesOf('which-instance', `is it ${ill}?`, one))[0]).toBe(`Yes, it is ${ill}.`)
    expect((await linesOf('which-instance', `is ${well[0]} the bad one`, one))[0]).toBe(
      `No, ${well[0]} is fine as far as I see.`,
    )
    expect((await linesOf('which-instance', 'only RD0003FF12AB34?', one))[0]).toBe('I see no instance RD0003FF12AB34.')
  })

  test('all alike, and the one with most of a measure', async () => {
    expect((await linesOf('which-instance', 'one or all?', all))[0]).toBe('All 3 are hit, about alike.')
    expect((await linesOf('which-instance', 'which has the high cpu', one))[0]).toMatch(
      new RegExp(`^${ill} has most CPU: 9\\d%, next 3\\d%\\.$`),
    )
  })

  test('all are hit, but not alike: the headline says which most, as the figures below it do', async () => {
    const shares = [300, 120, 60]
    const errors = counted(
      'Http5xx',
      names.map((instance, index) => ({ instance, calm: 0, high: shares[index] ?? 0 })),
    )
    const apart = incidentWith({ instances: states, 'app-metrics': [requests, errors] })
    const [first] = await linesOf('which-instance', 'is it all three or just one', apart)

    expect(first).toMatch(
      new RegExp(`^All 3 are hit, ${names[0]} most \\(\\d+% fail\\), ${names[2]} least \\(\\d+%\\)\\.$`),
    )
  })

  test('when a named instance began, and whether anybody is on record as having restarted it', async () => {
    const looked = incidentWith({ instances: states, 'activity-log': [], 'app-metrics': [requests] })
    const lines = await linesOf('which-instance', `when was ${ill} last restarted`, looked)

    expect(lines[0]).toBe(`${ill}: its process runs since 01:25 UTC.`)
    expect(lines[1]).toMatch(/^Azure’s record of changes has no restart just before that/)
    expect(lines).toHaveLength(2)
  })

  test('two are "both", in Dutch too', async () => {
    const two = names.slice(0, 2)
    const both = incidentWith({
      instances: states.slice(0, 2),
      'app-metrics': [
        counted(
          'Requests',
          two.map((instance) => ({ instance, calm: 400, high: 400 })),
        ),
      ],
    })

    expect((await linesOf('which-instance', 'welke is het', both, { language: 'nl' })).slice(0, 2)).toEqual([
      'Geen van beide valt op.',
      'Beide zijn gezond.',
    ])
  })

  test('a closed incident is told in the past', async () => {
    const closed = incidentWith(
      { instances: states, 'app-metrics': [requests, errorsOn([ill ?? ''])] },
      { outcome: 'cause' },
      true,
    )

    expect((await linesOf('which-instance', 'which was it', closed)).slice(0, 2)).toEqual([
      `${ill}: one of 3 stood out.`,
      '2 of 3 were healthy.',
    ])
  })

  test('where nothing is known it says why', async () => {
    const failure = { key: 'card.gap.late' }
    const blind = incidentWith({ instances: { status: 'late', findings: [], failure } })

    const lines = await linesOf('which-instance', 'which one', blind)

    expect(lines[0]).toMatch(/^No instance is known/)
    expect(lines[1]).toMatch(/^Instances: /)
    expect(reportedAt).toBeGreaterThan(0)
  })
})
