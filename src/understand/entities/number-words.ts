import { foldCaseAndDiacritics } from './normalise.ts'

/** Numbers from one to ten as people write them, in the languages read. */
export const numberWords: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'one a an another een eentje eins ein eine un une uno una um uma',
    'two twee zwei deux dos dois duas due couple',
    'three drie drei trois tres três tre',
    'four vier quatre cuatro quatro quattro',
    'five vijf funf cinq cinco cinque',
    'six zes sechs seis sei',
    'seven zeven sieben sept siete sete sette',
    'eight acht huit ocho oito otto',
    'nine negen neun neuf nueve nove',
    'ten tien zehn dix diez dez dieci',
  ].flatMap((line, at) => line.split(' ').map((word) => [foldCaseAndDiacritics(word), at + 1] as const)),
)
