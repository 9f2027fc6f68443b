import { againReply } from './again.ts'
import { correctionReply } from './correction.ts'
import { extendReply } from './extend.ts'
import { figuresReply } from './figures.ts'
import { logsReply } from './logs.ts'
import { okayReply } from './okay.ts'
import { otherSlotReply } from './other-slot.ts'
import { pickReply } from './pick.ts'
import { quietReply } from './quiet.ts'
import { sameForReply } from './same-for.ts'
import { speakReply } from './speak.ts'
import { stopReply } from './stop.ts'
import { thanksReply } from './thanks.ts'
import type { UtteranceReply } from './types.ts'
import { undoReply } from './undo.ts'
import { whatChangedReply } from './what-changed.ts'
import { whoReply } from './who.ts'
import { whoApprovedReply } from './who-approved.ts'
import { whyReply } from './why.ts'
import { whyNotReply } from './why-not.ts'

/** Where two fit equally well, the earlier one is meant: what stops something goes first. */
export const replies: readonly UtteranceReply[] = [
  stopReply,
  quietReply,
  speakReply,
  correctionReply,
  whyNotReply,
  whyReply,
  whatChangedReply,
  logsReply,
  figuresReply,
  whoApprovedReply,
  whoReply,
  otherSlotReply,
  sameForReply,
  extendReply,
  undoReply,
  againReply,
  pickReply,
  thanksReply,
  okayReply,
]
