import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { type AppRef, appLabelOf } from '../../incident/app-ref.ts'
import type { FileSize, MitigationPlan } from '../../incident/mitigation-plan.ts'
import { noExtraCost } from '../planning/extra-cost.ts'
import type { ManualCommands } from '../planning/manual-commands.ts'
import type { DumpRequest, DumpTarget } from './dump-process.ts'

export interface DumpDetails {
  readonly step: string
  readonly app: AppRef
  readonly chosen: DumpTarget
  readonly from: DumpRequest
  readonly size: FileSize
}

/** Bound to the process: a new one on the instance voids the approval. */
export const buildDumpPlan = ({ step, app, chosen, from, size }: DumpDetails): MitigationPlan => {
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
    changes: [{ what: messageOf('step.change.dump', { instance: instance.name }), before: `pid ${pid}`, after: file }],
    touches: { apps: [appLabelOf(app)], instances: [instance.name] },
    notice: noticesOf(chosen, size),
    file: size,
    fileNotice: [messageOf('step.notice.dump-secrets')],
    cost: noExtraCost,
    success: { limits: [], holdInMs: 0, withinInMs: 0 },
    commands: dumpCommands(from, file),
    destroysEvidence: false,
  }
}

/** `az rest` writes what it gets to a file; PowerShell takes a token along to where the file is. */
const dumpCommands = ({ path, host, query }: DumpRequest, file: string): ManualCommands => {
  const url = `https://${host ?? 'management.azure.com'}${path}?${new URLSearchParams(query)}`
  const forKudu = host === undefined ? '' : ' --resource "https://management.azure.com"'
  return {
    az: `az rest --method get --url "${url}"${forKudu} --output-file "${file}"`,
    powershell: `Invoke-WebRequest -Uri "${url}" -Authentication Bearer -Token (Get-AzAccessToken -AsSecureString).Token -OutFile "${file}"`,
  }
}

/** Ours, for Microsoft gives none: what a worker's local disk takes. The card says so. */
const writtenInBytesPerSecond = 100_000_000
const miniDumpInSeconds = 5

const noticesOf = (chosen: DumpTarget, size: FileSize): readonly TranslatableMessage[] => [
  pauseOf(chosen, size),
  chosen.others === 0
    ? messageOf('step.notice.dump-only-instance')
    : messageOf('step.notice.dump-others', { others: chosen.others }),
]

const pauseOf = ({ instance, pid }: DumpTarget, size: FileSize): TranslatableMessage => {
  const process = { instance: instance.name, pid }
  switch (size.is) {
    case 'small':
      return messageOf('step.notice.mini-dump-pauses', { ...process, seconds: miniDumpInSeconds })
    case 'unknown':
      return messageOf('step.notice.dump-pauses-unknown', process)
    case 'known':
      return messageOf('step.notice.dump-pauses', {
        ...process,
        seconds: Math.max(1, Math.ceil(size.inBytes / writtenInBytesPerSecond)),
        megabytes: Math.ceil(size.inBytes / 1_000_000),
      })
    default:
      return size satisfies never
  }
}

/** Nothing in it that a file system or a shell could take for more than a name. */
const fileNameOf = (app: AppRef, { instance, pid }: DumpTarget, step: string): string =>
  `${[appLabelOf(app), instance.name, pid, step].join('-').replace(/[^\w.-]/g, '-')}.dmp`
