import type { ResourceBody } from '../kinds/monitor-resource.ts'

/** What people set; the rest of a setting is Azure's own examples. */
export interface AutoscaleLimits {
  readonly minimum: number
  readonly maximum: number
  /** Percent of CPU above which one instance is added; below 30 one is taken away. */
  readonly cpuAbove: number
}

const scaleInCpuPercent = 30

/** A new setting with Microsoft's example rules: out above so much CPU in 10 minutes, in below 30 %. */
export const newAutoscaleSetting = (
  planId: string,
  location: string,
  name: string,
  limits: AutoscaleLimits,
): ResourceBody => ({
  location,
  tags: {},
  properties: {
    name,
    enabled: true,
    targetResourceUri: planId,
    profiles: [{ name: 'Appmedic', capacity: capacityOf(limits), rules: rulesFor(planId, limits) }],
  },
})

/** ARM wants numbers as text here. */
const capacityOf = ({ minimum, maximum }: AutoscaleLimits) => ({
  minimum: String(minimum),
  maximum: String(maximum),
  default: String(minimum),
})

const rulesFor = (planId: string, { cpuAbove }: AutoscaleLimits) => [
  rule(planId, { operator: 'GreaterThan', threshold: cpuAbove, direction: 'Increase' }),
  rule(planId, { operator: 'LessThan', threshold: scaleInCpuPercent, direction: 'Decrease' }),
]

const rule = (planId: string, to: { operator: string; threshold: number; direction: string }) => ({
  metricTrigger: {
    metricName: 'CpuPercentage',
    metricResourceUri: planId,
    timeGrain: 'PT1M',
    statistic: 'Average',
    timeWindow: 'PT10M',
    timeAggregation: 'Average',
    operator: to.operator,
    threshold: to.threshold,
  },
  scaleAction: { direction: to.direction, type: 'ChangeCount', value: '1', cooldown: 'PT5M' },
})

interface Setting extends ResourceBody {
  readonly properties: ResourceBody & {
    readonly profiles: readonly (ResourceBody & { readonly capacity: ResourceBody })[]
  }
}

/** The same rules and profiles with other limits: what people have made is not thrown away. */
export const withAutoscaleLimits = (setting: ResourceBody, limits: AutoscaleLimits): ResourceBody => {
  const { id: _, type: __, systemData: ___, ...rest } = setting as Setting
  const profiles = rest.properties.profiles.map((profile) => ({ ...profile, capacity: capacityOf(limits) }))
  return { ...rest, properties: { ...rest.properties, enabled: true, profiles } }
}

export const describeAutoscaleLimits = (setting: ResourceBody | null): string => {
  const profiles = (setting as Setting | null)?.properties.profiles ?? []
  const isOn = (setting as Setting | null)?.properties.enabled !== false
  const ranges = profiles.map(({ capacity }) => `${String(capacity.minimum)}–${String(capacity.maximum)}`)
  return setting === null || !isOn ? '–' : [...new Set(ranges)].join(', ')
}

/** What Azure adds by itself does not count. */
export const isSameAutoscaleSetting = (found: ResourceBody | null, wanted: ResourceBody | null): boolean =>
  found === null || wanted === null
    ? found === wanted
    : describeAutoscaleLimits(found) === describeAutoscaleLimits(wanted)
