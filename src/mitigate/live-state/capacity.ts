import { workerSizeOf } from '../../azure/worker-sizes.ts'
import type { Capacity } from '../../incident/mitigation-plan.ts'

/** What so many instances of this size can take together, as far as Microsoft says how large one is. */
export const capacityOf = (sku: string, instances: number): Capacity => {
  const size = workerSizeOf(sku)
  return { instances, size: sku, ...(size === undefined ? {} : { cores: size.cores, gigabytes: size.gigabytes }) }
}
