import { startResumableDownload } from '../../azure/requests/resumable-download.ts'
import type { DownloadSource, ReadingAzure, WritingAzure } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { FileSize, MitigationPlan, StepArgs, WhatIfResult } from '../../incident/mitigation-plan.ts'
import { readSiteState, whyNotRunning } from '../live-state/site-state.ts'
import { whyNotSeenRunning } from '../seen/seen-app.ts'
import type { ApplyResult, MitigationStep } from '../types.ts'
import { buildDumpPlan } from './dump-plan.ts'
import { chooseDumpTarget, type DumpRequest, type DumpTarget } from './dump-process.ts'
import { whichInstance } from './one-instance.ts'

export interface DumpKind extends Pick<MitigationStep, 'id' | 'harm' | 'spokenAs' | 'needs' | 'through'> {
  /** What of the process is in it, and with that how large it will be. */
  readonly holds: 'all-memory' | 'stacks'
  from(azure: ReadingAzure, app: AppRef, chosen: DumpTarget): Promise<DumpRequest>
}

const mostTries = 4
const hourInMs = 60 * 60_000

/**
 * Fetches a dump of the app's worker process on one instance. It changes nothing, but the process stands still
 * meanwhile, and the file holds its secrets: so it is proposed, approved and begun once like a step.
 */
export const createDumpStep = (kind: DumpKind): MitigationStep => ({
  id: kind.id,
  kind: 'capture',
  harm: kind.harm,
  spokenAs: kind.spokenAs,
  // It changes nothing, but what it fetches holds secrets, and the process stands still.
  risk: 'medium',
  destroysEvidence: false,
  inputs: { instance: 'instance' },
  askedBy: {
    intent: 'request_step',
    insteadOf: ['collect_diagnostics'],
    symptom: 'question',
    argsOf: ({ instance }) => (instance === undefined ? {} : { instance }),
  },
  through: kind.through ?? 'arm',
  whyNot: whyNotSeenRunning,
  asks: whichInstance(false),
  needs: ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/instances/read', ...kind.needs],
  deadlineInMs: hourInMs,
  plan: (azure, app, args) => plan(kind, azure, app, args),
  apply: (azure, approved, signal) => apply(azure, approved, signal),
  // What breaks off is not kept, and Azure keeps no copy: there is nothing to find, and nothing to adopt.
  readProgress: async () => ({ is: 'failed', why: messageOf('step.failed.dump-lost') }),
})

const plan = async (kind: DumpKind, azure: ReadingAzure, app: AppRef, args: StepArgs): Promise<WhatIfResult> => {
  const stopped = whyNotRunning(app, await readSiteState(azure, app))
  if (stopped !== undefined) return { impossible: stopped }
  const chosen = await chooseDumpTarget(azure, app, args)
  if ('impossible' in chosen) return chosen
  const from = await kind.from(azure, app, chosen)
  return { plan: buildDumpPlan({ step: kind.id, app, chosen, from, size: sizeOf(kind, chosen) }) }
}

const sizeOf = ({ holds }: DumpKind, { memoryInBytes }: DumpTarget): FileSize => {
  if (holds === 'stacks') return { is: 'small' }
  return memoryInBytes === undefined ? { is: 'unknown' } : { is: 'known', inBytes: memoryInBytes }
}

const apply = async (
  azure: WritingAzure,
  { writes, state }: MitigationPlan,
  signal: AbortSignal,
): Promise<ApplyResult> => {
  const [write] = writes
  if (write === undefined) throw new Error('A dump without a request')
  const to: DownloadSource =
    write.host === undefined ? write : { host: write.host, path: write.path, instance: String(state.instance) }
  const query = Object.fromEntries(new URLSearchParams(String(state.query)))
  const { body } = await startResumableDownload({
    begin: (from) => azure.download(to, query, { signal, ...(from === undefined ? {} : { from }) }),
    mostTries,
    mayBeginAgain: false,
  })
  const fileName = String(state.file)
  return { taken: { fileName, contentType: 'application/octet-stream', body } }
}
