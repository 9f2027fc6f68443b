import { loadModel } from '../../src/trained-model/load-model.ts'
import type { ParsedMessage, UnderstandingContext } from '../../src/understand/types.ts'
import { understandMessage } from '../../src/understand/understand-message.ts'

/** With the model of the examples as they are. */
export const understood = (text: string, context: UnderstandingContext = { addressed: false }): ParsedMessage =>
  understandMessage(text, context, loadModel())

export const told = (text: string): ParsedMessage => understood(text, { addressed: true })
