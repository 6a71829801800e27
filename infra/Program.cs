using Amazon.CDK;
using Ooak.Infra;

// The CDK CLI says where the assembly goes; without it, it goes where LocalCloud looks.
var app = new App(new AppProps { Outdir = System.Environment.GetEnvironmentVariable("CDK_OUTDIR") ?? "cdk.out" });
var settings = StackSettings.FromContext(app.Node);
new CallManagerStack(app, "OoakCallManager", settings, StackAssets.FromRepository());
app.Synth();
