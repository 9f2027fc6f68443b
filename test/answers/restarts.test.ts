import { describe, expect, test } from 'vitest'
import { minute, since, window } from '../views/basics.ts'
import { incidentWith, linesOf, state } from './findings.ts'

const begun = { since }

const memory = (falls: readonly number[]) => ({
  kind: 'metric' as const,
  ...{ metric: 'PrivateBytes', of: 'app' as const, unit: 'bytes' as const, aggregation: 'average' as const },
  grainInMs: minute,
  series: [
    {
      instance: 'RD0001',
      points: Array.from({ length: 60 }, (_, index) => {
        const at = window.from + index * minute
        const last = falls.findLast((fall) => fall <= at) ?? window.from - 30 * minute
        const age = (at - last) / minute
        return [at, (age < 3 ? 80 + 40 * age : 400) * 1e6] as const
      }),
    },
  ],
})
const instance = (startedAt: number) => state('instance', 'RD0001', { state: 'READY', startedAt })
const crash = state('detector', 'Application Crashes', { status: 'critical', message: 'The process ended 2 times.' })

describe('restarts', () => {
  test('how often since it began, by what memory shows, and what others say of it', async () => {
    const falls = [since + 2 * minute, since + 9 * minute]
    const incident = incidentWith({ seen: [memory(falls), instance(since + 9 * minute), crash] }, begun)

    expect(await linesOf('restarts', 'how many times did the process die', incident)).toEqual([
      'At least 2 times since 02:55 UTC: memory fell at once on one instance, as it does when a process ends (latest 02:57 UTC, 03:04 UTC).',
      'Microsoft’s detector Application Crashes: The process ended 2 times.',
      'Running now since: RD0001 03:04 UTC.',
    ])
  })

  test('in the time that is named, and why memory fell', async () => {
    const incident = incidentWith({ seen: [memory([since + 2 * minute]), instance(since + 2 * minute)] }, begun)

    const lines = await linesOf('restarts', 'crashes since 03:05, and why is memory lower', incident)

    expect(lines[0]).toMatch(/^Not since 03:05 UTC/)
    expect(lines[1]).toMatch(/^A process that begins anew holds little memory/)
  })

  test('an instance that began long before is no crash of this incident', async () => {
    const incident = incidentWith({ seen: [instance(since - 300 * minute)] }, begun)

    expect(await linesOf('restarts', 'why was RD0001 started', incident)).toContain(
      'That was 5 h before this trouble began, so it is no crash of this incident.',
    )
  })

  test('what was not seen is not counted', async () => {
    const incident = incidentWith({ seen: [state('app', 'contoso-web', { state: 'Running' })] }, begun)

    expect((await linesOf('restarts', 'hoe vaak is hij herstart', incident, { language: 'nl' }))[0]).toMatch(
      /^Hoe vaak is niet bekend/,
    )
  })
})
