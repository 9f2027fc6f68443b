import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { pendingEffects } from '../../src/incident/pending-effects.ts'
import { openJournal, verifyChain } from '../../src/journal/index.ts'
import { steps } from '../../src/mitigate/index.ts'
import { cardsOf } from '../../src/views/index.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'

/** Written by the program as it was at 4331b77a; how, stands in `record.mjs` beside it. */
const fixture = fileURLToPath(new URL('fixtures/v0.2/', import.meta.url))
const endOfRecording = Date.UTC(2026, 1, 12, 4, 16)

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'appmedic-former-journal-'))
  for (const name of ['journal.key', 'journal.key.witness']) {
    await cp(join(fixture, name), join(dataDir, name))
    // A checkout keeps no modes, and a key that others may read is refused.
    await chmod(join(dataDir, name), 0o600)
  }
  await pipeline(
    createReadStream(join(fixture, 'journal.db.gz')),
    createGunzip(),
    createWriteStream(join(dataDir, 'journal.db')),
  )
})
afterEach(() => rm(dataDir, { recursive: true }))

interface FormerIncident {
  readonly incident: Incident
  readonly events: readonly IncidentEvent[]
}

const readIncidents = async (): Promise<readonly FormerIncident[]> => {
  const { journal, close } = await openJournal({ dataDir, now: () => endOfRecording })
  const entries = await journal.entries(0, 10_000)
  await close()
  return ['INC-1', 'INC-2', 'INC-3'].map((id) => {
    const events = entries.filter(({ stream }) => stream === id).map(({ event }) => event as IncidentEvent)
    return { events, incident: foldEvents(events) as Incident }
  })
}

describe('a journal of version 0.2', () => {
  it('has a chain that is unbroken and signed', async () => {
    expect(await verifyChain(dataDir)).toMatchObject({ holds: true, faults: [] })
  })

  it('folds to the incidents that were in it, closed, leased and verifying', async () => {
    const standing = (await readIncidents()).map(({ incident: { id, closed, actions } }) => [
      `${id} ${closed?.outcome ?? 'open'}`,
      ...actions.map(({ request, status }) => `${request.step} ${status}`),
    ])

    expect(standing).toEqual([
      ['INC-1 left-alone', 'restart expired', 'scale-out rejected'],
      ['INC-2 open', 'scale-out recovered'],
      ['INC-3 open', 'restart verifying', 'scale-up proposed'],
    ])
  })

  it('still wakes up for the lease, the verification and the proposal that run in it', async () => {
    const [closed = [], leased = [], verifying = []] = (await readIncidents()).map(({ incident }) =>
      pendingEffects(incident).map(({ effect }) => effect.kind),
    )

    expect(closed).toEqual([])
    expect(leased).toContain('end-lease')
    expect(verifying).toEqual(expect.arrayContaining(['verify', 'expire']))
  })

  it('shows each card and report', async () => {
    const context = { practice: true, steps, names: (key: string) => key, similarCauses: () => [] }
    for (const { incident, events } of await readIncidents()) {
      const say = loadTranslators('Europe/Amsterdam')(incident.language)
      expect(cardsOf(incident, say, context).length).toBeGreaterThan(0)
      expect(reportMarkdown(incident, events, say)).not.toContain('undefined')
    }
  })
})
