import type { Estate } from './client.ts'
import { minute } from './figures.ts'

/** The mean of a metric over three minutes, those that Azure Monitor has by now. */
export async function meanOf(estate: Estate, resource: string, metric: string): Promise<number> {
  const to = estate.now() - 3 * minute
  const { body } = await estate.get(`${resource}/providers/Microsoft.Insights/metrics`, {
    metricnames: metric,
    timespan: `${new Date(to - 3 * minute).toISOString()}/${new Date(to).toISOString()}`,
    interval: 'FULL',
    aggregation: 'Average',
  })
  return body.value[0].timeseries[0].data[0].average
}
