import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import diagnostics from 'node:diagnostics_channel'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import type { ReceivedWrite } from '../../simulator/types.ts'
import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import { createFakeChat, type FakeChat } from '../../src/cli/drill/fake-chat.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { runningClock, type SteppedClock, steppedClock } from '../../src/clock/running-clock.ts'
import { composeAppmedic } from '../../src/compose.ts'
import type { Policy } from '../../src/incident/approval/policy.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import type { EvidenceItem } from '../../src/incident/events/evidence-event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Action, Incident } from '../../src/incident/incident.ts'
import type { MitigationPlan, StepArgs } from '../../src/incident/mitigation-plan.ts'
import { openJournal } from '../../src/journal/index.ts'
import { steps } from '../../src/mitigate/index.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import type { FaultPoint } from '../../src/runbook/fault-points.ts'
import { noDeadline } from '../deadlines.ts'

/** What a bot is started with. */
export interface Orders {
  readonly dataDir: string
  readonly url: string
  readonly policy: Policy
  readonly kill?: Kill
}

export interface Kill {
  readonly at: FaultPoint
  /** Which time it comes by, from 1. */
  readonly nth: number
}

/** What a bot says when all is over; where it was killed, only what it had passed. */
export interface Said {
  readonly actions: readonly Action[]
  readonly evidence: readonly EvidenceItem[]
  readonly passed: readonly FaultPoint[]
  readonly cards: readonly { readonly card: string; readonly says: string; readonly whole: string }[]
}

export interface Wish {
  readonly step: string
  readonly app: string
  readonly args?: StepArgs
  readonly leaseInMs?: number
}

/** An estate in this process, and a folder with the journal of an incident in which a step is wished for. */
export interface Ground {
  readonly simulator: Simulator
  readonly dataDir: string
  /** Resolves when it has ended, by itself or killed. */
  bot(kill?: Kill): Promise<{ readonly signal: string | null; readonly said: Said | undefined }>
  /** Killed from outside, as soon as Azure has the step's request and before it answers. */
  botKilledInFlight(): Promise<{ readonly signal: string | null }>
  /** Those that a bot sent. */
  writes(): readonly ReceivedWrite[]
  /** How often a dump was begun, a continued one not counted. */
  dumps(): number
  unfinished(): Promise<readonly string[]>
  /** This process takes over what a killed one left, on a clock that from now on moves only when told. */
  takeOver(): Promise<TakenOver>
  events(): Promise<readonly IncidentEvent[]>
  stop(): Promise<void>
}

export interface TakenOver {
  readonly stage: FakeChat
  readonly now: () => number
  incident(): Promise<Incident>
  /** Moves the clock there, waking up whoever waits, one time after the other. */
  passTo(when: number): Promise<void>
  stop(): Promise<void>
}

const minute = 60_000
/** Simulated seconds a real one: starting a process takes minutes on this clock, a whole step a few seconds. */
const speed = 300

const example = readPolicyFile(examplePolicyPath, { practice: true })
/** Everything may be approved by one, and it is not the expiry that is tested here. */
const patient: Policy = {
  ...example,
  rules: [
    {
      name: 'all',
      approvers: ['lead'],
      needed: 1,
      requesterCounts: false,
      expiresInMs: 24 * 60 * minute,
      coolDownInMs: 0,
    },
  ],
  reading: { kudu: true, commands: false, dumps: ['lead'] },
}

export const createGround = async (wish: Wish): Promise<Ground> => {
  const origin = { simulated: Date.UTC(2026, 2, 4, 12, 0), real: Date.now() }
  const running = runningClock(speed, origin)
  let stepped: SteppedClock | undefined
  const clock = { now: () => stepped?.now() ?? running.now(), speed }
  const simulator = await startSimulator({ seed: 7, clock, faults: faultsFor(wish), historyInMs: 30 * minute })
  const dataDir = await mkdtemp(join(tmpdir(), 'appmedic-kill-'))
  await prepare({ wish, dataDir, simulator, now: clock.now })
  const orders = { dataDir, url: simulator.url, policy: patient }
  const requests = listen(simulator)
  return {
    simulator,
    dataDir,
    bot: async (kill) => {
      const child = start(kill === undefined ? orders : { ...orders, kill })
      const said = saidBy(child)
      return { signal: await ended(child), said: await said }
    },
    botKilledInFlight: async () => {
      simulator.configure({ dumpSizeInBytes, latencyInMs: 0 })
      const child = start(orders)
      requests.onStep((has) => {
        simulator.configure({ dumpSizeInBytes, latencyInMs: 60_000 })
        const looking = setInterval(() => {
          if (!has()) return
          clearInterval(looking)
          child.kill('SIGKILL')
        }, 5)
      })
      const signal = await ended(child)
      simulator.configure({ dumpSizeInBytes })
      return { signal }
    },
    takeOver: () => {
      stepped = steppedClock(running.now())
      return takeOver(orders, stepped)
    },
    writes: () => simulator.writes().filter(({ clientRequestId }) => clientRequestId !== null),
    dumps: requests.dumps,
    unfinished: async () => {
      const names = await readdir(join(dataDir, 'evidence')).catch(() => [])
      return names.filter((name) => name.endsWith('.part'))
    },
    events: async () => {
      const { journal, close } = await openJournal({ dataDir, now: clock.now })
      const events = (await journal.read('INC-1')).map((entry) => entry.event)
      await close()
      return events
    },
    stop: async () => {
      requests.stop()
      await simulator.stop()
      await rm(dataDir, { recursive: true })
    },
  }
}

