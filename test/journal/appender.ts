import { openJournal } from '../../src/journal/index.ts'
import { event } from './numbered-events.ts'

/** Appends until it is killed, and says on standard output how many entries it knows to be safe. */
const { journal } = await openJournal({ dataDir: process.argv[2] ?? '', now: Date.now })
let version = (await journal.read('INC-1')).length
for (;;) {
  const input = { platform: 'web', id: `m-${version}` }
  const append = { stream: 'INC-1', expectedVersion: version, events: [event(version), event(version + 1)], input }
  const appended = await journal.append(append)
  if (appended.is !== 'appended') throw new Error(JSON.stringify(appended))
  version = appended.version
  process.stdout.write(`${version}\n`)
}
