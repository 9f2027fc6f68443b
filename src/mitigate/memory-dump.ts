import { dumpStep } from './dump.ts'
import { webApi } from './read.ts'

/** All of the process's memory, as a debugger wants it for a leak or a crash; through ARM. */
export const memoryDump = dumpStep({
  id: 'memory-dump',
  harm: 6,
  needs: ['Microsoft.Web/sites/instances/processes/dump/read'],
  sizeOf: (memoryInBytes) => memoryInBytes,
  from: async (_, app, { instance, pid }) => ({
    path: `${app.id}/instances/${instance.id}/processes/${pid}/dump`,
    query: { 'api-version': webApi },
  }),
})
