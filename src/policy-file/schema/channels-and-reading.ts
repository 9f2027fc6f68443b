import { z } from 'zod'
import { parseChannel } from '../../chat/written-channel.ts'
import type { ChatPlace } from '../../incident/chat-place.ts'
import { allOrSome, channelPattern, listOf, oneOrMore, tags } from './fields.ts'

export const channel = z.strictObject({
  channel: channelPattern,
  apps: oneOrMore('app', 'contoso-*'),
})

export const readingObject = z.strictObject({
  kudu: z.boolean('write true or false').default(false),
  commands: z.boolean('write true or false').default(false),
  telemetry: z.boolean('write true or false').optional(),
  dumps: listOf('lead').default([]),
})
export const reading = readingObject.refine(({ kudu, commands }) => kudu || !commands, {
  path: ['commands'],
  message: 'commands go through Kudu: write "kudu: true" too',
})

export const alert = z.strictObject({
  apps: allOrSome('app', 'contoso-*'),
  tags: tags.optional(),
  channel: z.string('write a channel: slack/T0123/C0456').transform((written, context): ChatPlace => {
    const place = parseChannel(written)
    if (place !== undefined) return place
    context.addIssue({ code: 'custom', message: 'write <platform>/<tenant>/<channel>, for example slack/T0123/C0456' })
    return z.NEVER
  }),
})
