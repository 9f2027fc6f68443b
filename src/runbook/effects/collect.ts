import { type CollectFailure, runCollector, whyNotCollected } from '../../collect/run.ts'
import type { Collected, Collector } from '../../collect/types.ts'
import type { EvidenceItem } from '../../incident/event.ts'
import type { Incident } from '../../incident/incident.ts'
import { JournalError } from '../../journal/types.ts'
import type { Target } from '../../observe/types.ts'
import { supportText } from '../../views/support.ts'
import { fits } from '../collecting.ts'
import { keep, whyTooLarge } from './keep.ts'
import type { Carry, Tools } from './types.ts'

/** Evidence is taken by itself as soon as the app is known: it costs nothing, and a restart would lose it. */
export const beginCollection: Carry<'begin-collection'> = async (_, incident, tools) => {
  const collectors = tools.collectors
    .filter((collector) => collector.taken === 'by-itself' && fits(collector, incident))
    .map(({ id }) => id)
  await tools.ledger.commit(incident.id, { type: 'Collect', collectors })
}

export const collect: Carry<'collect'> = async (effect, incident, tools) => {
  if (effect.collector === 'support') return keepSupport(incident, tools)
  const collector = tools.collectors.find(({ id }) => id === effect.collector)
  const { app, observation } = incident
  if (collector === undefined || app === undefined || observation === undefined) return
  const target = { app, window: observation.window }
  const onError = ({ error: err }: { readonly error: unknown }): void =>
    tools.log.error({ incident: incident.id, collector: collector.id, err }, 'a collector broke')
  const found = await runCollector(collector, tools.azure.reading, target, { deadline: tools.deadline, onError })
  const kept =
    'failure' in found ? found : await keepOrSay(tools, { stream: incident.id, collector, target }, found.collected)
  await tools.ledger.commit(
    incident.id,
    'failure' in kept
      ? { type: 'RecordCollectionFailure', collector: collector.id, why: kept.failure }
      : { type: 'RecordEvidence', evidence: kept },
  )
}

/** Nothing is asked of Azure for it: it tells what the incident knows. */
const keepSupport = async (incident: Incident, tools: Tools): Promise<undefined> => {
  const text = tools.redact(supportText(incident, tools.say(incident.language)))
  const fileName = `support-request-${incident.id}-${incident.evidence.length + 1}.md`
  const file = { stream: incident.id, fileName, contentType: 'text/plain', body: new TextEncoder().encode(text) }
  await tools.ledger.commit(incident.id, { type: 'RecordEvidence', evidence: await keep(tools, 'support', file) })
}

interface Of {
  readonly stream: string
  readonly collector: Collector
  readonly target: Target
}

/** A stream may still break off, or come too late, while it is being kept. */
const keepOrSay = async (tools: Tools, of: Of, collected: Collected): Promise<EvidenceItem | CollectFailure> => {
  try {
    return await keep(tools, of.collector.id, { stream: of.stream, ...collected })
  } catch (error) {
    if (error instanceof JournalError) throw error
    const failure = whyTooLarge(error)
    if (failure !== undefined) return { collector: of.collector.id, status: 'failed', failure }
    return whyNotCollected(error, of, {
      onError: ({ error: err }) =>
        tools.log.error({ incident: of.stream, collector: of.collector.id, err }, 'a stream broke'),
    })
  }
}
