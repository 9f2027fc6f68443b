import type { TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { PostMention } from '../../incident/approval/notify-policy.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import type { CardButton } from '../parts/card-button.ts'

/**
 * A kind of short message of its own, posted beside the cards: an edit in place rings nobody's bell. A new one is a file
 * here, a line in `index.ts` and its strings in `post.json`.
 */
export interface PostKind {
  readonly id: string
  /** All that the state has to tell, however long ago; the same state tells the same. */
  postsOf(incident: Incident, say: Translate): readonly Post[]
}

export interface Post {
  /** What it is about, within its kind: it is posted once a place. */
  readonly about: string
  /** One line. */
  readonly words: TranslatableMessage
  /** When it happened: news that is old is none. Absent for what is still so, whenever it is told. */
  readonly at?: Instant
  /** Who has to act. */
  readonly mention?: PostMention
  /** What they may do at once. It is never edited, so whatever is decided by them must refuse what is over. */
  readonly buttons?: readonly CardButton[]
}
