/**
 * What `npm test` leaves to `.ci/run`, so that it stays under three minutes: whole programs that are killed, floods,
 * long properties, further ways through the browser.
 */
const longTests = [
  'test/alerts/alerts.test.ts',
  'test/azure/least-privilege.test.ts',
  'test/browser/accessibility.test.ts',
  'test/browser/emergency.test.ts',
  'test/browser/playground.test.ts',
  'test/cards/hostile.test.ts',
  'test/chat/shared/doors-memory.test.ts',
  'test/chat/shared/webhook-server.test.ts',
  'test/chat/teams/garbage.test.ts',
  'test/cli/drill/documents.test.ts',
  'test/control/running-bot.test.ts',
  'test/conversations/among-people.test.ts',
  'test/conversations/conversations.test.ts',
  'test/conversations/no-silence.test.ts',
  'test/diagnose/diagnose.test.ts',
  'test/diagnose/robust.test.ts',
  'test/faults/acknowledged.test.ts',
  'test/faults/dump.test.ts',
  'test/faults/kill.test.ts',
  'test/faults/stopped.test.ts',
  'test/flows/approval-table.test.ts',
  'test/flows/argued-step.test.ts',
  'test/flows/busy.test.ts',
  'test/flows/canary.test.ts',
  'test/flows/choices.test.ts',
  'test/flows/disk.test.ts',
  'test/flows/dump-kept.test.ts',
  'test/flows/everything-reachable.test.ts',
  'test/flows/flood.test.ts',
  'test/flows/lease-held.test.ts',
  'test/flows/lease-maximum.test.ts',
  'test/flows/lease.test.ts',
  'test/flows/mirror.test.ts',
  'test/flows/observation.test.ts',
  'test/flows/past-trouble.test.ts',
  'test/flows/rights-matrix.test.ts',
  'test/flows/secrets.test.ts',
  'test/flows/step-requests.test.ts',
  'test/flows/ways-on.test.ts',
  'test/incident/laws.test.ts',
  'test/journal/crash.test.ts',
  'test/journal/killed.test.ts',
  'test/journal/old-journals.test.ts',
  'test/observe/cost.test.ts',
  'test/replay/alerts.test.ts',
  'test/simulator/physics/old-trouble.test.ts',
  'test/simulator/physics/physics.test.ts',
  'test/understand/held-back.test.ts',
  'test/understand/mutations.test.ts',
  'test/web-pages/approval-pages.test.ts',
]

const isFilter = (argument: string): boolean => !argument.startsWith('-') && argument !== 'run'
const asked = process.argv.slice(2).filter(isFilter)

/** Whoever names a long one on the command line, or its folder, runs it; `APPMEDIC_LONG=1` runs those and no others. */
export const chosenTests =
  process.env.APPMEDIC_LONG === '1'
    ? { include: longTests, exclude: [] }
    : {
        include: ['test/**/*.test.ts'],
        exclude: longTests.filter((file) => !asked.some((argument) => file.includes(argument))),
      }
