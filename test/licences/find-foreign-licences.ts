import { z } from 'zod'

/** What a company may run and pass on without a lawyer: permissive ones, and two that bind only changes to themselves. */
const allowed: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'PSF-2.0',
  'Unlicense',
])

/** Named by the LICENSE file in the package and not by its `package.json`: read by hand, for this version. */
const readByHand: ReadonlyMap<string, string> = new Map([['jspath@0.4.0', 'MIT']])

const billShape = z.object({
  components: z
    .array(
      z.object({
        name: z.string(),
        version: z.string(),
        licenses: z
          .array(
            z.object({
              license: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
              expression: z.string().optional(),
            }),
          )
          .optional(),
      }),
    )
    .min(1),
})

/** Each component of a CycloneDX bill of materials without a licence that is on the list, in words. Throws for no bill. */
export const findForeignLicences = (bill: unknown): readonly string[] =>
  billShape.parse(bill).components.flatMap(({ name, version, licenses = [] }) => {
    const named = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '')
    const told = named.length > 0 ? named : [readByHand.get(`${name}@${version}`) ?? ''].filter((one) => one !== '')
    const isFine = told.length > 0 && told.every(isAllowed)
    return isFine ? [] : [`${name}@${version}: ${told.join(', ') || 'no licence named'}`]
  })

/** One of several is enough where one may choose; every one where they go together. */
const isAllowed = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((id) => allowed.has(id)))
