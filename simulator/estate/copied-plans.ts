import type { PlanSpec } from './estate-spec.ts'
import { planSpecs } from './plan-specs.ts'

/** `contoso-web-0001` and so on. */
const numberOf = (copy: number): string => String(copy).padStart(4, '0')

const [original] = planSpecs
const known = new Map<number, readonly PlanSpec[]>()

/** The estate with so many more apps like its first one, each on a plan of its own; the same objects each time. */
export const planSpecsWith = (copies = 0): readonly PlanSpec[] => {
  const made = known.get(copies) ?? [...planSpecs, ...Array.from({ length: copies }, (_, at) => copyOf(at + 1))]
  known.set(copies, made)
  return made
}

const copyOf = (copy: number): PlanSpec => {
  const app = original?.apps.find(({ slot }) => slot === undefined)
  if (original === undefined || app === undefined) throw new Error('the estate has no first app')
  const name = `${app.name}-${numberOf(copy)}`
  return { ...original, name: `${original.name}-${numberOf(copy)}`, apps: [{ ...app, name }] }
}
