import { z } from 'zod'
import { nullableNumber, nullableText } from '../../azure/answer-fields.ts'
import type { StateFinding } from '../../incident/finding.ts'

const counted = { count: nullableNumber, timeInterval: nullableText, path: nullableText }
const slow = z.object({ ...counted, timeTaken: nullableText })
const list = <T extends z.ZodType>(shape: T) =>
  z
    .array(shape)
    .nullish()
    .transform((items) => items ?? [])

/** Everything may be left out: a rule that can't be read is none, and says nothing against the rest of the answer. */
export const autoHealRulesShape = z
  .object({
    triggers: z
      .object({
        requests: z.object(counted).nullish(),
        privateBytesInKB: nullableNumber,
        statusCodes: list(z.object({ ...counted, status: nullableNumber })),
        statusCodesRange: list(z.object({ ...counted, statusCodes: nullableText })),
        slowRequests: slow.nullish(),
        slowRequestsWithPath: list(slow),
      })
      .nullish(),
    actions: z.object({ actionType: nullableText, minProcessExecutionTime: nullableText }).nullish(),
  })
  .nullish()
  .catch(undefined)

type AutoHealRules = z.infer<typeof autoHealRulesShape>

/** One finding a trigger, with what happens when it is met; by kind, several of one kind numbered. */
export const ruleFindingsOf = (rules: AutoHealRules): readonly StateFinding[] => {
  const { triggers, actions } = rules ?? {}
  if (!triggers || !actions?.actionType) return []
  const { actionType: action, minProcessExecutionTime } = actions
  const common = { action, leastAgeInMs: timeSpanInMs(minProcessExecutionTime) ?? 0 }
  const found = triggersOf(triggers).map((trigger) => ({ ...trigger, ...common }))
  return found.map((properties, index) => {
    const place = found.slice(0, index).filter(({ kind }) => kind === properties.kind).length + 1
    return {
      kind: 'state',
      of: 'rule',
      name: place === 1 ? properties.kind : `${properties.kind} ${place}`,
      properties,
    }
  })
}

type Triggers = NonNullable<NonNullable<AutoHealRules>['triggers']>

const triggersOf = ({ requests, privateBytesInKB, ...more }: Triggers) => [
  ...(requests ? [{ kind: 'requests', ...countOf(requests) }] : []),
  ...(privateBytesInKB ? [{ kind: 'private-bytes', megabytes: Math.round(privateBytesInKB / 1024) }] : []),
  ...more.statusCodes.map((one) => ({ kind: 'status-codes', codes: String(one.status), ...countOf(one) })),
  ...more.statusCodesRange.map((one) => ({ kind: 'status-codes', codes: one.statusCodes, ...countOf(one) })),
  ...[...(more.slowRequests ? [more.slowRequests] : []), ...more.slowRequestsWithPath].map((one) => ({
    kind: 'slow-requests',
    takenInMs: timeSpanInMs(one.timeTaken) ?? null,
    ...countOf(one),
  })),
]

const countOf = ({ count, timeInterval, path }: z.infer<typeof slow> | Omit<z.infer<typeof slow>, 'timeTaken'>) => ({
  count,
  withinInMs: timeSpanInMs(timeInterval) ?? null,
  path: path === '' ? null : path,
})

/** Milliseconds of .NET's `hh:mm:ss`, with days in front or a fraction behind; `undefined` for anything else. */
const timeSpanInMs = (text: string | null | undefined): number | undefined => {
  const parts = /^(?:(\d+)\.)?(\d+):(\d\d):(\d\d)(?:\.\d+)?$/.exec(text ?? '')
  if (parts === null) return undefined
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ]
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}
