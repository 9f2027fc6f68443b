/**
 * What follows from a status, said once: whoever adds one writes a line here, and the compiler and the tests of strings
 * name the rest.
 */
export type StatusTrait =
  /** Approved, and its write is still to come, on its way, or in doubt. */
  | 'running'
  /** Its end is not known yet: nobody has told how the write went. */
  | 'unsettled'
  /** What it wrote may stand in Azure: it counts for cool-down and budget. */
  | 'standing'
  /** It will not move any more by itself. */
  | 'ended'
  /** Its write was sent, so it can be asked back: what Azure still works on is waited for. */
  | 'undoable'
  /** It says how an incident ends that is closed now. */
  | 'decisive'
  /** The incident's headline tells it until a newer verdict is in. */
  | 'headline-end'
  /** Somebody has to look or to decide anew: it has a card of its own even where nobody asked for it. */
  | 'for-people'
  /** The same step is not offered by a tap while this stands. */
  | 'not-offered-again'
  /** It ended before anything took hold: it can be proposed again, on the state of now. */
  | 'retriable'
  /** It is on its way, or being verified: nothing else is offered meanwhile. */
  | 'under-way'
  /** Nothing of it was ever approved, so that its incident can be set aside as a mistake. */
  | 'abandonable'

const traitsByStatus = {
  /** Being planned. */
  requested: ['not-offered-again', 'abandonable'],
  impossible: ['ended', 'for-people', 'retriable', 'abandonable'],
  /** Waits for approval. */
  proposed: ['not-offered-again', 'abandonable'],
  rejected: ['ended', 'retriable', 'abandonable'],
  withdrawn: ['ended', 'retriable', 'abandonable'],
  expired: ['ended', 'retriable', 'abandonable'],
  /** Waits to run. */
  approved: ['running', 'under-way'],
  /** Drifted between approval and running. */
  voided: ['ended', 'for-people', 'retriable'],
  /** The intent is journaled; the write may or may not have been sent. */
  started: ['running', 'under-way', 'unsettled', 'standing', 'undoable'],
  /** Azure has it. */
  accepted: ['running', 'under-way', 'unsettled', 'standing', 'undoable'],
  /** An intent without a result after a crash: being looked at. */
  doubted: ['running', 'under-way', 'unsettled', 'standing', 'for-people', 'undoable'],
  /** People must look. */
  'handed-over': ['unsettled', 'standing', 'ended', 'decisive', 'for-people', 'not-offered-again'],
  failed: ['ended', 'decisive', 'headline-end', 'for-people', 'retriable'],
  /** What it was to fetch is kept, and there is nothing to verify. */
  collected: ['ended'],
  verifying: ['under-way', 'standing', 'undoable'],
  recovered: ['standing', 'ended', 'undoable', 'decisive', 'headline-end'],
  /** It has taken hold; it is no remedy, so nothing has recovered by it. */
  done: ['standing', 'ended', 'undoable'],
  'not-recovered': [
    ...(['standing', 'ended', 'undoable', 'decisive', 'headline-end'] as const),
    ...(['for-people', 'not-offered-again'] as const),
  ],
  /** Taken back by a later step of ours: nothing of it stands. */
  undone: ['ended', 'headline-end'],
} as const satisfies Readonly<Record<string, readonly StatusTrait[]>>

export type ActionStatus = keyof typeof traitsByStatus

export const actionStatuses = Object.keys(traitsByStatus) as readonly ActionStatus[]

export const hasStatusTrait = ({ status }: { readonly status: ActionStatus }, trait: StatusTrait): boolean =>
  (traitsByStatus[status] as readonly StatusTrait[]).includes(trait)
