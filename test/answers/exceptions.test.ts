import { describe, expect, test } from 'vitest'
import type { LogFinding } from '../../src/incident/finding.ts'
import { minute, since } from '../views/basics.ts'
import { incidentWith, linesOf } from './findings.ts'

const thrown: LogFinding = {
  kind: 'log',
  log: 'application',
  entry: 'exception',
  exception: 'System.NullReferenceException',
  message: 'Object reference not set',
  frame: 'Contoso.Orders.Total',
  line: 'System.NullReferenceException: Object reference not set',
  count: 72,
  first: since,
  last: since + 10 * minute,
}
const exit: LogFinding = {
  kind: 'log',
  log: 'container',
  entry: 'exit',
  exitCode: 137,
  line: 'exited with 137',
  count: 2,
  last: since + 12 * minute,
}
const error: LogFinding = {
  kind: 'log',
  log: 'application',
  entry: 'error',
  line: 'Cannot render cart',
  count: 4,
  last: since + 14 * minute,
}
const told = incidentWith({ 'application-log': [thrown, error], 'container-log': [exit] }, { since })

describe('exceptions', () => {
  test('the most telling first: type, own frame, how often, first and last', async () => {
    const [first] = await linesOf('exceptions', 'what is the error', told)

    expect(first).toBe(
      'Application log: System.NullReferenceException in Contoso.Orders.Total, 72 times, last at 03:05 UTC. Object reference not set · First at 02:55 UTC.',
    )
  })

  test('the exit code or the last line where that was asked for', async () => {
    expect(await linesOf('exceptions', 'exit code?', told)).toEqual([
      'Container log: ended with 137, 2 times, last at 03:07 UTC.',
    ])
    expect((await linesOf('exceptions', 'laatste fout in de log', told, { language: 'nl' }))[0]).toMatch(
      /Cannot render cart/,
    )
  })

  test('an exception that is named and not there is said not to be', async () => {
    const lines = await linesOf('exceptions', 'do you see a SocketException', told)

    expect(lines[0]).toBe('I see no SocketException in the logs that I read: Application log, Container log.')
  })

  const off = { status: 'not-offered' as const, findings: [], failure: { key: 'card.gap.late' } }

  test('how often, first and last before the text', async () => {
    const lines = await linesOf(
      'exceptions',
      'hoe vaak komt NullReferenceException voor en wanneer voor het eerst',
      told,
      {
        language: 'nl',
      },
    )

    expect(lines[0]).toBe('System.NullReferenceException: 72 keer, eerst om 02:55 UTC, laatst om 03:05 UTC.')
  })

  test('"no error" is said of what was read alone', async () => {
    const half = incidentWith({ 'application-log': [], 'event-log': off })
    const blind = incidentWith({ 'application-log': off, 'event-log': off })

    expect((await linesOf('exceptions', 'any exceptions', half))[0]).toBe(
      'No error in what I read: Application log (1 of 2 logs).',
    )
    const [first, gap] = await linesOf('exceptions', 'any OutOfMemoryException?', blind)
    expect(first).toBe('Not known: none of the 2 logs could be read.')
    expect(gap).toMatch(/^Application log, Event log: /)
  })

  test('a log that the system does not have is not counted', async () => {
    const other = { ...off, failure: { key: 'probe.container-log.other-system' } }
    const windows = incidentWith({ 'application-log': off, 'container-log': other })

    expect((await linesOf('exceptions', 'errors?', windows))[0]).toBe(
      'Not known: the one log there is could not be read.',
    )
  })

  test('the last lines of the container log, where it is kept', async () => {
    const file = {
      id: 'f1',
      collector: 'container-log',
      fileName: 'container-log.txt',
      contentType: 'text/plain',
      sizeInBytes: 900,
      sha256: 'a'.repeat(64),
    }
    const kept = { ...told, evidence: [file] }
    const lines = await linesOf('exceptions', 'show the last lines of the container log', kept, {
      lastLines: async () => ['listening on 8080', 'TimeoutError'],
    })

    expect(lines.slice(0, 3)).toEqual(['The last lines of container-log.txt:', 'listening on 8080', 'TimeoutError'])
  })
})
