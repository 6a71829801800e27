// AWS's own SDK for JavaScript against LocalCloud's Cognito, in a pool with every first factor. Started by
// tests/LocalCloud (CognitoWireTests), which gives the addresses; alone it has nothing to talk to and skips.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserAttributesCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  CompleteWebAuthnRegistrationCommand,
  ConfirmForgotPasswordCommand,
  DeleteWebAuthnCredentialCommand,
  DescribeUserPoolClientCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ListWebAuthnCredentialsCommand,
  RespondToAuthChallengeCommand,
  StartWebAuthnRegistrationCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { softwareAuthenticator } from './authenticator.mjs'

const { LOCALCLOUD_ENDPOINT: endpoint, LOCALCLOUD_CONSOLE: mailbox, LOCALCLOUD_SITE: site } = process.env
const { LOCALCLOUD_POOL: UserPoolId, LOCALCLOUD_CLIENT: ClientId } = process.env
const skip = endpoint ? false : 'LOCALCLOUD_ENDPOINT is not set'
const password = 'Correct-horse-1'
const cognito = new CognitoIdentityProviderClient({
  endpoint: endpoint ?? 'http://127.0.0.1',
  region: 'eu-central-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'LOCALCLOUDROOT', secretAccessKey: 'localcloud' },
})
const send = (Command, input) => cognito.send(new Command(input))
const admin = (Command, Username, input = {}) => send(Command, { UserPoolId, Username, ...input })

async function secretHash(username) {
  const { UserPoolClient } = await send(DescribeUserPoolClientCommand, { UserPoolId, ClientId })
  return createHmac('sha256', UserPoolClient.ClientSecret)
    .update(username + ClientId)
    .digest('base64')
}

async function create(username) {
  const UserAttributes = [
    { Name: 'email', Value: `${username}@ooak.test` },
    { Name: 'email_verified', Value: 'true' },
  ]
  await admin(AdminCreateUserCommand, username, { UserAttributes, MessageAction: 'SUPPRESS', TemporaryPassword: 'Temporary-1x' })
  await admin(AdminSetUserPasswordCommand, username, { Password: password, Permanent: true })
}

async function begin(username, preferred, more = {}) {
  const AuthParameters = { USERNAME: username, PREFERRED_CHALLENGE: preferred, SECRET_HASH: await secretHash(username), ...more }
  return await send(InitiateAuthCommand, { ClientId, AuthFlow: 'USER_AUTH', AuthParameters })
}

async function respond(challenge, username, answers) {
  return await send(RespondToAuthChallengeCommand, {
    ClientId,
    ChallengeName: challenge.ChallengeName,
    Session: challenge.Session,
    ChallengeResponses: { USERNAME: username, SECRET_HASH: await secretHash(username), ...answers },
  })
}

async function accessToken(username) {
  return (await begin(username, 'PASSWORD', { PASSWORD: password })).AuthenticationResult.AccessToken
}

async function newestCode(to) {
  const response = await fetch(new URL(`/mailbox.json?to=${encodeURIComponent(to)}`, mailbox))
  return (await response.json())[0].code
}

test('a code by e-mail, wrong and right', { skip }, async () => {
  await create('js-code')
  const challenge = await begin('js-code', 'EMAIL_OTP')
  assert.equal(challenge.ChallengeParameters.CODE_DELIVERY_DESTINATION, 'j***@o***')
  await assert.rejects(respond(challenge, 'js-code', { EMAIL_OTP_CODE: '0' }), { name: 'CodeMismatchException' })
  const code = await newestCode('js-code@ooak.test')
  assert.ok((await respond(challenge, 'js-code', { EMAIL_OTP_CODE: code })).AuthenticationResult.RefreshToken)
  const choice = await begin('js-code', 'WEB_AUTHN')
  assert.equal(choice.ChallengeName, 'SELECT_CHALLENGE')
  assert.deepEqual(choice.AvailableChallenges, ['PASSWORD', 'EMAIL_OTP'])
})

