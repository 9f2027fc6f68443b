import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openJournal } from '../../src/journal/index.ts'
import type { AppendRequest, AppendResult, Journal } from '../../src/journal/types.ts'
import { event, events } from './temporary-journals.ts'

const fresh = () => openJournal({ dataDir: ':memory:', now: () => 1_000 })

describe('append', () => {
  test('keeps what it was given, in order, with its place in the stream and in the chain', async () => {
    const { journal, close } = await fresh()
    const said = { ...event(1, 'Grüße\u0000\n"€" \ud83d\ude00'), action: 'é' }

    await journal.append({ stream: 'INC-1', expectedVersion: 0, events: [said, event(2)] })
    await journal.append({ stream: 'DESK', expectedVersion: 0, events: [event(3)] })
    const appended = await journal.append({ stream: 'INC-1', expectedVersion: 2, events: [event(4)] })

    const read = await journal.read('INC-1')
    expect(appended).toEqual({ is: 'appended', version: 3, entries: read.slice(2) })
    expect(read.map(({ seq, version, event }) => ({ seq, version, event }))).toEqual([
      { seq: 1, version: 1, event: said },
      { seq: 2, version: 2, event: event(2) },
      { seq: 4, version: 3, event: event(4) },
    ])
    expect((await journal.entries(1, 2)).map(({ seq, stream }) => [seq, stream])).toEqual([
      [2, 'INC-1'],
      [3, 'DESK'],
    ])
    expect(await journal.read('INC-9')).toEqual([])
    await close()
  })

  test('lets one of two through where both expect the same version', async () => {
    const { journal, close } = await fresh()
    const both = [1, 2].map((n) => journal.append({ stream: 'INC-1', expectedVersion: 0, events: [event(n)] }))

    expect((await Promise.all(both)).map(({ is }) => is)).toEqual(['appended', 'conflict'])
    expect(await journal.read('INC-1')).toHaveLength(1)
    await close()
  })

  test('knows an input again whatever stream it comes for, and says so before anything else', async () => {
    const { journal, close } = await fresh()
    const input = { platform: 'web', id: 'm-1' }
    await journal.append({ stream: 'INC-1', expectedVersion: 0, events: [event(1)], input })

    expect(await journal.append({ stream: 'INC-1', expectedVersion: 0, events: [event(2)], input })).toEqual({
      is: 'duplicate-input',
    })
    expect(await journal.append({ stream: 'INC-2', expectedVersion: 0, events: [event(2)], input })).toEqual({
      is: 'duplicate-input',
    })
    expect(await journal.wasInputSeen('web', 'm-1')).toBe(true)
    expect(await journal.wasInputSeen('slack', 'm-1')).toBe(false)
    await close()
  })

  test('gives a claim to one owner at a time, again to the same one, and to the next once released', async () => {
    const { journal, close } = await fresh()
    const claim = (expectedVersion: number, owner: string, keys: string[], release?: string) =>
      journal.append({
        stream: 'INC-1',
        expectedVersion,
        events: [event(expectedVersion)],
        claim: { owner, keys },
        ...(release === undefined ? {} : { release }),
      })

    expect(await claim(0, 'a', ['app', 'plan'])).toMatchObject({ is: 'appended' })
    expect(await claim(1, 'b', ['free', 'plan'])).toEqual({ is: 'busy', owner: 'a' })
    expect(await claim(1, 'a', ['plan'])).toMatchObject({ is: 'appended' })
    expect(await claim(2, 'b', ['plan'], 'c')).toEqual({ is: 'busy', owner: 'a' })
    expect(await claim(2, 'b', ['free', 'plan'], 'a')).toMatchObject({ is: 'appended' })
    expect(await claim(3, 'a', ['app'])).toMatchObject({ is: 'appended' })
    await close()
  })

  test('finds what ran on an app, behind any number of incidents in which nothing did', async () => {
    const { journal, close } = await fresh()
    const index = { open: false, appId: '/sites/web', places: [], deadlines: [] }
    const started = { type: 'MitigationStarted', at: 1, action: 'a', correlationId: 'c', before: {} } as never
    for (let n = 1; n <= 60; n += 1)
      await journal.append({
        stream: `INC-${n}`,
        expectedVersion: 0,
        events: n === 1 ? [event(1), started] : [event(n)],
        index,
      })

    expect(await journal.incidentsWithStepsOf('/sites/web', 50)).toEqual(['INC-1'])
    expect(await journal.incidentsWithStepsOf('/sites/other', 50)).toEqual([])
    await close()
  })

  test('answers from the index of a stream, and from the last one only', async () => {
    const { journal, close } = await fresh()
    const index = { open: true, appId: '/sites/web', places: ['web/t/c/1', 'slack/t/c/2', 'web/t/c/1'] }
    const deadline = (key: string, at: number) => ({ key, at })
    const add = async (append: Partial<AppendRequest> & { stream: string }) =>
      journal.append({ expectedVersion: (await journal.read(append.stream)).length, events: [event(1)], ...append })
    await add({ stream: 'INC-2', index: { ...index, deadlines: [deadline('b', 20), deadline('a', 20)] } })
    await add({ stream: 'INC-10', index: { ...index, deadlines: [deadline('a', 10)] } })
    await add({ stream: 'INC-3', index: { open: false, places: [], deadlines: [] } })
    await add({ stream: 'DESK' })

    expect(await journal.nextIncidentId()).toBe('INC-11')
    expect(await journal.openStreams()).toEqual(['INC-2', 'INC-10'])
    expect(await journal.openIncidentsOf('/sites/web')).toEqual(['INC-2', 'INC-10'])
    expect(await journal.recentIncidentsOf('/sites/web', 1)).toEqual(['INC-10'])
    expect(await journal.incidentsInPlace('web/t/c/1', 20)).toEqual(['INC-10', 'INC-2'])
    expect(await journal.dueDeadlines(20)).toEqual([
      { stream: 'INC-10', deadline: deadline('a', 10) },
      { stream: 'INC-2', deadline: deadline('a', 20) },
      { stream: 'INC-2', deadline: deadline('b', 20) },
    ])

    await add({ stream: 'INC-10', index: { open: false, places: ['web/t/c/9'], deadlines: [] } })

    expect(await journal.openStreams()).toEqual(['INC-2'])
    expect(await journal.openIncidentsOf('/sites/web')).toEqual(['INC-2'])
    expect(await journal.incidentsInPlace('web/t/c/1', 20)).toEqual(['INC-2'])
    expect(await journal.incidentsInPlace('web/t/c/9', 20)).toEqual(['INC-10'])
    expect(await journal.dueDeadlines(19)).toEqual([])
    await close()
  })

  test('property: any interleaving leaves what a plain model says, all of each append or nothing of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAppend, { maxLength: 25 }), async (appends) => {
        const { journal, close } = await fresh()

        const answers = await Promise.all(appends.map((append) => journal.append(append)))

        const model = modelOf()
        expect(answers.map(withoutEntries)).toEqual(appends.map(model.append))
        expect(await summaryOf(journal)).toEqual(model.summary())
        await close()
      }),
      { numRuns: 60 },
    )
  })
})

