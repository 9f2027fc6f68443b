import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import type { Surroundings } from '../surroundings.ts'
import { plain } from '../untrusted.ts'
import { type Link, link } from './button.ts'
import { type Line, line } from './tone.ts'

/** What was collected, what is still under way, and what could not be had. */
export const fileLines = (incident: Incident, say: Say): readonly Line[] => [
  ...incident.evidence.map((item) =>
    line(
      '✓',
      'good',
      `${plain(item.fileName, 80)} · ${say.number(item.sizeInBytes, 'bytes')} · sha256 ${item.sha256.slice(0, 12)}`,
    ),
  ),
  ...incident.collecting.map((collector) =>
    line('…', 'default', say(phrase('card.collect.under-way', { what: collectorTitle(collector, say) }))),
  ),
  ...incident.collectionFailures.map(({ collector, why }) =>
    line('✗', 'attention', plain(`${collectorTitle(collector, say)}: ${say(why)}`)),
  ),
]

export const fileLinks = (incident: Incident, { links }: Surroundings): readonly Link[] =>
  incident.evidence.flatMap((item) => link(item.fileName, links?.evidence(item.id))).slice(-5)

export const collectorTitle = (collector: string, say: Say): string =>
  plain(say(phrase(`collect.${collector}.title`)), 60)
