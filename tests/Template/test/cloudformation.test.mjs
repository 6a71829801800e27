import { describe, expect, test } from 'vitest'
import { referenceFaults, rings, schemaFaults } from '../schema.mjs'
import { synthesize } from '../synthesize.mjs'
import { template } from '../template.mjs'

const everything = {
  firstManagerEmail: 'boss@example.com',
  alarmEmail: 'it@example.com',
  domainName: 'calls.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0f3e5a8e-4a45-4c3b-9f61-0c7d4f6d7a11',
  webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/calls/0f3e5a8e-4a45-4c3b-9f61-0c7d4f6d7a11',
  sesIdentity: 'example.com',
  smsEnabled: true,
  backup: true,
  tracing: true,
  timeZone: 'Europe/Berlin',
  workingDays: 'MON,TUE,WED,THU,FRI,SAT',
  defaultCountry: 'DE',
  recordingRetentionDays: 3650,
  logRetentionDays: 400,
}

const [plain, full] = await Promise.all([synthesize({}), synthesize(everything)])
const choices = [
  ['what runs on one machine', template],
  ['no choice', plain],
  ['every choice', full],
]

describe.each(choices)('CloudFormation takes the stack: %s', (_, stack) => {
  test('its types have these properties and allow these values', () => expect(schemaFaults(stack)).toEqual([]))
  test('what it refers to is there', () => expect(referenceFaults(stack)).toEqual([]))
  test('nothing waits for itself', () => expect(rings(stack)).toEqual([]))
  test('it is within the quotas', () => expect(overQuota(stack)).toEqual([]))
})

test('the choices make a difference', () => {
  const count = ({ Resources }) => Object.keys(Resources).length
  expect(count(plain)).toBeLessThan(count(full))
})

// A checker that finds nothing says nothing, unless it finds what is there.
describe('what is wrong is found', () => {
  const broken = (change) => {
    const copy = structuredClone(template)
    change(copy.Resources, (type) => Object.entries(copy.Resources).find(([, resource]) => resource.Type === type))
    return copy
  }

  test.each([
    [
      'a property of another name',
      'AWS::Cognito::UserPool',
      (pool) => delete Object.assign(pool, { UserPoolTire: 'x' }).UserPoolTier,
      'UserPoolTire does not exist',
    ],
    [
      'a value that is not allowed',
      'AWS::Cognito::UserPool',
      (pool) => Object.assign(pool, { UserPoolTier: 'ESSENTIAL' }),
      'UserPoolTier: ESSENTIAL is none of',
    ],
    [
      'a number out of a list',
      'AWS::Logs::LogGroup',
      (group) => Object.assign(group, { RetentionInDays: 45 }),
      'RetentionInDays: 45 is none of',
    ],
    [
      'a text for a number',
      'AWS::Lambda::Function',
      (lambda) => Object.assign(lambda, { MemorySize: '256' }),
      'MemorySize is no integer',
    ],
    [
      'something deep inside',
      'AWS::DynamoDB::Table',
      (table) => Object.assign(table.KeySchema[0], { KeyTypo: 'HASH' }),
      'KeySchema[0].KeyTypo does not exist',
    ],
    ['what is missing', 'AWS::DynamoDB::Table', (table) => delete table.KeySchema, 'KeySchema is missing'],
  ])('%s', (_, type, change, fault) => {
    const faults = schemaFaults(broken((_, first) => change(first(type)[1].Properties)))
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(fault)
  })

  test('a type that nobody has', () => {
    const faults = schemaFaults(broken((_, first) => Object.assign(first('AWS::SQS::Queue')[1], { Type: 'AWS::SQS::Cue' })))
    expect(faults).toEqual([expect.stringContaining('AWS::SQS::Cue')])
  })

  test.each([
    ['Ref', { Ref: 'Nobody' }],
    ['GetAtt', { 'Fn::GetAtt': ['Nobody', 'Arn'] }],
    ['Sub', { 'Fn::Sub': `${'$'}{Nobody.Arn}/x` }],
  ])('a reference to nothing: %s', (_, reference) => {
    const faults = referenceFaults(
      broken((_, first) => Object.assign(first('AWS::SQS::Queue')[1].Properties, { QueueName: reference })),
    )
    expect(faults).toEqual([expect.stringContaining('there is no Nobody')])
  })

  test('an attribute that the type does not have', () => {
    const stack = broken((resources, first) => {
      resources.Other = {
        Type: 'AWS::SQS::Queue',
        Properties: { QueueName: { 'Fn::GetAtt': [first('AWS::SQS::Queue')[0], 'Colour'] } },
      }
    })
    expect(referenceFaults(stack)).toEqual([expect.stringContaining('AWS::SQS::Queue has no Colour')])
  })

  test('a ring', () => {
    const stack = broken((resources) => {
      resources.A = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'B' } } }
      resources.B = { Type: 'AWS::SQS::Queue', DependsOn: 'C' }
      resources.C = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': `${'$'}{A.QueueName}` } } }
    })
    expect(rings(stack)).toEqual([['A', 'B', 'C']])
  })

  test('what is over a quota', () => {
    const stack = broken((_, first) => {
      first('AWS::Lambda::Function')[1].Properties.Environment.Variables.LONG = 'x'.repeat(4096)
      const [policy] = first('AWS::IAM::Role')[1].Properties.Policies
      policy.PolicyDocument.Statement.push({ Effect: 'Deny', Action: '*', Resource: 'x'.repeat(10_240) })
      first('AWS::CloudFront::Function')[1].Properties.FunctionCode = 'x'.repeat(10_241)
    })
    expect(overQuota(stack).map((fault) => fault.split(': ')[1])).toEqual(
      expect.arrayContaining(['environment over 4 KB', 'policies over 10,240 characters', 'code over 10 KB']),
    )
  })
})

/** The quotas that cannot be raised, or that a stack meets by growing. */
function overQuota(stack) {
  const resources = Object.entries(stack.Resources)
  const size = (value) => JSON.stringify(value ?? '').length
  const of = (type, quota, isOver) =>
    resources.filter(([, resource]) => resource.Type === type && isOver(resource.Properties)).map(([id]) => `${id}: ${quota}`)
  return [
    ...(resources.length > 500 ? [`stack: ${resources.length} of 500 resources`] : []),
    ...(size(stack) > 1_000_000 ? ['stack: template over 1 MB'] : []),
    ...of('AWS::Lambda::Function', 'environment over 4 KB', ({ Environment }) => size(Environment?.Variables) > 4096),
    ...of('AWS::Lambda::Function', 'more than five layers', ({ Layers }) => Layers?.length > 5),
    ...of(
      'AWS::Lambda::EventSourceMapping',
      'more than five filters',
      ({ FilterCriteria }) => FilterCriteria?.Filters.length > 5,
    ),
    ...of(
      'AWS::IAM::Role',
      'policies over 10,240 characters',
      ({ Policies }) => size(Policies?.map((policy) => policy.PolicyDocument)) > 10_240,
    ),
    ...of('AWS::CloudFront::Function', 'code over 10 KB', ({ FunctionCode }) => FunctionCode.length > 10_240),
    ...of('AWS::ApiGatewayV2::Integration', 'waits longer than 30 s', ({ TimeoutInMillis }) => TimeoutInMillis > 30_000),
  ]
}
