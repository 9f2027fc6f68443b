import type { PlanSize } from '../physics/site-settings.ts'
import { gigabyteInBytes, type PlanSpec } from './estate-spec.ts'

interface Tier {
  readonly tier: string
  readonly family: string
  /** Of workers a plan. */
  readonly maximum: number
  /** Whether plans of this tier may have slots, and more than one worker by rules. */
  readonly hasSlots: boolean
  readonly canBeElastic: boolean
  /** Name → cores and memory (GB) of a worker. */
  readonly sizes: Readonly<Record<string, readonly [cores: number, memory: number]>>
}

const premiumTier = { maximum: 10, hasSlots: true, canBeElastic: true } as const
const smallTier = { hasSlots: false, canBeElastic: false } as const

/** Microsoft's sizes ("App Service pricing"); memory-optimised ones are the `m` of their family. */
const tiers: readonly Tier[] = [
  { tier: 'Free', family: 'F', maximum: 1, ...smallTier, sizes: { F1: [1, 1] } },
  { tier: 'Shared', family: 'D', maximum: 1, ...smallTier, sizes: { D1: [1, 1] } },
  { tier: 'Basic', family: 'B', maximum: 3, ...smallTier, sizes: { B1: [1, 1.75], B2: [2, 3.5], B3: [4, 7] } },
  {
    tier: 'Standard',
    family: 'S',
    maximum: 10,
    hasSlots: true,
    canBeElastic: false,
    sizes: { S1: [1, 1.75], S2: [2, 3.5], S3: [4, 7] },
  },
  { tier: 'PremiumV2', family: 'Pv2', ...premiumTier, sizes: { P1v2: [1, 3.5], P2v2: [2, 7], P3v2: [4, 14] } },
  {
    tier: 'PremiumV3',
    family: 'Pv3',
    ...premiumTier,
    sizes: { P0v3: [1, 4], P1v3: [2, 8], P2v3: [4, 16], P3v3: [8, 32] },
  },
  {
    tier: 'PremiumMV3',
    family: 'Pmv3',
    ...premiumTier,
    sizes: { P1mv3: [2, 16], P2mv3: [4, 32], P3mv3: [8, 64], P4mv3: [16, 128], P5mv3: [32, 256] },
  },
  {
    tier: 'PremiumV4',
    family: 'Pv4',
    ...premiumTier,
    sizes: { P0v4: [1, 4], P1v4: [2, 8], P2v4: [4, 16], P3v4: [8, 32] },
  },
]

export interface SimulatedSku extends PlanSize {
  readonly hasSlots: boolean
  readonly canBeElastic: boolean
}

const skus: readonly SimulatedSku[] = tiers.flatMap(({ tier, family, maximum, hasSlots, canBeElastic, sizes }) =>
  Object.entries(sizes).map(([name, [cores, memory]]) => ({
    sku: { name, tier, size: name, family },
    coresAWorker: cores,
    memoryAWorkerInBytes: memory * gigabyteInBytes,
    maximumWorkers: maximum,
    hasSlots,
    canBeElastic,
  })),
)

export function simulatedSkuNamed(name: string): SimulatedSku | undefined {
  return skus.find(({ sku }) => sku.name.toLowerCase() === name.toLowerCase())
}

/** What the scale unit that a plan stands in has: the newest hardware in none of them, an old one has no v3 either. */
export function skusAvailableTo({ sku, os }: PlanSpec): readonly SimulatedSku[] {
  const isOldUnit = sku.tier === 'Basic'
  const missing = [
    'PremiumV4',
    ...(isOldUnit ? ['PremiumV3', 'PremiumMV3'] : []),
    ...(os === 'linux' ? ['Shared'] : []),
  ]
  return skus.filter((one) => !missing.includes(one.sku.tier))
}
