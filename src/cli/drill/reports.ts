import type { Language } from '../../language/types.ts'

/** What people of these faults notice is that it takes long; of all others, that it fails. */
const slow: readonly string[] = [
  'cold-start',
  'noisy-neighbour',
  'slow-dependency',
  'thread-exhaustion',
  'memory-too-small',
]

const words: Readonly<Record<Language, { readonly slow: string; readonly down: string }>> = {
  en: { slow: 'is slow', down: 'is 503ing' },
  nl: { slow: 'is traag', down: 'geeft een 503' },
}

/** What the first person writes. */
export const reportOf = (fault: string, app: string, language: Language): string =>
  `${app} ${slow.includes(fault) ? words[language].slow : words[language].down}`
