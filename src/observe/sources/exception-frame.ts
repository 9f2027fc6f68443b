import { z } from 'zod'
import { frameOf } from '../../logs/stack-frames.ts'

const frameShape = z.object({
  method: z.string().nullish(),
  fileName: z.string().nullish(),
  line: z.number().nullish(),
})
type Frame = z.infer<typeof frameShape>
const detailsShape = z.array(z.object({ parsedStack: z.array(z.unknown()).nullish() }))

/** The app's own frame in the column `details` of an exception, innermost first; `undefined` where all are others'. */
export const ownFrameIn = (details: unknown): string | undefined => {
  const parsed = detailsShape.safeParse(typeof details === 'string' ? parse(details) : details)
  // The innermost exception is the last.
  const stacks = (parsed.data ?? []).map(({ parsedStack }) => parsedStack ?? []).toReversed()
  for (const one of stacks.flat()) {
    const frame = frameShape.safeParse(one)
    const own = frame.success ? frameOf(lineOf(frame.data))?.own : undefined
    if (own !== undefined) return own
  }
  return undefined
}

/** As the language itself would write it, so that whose frame it is is decided in one place. */
const lineOf = ({ method, fileName, line }: Frame): string => {
  const [name, file] = [(method ?? '').trim(), (fileName ?? '').trim()]
  if (/\.py$/i.test(file)) return `  File "${file}", line ${line ?? 0}, in ${name}`
  if (/\.(?:[cm]?[jt]s|php)$/i.test(file)) return `   at ${name} (${file}:${line ?? 0}:1)`
  return `   at ${name.replace(/\(.*$/s, '')}()`
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
