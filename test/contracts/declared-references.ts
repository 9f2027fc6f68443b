import type { MentionShape } from './find-mentions.ts'

/** Where a member may be named by others, and why that is no decision about it. */
export interface DeclaredReference {
  readonly family: string
  /** A folder or a file. */
  readonly in: string
  readonly shape?: MentionShape
  /** The property, variable or call that it stands in. */
  readonly within?: readonly string[]
  readonly why: string
}

export const declaredReferences: readonly DeclaredReference[] = [
  { family: 'step', in: 'src/diagnose/', within: ['step'], why: 'A cause says which steps help.' },
  { family: 'step', in: 'src/mitigate/', within: ['undo'], why: 'A step says which step takes it back.' },
  {
    family: 'platform',
    in: 'src/chat/slack/user-profile.ts',
    shape: 'key',
    why: 'Slack says `teams` of the workspaces of an enterprise.',
  },
  {
    family: 'step',
    in: 'simulator/faults/',
    within: ['right', 'useless', 'harmful'],
    why: 'A fault says which steps heal it, and which do not: drills are judged by that.',
  },
  {
    family: 'fault',
    in: 'simulator/faults/',
    within: ['looksLike', 'causes'],
    why: 'A fault says which cause it truly is, a lookalike also which one it must not be taken for.',
  },
  {
    family: 'cause',
    in: 'src/diagnose/causes/',
    within: ['resembles', 'refines'],
    why: 'A cause says which others it is easily taken for, and which it says more exactly.',
  },
  { family: 'probe', in: 'src/diagnose/', within: ['probe'], why: 'Evidence says which probe has seen it.' },
  {
    family: 'probe',
    in: 'src/diagnose/',
    within: ['hasProbeAnswered', 'notOffered'],
    why: 'An indicator that goes by an absence asks whether the probe looked at all.',
  },
  {
    family: 'language',
    in: 'src/runbook/replies/',
    within: ['phrases'],
    why: 'A reply brings the words for it, in every language.',
  },
  {
    family: 'lexicon',
    in: 'src/runbook/replies/',
    within: ['phrases'],
    why: 'A reply brings the words for it, in every language.',
  },
  {
    family: 'lexicon',
    in: 'src/understand/reading/read-message-text.ts',
    shape: 'comparison',
    why: 'English terms are used in every language.',
  },
  {
    family: 'language',
    in: 'src/understand/lexicons/',
    within: ['language'],
    why: 'A lexicon says whose words it holds.',
  },

  // The same word with another meaning.
  { family: 'step', in: 'src/azure/roles.ts', shape: 'list', why: "Verbs in the paths of Azure's permissions." },
  {
    family: 'step',
    in: 'src/mitigate/kinds/',
    within: ['verb'],
    why: "Azure's own verbs, in its paths and operations, whatever the step is called.",
  },
  {
    family: 'step',
    in: 'src/mitigate/planning/',
    within: ['WebAppVerb'],
    why: "Verbs of the command line's own, which name its commands.",
  },
  { family: 'step', in: 'src/incident/finding.ts', within: ['changeTypes'], why: 'What people do to an app in Azure.' },
  {
    family: 'step',
    in: 'src/diagnose/',
    within: [
      'startStopChanges',
      'StoppedTime',
      'beginsProcesses',
      'restartingChanges',
      'fetchingChanges',
      'startingChanges',
    ],
    why: 'What people do to an app in Azure, as the activity log has it.',
  },
  {
    family: 'cause',
    in: 'src/incident/finding.ts',
    within: ['LogCondition'],
    why: 'What a line of a log decides, whichever cause goes by it.',
  },
  {
    family: 'cause',
    in: 'src/diagnose/indicators/',
    shape: 'comparison',
    why: 'What a line of a log decides, whichever cause goes by it.',
  },
  {
    family: 'cause',
    in: 'src/diagnose/indicators/',
    within: ['lastLoggedAt'],
    why: 'What a line of a log decides, whichever cause goes by it.',
  },
  { family: 'cause', in: 'src/logs/conditions.ts', why: 'What a line of a log decides, whichever cause goes by it.' },
  {
    family: 'probe',
    in: 'src/incident/finding.ts',
    within: ['logNames'],
    why: 'A log is called what its readers are.',
  },
  { family: 'collector', in: 'src/incident/finding.ts', within: ['logNames'], why: 'As its probe.' },
  {
    family: 'collector',
    in: 'src/observe/',
    why: 'A log is read by a probe, and kept by a collector of the same name.',
  },
  { family: 'probe', in: 'src/collect/', within: ['id'], why: 'As its probe: the same log, kept.' },
  { family: 'policy check', in: 'src/incident/refusal.ts', shape: 'list', why: 'Reasons, which checks give.' },
  { family: 'reply', in: 'src/views/incident-view.ts', shape: 'key', why: 'Parts of a card.' },
  { family: 'reply', in: 'src/cli/look/', shape: 'key', why: 'Parts of what a look found.' },
  { family: 'reply', in: 'src/views/report/', shape: 'key', why: 'Arguments of a message: who, and why.' },
]
