/**
 * Decisions by an id that are still to go, as `file: shape of family`. The list only shrinks: what is mended leaves it,
 * and nothing is added.
 */
export const knownDecisions: readonly string[] = [
  'src/cli/chat-platforms.ts: key of platform',
  'src/cli/drill/fake-chat.ts: property of platform',
  'src/cli/drill/run-drill.ts: key of language',
  'src/cli/start-command.ts: key of platform',
  'src/cli/start-command.ts: property of platform',
  'src/config/assemble.ts: key of platform',
  'src/config/declare-setting.ts: key of platform',
  'src/config/settings-slack.ts: property of platform',
  'src/config/settings-teams.ts: property of platform',
  'src/config/types.ts: key of platform',
  'src/incident/approval/policy.ts: comparison of platform',
  'src/incident/approval/policy.ts: key of platform',
  'src/incident/approval/policy.ts: property of platform',
  'src/incident/approval/policy.ts: union of platform',
  'src/mitigate/kinds/start-stop-step.ts: union of step',
  'src/mitigate/planning/manual-commands.ts: union of step',
  'src/policy-file/find-inconsistencies.ts: list of platform',
  'src/policy-file/schema.ts: key of platform',
  'src/understand/reading/word-forms.ts: comparison of language',
  'src/understand/reading/word-forms.ts: key of language',
  'src/understand/utterance-matcher.ts: key of language',
]
