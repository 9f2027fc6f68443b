import { z } from 'zod'
import { WebFailure } from './failure.ts'

/** What the page may send. There is no field for who sends it: that is the session's (L8). */
const id = z.string().regex(/^[\w-]{8,64}$/)
const locale = z.string().regex(/^[a-zA-Z-]{2,35}$/)
const sent = { id: id.optional(), thread: z.string().max(100).optional(), locale: locale.optional() }

const messageBody = z.object({ ...sent, text: z.string().trim().min(1).max(8000) })
const clickBody = z.object({
  ...sent,
  verb: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  token: z.string().max(200),
  values: z.record(z.string().max(100), z.string().max(8000)).default({}),
})
const actAsBody = z.object({ person: z.string().max(200) })

const parser =
  <T>(schema: z.ZodType<T>) =>
  (body: unknown): T => {
    const parsed = schema.safeParse(body)
    if (parsed.success) return parsed.data
    const tooLarge = parsed.error.issues.some((issue) => issue.code === 'too_big')
    throw tooLarge ? new WebFailure(413, 'web.error.too-large') : new WebFailure(400, 'web.error.invalid')
  }

export const parseMessage = parser(messageBody)
export const parseClick = parser(clickBody)
export const parseActAs = parser(actAsBody)

export type SentMessage = z.infer<typeof messageBody>
export type SentClick = z.infer<typeof clickBody>
