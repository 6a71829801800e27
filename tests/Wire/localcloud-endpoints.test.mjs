// AWS's own SDK for JavaScript against LocalCloud's endpoints. Started by tests/LocalCloud (WireTests), which gives the
// addresses in the environment; alone it has nothing to talk to and skips.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import {
  ApiGatewayManagementApiClient,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi'
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { DynamoDBClient, PutItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'

const endpoint = process.env.LOCALCLOUD_ENDPOINT
const skip = endpoint ? false : 'LOCALCLOUD_ENDPOINT is not set'
const config = {
  endpoint,
  region: 'eu-central-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'LOCALCLOUDROOT', secretAccessKey: 'localcloud' },
}
const {
  LOCALCLOUD_TABLE: table,
  LOCALCLOUD_BUCKET: bucket,
  LOCALCLOUD_TOPIC: topic,
  LOCALCLOUD_POOL: pool,
  LOCALCLOUD_CLIENT: client,
  LOCALCLOUD_EXECUTE_API: executeApi,
} = process.env

test('DynamoDB: put, query an index, and a transaction that is cancelled', { skip }, async () => {
  const db = new DynamoDBClient(config)
  await db.send(new PutItemCommand({ TableName: table, Item: { pk: { S: 'JS' }, sk: { S: 'A' }, gpk: { S: 'G' } } }))
  const found = await db.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'by-gpk',
      KeyConditionExpression: 'gpk = :g',
      ExpressionAttributeValues: { ':g': { S: 'G' } },
    }),
  )
  assert.equal(found.Items.length, 1)
  await assert.rejects(
    db.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Put: { TableName: table, Item: { pk: { S: 'JS' }, sk: { S: 'A' } }, ConditionExpression: 'attribute_not_exists(pk)' },
          },
        ],
      }),
    ),
    (error) => error.name === 'TransactionCanceledException' && error.CancellationReasons[0].Code === 'ConditionalCheckFailed',
  )
})

test('S3: an aws-chunked body with a trailing checksum, and a presigned link', { skip }, async () => {
  const s3 = new S3Client({ ...config, forcePathStyle: true })
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: 'js/ü.txt',
      Body: 'hello',
      ChecksumAlgorithm: 'CRC32C',
      ContentType: 'text/plain',
    }),
  )
  const url = await getSignedUrl(
    s3,
    new GetObjectCommand({ Bucket: bucket, Key: 'js/ü.txt', ResponseContentDisposition: 'attachment' }),
    { expiresIn: 60 },
  )
  const response = await fetch(url)
  assert.equal(await response.text(), 'hello')
  assert.equal(response.headers.get('content-disposition'), 'attachment')
  await assert.rejects(s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'js/none' })), { name: 'NoSuchKey' })
})

test('S3: a presigned POST takes what its policy says and no more', { skip }, async () => {
  const s3 = new S3Client({ ...config, forcePathStyle: true })
  const { url, fields } = await createPresignedPost(s3, {
    Bucket: bucket,
    Key: 'js/post.webm',
    Conditions: [
      ['content-length-range', 1, 10],
      ['eq', '$Content-Type', 'audio/webm'],
    ],
    Fields: { 'Content-Type': 'audio/webm' },
    Expires: 60,
  })
  const send = (size) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', new Blob([new Uint8Array(size)]))
    return fetch(url, { method: 'POST', body: form })
  }
  assert.equal((await send(10)).status, 204)
  assert.equal((await send(11)).status, 400)
})

test('SNS: publish one and several', { skip }, async () => {
  const sns = new SNSClient(config)
  const one = await sns.send(
    new PublishCommand({
      TopicArn: topic,
      Message: 'x',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'none' } },
    }),
  )
  assert.match(one.MessageId, /^[0-9a-f-]{36}$/)
  const many = await sns.send(
    new PublishBatchCommand({
      TopicArn: topic,
      PublishBatchRequestEntries: [
        { Id: 'a', Message: '1' },
        { Id: 'b', Message: '2' },
      ],
    }),
  )
  assert.deepEqual(
    many.Successful.map((entry) => entry.Id),
    ['a', 'b'],
  )
  await assert.rejects(sns.send(new PublishCommand({ TopicArn: `${topic}-none`, Message: 'x' })), { name: 'NotFoundException' })
})

test('Cognito: from invitation to rotated tokens', { skip }, async () => {
  const cognito = new CognitoIdentityProviderClient(config)
  const email = 'js@ooak.test'
  const secret = (await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId: pool, ClientId: client }))).UserPoolClient
    .ClientSecret
  const hash = createHmac('sha256', secret)
    .update(email + client)
    .digest('base64')
  const created = await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId: pool,
      Username: email,
      TemporaryPassword: 'Temporary-1x',
      MessageAction: 'SUPPRESS',
    }),
  )
  assert.equal(created.User.UserStatus, 'FORCE_CHANGE_PASSWORD')
  assert.ok(created.User.UserCreateDate instanceof Date)
  const first = await cognito.send(
    new InitiateAuthCommand({
      ClientId: client,
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: email, PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'Temporary-1x', SECRET_HASH: hash },
    }),
  )
  assert.equal(first.ChallengeName, 'NEW_PASSWORD_REQUIRED')
  const done = await cognito.send(
    new RespondToAuthChallengeCommand({
      ClientId: client,
      ChallengeName: first.ChallengeName,
      Session: first.Session,
      ChallengeResponses: { USERNAME: email, NEW_PASSWORD: 'Permanent-1x', SECRET_HASH: hash },
    }),
  )
  const next = await cognito.send(
    new GetTokensFromRefreshTokenCommand({
      ClientId: client,
      ClientSecret: secret,
      RefreshToken: done.AuthenticationResult.RefreshToken,
    }),
  )
  assert.notEqual(next.AuthenticationResult.RefreshToken, done.AuthenticationResult.RefreshToken)
  const found = await cognito.send(new ListUsersCommand({ UserPoolId: pool, Filter: `email = "${email}"` }))
  assert.equal(found.Users.length, 1)
  await cognito.send(
    new AdminSetUserPasswordCommand({ UserPoolId: pool, Username: email, Password: 'Permanent-2x', Permanent: true }),
  )
  assert.equal((await cognito.send(new AdminGetUserCommand({ UserPoolId: pool, Username: email }))).UserStatus, 'CONFIRMED')
  await assert.rejects(cognito.send(new AdminGetUserCommand({ UserPoolId: pool, Username: 'none@ooak.test' })), {
    name: 'UserNotFoundException',
  })
})

test('API Gateway: a push reaches its connection, and a gone one is told', { skip }, async () => {
  const management = new ApiGatewayManagementApiClient({ ...config, endpoint: `${executeApi}/ws` })
  await assert.rejects(management.send(new PostToConnectionCommand({ ConnectionId: 'gone=', Data: 'x' })), {
    name: 'GoneException',
  })
  await assert.rejects(management.send(new GetConnectionCommand({ ConnectionId: 'gone=' })), { name: 'GoneException' })
})
