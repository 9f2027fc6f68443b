import { phrase } from '../incident/phrase.ts'
import type { Need, Sign } from './weighing.ts'

/** A sign that a cause can't do without, and the words for its lack. */
export const need = (sign: Sign, lacks: string): Need => ({ sign, lacks: phrase(lacks) })
