/** Cards as the templates make them, by hand, so that the page is tested without the templates. */
const chart = (label: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="420" viewBox="0 0 1024 420" font-family="Inter">
  <rect width="1024" height="420" fill="#fff"/><g stroke="#e3e8ee">${[80, 160, 240, 320]
    .map((y) => `<path d="M60 ${y}H1000"/>`)
    .join('')}</g>
  <path d="M60 330C300 325 500 332 640 320S760 120 820 100 940 92 1000 90" fill="none" stroke="#1f5fd6" stroke-width="4"/>
  <path d="M640 60V360" stroke="#b5202c" stroke-dasharray="6 6"/><text x="650" y="76" font-size="22" fill="#b5202c">${label}</text>
  <text x="60" y="400" font-size="22" fill="#566273">02:12 UTC</text><text x="900" y="400" font-size="22" fill="#566273">03:12 UTC</text></svg>`

export const pictures = (label: string) => [{ name: 'chart', svg: chart(label), alt: `Plan CPU, ${label}` }]

const head = (style: string, status: string) => ({
  type: 'Container',
  style,
  bleed: true,
  items: [
    { type: 'TextBlock', style: 'heading', wrap: true, size: 'medium', text: status },
    run('contoso-web', { size: 'large', weight: 'bolder' }),
    run('INC-1 · contoso-plan · westeurope · reported by Alice Jansen at 03:12 UTC'),
  ],
})

const run = (text: string, more: object = {}) => ({
  type: 'RichTextBlock',
  spacing: 'small',
  inlines: [{ type: 'TextRun', text, ...more }],
})

const button = (title: string, verb: string, style = 'default') => ({
  type: 'Action.Execute',
  title,
  verb,
  style,
  data: { token: `tok-${verb}` },
})

export const looking = (done: number) => ({
  body: [
    head('warning', '🟠 Looking at it'),
    run(`${done} of 10 sources are in. Still out: plan metrics, deployments, synthetic request.`),
  ],
})

export const verdict = {
  body: [
    head('attention', '🔴 Plan CPU is saturated'),
    run('The plan runs at 97 % CPU since 02:55 UTC and every app on it waits for a turn.', {}),
    ...['Plan CPU 97 % (limit 80 %)', 'Response time 4.8 s (was 120 ms)', 'All three instances alike'].map((text) =>
      run(`✓ ${text}`),
    ),
    { type: 'Image', url: 'CHART_URL', altText: 'Plan CPU', size: 'stretch', spacing: 'medium' },
    {
      type: 'FactSet',
      facts: [
        { title: 'Requests', value: '1,240 / min' },
        { title: 'HTTP 5xx', value: '212 / min' },
        { title: 'Average response time', value: '4.8 s' },
      ],
    },
    {
      type: 'ActionSet',
      actions: [{ type: 'Action.ToggleVisibility', title: 'Other causes', targetElements: ['others'] }],
    },
    { type: 'Container', id: 'others', isVisible: false, style: 'emphasis', items: [run('Slow dependency: 12 %')] },
  ],
  actions: [button('Scale out to 4', 'propose', 'positive'), button('Look again', 'observe-again')],
}

export const proposal = (more: string) => ({
  body: [
    head('accent', '🔵 Approval wanted: scale out contoso-plan'),
    run('Instances: 3 → 4'),
    run('Touches contoso-web, contoso-web/staging and contoso-admin. Costs about € 0.28 an hour more.'),
    run(more),
    { type: 'Input.Text', id: 'reason', label: 'Reason', isRequired: false, placeholder: 'Why now?' },
  ],
  actions: [
    button('Approve', 'approve', 'positive'),
    button('Reject', 'reject', 'destructive'),
    { type: 'Action.OpenUrl', title: 'Report', url: '/reports/INC-1' },
    { ...button('Withdraw', 'withdraw'), mode: 'secondary' },
  ],
})

export const approved = {
  body: [head('good', '🟢 Recovered'), run('Plan CPU 97 % → 41 %, response time 4.8 s → 130 ms, for 5 minutes.')],
  actions: [{ type: 'Action.OpenUrl', title: 'Report', url: '/reports/INC-1' }],
}

export const refusal = {
  body: [
    { type: 'TextBlock', style: 'heading', text: 'You may not approve your own request', wrap: true },
    run('Four eyes: somebody else with the role approver has to. Nothing was run.'),
  ],
}

/** Every way a card might try to become more than text. */
export const hostile = {
  body: [
    run('<img src=x onerror=alert(1)> [click](javascript:alert(1))'),
    { type: 'TextBlock', wrap: true, text: '<script>alert(1)</script> **bold** [click](javascript:alert(1))' },
    { type: 'TextBlock', wrap: false, text: 'x'.repeat(400) },
    run('y'.repeat(400)),
    {
      type: 'Table',
      columns: Array.from({ length: 6 }, () => ({ width: 1 })),
      rows: [
        {
          type: 'TableRow',
          cells: Array.from({ length: 6 }, () => ({ type: 'TableCell', items: [run('metric-with-a-long-name')] })),
        },
      ],
    },
  ],
  actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'javascript:alert(1)' }],
}
