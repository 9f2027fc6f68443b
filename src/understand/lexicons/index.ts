import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { nl } from './nl.ts'
import { pt } from './pt.ts'
import type { Lexicon } from './types.ts'

/** Where a message fits two languages equally well, the earlier one is meant. */
export const lexicons: readonly Lexicon[] = [en, nl, de, fr, es, pt, it, ja]
