import type { SourceFile } from '../syntax/source-tree.ts'
import type { DeclaredReference } from './declared-references.ts'
import type { Family } from './families.ts'
import { findMentions, type Mention } from './find-mentions.ts'

/** A member of a family, known by its id where only the member itself may be. */
export interface Decision extends Mention {
  readonly family: string
}

type FamilyIds = Pick<Family, 'name' | 'folder' | 'ids' | 'scope' | 'holders' | 'unmistakable'>

/** Every id outside the member's own file, and the one index, that is no declared reference. */
export const findDecisions = (
  families: readonly FamilyIds[],
  declared: readonly DeclaredReference[],
  files: readonly SourceFile[],
): readonly Decision[] =>
  files.flatMap(findMentions).flatMap((mention) =>
    families
      .filter((family) => isDecision(family, mention))
      .map(({ name }) => ({ ...mention, family: name }))
      .filter((decision) => !declared.some((reference) => isDeclared(reference, decision))),
  )

const isDecision = (family: FamilyIds, mention: Mention): boolean => {
  if (!family.ids.includes(mention.word) || isOwn(family, mention)) return false
  if (!family.scope.some((folder) => mention.path.startsWith(folder))) return false
  return isUnmistakable(family, mention.word) || isMeant(family, mention)
}

const isOwn = ({ folder }: FamilyIds, { path, word }: Mention): boolean =>
  path === `${folder}/index.ts` || path === `${folder}/${word}.ts` || path.startsWith(`${folder}/${word}/`)

const isUnmistakable = ({ unmistakable = [] }: FamilyIds, word: string): boolean =>
  word.includes('-') || unmistakable.includes(word)

/** `start`, `web` and `alerts` are everyday words, too: what they stand beside tells. */
const isMeant = ({ ids, holders }: FamilyIds, { shape, subject, company }: Mention): boolean => {
  switch (shape) {
    case 'comparison':
    case 'case':
    case 'property':
      return holders.test(holderIn(subject))
    case 'key':
    case 'list':
    case 'union':
      return new Set(company.filter((word) => ids.includes(word))).size > 1
    case 'other':
      return false
  }
}

/** Of `action.step` it is `step`, of `cause.id` and `platform.name` it is `cause.` and `platform.`. */
const holderIn = (subject: readonly string[]): string => {
  const [last = '', before] = subject.toReversed()
  return before !== undefined && (last === 'id' || last === 'name') ? `${before}.` : last
}

const isDeclared = (reference: DeclaredReference, { family, path, shape, within }: Decision): boolean =>
  reference.family === family &&
  path.startsWith(reference.in) &&
  (reference.shape === undefined || reference.shape === shape) &&
  (reference.within === undefined || reference.within.includes(within[0] ?? ''))
