import type { CardView } from '../../views/types.ts'

/** Somebody to be called: by the platform's own id of them where it is known, else by name. */
export interface Callee {
  readonly name: string
  readonly id?: string
}

/** The view as it is shown where calls stand in front: its text without the names, and who is called. */
export interface CallingView {
  readonly view: CardView
  readonly callees: readonly Callee[]
}

export const separateCalls = (view: CardView, platform: string): CallingView => {
  const { mentions } = view
  if (mentions === undefined) return { view, callees: [] }
  const callees = mentions.people.map(({ name, identities }): Callee => {
    const id = identities[platform]?.split('/')[1]
    return id === undefined ? { name } : { name, id }
  })
  return { view: { ...view, data: { ...view.data, text: mentions.text } }, callees }
}

/** Ids are of one organisation: whoever is of another than the place is called by name. */
export const callingOnlyOurs = (
  view: CardView,
  { platform }: { readonly platform: string },
  isOurs: (tenant: string) => boolean,
): CardView => {
  const { mentions } = view
  if (mentions === undefined) return view
  const people = mentions.people.map((person) =>
    isOurs(person.identities[platform]?.split('/')[0] ?? '') ? person : { name: person.name, identities: {} },
  )
  return { ...view, mentions: { ...mentions, people } }
}
