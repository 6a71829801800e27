// Findings that stay, and why. A rule or resource that no longer finds anything is an error too: reasons must not outlive what they excuse.
const buckets = /^Storage(Site|Recordings|PushKeys|Exports)/
const deployment = /^CustomCDKBucketDeployment/
const deadLetters = /^(NoticesDeadLetters|(Stream|Recordings|Schedules)Failures)Queue/
const distribution = /^SiteDistribution/
const functions = /^(Functions\w+Function[0-9A-F]{8}|CustomCDKBucketDeployment\w+)$/

export const explained = [
  {
    rules: ['AwsSolutions-S1', 's3_bucket_logging_enabled_check'],
    resources: buckets,
    reason:
      'Server access logs would hold addresses and the ids of people and calls in a fifth bucket that erasure could not reach. Who plays or exports is in the audit trail, written before the link is made; nobody outside the functions can read an object without such a link.',
  },
  {
    rules: ['s3_bucket_versioning_enabled_check', 's3_bucket_object_lock_enabled_check'],
    resources: buckets,
    reason:
      'Old versions and locks would keep recordings and exports after retention, after a deletion and after an erasure under GDPR Article 17. The site is rebuilt from the source; the push key must be gone once it is deleted because it leaked.',
  },
  {
    rules: [
      's3_bucket_default_encryption_kms_check',
      'dynamodb_table_encrypted_kms_check',
      'cloudwatch_log_group_encrypted_check',
    ],
    resources: /^(Storage|Table|Functions|HttpAccess)/,
    reason:
      'Everything is encrypted at rest with AES-256 under keys that AWS owns. A customer-managed key would add a fee a month and a request, more than everything else of a small installation (docs/cost.md), and would not change who may read: access is by IAM alone, one role a function.',
  },
  {
    rules: ['s3_event_notifications_enabled_check'],
    resources: /^Storage(Site|PushKeys|Exports)/,
    reason:
      'Nothing has to happen when a page, a key or an exported file is written. Recordings, which have to be looked at, send theirs.',
  },
  {
    rules: ['s3_lifecycle_policy_check'],
    resources: /^Storage(Site|PushKeys)/,
    reason:
      'Pages are needed as long as the site stands, a push key as long as phones are subscribed under it. What ages, recordings and exports, has a lifecycle.',
  },
  {
    rules: ['AwsSolutions-CFR1'],
    resources: distribution,
    reason:
      'Employees travel, and their phones must sync from everywhere; who may come in is decided by sign-in, not by country.',
  },
  {
    rules: ['AwsSolutions-CFR2'],
    resources: distribution,
    reason:
      'A web ACL costs more than a small installation; the context value webAclArn attaches one. Without it: stage throttles, sign-in throttled by account and address in a function, bodies bounded at 1 MB, SQL nowhere.',
  },
  {
    rules: ['AwsSolutions-CFR3', 'cloudfront_access_logs_enabled_check'],
    resources: distribution,
    reason:
      'CloudFront’s logs are full addresses and paths with ids, personal data without a purpose here. API calls are logged at the HTTP API’s stage without either; pages are static and public.',
  },
  {
    rules: [
      'AwsSolutions-CFR4',
      'cloudfront_custom_ssl_certificate_check',
      'cloudfront_sni_enabled_check',
      'cloudfront_security_policy_check',
    ],
    resources: distribution,
    reason:
      'This is the template without a domain of one’s own: CloudFront’s certificate fixes the policy. With domainName and certificateArn it is TLS 1.2 at least, by SNI (tests/Infra, SiteTests).',
  },
  {
    rules: ['cloudfront_default_root_object_configured_check'],
    resources: distribution,
    reason: 'The CloudFront function maps / and /dashboard/ to their index.html; a root object would do the first of them only.',
  },
  {
    rules: ['cloudfront_origin_failover_enabled_check'],
    resources: distribution,
    reason:
      'One region by design. Phones take calls without any server and the app’s pages are on the phone after the first visit; docs/availability.md says what a failure of the region means.',
  },
  {
    rules: ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy', 'sqs_dlq_check'],
    resources: deadLetters,
    reason:
      'These are the dead-letter queues and on-failure destinations themselves; no function consumes them, an alarm watches each, people empty them (docs/operations.md).',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::<Table710B521B.Arn>/index/*]'],
    resources: /^Functions\w+Role/,
    reason:
      'All indexes of the one table, for functions that declare a query and for that action only: an index is another order of items that the function may read anyway, so naming each would not narrow what it sees.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]', 'Serverless-LambdaStarPermissions'],
    resources: /^Functions(Aggregate|FanOut)Role/,
    reason:
      'dynamodb:ListStreams alone, which the service allows on all streams or none (Service Authorization Reference: no resource type). Records are read from this table’s stream only.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    resources: /^IdentitySms/,
    reason:
      'sns:Publish to phone numbers, which are no resources. The role is Cognito’s, bound to this account and an external id, and exists only where smsEnabled is chosen.',
  },
  {
    rules: [/^AwsSolutions-IAM5\[Resource::<Storage\w+\.Arn>\/(recordings\/|vapid\/|)\*\]$/],
    resources:
      /^Functions(StartRecording|GetRecording|EraseRecordings|ReceiveRecording|GetPushKey|DeliverNotices|GetExport|WriteExport)Role/,
    reason:
      'Objects of one bucket, under one prefix where the bucket has several kinds. Keys hold ids of people and calls, which nobody knows at deployment; the function derives the key from the caller.',
  },
  {
    rules: [/^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:execute-api:.*\/ws\/(POST|DELETE)\/@connections\/\*\]$/],
    resources: /^Functions(Logout|UpdateEmployee|EraseEmployee|ContinueErasure|DeliverRealtime)Role/,
    reason:
      'Connections of this one API and stage, one method: their ids come and go with the sockets, and are read from the table.',
  },
  {
    rules: [/^AwsSolutions-IAM[45]\[/, 'AwsSolutions-L1', 'Serverless-LambdaLatestVersion'],
    resources: deployment,
    reason:
      'CDK’s own function that copies the pages into the site’s bucket during a deployment: its runtime, managed policy and grants (the site’s bucket, the assets’ bucket, invalidations) are the library’s, and it runs at no other time.',
  },
  {
    rules: ['AwsSolutions-COG1'],
    resources: /^IdentityUsers/,
    reason:
      'Twelve characters with upper case, lower case and digits; no forced symbol, which NIST SP 800-63B advises against. Sign-in is throttled by account and address, and passkeys are offered first.',
  },
  {
    rules: ['AwsSolutions-COG2'],
    resources: /^IdentityUsers/,
    reason:
      'A passkey with user verification is two factors in one step, and Cognito does not allow a pool-wide second factor together with passwordless first factors. Codes and passwords are rate limited, and a sign-out everywhere takes seconds.',
  },
  {
    rules: ['AwsSolutions-COG8'],
    resources: /^IdentityUsers/,
    reason:
      'The Plus tier costs per active user more than the whole installation; its threat scores are replaced by our own throttling per account and address, and passkeys.',
  },
  {
    rules: ['AwsSolutions-APIG4', 'api_gw_v2_authorization_type_configured_check'],
    resources: /^HttpApi(POSTauth(login|challenge|refresh|logout|passwordforgot|passwordreset)|GEThealth)[0-9A-F]{8}$/,
    reason:
      'What comes before a token: sign-in and its steps, which check a password, code or the refresh cookie themselves, and the version. tests/EndToEnd asks every other route without a token.',
  },
  {
    rules: ['AwsSolutions-APIG4', 'api_gw_v2_authorization_type_configured_check'],
    resources: /^RealtimeApi(connect|disconnect|default)Route/,
    reason:
      'A browser cannot send a header with a WebSocket: $connect takes a single-use ticket of 30 seconds, and the origin is checked. The other two routes exist only on a connection that passed it.',
  },
  {
    rules: ['AwsSolutions-APIG1', 'Serverless-APIGWAccessLogging', 'api_gw_v2_access_logs_enabled_check'],
    resources: /^RealtimeStage/,
    reason:
      'Logs of a WebSocket stage need a role that is a setting of the whole account and region, which a stack must not overwrite. Each of its three routes is a function with a log of its own. The HTTP stage is logged.',
  },
  {
    rules: ['cloudwatch_log_group_retention_period_check'],
    resources: /^(Functions|HttpAccess)/,
    reason:
      'The rule wants a year. Logs are kept for 30 days (logRetentionDays): storage limitation under GDPR Article 5(1)(e); the audit trail, which must last, is in the table.',
  },
  {
    rules: ['lambda_function_public_access_prohibited_check'],
    resources: /^(HttpApi|RealtimeApi|Notices|Recordings|Functions)/,
    reason:
      'The rule reads literal ARNs and references; these source ARNs are joined from the API’s id and the route. That each permission names its source is asserted in template.test.mjs.',
  },
  {
    rules: ['lambda_inside_vpc_check'],
    resources: functions,
    reason:
      'The functions talk to AWS services over TLS and to push services on the internet. A VPC would need a NAT gateway, the largest bill of the stack, and holds nothing that they could reach otherwise.',
  },
  {
    rules: ['Serverless-LambdaDLQ'],
    resources: functions,
    reason:
      'Functions behind the API are called synchronously: the caller gets the error. Those that are started by events have an on-failure destination instead, which tells more than a dead letter; asserted in template.test.mjs.',
  },
  {
    rules: ['Serverless-LambdaTracing'],
    resources: functions,
    reason:
      'X-Ray is the context value tracing: a trace a second and function is more than everything else together for 50 employees (docs/cost.md). Every log line has its request and trace id without it.',
  },
]
