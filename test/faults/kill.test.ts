import { afterAll, describe, expect, it } from 'vitest'
import { compareEvidence } from '../../src/journal/verify-evidence.ts'
import { steps } from '../../src/mitigate/index.ts'
import { type FaultPoint, faultPoints } from '../../src/runbook/fault-points.ts'
import { createGround, type Ground, type Kill, type Said, type Wish } from './ground.ts'

const restart: Wish = { step: 'restart', app: 'contoso-web' }
const dump: Wish = { step: 'memory-dump', app: 'contoso-web' }
const lease: Wish = { step: 'scale-out', app: 'contoso-web', args: { workers: 5 }, leaseInMs: 12 * 60_000 }

const everyWish: readonly Wish[] = [
  restart,
  dump,
  lease,
  { step: 'metric-alert', app: 'contoso-web' },
  { step: 'mini-dump', app: 'contoso-web' },
  { step: 'restart-instance', app: 'contoso-web' },
  { step: 'start', app: 'contoso-blog' },
  { step: 'auto-heal', app: 'contoso-web', args: { trigger: 'status-codes', count: 1000 } },
  { step: 'autoscale-set', app: 'contoso-shop', args: { minimum: 2, maximum: 4 } },
  { step: 'automatic-scaling', app: 'contoso-api', args: { maximum: 5 } },
  { step: 'swap-back', app: 'contoso-web' },
  { step: 'soft-restart', app: 'contoso-web' },
  { step: 'health-check', app: 'contoso-web', args: { path: '/ready' } },
  { step: 'reboot-worker', app: 'contoso-web' },
  { step: 'scale-in', app: 'contoso-web', args: { workers: 2 } },
  { step: 'scale-up', app: 'contoso-shop', args: { sku: 'S3' } },
  { step: 'scale-down', app: 'contoso-web', args: { sku: 'P0v3' } },
  { step: 'stop', app: 'contoso-blog' },
]

const inDoubt: readonly FaultPoint[] = ['call-sent', 'call-answered', 'doubt-journaled']
const ofDumps: readonly FaultPoint[] = ['dump-streaming', 'dump-kept']
const ofLeases: readonly FaultPoint[] = ['lease-started', 'lease-reminded', 'return-requested', 'lease-ended']

const isDump = ({ step }: Wish): boolean => step.endsWith('-dump')
const after = (point: FaultPoint): number => faultPoints.indexOf(point)

/** Where this step comes by; a doubt is killed after another kill has made it. */
const pointsOf = (wish: Wish): readonly FaultPoint[] =>
  faultPoints.filter((point) => {
    if (ofDumps.includes(point)) return isDump(wish)
    if (ofLeases.includes(point)) return wish.leaseInMs !== undefined
    const afterDump =
      after(point) > after('call-answered') && point !== 'result-journaled' && point !== 'doubt-journaled'
    return !(isDump(wish) && afterDump)
  })

interface Case {
  readonly wish: Wish
  readonly kill: Kill
}

const at = (wish: Wish, ...points: readonly FaultPoint[]): readonly Case[] =>
  points.map((point) => ({ wish, kill: { at: point, nth: 1 } }))

/** The same points once more, on the way back of a lease. */
const onReturn = (...points: readonly FaultPoint[]): readonly Case[] =>
  points.map((point) => ({ wish: lease, kill: { at: point, nth: 2 } }))

const everyReturn: readonly FaultPoint[] = [
  ...(['plan-read', 'proposal-journaled', 'approval-journaled', 'state-read', 'intent-journaled'] as const),
  ...(['call-answered', 'acceptance-journaled', 'result-journaled'] as const),
]

/** All of it takes twelve minutes on two cores: `APPMEDIC_EVERY_KILL=1`, or the steps, `restart,scale-out`. */
const asked = process.env.APPMEDIC_EVERY_KILL ?? ''
const wished = asked === '1' ? everyWish : everyWish.filter(({ step }) => asked.split(',').includes(step))
const cases: readonly Case[] =
  wished.length > 0
    ? [
        ...wished.flatMap((wish) => at(wish, ...pointsOf(wish))),
        ...(wished.includes(lease) ? onReturn(...everyReturn) : []),
      ]
    : [...at(restart, 'intent-journaled', 'call-sent'), ...onReturn('call-answered'), ...at(dump, 'dump-kept')]

const seen = new Set<FaultPoint>()

const killed = async (ground: Ground, kill: Kill): Promise<void> => {
  if (kill.at === 'call-sent') {
    expect(await ground.botKilledInFlight()).toEqual({ signal: 'SIGKILL' })
  } else {
    if (kill.at === 'doubt-journaled') expect(await ground.bot({ at: 'call-answered', nth: 1 })).toMatchObject(byKill)
    const { signal, said } = await ground.bot(kill)
    expect(signal).toBe('SIGKILL')
    for (const point of said?.passed ?? []) seen.add(point)
  }
}

