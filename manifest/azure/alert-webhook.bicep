// An action group that sends alerts to Appmedic, and two alert rules on one app that use it.
// az deployment group create -g <group> -f alert-webhook.bicep -p appId=<ARM id of the app> endpoint=https://<host>/api/alerts secret=<ALERT_WEBHOOK_SECRET>
@description('ARM id of the App Service app to watch.')
param appId string

@description('Where Appmedic can be reached: https://<host>/api/alerts')
param endpoint string

@secure()
@description('The value of ALERT_WEBHOOK_SECRET. Leave it empty with a secure webhook.')
param secret string = ''

@description('Secure webhook: object id of the app registration whose service principal Azure Monitor may call. Empty: the secret is used.')
param entraObjectId string = ''

@description('Secure webhook: its application id URI, the same as ALERT_ENTRA_AUDIENCE.')
param entraIdentifierUri string = ''

var secure = !empty(entraObjectId)

resource appmedic 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'appmedic'
  location: 'Global'
  properties: {
    groupShortName: 'appmedic'
    enabled: true
    webhookReceivers: [
      {
        name: 'appmedic'
        serviceUri: secure ? endpoint : '${endpoint}?secret=${uriComponent(secret)}'
        useCommonAlertSchema: true
        useAadAuth: secure
        objectId: secure ? entraObjectId : null
        identifierUri: secure ? entraIdentifierUri : null
        tenantId: secure ? tenant().tenantId : null
      }
    ]
  }
}

var rules = [
  { name: 'http-5xx', metric: 'Http5xx', aggregation: 'Total', threshold: 10, severity: 1 }
  { name: 'response-time', metric: 'HttpResponseTime', aggregation: 'Average', threshold: 5, severity: 2 }
]

resource alerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for rule in rules: {
    name: '${last(split(appId, '/'))}-${rule.name}'
    location: 'global'
    properties: {
      severity: rule.severity
      enabled: true
      scopes: [appId]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: rule.name
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: 'Microsoft.Web/sites'
            metricName: rule.metric
            timeAggregation: rule.aggregation
            operator: 'GreaterThan'
            threshold: rule.threshold
          }
        ]
      }
      actions: [{ actionGroupId: appmedic.id }]
    }
  }
]
