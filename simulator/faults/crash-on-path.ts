import type { Fault } from './types.ts'

export const crashOnPathFault: Fault = {
  id: 'crash-on-path',
  title: 'Crash on one path',
  cause:
    'Since this morning somebody asks for reports with a cycle in them: each such request runs out of stack and takes ' +
    'its process down, with all that it was working on. A new process is well until the next of them comes.',
  causes: ['crashing'],
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out'],
  harmful: ['restart', 'scale-in'],
  outcome: 'left-alone',
  reach: 'app',
  effects: (context) => ({
    crashesPerRequest: (crashesAMinute * (0.75 + 0.5 * context.draw)) / requestsAMinute(context),
  }),
  failure: {
    exception: 'System.StackOverflowException',
    message: 'Exception of type System.StackOverflowException was thrown.',
    path: '/reports/export',
    frames: [
      'Contoso.Reports.OrderTree.Total(OrderNode node)',
      'Contoso.Reports.OrderTree.Total(OrderNode node)',
      'Contoso.Reports.ReportController.Export(Int32 id)',
    ],
  },
}

/** Over all instances together: one is hardly up when the next one falls. */
const crashesAMinute = 2.2

/** Whoever asks for them does so by day and by night: the more the others ask, the smaller their share. */
function requestsAMinute({ app, traffic }: { app: { requestsPerSecond: number }; traffic: number }): number {
  return 60 * app.requestsPerSecond * traffic
}
