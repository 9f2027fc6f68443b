import { type CollectFailure, explainCollectFailure, runCollector } from '../../collect/run-collector.ts'
import type { CollectedFile, Collector } from '../../collect/types.ts'
import type { EvidenceItem } from '../../incident/events/evidence-event.ts'
import { JournalError } from '../../journal/types.ts'
import type { ObservationTarget } from '../../observe/types.ts'
import { isCollectorForApp } from '../allowed-collectors.ts'
import { notKeptMessageOf, storeEvidence } from './store-evidence.ts'
import type { EffectContext, EffectHandler } from './types.ts'

/** Evidence is taken by itself as soon as the app is known: it costs nothing, and a restart would lose it. */
export const handleBeginCollection: EffectHandler<'begin-collection'> = async (_, incident, context) => {
  const collectors = context.collectors
    .filter((collector) => collector.taken === 'by-itself' && isCollectorForApp(collector, incident))
    .map(({ id }) => id)
  await context.repository.commit(incident.id, { type: 'Collect', collectors })
}

export const handleCollect: EffectHandler<'collect'> = async (effect, incident, context) => {
  const collector = context.collectors.find(({ id }) => id === effect.collector)
  const { app, observation } = incident
  if (collector === undefined || app === undefined || observation === undefined) return
  const target = { app, window: observation.window }
  const onError = ({ error: err }: { readonly error: unknown }): void =>
    context.log.error({ incident: incident.id, collector: collector.id, err }, 'a collector broke')
  const found = await runCollector(collector, context.azure.reading, target, { deadline: context.deadline, onError })
  const stored =
    'failure' in found ? found : await storeOrFail(context, { stream: incident.id, collector, target }, found.collected)
  await context.repository.commit(
    incident.id,
    'failure' in stored
      ? { type: 'RecordCollectionFailure', collector: collector.id, why: stored.failure }
      : { type: 'RecordEvidence', evidence: stored },
  )
}

interface CollectionTarget {
  readonly stream: string
  readonly collector: Collector
  readonly target: ObservationTarget
}

/** A stream may still break off, or come too late, while it is being kept. */
const storeOrFail = async (
  context: EffectContext,
  of: CollectionTarget,
  collected: CollectedFile,
): Promise<EvidenceItem | CollectFailure> => {
  try {
    const { gap, ...file } = collected
    const stored = await storeEvidence(context, of.collector.id, { stream: of.stream, ...file })
    return gap === undefined ? stored : { ...stored, gap: context.redact(gap) }
  } catch (error) {
    const failure = notKeptMessageOf(error)
    if (error instanceof JournalError)
      context.log.error({ incident: of.stream, collector: of.collector.id, err: error }, 'a file could not be kept')
    if (error instanceof JournalError && failure === undefined) throw error
    if (failure !== undefined) return { collector: of.collector.id, status: 'failed', failure }
    return explainCollectFailure(error, of, {
      onError: ({ error: err }) =>
        context.log.error({ incident: of.stream, collector: of.collector.id, err }, 'a stream broke'),
    })
  }
}