const byKill = { signal: 'SIGKILL' }
const ran = /^(recovered|not-recovered|done)$/
const neverSent = /^(failed|handed-over)$/

const onlyAction = (said: Said) => {
  const own = said.actions.filter(({ by }) => by.kind === 'person')
  expect(own).toHaveLength(1)
  return own[0]
}

/** Who starts again more than a quarter of an hour later calls the return off, holds the lease and asks. */
const isHeld = ({ actions: [origin] }: Said): boolean =>
  origin?.lease?.held !== undefined && origin.lease.ended === undefined

const tellsOfStep = (ground: Ground, { wish, kill }: Case, said: Said): void => {
  const action = onlyAction(said)
  const isReturn = kill.nth === 2
  const lost = kill.at === 'intent-journaled' && !isReturn
  expect(action?.status).toMatch(lost ? neverSent : ran)
  expect(action?.adopted ?? false).toBe(inDoubt.includes(kill.at) && !isReturn)
  const expected = lost ? 0 : wish.leaseInMs === undefined || (isReturn && kill.at === 'intent-journaled') ? 1 : 2
  expect(ground.writes()).toHaveLength(isHeld(said) ? 1 : expected)
}

const tellsOfLease = ({ wish, kill }: Case, said: Said): void => {
  if (wish.leaseInMs === undefined || (kill.at === 'intent-journaled' && kill.nth === 1)) return
  const [origin, back] = said.actions
  if (isHeld(said)) {
    expect(back?.status ?? 'none').not.toMatch(ran)
    return
  }
  const lost = kill.at === 'intent-journaled'
  expect(origin?.lease?.ended).toBe(lost ? 'left' : 'returned')
  expect(back?.status).toMatch(lost ? neverSent : ran)
}

const tellsOfDump = async (ground: Ground, { kill }: Case, said: Said): Promise<void> => {
  const lost = ['intent-journaled', 'dump-streaming', ...inDoubt].includes(kill.at)
  const action = onlyAction(said)
  expect(action?.status).toBe(lost ? 'failed' : 'collected')
  expect(action?.adopted ?? false).toBe(kill.at === 'dump-kept')
  expect(ground.writes()).toEqual([])
  expect(ground.dumps()).toBe(kill.at === 'intent-journaled' ? 0 : 1)
  expect(said.evidence).toHaveLength(lost ? 0 : 1)
  const kept = await compareEvidence(
    ground.dataDir,
    said.evidence.map((item) => ({ seq: 1, ...item })),
  )
  expect(kept).toMatchObject({ files: lost ? 0 : 1, changed: [], missing: [] })
  expect(await ground.unfinished()).toEqual([])
}

/** Whatever happened: in words, without a key of ours, and each action was begun once. */
const isTold = async (ground: Ground, said: Said): Promise<void> => {
  const begun = (await ground.events()).flatMap((event) => (event.type === 'MitigationStarted' ? [event.action] : []))
  expect(new Set(begun).size).toBe(begun.length)
  const cards = said.cards.filter(({ card }) => card.startsWith('action:'))
  expect(cards.length).toBeGreaterThan(0)
  for (const { says, whole } of cards) {
    expect(says).toMatch(/contoso-\w+/)
    expect(whole).not.toMatch(/\b(card|step|refusal|status)\.[a-z-]+\.[a-z-]+/)
  }
}

describe.concurrent('a bot killed', () => {
  it.each(cases.map((one) => ({ ...one, name: `${one.kill.at} ${one.kill.nth} of ${one.wish.step}` })))(
    '$name: at most one write each, and the right story',
    { timeout: 240_000 },
    async (one) => {
      const ground = await createGround(one.wish)
      try {
        await killed(ground, one.kill)

        const { signal, said } = await ground.bot()

        if (said === undefined) throw new Error('it said nothing')
        expect(signal).toBeNull()
        for (const point of said.passed) seen.add(point)
        if (isDump(one.wish)) await tellsOfDump(ground, one, said)
        else tellsOfStep(ground, one, said)
        tellsOfLease(one, said)
        await isTold(ground, said)
      } finally {
        await ground.stop()
      }
    },
  )
})

describe('the list of fault points', () => {
  afterAll(() => seen.clear())

  it('names what a step really passes: each was passed, or killed at, above', () => {
    expect(faultPoints.filter((point) => !seen.has(point))).toEqual([])
  })

  it('every step is tried at each', () => {
    expect(everyWish.map(({ step }) => step).toSorted()).toEqual(steps.map(({ id }) => id).toSorted())
  })
})
