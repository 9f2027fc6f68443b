import type { Incident } from '../../incident/incident.ts'
import type { Say } from '../../language/types.ts'
import { surroundingSections } from '../parts/around.ts'
import { bullets, section } from './markdown.ts'

/** Alerts, detectors, instances, slots, neighbours and quotas, all of them. */
export const aroundReport = (incident: Incident, say: Say): string =>
  surroundingSections(incident, say)
    .map(({ title, lines }) => section(title, bullets(lines.map(({ mark, text }) => mark + text)), 3))
    .join('\n\n')
