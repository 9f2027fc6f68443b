/** What each cause is most easily taken for: why it is not these is what people ask first. */
const similarCauses: Readonly<Record<string, readonly string[]>> = {
  'azure-outage': ['bad-instance', 'slow-dependency'],
  'app-stopped': ['plan-quota', 'container-blocked'],
  'plan-quota': ['app-stopped', 'cpu-saturation'],
  'container-blocked': ['config-change', 'crashing'],
  'bad-deployment': ['config-change', 'crashing'],
  'config-change': ['bad-deployment', 'slow-dependency'],
  'bad-instance': ['hung-process', 'cpu-saturation'],
  'hung-process': ['thread-exhaustion', 'slow-dependency'],
  crashing: ['bad-deployment', 'memory-leak'],
  'memory-leak': ['memory-too-small', 'crashing'],
  'memory-too-small': ['memory-leak', 'cpu-saturation'],
  'noisy-neighbour': ['cpu-saturation', 'bad-instance'],
  'cpu-saturation': ['noisy-neighbour', 'bad-deployment'],
  'snat-exhaustion': ['slow-dependency', 'thread-exhaustion'],
  'thread-exhaustion': ['slow-dependency', 'hung-process'],
  'slow-dependency': ['thread-exhaustion', 'snat-exhaustion'],
  'cold-start': ['slow-dependency', 'cpu-saturation'],
}

/** Those most like the first cause come first; the others keep their order. */
export const similarCausesFirst = <T extends { readonly cause: string }>(
  causes: readonly T[],
  of: string | undefined,
): readonly T[] => {
  const near = similarCauses[of ?? ''] ?? []
  const rank = ({ cause }: T) => (near.includes(cause) ? near.indexOf(cause) : near.length)
  return causes.toSorted((a, b) => rank(a) - rank(b))
}