test('a passkey from registration to its end', { skip }, async () => {
  await create('js-passkey')
  const authenticator = softwareAuthenticator(site)
  const AccessToken = await accessToken('js-passkey')
  const { CredentialCreationOptions: options } = await send(StartWebAuthnRegistrationCommand, { AccessToken })
  assert.equal(options.rp.id, 'localhost')
  const forged = softwareAuthenticator('https://evil.example').register(options)
  await assert.rejects(send(CompleteWebAuthnRegistrationCommand, { AccessToken, Credential: forged }), {
    name: 'WebAuthnOriginNotAllowedException',
  })
  const again = (await send(StartWebAuthnRegistrationCommand, { AccessToken })).CredentialCreationOptions
  await send(CompleteWebAuthnRegistrationCommand, { AccessToken, Credential: authenticator.register(again) })
  const { Credentials } = await send(ListWebAuthnCredentialsCommand, { AccessToken, MaxResults: 20 })
  assert.equal(Credentials[0].CredentialId, authenticator.id)
  assert.ok(Credentials[0].CreatedAt instanceof Date)

  const challenge = await begin('js-passkey', 'WEB_AUTHN')
  const assertion = authenticator.assert(JSON.parse(challenge.ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS))
  assert.ok((await respond(challenge, 'js-passkey', { CREDENTIAL: JSON.stringify(assertion) })).AuthenticationResult)

  await send(DeleteWebAuthnCredentialCommand, { AccessToken, CredentialId: authenticator.id })
  await assert.rejects(send(DeleteWebAuthnCredentialCommand, { AccessToken, CredentialId: authenticator.id }), {
    name: 'ResourceNotFoundException',
  })
})

test('a forgotten password, and the end of every session', { skip }, async () => {
  await create('js-forgot')
  const SecretHash = await secretHash('js-forgot')
  const Username = 'js-forgot'
  const sent = await send(ForgotPasswordCommand, { ClientId, SecretHash, Username })
  assert.deepEqual(sent.CodeDeliveryDetails, { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'j***@o***' })
  const ConfirmationCode = await newestCode('js-forgot@ooak.test')
  await send(ConfirmForgotPasswordCommand, { ClientId, SecretHash, Username, ConfirmationCode, Password: password })
  const AccessToken = await accessToken('js-forgot')
  assert.equal((await send(GetUserCommand, { AccessToken })).Username, 'js-forgot')
  await send(GlobalSignOutCommand, { AccessToken })
  await assert.rejects(send(GetUserCommand, { AccessToken }), { name: 'NotAuthorizedException' })
})

test('what an administrator does to a user', { skip }, async () => {
  await create('js-holder')
  await create('js-managed')
  const email = [
    { Name: 'email', Value: 'js-holder@ooak.test' },
    { Name: 'email_verified', Value: 'true' },
  ]
  await assert.rejects(admin(AdminUpdateUserAttributesCommand, 'js-managed', { UserAttributes: email }), {
    name: 'AliasExistsException',
  })
  await admin(AdminUpdateUserAttributesCommand, 'js-managed', { UserAttributes: [{ Name: 'name', Value: 'Ådä' }] })
  await admin(AdminDeleteUserAttributesCommand, 'js-managed', { UserAttributeNames: ['name'] })
  await admin(AdminAddUserToGroupCommand, 'js-managed', { GroupName: 'manager' })
  await admin(AdminRemoveUserFromGroupCommand, 'js-managed', { GroupName: 'manager' })
  assert.deepEqual((await admin(AdminListGroupsForUserCommand, 'js-managed')).Groups, [])
  const AccessToken = await accessToken('js-managed')
  await admin(AdminUserGlobalSignOutCommand, 'js-managed')
  await assert.rejects(send(GetUserCommand, { AccessToken }), { name: 'NotAuthorizedException' })
  await admin(AdminDisableUserCommand, 'js-managed')
  await assert.rejects(begin('js-managed', 'EMAIL_OTP'), { name: 'NotAuthorizedException' })
  await admin(AdminEnableUserCommand, 'js-managed')
  await admin(AdminDeleteUserCommand, 'js-managed')
  await assert.rejects(admin(AdminListGroupsForUserCommand, 'js-managed'), { name: 'UserNotFoundException' })
})
