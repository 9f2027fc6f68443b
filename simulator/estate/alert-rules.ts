/** A metric alert that somebody set up; limits as in Microsoft's baseline alerts for App Service. */
export interface AlertRule {
  readonly name: string
  readonly description: string
  /** 0 (critical) to 4. */
  readonly severity: 0 | 1 | 2 | 3 | 4
  readonly on: { readonly app: string } | { readonly plan: string }
  readonly metric: string
  readonly aggregation: 'Average' | 'Total'
  readonly operator: 'GreaterThan' | 'LessThan'
  readonly threshold: number
  readonly windowInMinutes: number
  /** It looks at nothing before it was put here; at all there is where absent. */
  readonly since?: number
}

/** Set up for what earns money; nobody thought of the shop's plan. */
export const alertRules: readonly AlertRule[] = [
  ...['contoso-web', 'contoso-api', 'contoso-shop'].flatMap((app) => [
    serverErrorsRule(app),
    slowResponsesRule(app),
    ...(app === 'contoso-shop' ? [] : [healthCheckRule(app)]),
  ]),
  ...['contoso-plan', 'contoso-api-plan'].flatMap((plan) => [memoryRule(plan), queueRule(plan)]),
]

function serverErrorsRule(app: string): AlertRule {
  return {
    name: `${app} server errors`,
    description: 'More than 10 server errors in 15 minutes.',
    severity: 1,
    on: { app },
    metric: 'Http5xx',
    aggregation: 'Total',
    operator: 'GreaterThan',
    threshold: 10,
    windowInMinutes: 15,
  }
}

function slowResponsesRule(app: string): AlertRule {
  return {
    name: `${app} slow`,
    description: 'Answers take more than 5 seconds on average.',
    severity: 2,
    on: { app },
    metric: 'HttpResponseTime',
    aggregation: 'Average',
    operator: 'GreaterThan',
    threshold: 5,
    windowInMinutes: 5,
  }
}

function healthCheckRule(app: string): AlertRule {
  return {
    name: `${app} health check`,
    description: 'The health check fails on an instance.',
    severity: 2,
    on: { app },
    metric: 'HealthCheckStatus',
    aggregation: 'Average',
    operator: 'LessThan',
    threshold: 100,
    windowInMinutes: 5,
  }
}

function memoryRule(plan: string): AlertRule {
  return {
    name: `${plan} memory`,
    description: 'The plan has less than a tenth of its memory left.',
    severity: 2,
    on: { plan },
    metric: 'MemoryPercentage',
    aggregation: 'Average',
    operator: 'GreaterThan',
    threshold: 90,
    windowInMinutes: 5,
  }
}

function queueRule(plan: string): AlertRule {
  return {
    name: `${plan} queue`,
    description: 'More than 100 requests wait for the plan.',
    severity: 2,
    on: { plan },
    metric: 'HttpQueueLength',
    aggregation: 'Average',
    operator: 'GreaterThan',
    threshold: 100,
    windowInMinutes: 5,
  }
}
