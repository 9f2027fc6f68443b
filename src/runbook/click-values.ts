import type { ButtonClick } from '../chat/types.ts'

const hourInMs = 60 * 60_000

/** A week: whoever wants longer wants it for good. */
const maxLeaseInHours = 168

/** For how long a step is wanted, as cards ask for it under `leaseHours`: 0 is for good; what is no such number is left to the step. */
export const leaseOf = ({ leaseHours = '' }: ButtonClick['values']): { readonly leaseInMs?: number } => {
  const hours = leaseHours === '' ? Number.NaN : Number(leaseHours)
  return hours >= 0 && hours <= maxLeaseInHours ? { leaseInMs: Math.round(hours * hourInMs) } : {}
}
