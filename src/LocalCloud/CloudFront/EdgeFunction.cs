using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.CloudFront;

/// <summary>A CloudFront Function, runtime cloudfront-js-2.0, run by Jint.</summary>
/// <remarks>Amazon CloudFront Developer Guide, "CloudFront Functions event structure".</remarks>
internal sealed class EdgeFunction
{
    private readonly Lock _gate = new();
    private readonly Engine _engine;
    private readonly string _name;

    public EdgeFunction(Resource resource, EventLog events)
    {
        _name = resource.LogicalId;
        var runtime = resource.Obj("FunctionConfig").Str("Runtime");
        if (runtime is not ("cloudfront-js-1.0" or "cloudfront-js-2.0"))
        {
            throw new LocalCloudException($"{_name} uses the CloudFront runtime {runtime}, which LocalCloud does not know");
        }

        _engine = new Engine(options => options.LimitRecursion(200).TimeoutInterval(TimeSpan.FromSeconds(1)));
        _engine.SetValue("__log", new Action<string>(text => events.Add("cloudfront", $"{_name}: {text}")));
        try
        {
            _engine.Execute("var console = { log: (...a) => __log(a.map(x => typeof x === 'string' ? x : JSON.stringify(x)).join(' ')) };");
            _engine.Execute(resource.Properties.Require("FunctionCode"));
            _engine.Execute("function __run(text) { return Promise.resolve(handler(JSON.parse(text))).then(r => JSON.stringify(r)); }");
        }
        catch (Exception e) when (e is JintException)
        {
            throw new LocalCloudException($"CloudFront function {_name} does not load: {e.Message}", e);
        }
    }

    public JsonObject Run(JsonObject cloudFrontEvent)
    {
        lock (_gate)
        {
            var result = _engine.Invoke("__run", Json.Text(cloudFrontEvent)).UnwrapIfPromise();
            return result is JsString
                ? Json.ParseObject(System.Text.Encoding.UTF8.GetBytes(result.AsString()))
                : throw new LocalCloudException($"CloudFront function {_name} returned nothing");
        }
    }
}
