import { z } from 'zod'

/** What a command of this machine may ask of the running bot. */
export const controlRequest = z.discriminatedUnion('do', [
  z.object({ do: z.literal('backup') }),
  z.object({ do: z.literal('plan-erasure'), text: z.string(), stream: z.string().optional() }),
  z.object({
    do: z.literal('erase'),
    text: z.string(),
    stream: z.string().optional(),
    by: z.string().min(1),
    reason: z.string().min(1),
  }),
])

export type ControlRequest = z.infer<typeof controlRequest>

/** The bot's own copy of its journal, for as long as the client stays. */
export interface BackupAnswer {
  readonly path: string
}
