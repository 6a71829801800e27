using Amazon.CDK;
using Ooak.Infra;

var app = new App();
var settings = StackSettings.FromContext(app.Node);
new CallManagerStack(app, "OoakCallManager", settings, StackAssets.FromRepository());
app.Synth();
