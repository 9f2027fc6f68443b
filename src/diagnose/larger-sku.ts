import { stateFindingsOf } from '../incident/read-findings.ts'
import type { ObservedFindings } from './types.ts'

/** The largest of each family, by Microsoft's price list ("App Service pricing"): within one, each size doubles memory. */
const largestSizeByFamily: Readonly<Record<string, number>> = {
  B: 3,
  S: 3,
  Pv2: 3,
  Pv3: 3,
  Pmv3: 5,
  Pv4: 3,
  Pmv4: 5,
  Iv2: 6,
  Imv2: 5,
}

/** The plan's size now and the next one with more memory; `undefined` at the end of a family, or where nobody told. */
export const nextLargerSku = (
  findings: ObservedFindings,
): { readonly now: string; readonly sku: string } | undefined => {
  const { sku: now } = stateFindingsOf(findings, 'plan')[0]?.properties ?? {}
  if (typeof now !== 'string') return undefined
  const [, letter = '', digit = '', rest = ''] = /^([BSPI])(\d)(m?v\d)?$/i.exec(now) ?? []
  const next = Number(digit) + 1
  return digit === '' || next > (largestSizeByFamily[`${letter.toUpperCase()}${rest.toLowerCase()}`] ?? 0)
    ? undefined
    : { now, sku: `${letter}${next}${rest}` }
}

/**
 * The size of the next tier that allows more files below /home. Within a tier all sizes allow as many (Microsoft, "App
 * Service limits": 1 GB on Free and Shared, 10 on Basic, 50 on Standard, 250 on Premium), so from Premium on there is none.
 */
export const skuWithMoreStorage = (
  findings: ObservedFindings,
): { readonly sku: string; readonly gigabytes: number } | undefined => {
  const { sku: now } = stateFindingsOf(findings, 'plan')[0]?.properties ?? {}
  if (typeof now !== 'string') return undefined
  const [, letter = '', digit = ''] = /^([FDBS])([1-3])$/i.exec(now) ?? []
  switch (letter.toUpperCase()) {
    case 'F':
    case 'D':
      return { sku: 'B1', gigabytes: 10 }
    case 'B':
      return { sku: `S${digit}`, gigabytes: 50 }
    case 'S':
      return { sku: `P${digit}v2`, gigabytes: 250 }
    default:
      return undefined
  }
}

/** The smallest size without a quota of CPU minutes; only for tiers that have one. */
export const skuWithoutQuota = (
  findings: ObservedFindings,
): { readonly now: string; readonly sku: string } | undefined => {
  const { sku: now, tier } = stateFindingsOf(findings, 'plan')[0]?.properties ?? {}
  const hasQuota = typeof tier === 'string' && ['free', 'shared'].includes(tier.toLowerCase())
  return typeof now === 'string' && hasQuota ? { now, sku: 'B1' } : undefined
}
