import { publishAction } from '../azure/roles.ts'
import { createDumpStep } from './kinds/dump-step.ts'

const answerInMs = 30_000

/** Threads, stacks and modules: a few megabytes. Of ARM and Kudu only Kudu lets one ask for it. */
export const miniDumpStep = createDumpStep({
  id: 'mini-dump',
  harm: 4,
  spokenAs: 'mini dump*, minidump*, small dump*, kleine dump*',
  through: 'kudu',
  needs: [publishAction],
  holds: 'stacks',
  from: async (azure, app, { pid }) => ({
    host: (await azure.kudu(app.id, azure.deadline(answerInMs))).host,
    path: `/api/processes/${pid}/dump`,
    query: { dumpType: '0', format: 'raw' },
  }),
})
