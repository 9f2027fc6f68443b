import { markIdentifiers } from './app-names.ts'
import { normalise } from './normalise.ts'
import { markCodes } from './status-codes.ts'
import type { MessageToken } from './token.ts'
import { tokenise } from './tokens.ts'

/** From text to tokens with what was recognised in them. Nothing is decided here. */
export const readTokens = (text: string): readonly MessageToken[] =>
  markIdentifiers(markCodes(tokenise(normalise(text))))
