import { versionedQuery } from '../azure/api-versions.ts'
import { createDumpStep } from './kinds/dump-step.ts'

/** All of the process's memory, as a debugger wants it for a leak or a crash; through ARM. */
export const memoryDumpStep = createDumpStep({
  id: 'memory-dump',
  harm: 6,
  spokenAs: `
    dump, dumps, dumpen, memory dump*, full dump*, heap dump*, crash dump*, geheugendump*, geheugen dump*,
    speicherabbild`,
  needs: [
    'Microsoft.Web/sites/instances/processes/dump/read',
    'Microsoft.Web/sites/slots/instances/processes/dump/read',
  ],
  holds: 'all-memory',
  from: async (_, app, { instance, pid }) => {
    const path = `${app.id}/instances/${instance.id}/processes/${pid}/dump`
    return { path, query: versionedQuery(path) }
  },
})
