import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readResource } from '../../src/azure/arm-reader.ts'
import { createSharedAnswers, sharedForMinute, shareWithinLook } from '../../src/azure/shared-answers.ts'
import { type Lab, openLab, site } from './lab.ts'

const pending = () => {
  let now = 0
  const answers = createSharedAnswers(() => now)
  const asked: { readonly signal: AbortSignal; answer(value: unknown): void; fail(error: unknown): void }[] = []
  const read = (key: string, signal?: AbortSignal) =>
    answers.read(
      { key, forInMs: 60_000, signal },
      (soon) => new Promise((answer, fail) => asked.push({ signal: soon, answer, fail })),
    )
  return { answers, asked, read, pass: (inMs: number) => (now += inMs) }
}

describe('shared answers', () => {
  it('ask once for all who ask meanwhile and within a minute, whatever the case', async () => {
    const { asked, read, pass } = pending()
    const both = [read('/Plans/a'), read('/plans/A')]
    asked[0]?.answer('a')

    expect(await Promise.all(both)).toEqual(['a', 'a'])
    pass(59_000)
    expect(await read('/plans/a')).toBe('a')
    pass(1_000)
    void read('/plans/a')
    expect(asked).toHaveLength(2)
  })

  it('go on for the others when one stops waiting, and end when nobody waits', async () => {
    const { asked, read } = pending()
    const [first, second] = [new AbortController(), new AbortController()]
    const one = read('/plans/a', first.signal)
    const other = read('/plans/a', second.signal)

    first.abort()
    await expect(one).rejects.toMatchObject({ kind: 'no-answer' })
    expect(asked[0]?.signal.aborted).toBe(false)
    second.abort()
    await expect(other).rejects.toMatchObject({ kind: 'no-answer' })
    expect(asked[0]?.signal.aborted).toBe(true)
    void read('/plans/a')
    expect(asked).toHaveLength(2)
  })

  it('keep no error', async () => {
    const { asked, read } = pending()
    const refused = read('/plans/a')
    asked[0]?.fail(new Error('403'))

    await expect(refused).rejects.toThrow('403')
    void read('/plans/a')
    expect(asked).toHaveLength(2)
  })

  it('forget what was asked before a change, also what is still on its way', async () => {
    const { answers, asked, read } = pending()
    const before = read('/subscriptions/S/plans/a')
    answers.forget('/subscriptions/s/')
    asked[0]?.answer('old')

    expect(await before).toBe('old')
    void read('/subscriptions/s/plans/a')
    expect(asked).toHaveLength(2)
  })
})

describe('a client', () => {
  const labs: Lab[] = []
  afterEach(async () => {
    await Promise.all(labs.splice(0).map((lab) => lab.stop()))
  })
  const open = async (): Promise<Lab> => {
    const pace = { now: () => 0, at: () => undefined }
    const lab = await openLab(
      ({ method }) => ({ status: 200, body: { name: method } }),
      () => false,
      pace,
    )
    labs.push(lab)
    return lab
  }
  const named = z.object({ name: z.string() })

  it('shares what may be shared until something in the subscription is changed', async () => {
    const { azure, asked } = await open()
    const read = (sharing = {}) => readResource(azure.reading, { path: site, ...sharing }, named)
    const shared = { sharing: sharedForMinute }

    await Promise.all([read(shared), read(shared)])
    await read(shared)
    expect(asked).toHaveLength(1)
    await read()
    expect(asked).toHaveLength(2)
    const writing = azure.writing({ writes: [{ method: 'PUT', path: site }], correlationId: 'c' })
    await writing.send('PUT', site, {})
    await read(shared)
    expect(asked).toHaveLength(4)
  })

  it('asks once within a look, and anew in the next one', async () => {
    const { azure, asked } = await open()
    const look = shareWithinLook(azure.reading)

    await Promise.all([look.get(site, { a: '1', b: '2' }), look.get(site, { b: '2', a: '1' })])
    expect(asked).toHaveLength(1)
    await shareWithinLook(azure.reading).get(site, { a: '1', b: '2' })
    expect(asked).toHaveLength(2)
  })

  it('takes an answer without any field that it knows for malformed, and an empty list for an answer', async () => {
    const shape = z.object({
      skus: z.array(z.string()).nullish(),
      sku: z.object({ tier: z.string().nullish() }).nullish(),
    })
    const read = (body: unknown) => readResource({ get: async () => body }, { path: site }, shape)

    await expect(read({ sku: {}, other: 1 })).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await read({ skus: [] })).toEqual({ skus: [] })
    expect(await read({ sku: { tier: 'Free' } })).toEqual({ sku: { tier: 'Free' } })
  })
})