const streams = ['INC-1', 'INC-2', 'DESK']
const owners = ['a', 'b', 'c']
const inputs = ['1', '2', '3', '4', '5']
const keys = ['app', 'plan', 'other']

const anyAppend: fc.Arbitrary<AppendRequest> = fc
  .record(
    {
      stream: fc.constantFrom(...streams),
      expectedVersion: fc.nat(4),
      events: fc.nat(3).map((count) => events(count)),
      input: fc.record({ platform: fc.constant('web'), id: fc.constantFrom(...inputs) }),
      claim: fc.record({ owner: fc.constantFrom(...owners), keys: fc.subarray(keys) }),
      release: fc.constantFrom(...owners),
      index: fc.record({
        open: fc.boolean(),
        places: fc.constant([]),
        deadlines: fc.array(fc.record({ key: fc.constantFrom('x', 'y'), at: fc.nat(9) }), { maxLength: 3 }),
      }),
    },
    { requiredKeys: ['stream', 'expectedVersion', 'events'] },
  )
  .map((append) => append as AppendRequest)

interface Summary {
  readonly versions: Readonly<Record<string, number>>
  readonly seen: readonly boolean[]
  readonly open: readonly string[]
  readonly due: readonly string[]
}

const summaryOf = async (journal: Journal): Promise<Summary> => {
  const lengths = streams.map(async (stream) => [stream, (await journal.read(stream)).length] as const)
  const due = await journal.dueDeadlines(Number.MAX_SAFE_INTEGER)
  return {
    versions: Object.fromEntries(await Promise.all(lengths)),
    seen: await Promise.all(inputs.map((id) => journal.wasInputSeen('web', id))),
    open: [...(await journal.openStreams())].sort(),
    due: due.map(({ stream, deadline }) => `${stream} ${deadline.key} ${deadline.at}`).sort(),
  }
}

const withoutEntries = (result: AppendResult) =>
  result.is === 'appended' ? { is: result.is, version: result.version } : result

/** The contract once more, in memory and in no hurry. */
const modelOf = () => {
  const versions: Record<string, number> = Object.fromEntries(streams.map((stream) => [stream, 0]))
  const seen = new Set<string>()
  const claims = new Map<string, string>()
  const index = new Map<string, NonNullable<AppendRequest['index']>>()
  const append = (asked: AppendRequest): ReturnType<typeof withoutEntries> => {
    const version = versions[asked.stream] ?? 0
    if (asked.input !== undefined && seen.has(asked.input.id)) return { is: 'duplicate-input' }
    if (version !== asked.expectedVersion) return { is: 'conflict' }
    const left = new Map([...claims].filter(([, owner]) => owner !== asked.release))
    const taken = [...(asked.claim?.keys ?? [])]
      .sort()
      .find((key) => (left.get(key) ?? asked.claim?.owner) !== asked.claim?.owner)
    if (taken !== undefined) return { is: 'busy', owner: left.get(taken) ?? '' }
    if (asked.release !== undefined) for (const key of [...claims.keys()]) if (!left.has(key)) claims.delete(key)
    for (const key of asked.claim?.keys ?? []) claims.set(key, asked.claim?.owner ?? '')
    if (asked.input !== undefined) seen.add(asked.input.id)
    if (asked.index !== undefined) index.set(asked.stream, asked.index)
    versions[asked.stream] = version + asked.events.length
    return { is: 'appended', version: version + asked.events.length }
  }
  const due = ([stream, { deadlines }]: [string, NonNullable<AppendRequest['index']>]) =>
    [...new Map(deadlines.map((deadline) => [deadline.key, deadline])).values()].map(
      ({ key, at }) => `${stream} ${key} ${at}`,
    )
  return {
    append,
    summary: (): Summary => ({
      versions,
      seen: inputs.map((id) => seen.has(id)),
      open: [...index]
        .filter(([, { open }]) => open)
        .map(([stream]) => stream)
        .sort(),
      due: [...index].flatMap(due).sort(),
    }),
  }
}
