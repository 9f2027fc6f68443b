/**
 * Decisions by an id that are still to go, as `file: shape of family`. The list only shrinks: what is mended leaves it,
 * and nothing is added.
 */
export const knownDecisions: readonly string[] = [
  'src/cli/drill/run-drill.ts: key of language',
  'src/mitigate/kinds/start-stop-step.ts: union of step',
  'src/mitigate/planning/manual-commands.ts: union of step',
  'src/understand/reading/word-forms.ts: comparison of language',
  'src/understand/reading/word-forms.ts: key of language',
  'src/understand/utterance-matcher.ts: key of language',
]
