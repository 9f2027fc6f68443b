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
  {
    family: 'step',
    in: 'src/diagnose/causes/',
    within: ['lasting', 'relief'],
    why: 'A cause says what ends it for good, and what helps for now.',
  },
  {
    family: 'step',
    in: 'src/diagnose/',
    within: ['argueAgainst', 'sameVersionAgain', 'lessRoom'],
    why: 'A cause says which steps it argues against.',
  },
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
    within: ['hasProbeAnswered'],
    why: 'An indicator that goes by an absence asks whether the probe looked at all.',
  },
  {
    family: 'answer',
    in: 'src/answers/',
    within: ['ofSeveral'],
    why: 'A question about one incident says which one is answered in its place where several are meant.',
  },
  {
    family: 'probe',
    in: 'src/answers/',
    within: ['hasAnswered', 'unseenWords'],
    why: 'An answer that goes by an absence asks whether the probe looked at all, and why it did not.',
  },
  {
    family: 'probe',
    in: 'src/answers/how-measured/shown-figures.ts',
    within: ['asOf'],
    why: 'Evidence says which probe has seen it, and with that over what it is measured.',
  },
  {
    family: 'cause',
    in: 'src/answers/seen/points-elsewhere.ts',
    within: ['slowDependency'],
    why: 'Whoever asks whether it is a dependency asks about this cause.',
  },
  {
    family: 'reply',
    in: 'src/understand/',
    within: ['standingOrders', 'smallTalk'],
    why: 'How sure one has to be of what is said: an order moves something, small talk nothing.',
  },

  // The same word with another meaning.
  {
    family: 'step',
    in: 'src/answers/lasting-fix/remedy-lines.ts',
    within: ['isOn'],
    why: 'How the app is configured, whatever a step would set.',
  },
  {
    family: 'step',
    in: 'src/answers/support/pages.ts',
    within: ['id'],
    why: "Subjects of Microsoft's pages.",
  },
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
    family: 'step',
    in: 'src/answers/',
    within: ['handSteps', 'typeWords', 'startingChanges'],
    why: 'What people do to an app in Azure, as the activity log has it.',
  },
  {
    family: 'step',
    in: 'src/answers/seen/',
    within: ['told'],
    why: 'How the app is configured, whatever a step would set.',
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
  {
    family: 'cause',
    in: 'src/answers/',
    within: ['outward'],
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
  { family: 'collector', in: 'src/answers/exceptions.ts', why: 'As its probe: the newest log of that name is shown.' },
  { family: 'probe', in: 'src/answers/exceptions.ts', shape: 'comparison', why: 'As its collector.' },
  { family: 'probe', in: 'src/collect/', within: ['id'], why: 'As its probe: the same log, kept.' },
  { family: 'policy check', in: 'src/incident/refusal.ts', shape: 'list', why: 'Reasons, which checks give.' },
  { family: 'answer', in: 'src/incident/finding.ts', shape: 'key', why: 'What a source tells: since when, in short.' },
  {
    family: 'answer',
    in: 'src/observe/application-insights.ts',
    why: 'Tables of Application Insights: its dependencies, its exceptions.',
  },
  { family: 'answer', in: 'src/observe/service-health.ts', shape: 'key', why: "Properties of Azure's own events." },
  { family: 'answer', in: 'src/views/report/', shape: 'key', why: 'Arguments of a message: who, and why.' },
]
