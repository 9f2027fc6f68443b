import { AzureError } from './types.ts'

interface AskedMetrics {
  /** ARM id of the resource. */
  readonly id: string
  readonly metrics: readonly { readonly metric: string }[]
}

/** By resource type, what Azure said it does not have: a fact of Azure, hence kept for the process's life. */
const unknownByType = new Map<string, ReadonlySet<string>>()

/** The same question without what the resource's type is known not to have. */
export const withoutUnknownMetrics = <Asked extends AskedMetrics>(asked: Asked): Asked => {
  const unknown = unknownByType.get(typeOf(asked.id))
  if (unknown === undefined) return asked
  return { ...asked, metrics: asked.metrics.filter(({ metric }) => !unknown.has(metric.toLowerCase())) }
}

/** True where the refusal names the valid metrics and something asked for is not among them: then asking again helps. */
export const learnUnknownMetrics = ({ id, metrics }: AskedMetrics, refusal: unknown): boolean => {
  const valid = validMetricsIn(refusal)
  if (valid === undefined) return false
  const type = typeOf(id)
  const known = unknownByType.get(type) ?? new Set<string>()
  const unknown = metrics.map(({ metric }) => metric.toLowerCase()).filter((name) => !valid.has(name))
  unknownByType.set(type, new Set([...known, ...unknown]))
  return unknown.some((name) => !known.has(name))
}

/** Azure Monitor: "Failed to find metric configuration for provider: …, metric: X, Valid metrics: A,B,C". */
const validMetricsIn = (refusal: unknown): ReadonlySet<string> | undefined => {
  if (!(refusal instanceof AzureError) || refusal.kind !== 'rejected') return undefined
  const [, names] = /Failed to find metric configuration.*?Valid metrics:\s*([^\n]+)/is.exec(refusal.message) ?? []
  if (names === undefined) return undefined
  return new Set(names.split(',').map((name) => name.trim().replace(/\.$/, '').toLowerCase()))
}

/** `microsoft.web/sites/slots` of a slot's id. */
const typeOf = (id: string): string => {
  const [provider = '', ...parts] = (id.toLowerCase().split('/providers/').at(-1) ?? '').split('/')
  return [provider, ...parts.filter((_, index) => index % 2 === 0)].join('/')
}
