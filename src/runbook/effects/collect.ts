import { runCollector } from '../../collect/run.ts'
import type { Carry } from './types.ts'

/** Evidence is taken by itself as soon as the app is known: it costs nothing, and a restart would lose it. */
export const beginCollection: Carry<'begin-collection'> = async (_, incident, tools) => {
  const collectors = tools.collectors.map(({ id }) => id)
  await tools.ledger.commit(incident.id, { type: 'Collect', collectors })
}

export const collect: Carry<'collect'> = async (effect, incident, tools) => {
  const collector = tools.collectors.find(({ id }) => id === effect.collector)
  const { app, observation } = incident
  if (collector === undefined || app === undefined || observation === undefined) return
  const target = { app, window: observation.window }
  const collected = await runCollector(collector, tools.azure.reading, target, {
    deadline: tools.deadline,
    onError: (err) => tools.log.error({ incident: incident.id, err }, 'a look at Azure broke'),
  })
  if ('failure' in collected) {
    await tools.ledger.commit(incident.id, {
      type: 'RecordCollectionFailure',
      collector: collector.id,
      why: collected.failure,
    })
    return
  }
  const { id, fileName, contentType, sizeInBytes, sha256 } = await tools.evidence.put({
    stream: incident.id,
    ...collected.collected,
  })
  await tools.ledger.commit(incident.id, {
    type: 'RecordEvidence',
    evidence: { id, collector: collector.id, fileName, contentType, sizeInBytes, sha256 },
  })
}
