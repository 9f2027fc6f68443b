import type { AppRef } from '../incident/app.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Plan } from '../incident/plan.ts'
import { dumpCommands } from './commands.ts'
import type { Chosen } from './dump-process.ts'
import { nothingMore } from './free.ts'
import { labelOf } from './ids.ts'

export interface DumpFrom {
  readonly path: string
  /** Kudu's; ARM where absent. */
  readonly host?: string
  readonly query: Readonly<Record<string, string>>
}

export interface DumpOf {
  readonly step: string
  readonly app: AppRef
  readonly chosen: Chosen
  readonly from: DumpFrom
  /** `undefined` where it is small, or nobody knows. */
  readonly sizeInBytes: number | undefined
}

/** Bound to the process: a new one on the instance voids the approval. */
export const dumpPlan = ({ step, app, chosen, from, sizeInBytes }: DumpOf): Plan => {
  const { instance, pid, startedAt } = chosen
  const { path, host, query } = from
  const file = fileNameOf(app, chosen, step)
  return {
    step,
    args: { instance: instance.name },
    resource: app.id,
    writes: [{ method: 'GET', path, ...(host === undefined ? {} : { host }) }],
    state: {
      instance: instance.id,
      pid,
      startedAt: startedAt === undefined ? null : new Date(startedAt).toISOString(),
      query: new URLSearchParams(query).toString(),
      file,
    },
    changes: [{ what: phrase('step.change.dump', { instance: instance.name }), before: `pid ${pid}`, after: file }],
    touches: { apps: [labelOf(app)], instances: [instance.name] },
    notice: noticesOf(chosen, sizeInBytes),
    cost: nothingMore,
    success: { limits: [], holdInMs: 0, withinInMs: 0 },
    commands: dumpCommands(from, file),
    destroysEvidence: false,
  }
}

/** Ours, for Microsoft gives none: what a worker's local disk takes. The card says so. */
const writtenInBytesPerSecond = 100_000_000
const secondsForMini = 5

const noticesOf = (chosen: Chosen, sizeInBytes: number | undefined): readonly Phrase[] => [
  pauseOf(chosen, sizeInBytes),
  chosen.others === 0
    ? phrase('step.notice.dump-only-instance', { instance: chosen.instance.name })
    : phrase('step.notice.dump-others', { others: chosen.others }),
  phrase('step.notice.dump-secrets'),
]

const pauseOf = ({ instance, pid }: Chosen, sizeInBytes: number | undefined): Phrase => {
  if (sizeInBytes === undefined)
    return phrase('step.notice.mini-dump-pauses', { instance: instance.name, pid, seconds: secondsForMini })
  return phrase('step.notice.dump-pauses', {
    instance: instance.name,
    pid,
    seconds: Math.max(1, Math.ceil(sizeInBytes / writtenInBytesPerSecond)),
    megabytes: Math.ceil(sizeInBytes / 1_000_000),
  })
}

/** Nothing in it that a file system or a shell could take for more than a name. */
const fileNameOf = (app: AppRef, { instance, pid }: Chosen, step: string): string =>
  `${[labelOf(app), instance.name, pid, step].join('-').replace(/[^\w.-]/g, '-')}.dmp`