const takeOver = async ({ dataDir, url, policy }: Orders, clock: SteppedClock): Promise<TakenOver> => {
  const stages: FakeChat[] = []
  const appmedic = await composeAppmedic({
    dataDir,
    clock,
    azure: { credential: practiceCredential, simulatorUrl: url },
    deadline: clock.deadline,
    policy: () => policy,
    language: 'en',
    timeZone: 'UTC',
    practice: { speed },
    platforms: ({ expand }) => {
      stages.push(createFakeChat(expand))
      return stages
    },
    ids: { action: randomUUID, correlation: randomUUID },
    log: { info: () => undefined, error: (facts) => console.error(facts) },
  })
  await appmedic.start()
  const [stage] = stages
  if (stage === undefined) throw new Error('no stage')
  const settle = () => appmedic.runbook.idle()
  return {
    stage,
    now: clock.now,
    incident: async () => {
      await settle()
      const found = foldEvents((await appmedic.journal.read('INC-1')).map((entry) => entry.event))
      if (found === undefined) throw new Error('no incident')
      return found
    },
    passTo: async (when) => {
      await settle()
      for (let next = clock.next(); next !== undefined && next <= when; next = clock.next()) {
        clock.advanceTo(next)
        await settle()
      }
      clock.advanceTo(when)
      await settle()
    },
    stop: () => appmedic.stop(),
  }
}

/** Large enough to come in many pieces. */
const dumpSizeInBytes = 8 * 1024 * 1024

const faultsFor = ({ step, app }: Wish): Readonly<Record<string, string>> =>
  step === 'start' ? { [app]: 'app-stopped' } : {}

const start = (orders: Orders): ChildProcess =>
  spawn(process.execPath, ['test/faults/bot.mjs', JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] })

const saidBy = async (child: ChildProcess): Promise<Said | undefined> => {
  let said = ''
  for await (const chunk of child.stdout ?? []) said += String(chunk)
  return said === '' ? undefined : (JSON.parse(said) as Said)
}

const ended = async (child: ChildProcess): Promise<string | null> => {
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return signal
}

/** What comes in on the simulator's port, seen as it arrives. */
const listen = ({ port, writes }: Simulator) => {
  let dumps = 0
  let told: (has: () => boolean) => void = () => undefined
  const heard = (message: unknown): void => {
    const { request, socket } = message as { request: IncomingMessage; socket: { localPort: number } }
    const { method = '', url = '' } = request
    if (socket.localPort !== port || url.startsWith('/simulator')) return
    const isDump = method === 'GET' && /\/dump\?/.test(url) && request.headers.range === undefined
    const isWrite = !['GET', 'HEAD'].includes(method) && !/\/(slotsdiffs|listinstances|resources)\?/i.test(url)
    if (isDump) dumps += 1
    const before = writes().length
    // A request with a body is in Azure's hands once that has come too.
    if (isDump || isWrite) told(() => isDump || writes().length > before)
  }
  diagnostics.subscribe('http.server.request.start', heard)
  return {
    dumps: () => dumps,
    onStep: (tell: (has: () => boolean) => void) => {
      told = (has) => {
        told = () => undefined
        tell(has)
      }
    },
    stop: () => void diagnostics.unsubscribe('http.server.request.start', heard),
  }
}

interface Preparing {
  readonly wish: Wish
  readonly dataDir: string
  readonly simulator: Simulator
  readonly now: () => number
}

/** An incident that has been looked at, whose evidence is seen to, and in which Ada wished for the step. */
const prepare = async ({ wish, dataDir, simulator, now }: Preparing): Promise<void> => {
  simulator.configure({ dumpSizeInBytes })
  const { app, request } = await requestFor(wish, simulator, now)
  const at = now()
  const window = { from: at - 30 * minute, to: at }
  const { journal, close } = await openJournal({ dataDir, now })
  const place = { platform: 'web', tenant: 'local', channel: 'drill' }
  const events: readonly IncidentEvent[] = [
    {
      at,
      type: 'IncidentOpened',
      incident: 'INC-1',
      by: { platform: 'web', tenant: 'local', id: 'ada', name: 'Ada' },
      place,
      text: `${wish.step} ${wish.app}`,
      symptom: 'outage',
      codes: [],
      language: 'en',
      wanted: request,
    },
    { at, type: 'AppChosen', app },
    { at, type: 'ObservationStarted', round: 1, window, probes: [] },
    { at, type: 'VerdictReached', round: 1, verdict: { at, outcome: 'nothing-wrong', causes: [], unseen: [] } },
    { at, type: 'CollectionFailed', collector: 'processes', why: { key: 'collect.late', args: { seconds: 60 } } },
  ]
  const index = { open: true, places: [], deadlines: [{ key: 'wanted', at }], appId: app.id.toLowerCase() }
  await journal.append({ stream: 'INC-1', expectedVersion: 0, events, index })
  await close()
}

const requestFor = async ({ step, app: query, args, leaseInMs }: Wish, simulator: Simulator, now: () => number) => {
  const azure = await createAzure({
    credential: practiceCredential,
    mayVisit: () => true,
    kudu: () => ({ read: true, commands: false }),
    simulatorUrl: simulator.url,
    deadline: noDeadline,
  })
  const found = await createAppDirectory({ reading: azure.reading, now }).find(query)
  if (found.is !== 'one') throw new Error(`${query}: ${found.is}`)
  const { app } = found
  const onInstance = ['restart-instance', 'reboot-worker'].includes(step)
  const restart = onInstance ? await steps.find(({ id }) => id === 'restart')?.plan(azure.reading, app, {}, now()) : {}
  const { touches } = (restart as { plan?: MitigationPlan }).plan ?? {}
  const lease = leaseInMs === undefined ? {} : { leaseInMs }
  const instance = onInstance ? { instance: touches?.instances[0] ?? '' } : {}
  return { app, request: { step, args: { ...args, ...instance, ...lease } } }
}
