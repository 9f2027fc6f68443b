import { z } from 'zod'
import { WebFailure } from './request-failure.ts'

/** What the page may send. There is no field for who sends it: that is the session's (L8). */
const id = z.string().regex(/^[\w-]{8,64}$/)
const locale = z.string().regex(/^[a-zA-Z-]{2,35}$/)
const sharedFields = { id: id.optional(), thread: z.string().max(100).optional(), locale: locale.optional() }

const messageBodySchema = z.object({ ...sharedFields, text: z.string().trim().min(1).max(8000) })
const clickBodySchema = z.object({
  ...sharedFields,
  verb: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  token: z.string().max(200),
  values: z.record(z.string().max(100), z.string().max(8000)).default({}),
})
const actAsBodySchema = z.object({ person: z.string().max(200) })

const createBodyParser =
  <T>(schema: z.ZodType<T>) =>
  (body: unknown): T => {
    const parsed = schema.safeParse(body)
    if (parsed.success) return parsed.data
    const tooLarge = parsed.error.issues.some((issue) => issue.code === 'too_big')
    throw tooLarge ? new WebFailure(413, 'web.error.too-large') : new WebFailure(400, 'web.error.invalid')
  }

export const parseMessageBody = createBodyParser(messageBodySchema)
export const parseClickBody = createBodyParser(clickBodySchema)
export const parseActAsBody = createBodyParser(actAsBodySchema)

export type MessageBody = z.infer<typeof messageBodySchema>
export type ClickBody = z.infer<typeof clickBodySchema>
