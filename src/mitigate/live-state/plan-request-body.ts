import type { AppServicePlan } from '@azure/arm-appservice'
import { canonicalJson } from '../../incident/canonical-json.ts'
import type { MitigationPlan } from '../../incident/mitigation-plan.ts'

/**
 * Scaling is a PUT of the whole plan: whatever is left out, Azure may take away. So the what-if reads every field
 * that can be written and binds the approval to it: what is sent later is what was seen, and if somebody changes a
 * tag meanwhile the approval is void rather than the tag lost.
 */
const plainFields = [
  'location',
  'kind',
  'workerTierName',
  'perSiteScaling',
  'elasticScaleEnabled',
  'maximumElasticWorkerCount',
  'isSpot',
  'reserved',
  'isXenon',
  'hyperV',
  'targetWorkerCount',
  'targetWorkerSizeId',
  'zoneRedundant',
  'asyncScalingEnabled',
  'isCustomMode',
  'rdpEnabled',
] as const satisfies readonly (keyof AppServicePlan)[]

const structuredFields = [
  'tags',
  'extendedLocation',
  'identity',
  'hostingEnvironmentProfile',
  'kubeEnvironmentProfile',
  'planDefaultIdentity',
  'registryAdapters',
  'installScripts',
  'network',
  'storageMounts',
] as const satisfies readonly (keyof AppServicePlan)[]

/** Dates in the SDK's model. */
const dateFields = [
  'spotExpirationTime',
  'freeOfferExpirationTime',
] as const satisfies readonly (keyof AppServicePlan)[]

const skuFields = ['name', 'tier', 'size', 'family'] as const

/** The plan's writable fields as properties of the state that an approval is bound to; structures as JSON. */
export const toPlanState = (plan: AppServicePlan): MitigationPlan['state'] => ({
  ...namedFields(plainFields.map((field) => [field, plan[field]])),
  ...namedFields(dateFields.map((field) => [field, plan[field]?.toISOString()])),
  ...namedFields(
    structuredFields.map((field) => [field, plan[field] === undefined ? undefined : canonicalJson(plan[field])]),
  ),
  ...namedFields(skuFields.map((field) => [`sku.${field}`, plan.sku?.[field]])),
})

type Field = readonly [string, string | number | boolean | null | undefined]

const namedFields = (fields: readonly Field[]): MitigationPlan['state'] =>
  Object.fromEntries(
    fields.flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[`plan.${name}`, value] as const],
    ),
  )

/** The body to send: everything as it was seen, with another number of workers, or another size. */
export const toPlanBody = (
  state: MitigationPlan['state'],
  workers: number,
  size: NonNullable<AppServicePlan['sku']> = {},
): AppServicePlan => {
  const seen = (name: string) => state[`plan.${name}`]
  const present = <T>(names: readonly string[], read: (value: string | number | boolean) => T): [string, T][] =>
    names.flatMap((name): [string, T][] => {
      const value = seen(name)
      return value === undefined || value === null ? [] : [[name, read(value)]]
    })
  const sku = Object.fromEntries(
    skuFields.flatMap((field) => {
      const value = seen(`sku.${field}`)
      return value === undefined ? [] : [[field, value]]
    }),
  )
  const fields = Object.fromEntries<unknown>([
    ...present(plainFields, (value) => value),
    ...present(dateFields, (value) => new Date(String(value))),
    ...present(structuredFields, (value): unknown => JSON.parse(String(value))),
  ])
  return { location: String(seen('location') ?? ''), ...fields, sku: { ...sku, ...size, capacity: workers } }
}
