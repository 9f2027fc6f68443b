import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'

/** Nobody reads milliseconds in a report, and "0 ms" says that nothing was measured. */
export const durationText = (inMs: number, say: Translate): string =>
  inMs < 1000 ? say(messageOf('report.under-a-second')) : say.duration(inMs)
