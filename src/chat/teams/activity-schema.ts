import { z } from 'zod'

/** What is read of what Teams sends; everything else in it is carried along unread. */
export type TeamsActivity = z.infer<typeof activitySchema>

const id = z.string().min(1).max(1000)
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

const account = z.object({
  id,
  name: lenient(z.string()),
  aadObjectId: lenient(z.guid()),
  tenantId: lenient(z.string()),
  role: lenient(z.string()),
})

const entity = z.object({
  type: z.string(),
  text: lenient(z.string()),
  locale: lenient(z.string()),
  mentioned: lenient(z.object({ id: z.string(), name: lenient(z.string()), aadObjectId: lenient(z.guid()) })),
})

export const activitySchema = z.object({
  type: z.string(),
  id,
  channelId: z.string(),
  serviceUrl: z.string(),
  name: lenient(z.string()),
  conversation: z.object({
    id,
    tenantId: lenient(z.string()),
    conversationType: lenient(z.string()),
  }),
  from: account,
  recipient: account,
  text: lenient(z.string().max(100_000)),
  locale: lenient(z.string().max(35)),
  replyToId: lenient(z.string().max(1000)),
  entities: lenient(z.array(entity.catch({ type: 'unknown' })).max(200)),
  channelData: lenient(z.object({ tenant: lenient(z.object({ id: z.string() })) })),
  value: z.unknown().optional(),
})

/** The tenants that the activity names; they must all be ours. */
export const tenantsOf = ({ conversation, channelData }: TeamsActivity): readonly string[] =>
  [channelData?.tenant?.id, conversation.tenantId].filter((tenant) => tenant !== undefined)
