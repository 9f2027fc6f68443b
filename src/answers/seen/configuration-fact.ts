import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { StateFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'

/** One thing that is set of an app or its plan. */
export interface ConfigurationFact {
  /** Words of both languages by which it is asked for. */
  readonly asked: RegExp
  /** What it is told with; told only where it is asked for, where absent. */
  readonly group?: 'size' | 'place' | 'switches' | 'limits'
  /** None where it is not known. */
  lines(seen: SeenApp, say: Translate): readonly string[]
  /** What belongs to it and is told only where it is asked for. */
  more?(seen: SeenApp, say: Translate): readonly string[]
}

export interface SeenApp {
  readonly app: AppRef
  readonly looked: Incident | undefined
}

type Properties = StateFinding['properties']

export const stateOf = ({ looked }: SeenApp, of: StateFinding['of']): Properties =>
  (looked === undefined ? undefined : incidentStates(looked, of)[0]?.properties) ?? {}

export const told = (
  key: string,
  args: Readonly<Record<string, string | number>>,
  say: Translate,
): readonly string[] => [say(messageOf(`answer.configuration.${key}`, args))]
