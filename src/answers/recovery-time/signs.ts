import { AzureError } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import type { SuccessCriteria } from '../../incident/mitigation-plan.ts'
import { restartSuccess } from '../../incident/verification/success-criteria.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { metricFigures } from '../../views/parts/metric-figures.ts'
import { openSteps } from '../../views/parts/offered-steps.ts'
import { successLimitLines } from '../../views/parts/success-limit-lines.ts'
import type { AnswerSources } from '../types.ts'

const signWords = `
  how … know it's over, how … know … over, how … see … over, how … tell … over, how … know … solved, how … know … fixed,
  how … know … works, how … know … worked, how … know … helped, how … see … worked, how … tell … worked, how … be sure,
  which metric*, which figure*, which number*, which graph*, what … watch, what … look at, watch, watching, monitor*,
  keep an eye, keep … eye on, before … close, safe to close, can … close, may … close, criteria, criterion, recovered when,
  counts as, count as, back to normal, all clear, waaraan, welke metric*, welke meting*, welke cijfers, welke grafiek*,
  welke waarden, letten, opletten, hoelang … kijken, hoe lang … kijken, in de gaten houden, in … gaten, sluiten, dicht doen,
  dichtdoen, afsluiten, mag … dicht, kan … dicht, hoe weten we, hoe weet ik, hoe zien we, hoe zie ik, hoe merken we,
  criterium, geldt als, weer normaal, voorbij is, opgelost is, gelukt is, gewerkt heeft, geholpen heeft`
const toldWords = 'tell us, tell me, let us know, let me know, ping me, bericht, berichtje, laat … weten, melden'

export const isSignsAsked = (text: string): boolean => speaksOf(text, signWords) && !speaksOf(text, toldWords)

/** By what we verify: of the step that is under way or waits, else of the one offered first, else what holds for any. */
export const criteriaFor = async (
  incident: Incident,
  { planStep }: Pick<AnswerSources, 'planStep'>,
): Promise<SuccessCriteria> => {
  const known = incident.actions.findLast(({ plan }) => (plan?.success.limits.length ?? 0) > 0)?.plan?.success
  const [safest] = openSteps(incident)
  if (known !== undefined || safest === undefined || incident.app === undefined) return known ?? restartSuccess
  try {
    const planned = await planStep(incident.app, { step: safest.step, args: safest.args })
    return 'plan' in planned && planned.plan.success.limits.length > 0 ? planned.plan.success : restartSuccess
  } catch (error) {
    if (error instanceof AzureError) return restartSuccess
    throw error
  }
}

/** The limits that must hold together and for how long, who watches, and how far it is now. */
export const signLines = (incident: Incident, success: SuccessCriteria, say: Translate): readonly string[] => {
  const limits = successLimitLines({ ...success }, say)
    .slice(0, success.limits.length)
    .map(({ text }) => text)
  const figures = metricFigures(chartDataOf(incident), say).filter(
    ({ key }) => key === 'errors' || key === 'response-time',
  )
  const times = { hold: say.duration(success.holdInMs), within: say.duration(success.withinInMs) }
  return [
    say(messageOf('answer.recovery-time.signs', { limits: limits.join(' · '), ...times })),
    ...(figures.length === 0
      ? []
      : [
          say(
            messageOf('answer.recovery-time.signs.now', {
              figures: figures.map(({ title, value }) => `${title} ${value}`).join('; '),
            }),
          ),
        ]),
    say(messageOf('answer.recovery-time.signs.who', times)),
    say(messageOf('answer.recovery-time.signs.close', times)),
  ]
}
