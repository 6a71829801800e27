// Runs cdk-nag's packs over the template; writes the report into the folder that is named. A process of its own, because the
// report is also printed, at length.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, Stack, Validations } from 'aws-cdk-lib'
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { template } from './template.mjs'

const folder = process.argv[2]

// What the synthesis of the outer stack adds anyway.
const { BootstrapVersion: _, ...parameters } = template.Parameters ?? {}
const file = join(folder, 'included.json')
writeFileSync(file, JSON.stringify({ ...template, Parameters: parameters, Rules: undefined }))

const app = new App({ outdir: folder, analyticsReporting: false })
new CfnInclude(new Stack(app, 'Stack'), 'Template', { templateFile: file })
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
app.synth()
