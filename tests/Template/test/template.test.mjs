import { describe, expect, test } from 'vitest'
import { explained } from '../explained.mjs'
import { guardFindings, nagFindings, relevantRules } from '../findings.mjs'
import { ofType, template } from '../template.mjs'

const covers = ({ rules, resources }, { rule, resource }) =>
  rules.some((one) => (one instanceof RegExp ? one.test(rule) : one === rule)) && resources.test(resource)

const statements = () =>
  Object.entries(template.Resources).flatMap(([id, { Type, Properties }]) => {
    const documents =
      Type === 'AWS::IAM::Policy'
        ? [Properties.PolicyDocument]
        : Type === 'AWS::IAM::Role'
          ? (Properties.Policies ?? []).map((policy) => policy.PolicyDocument)
          : []
    return documents.flatMap((document) => document.Statement.map((statement) => [id, statement]))
  })

const own = ([id]) => !id.startsWith('CustomCDKBucketDeployment')

describe('rule packs', async () => {
  const found = await Promise.all([nagFindings(), guardFindings()])
  const findings = found.flat()

  test.each(['AwsSolutions', 'Serverless', 'ControlTower'])('%s finds nothing that is not explained', (pack) => {
    const some = findings.filter((finding) => finding.pack === pack)
    expect(some.length).toBeGreaterThan(0)
    expect(some.filter((finding) => !explained.some((explanation) => covers(explanation, finding)))).toEqual([])
  })

  test('every explanation explains something, and says why', () => {
    expect(explained.filter((explanation) => !findings.some((finding) => covers(explanation, finding)))).toEqual([])
    for (const { rules, reason } of explained) {
      expect(reason.length, String(rules)).toBeGreaterThan(80)
      for (const rule of rules) {
        expect(
          findings.some((finding) => (rule instanceof RegExp ? rule.test(finding.rule) : rule === finding.rule)),
          String(rule),
        ).toBe(true)
      }
    }
  })

  test('the Control Tower rules about our types are among those that ran', () => {
    const names = relevantRules().map((rule) => rule.file)
    for (const service of ['dynamodb', 's3', 'sqs', 'lambda', 'cloudfront', 'cloudwatch', 'apigateway']) {
      expect(
        names.some((name) => name.includes(`/${service}/`)),
        service,
      ).toBe(true)
    }
  })
})

describe('what no pack asks', () => {
  test('no action is a wildcard', () => {
    const wild = statements()
      .filter(own)
      .filter(([, statement]) => [statement.Action].flat().some((action) => action.includes('*')))
    expect(wild).toEqual([])
  })

  test('a resource is * only for actions that the services allow on nothing narrower', () => {
    const unavoidable = new Set(['dynamodb:ListStreams', 'sns:Publish', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'])
    for (const [id, statement] of statements().filter(own)) {
      if ([statement.Resource].flat().includes('*')) {
        const actions = [statement.Action].flat()
        expect(
          actions.every((action) => unavoidable.has(action) && (action !== 'sns:Publish' || id.startsWith('IdentitySms'))),
          `${id}: ${actions}`,
        ).toBe(true)
      }
    }
  })

  test.each([
    ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'Queues'],
    ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'Topics'],
    ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'Bucket'],
  ])('every %s refuses what does not come by TLS', (type, policyType, subject) => {
    const policies = ofType(policyType)
    for (const [id] of ofType(type)) {
      const denies = policies
        .filter(([, policy]) => [policy[subject]].flat().some((reference) => reference.Ref === id))
        .flatMap(([, policy]) => policy.PolicyDocument.Statement)
        .filter(({ Effect, Condition }) => Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false')
      expect(denies.length, id).toBeGreaterThan(0)
      expect(
        denies.some(({ Principal }) => Principal === '*' || Principal?.AWS === '*'),
        id,
      ).toBe(true)
    }
  })

  test('every topic but the alarms’ is encrypted, every queue and bucket is', () => {
    expect(ofType('AWS::SNS::Topic').filter(([id, topic]) => !topic.KmsMasterKeyId && !id.startsWith('AlarmsTopic'))).toEqual([])
    expect(ofType('AWS::SQS::Queue').filter(([, queue]) => queue.SqsManagedSseEnabled !== true)).toEqual([])
    expect(ofType('AWS::S3::Bucket').filter(([, bucket]) => !bucket.BucketEncryption)).toEqual([])
  })

  test('every function logs to a group that ends', () => {
    const groups = Object.fromEntries(ofType('AWS::Logs::LogGroup'))
    for (const [id, lambda] of ofType('AWS::Lambda::Function').filter(own)) {
      expect(groups[lambda.LoggingConfig?.LogGroup?.Ref]?.RetentionInDays, id).toBeGreaterThan(0)
    }
  })

  test('every permission to invoke names whom it is for', () => {
    for (const [id, permission] of ofType('AWS::Lambda::Permission')) {
      expect(permission.Principal, id).not.toBe('*')
      expect(JSON.stringify(permission.SourceArn ?? ''), id).toMatch(/"(Ref|Fn::GetAtt)"/)
    }
  })

  test('every function that an event starts has a place for what it fails at', () => {
    const settled = new Set(
      ofType('AWS::Lambda::EventInvokeConfig')
        .filter(([, config]) => config.DestinationConfig?.OnFailure)
        .map(([, config]) => config.FunctionName.Ref),
    )
    for (const [, mapping] of ofType('AWS::Lambda::EventSourceMapping')) {
      if (mapping.DestinationConfig?.OnFailure) settled.add(mapping.FunctionName.Ref)
    }
    const byApi = new Set(
      ofType('AWS::Lambda::Permission')
        .filter(([, permission]) => permission.Principal === 'apigateway.amazonaws.com')
        .map(([, permission]) => permission.FunctionName['Fn::GetAtt'][0]),
    )
    const forgotten = ofType('AWS::Lambda::Function')
      .filter(own)
      .map(([id]) => id)
      .filter((id) => !settled.has(id) && !byApi.has(id))
    expect(forgotten).toEqual([])
  })

  test('data outlives the stack and is protected from deletion', () => {
    const data = Object.entries(template.Resources).filter(([, { Type }]) =>
      ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'].includes(Type),
    )
    for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of data) {
      expect([DeletionPolicy, UpdateReplacePolicy], id).toEqual(['Retain', 'Retain'])
    }
    expect(ofType('AWS::DynamoDB::Table').every(([, table]) => table.DeletionProtectionEnabled)).toBe(true)
    expect(ofType('AWS::Cognito::UserPool').every(([, pool]) => pool.DeletionProtection === 'ACTIVE')).toBe(true)
  })
})
