import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { approvalPost } from './approval.ts'
import { breakGlassPost } from './break-glass.ts'
import { driftPost } from './drift.ts'
import { leaseEndingPost } from './lease-ending.ts'
import { leaseHeldPost } from './lease-held.ts'
import { leaseKeptPost } from './lease-kept.ts'
import { outcomePost } from './outcome.ts'
import { runPost } from './run.ts'
import type { Post, PostKind } from './types.ts'
import { verdictPost } from './verdict.ts'

export const postKinds: readonly PostKind[] = [
  verdictPost,
  approvalPost,
  breakGlassPost,
  driftPost,
  runPost,
  outcomePost,
  leaseEndingPost,
  leaseHeldPost,
  leaseKeptPost,
]

/** Every message that a state has beside its cards, by the key under which it is posted. */
export const postsOf = (incident: Incident, say: Translate): readonly (Post & { readonly key: string })[] =>
  postKinds.flatMap((kind) =>
    kind.postsOf(incident, say).map((post) => ({ ...post, key: `post:${kind.id}:${post.about}` })),
  )
