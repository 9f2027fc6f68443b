import { again } from './again.ts'
import { correction } from './correction.ts'
import { extend } from './extend.ts'
import { figures } from './figures.ts'
import { logs } from './logs.ts'
import { okay } from './okay.ts'
import { otherSlot } from './other-slot.ts'
import { pick } from './pick.ts'
import { quiet } from './quiet.ts'
import { sameFor } from './same-for.ts'
import { speak } from './speak.ts'
import { stop } from './stop.ts'
import { thanks } from './thanks.ts'
import type { Utterance } from './types.ts'
import { undo } from './undo.ts'
import { whatChanged } from './what-changed.ts'
import { who } from './who.ts'
import { whoApproved } from './who-approved.ts'
import { why } from './why.ts'
import { whyNot } from './why-not.ts'

/** Where two fit equally well, the earlier one is meant: what stops something goes first. */
export const utterances: readonly Utterance[] = [
  stop,
  quiet,
  speak,
  correction,
  whyNot,
  why,
  whatChanged,
  logs,
  figures,
  whoApproved,
  who,
  otherSlot,
  sameFor,
  extend,
  undo,
  again,
  pick,
  thanks,
  okay,
]
