import { memoryDump } from './memory-dump.ts'
import { miniDump } from './mini-dump.ts'
import { restart } from './restart.ts'
import { restartInstance } from './restart-instance.ts'
import { scaleIn } from './scale-in.ts'
import { scaleOut } from './scale-out.ts'
import { softRestart } from './soft-restart.ts'
import type { Step } from './types.ts'

/** Every step, from least to most harm. */
export const steps: readonly Step[] = [miniDump, memoryDump, restartInstance, scaleOut, softRestart, restart, scaleIn]
