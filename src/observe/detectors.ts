import type { ReadingAzure } from '../azure/types.ts'
import type { StateFinding, Window } from '../incident/finding.ts'
import { phrase } from '../incident/phrase.ts'
import type { Probe, Target } from './types.ts'
import { atMost } from './wire/at-most.ts'
import { conclusionOf, type Detector, detectorShape, type ListedDetector, listedDetector } from './wire/detector.ts'
import { nothingIn } from './wire/empty.ts'
import { inParts } from './wire/parts.ts'
import { portalOf } from './wire/portal.ts'
import { read, readAll, webApi } from './wire/read.ts'
import { byName, labelOf } from './wire/site.ts'
import { untrusted, withoutTags } from './wire/untrusted.ts'

const action = 'Microsoft.Web/sites/detectors/read'
const mostAsked = 12
const atOnce = 6

/** What do App Service's own detectors conclude about failing and being slow? Which there are, they say themselves. */
export const detectors: Probe = {
  id: 'detectors',
  deadlineInMs: 20_000,
  needs: [action],
  portal: ({ app }) => portalOf(app, app.id, 'troubleshoot'),
  async look(azure, target, signal) {
    const path = `${target.app.id}/detectors`
    const list = await readAll(azure, { path, query: { 'api-version': webApi }, signal }, listedDetector)
    if (list.length === 0) throw nothingIn(`${labelOf(target.app.id)}/detectors`)
    const fitting = list.filter(isFitting).sort(tellingFirst)
    const asked = fitting.slice(0, mostAsked)
    const parts = inParts(azure, signal)
    const found = await atMost(atOnce, asked, (one) =>
      parts.take({
        source: `detectors/${idOf(one)}`,
        needs: [action],
        scope: target.app.id,
        ask: (soon) => conclude(azure, { target, one }, soon),
      }),
    )
    if (fitting.length > asked.length)
      parts.miss(phrase('probe.gap.detectors', { asked: asked.length, count: fitting.length }))
    return parts.whole(found.flatMap((finding) => finding ?? []).sort(byName))
  },
}

const idOf = ({ name }: ListedDetector): string => name.split('/').at(-1) ?? name

/** Categories on Azure: Availability and Performance, Configuration and Management, SSL and Domains, … */
const isFitting = ({ properties }: ListedDetector): boolean =>
  /availab|perform/i.test(properties?.metadata?.category ?? '')

const telling = /http|50[0-9]|cpu|memory|crash|restart|slow|thread|snat|tcp|connection|container|down|health/i

/** There may be dozens: those that an incident turns on come first, then by name (L9). */
const tellingFirst = (left: ListedDetector, right: ListedDetector): number =>
  Number(telling.test(titleOf(right))) - Number(telling.test(titleOf(left))) || (left.name < right.name ? -1 : 1)

const titleOf = ({ name, properties }: ListedDetector): string => `${name} ${properties?.metadata?.name ?? ''}`

async function conclude(
  azure: ReadingAzure,
  { target: { app, window }, one }: { target: Target; one: ListedDetector },
  signal: AbortSignal,
): Promise<StateFinding> {
  const path = `${app.id}/detectors/${idOf(one)}`
  const { properties } = await read(azure, { path, query: query(window), signal }, detectorShape)
  return findingOf(one, properties)
}

const query = ({ from, to }: Window): Record<string, string> => ({
  'api-version': webApi,
  startTime: new Date(from).toISOString(),
  endTime: new Date(to).toISOString(),
  // Microsoft's specification wants two digits here.
  timeGrain: 'PT15M',
})

function findingOf(one: ListedDetector, detector: Detector): StateFinding {
  const { status, message } = conclusionOf(detector)
  return {
    kind: 'state',
    of: 'detector',
    name: untrusted(detector.metadata?.name ?? one.properties?.metadata?.name ?? idOf(one)),
    properties: {
      id: idOf(one),
      status,
      category: detector.metadata?.category ?? one.properties?.metadata?.category ?? null,
      message: untrusted(withoutTags(message)) || null,
    },
  }
}
