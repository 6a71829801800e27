using Amazon.CDK;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.S3.Deployment;
using Constructs;
using Function = Amazon.CDK.AWS.CloudFront.Function;
using FunctionProps = Amazon.CDK.AWS.CloudFront.FunctionProps;

namespace Ooak.Infra.Parts;

/// <summary>One origin for people: pages from S3, <c>/api/*</c> and <c>/ws</c> from API Gateway.</summary>
internal sealed class Site : Construct
{
    private readonly Storage storage;
    private readonly Distribution distribution;

    public Site(Construct scope, string id, StackSettings settings, Storage storage, HttpRoutes http, RealtimeRoutes realtime)
        : base(scope, id)
    {
        this.storage = storage;
        var headers = new SiteHeaders(this, "Headers", storage);
        var pages = S3BucketOrigin.WithOriginAccessControl(storage.Site);
        distribution = new Distribution(this, "Distribution", new DistributionProps
        {
            Comment = "OOAK Call Manager Pro",
            HttpVersion = HttpVersion.HTTP2_AND_3,
            MinimumProtocolVersion = SecurityPolicyProtocol.TLS_V1_2_2021,
            PriceClass = PriceClass.PRICE_CLASS_100,
            DomainNames = settings.DomainName is { } name ? [name] : null,
            Certificate = settings.CertificateArn is { } arn ? Certificate.FromCertificateArn(this, "Certificate", arn) : null,
            WebAclId = settings.WebAclArn,
            DefaultBehavior = new BehaviorOptions
            {
                Origin = pages,
                ViewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                CachePolicy = CachePolicy.CACHING_OPTIMIZED,
                ResponseHeadersPolicy = headers.Pages,
                Compress = true,
                FunctionAssociations = [OnRequest("Index", "Index.js")],
            },
            AdditionalBehaviors = new Dictionary<string, IBehaviorOptions>
            {
                ["/api/*"] = Passing(http.Host, headers, AllowedMethods.ALLOW_ALL, []),
                ["/ws"] = Passing(realtime.Host, headers, AllowedMethods.ALLOW_GET_HEAD, [OnRequest("ForwardedHost", "ForwardedHost.js")]),
            },
        });
        Domain = settings.DomainName ?? distribution.DistributionDomainName;
    }

    public string Domain { get; }
    public string Url => Fn.Join("", ["https://", Domain]);

    /// <summary>A value that only CloudFront and the functions know: what tells a request through CloudFront from one past it.
    /// The stack's own id ends in a UUID that AWS makes.</summary>
    public string OriginVerify { get; } = Fn.Select(2, Fn.Split("/", Aws.STACK_ID));

    public void Deploy(StackAssets assets, Construct[] after)
    {
        // Hashed files never change, and old pages still need the old ones: nothing is pruned.
        var hashed = Upload("Hashed", assets, "public, max-age=31536000, immutable", exclude: ["*"], include: ["assets/*"], prune: false);
        var pages = Upload("Pages", assets, "no-cache", exclude: ["assets/*"], include: [], prune: false, invalidate: true);
        pages.Node.AddDependency(hashed);
        foreach (var dependency in after)
        {
            hashed.Node.AddDependency(dependency);
        }
    }

    private BucketDeployment Upload(string id, StackAssets assets, string cacheControl, string[] exclude, string[] include, bool prune, bool invalidate = false) =>
        new(this, id, new BucketDeploymentProps
        {
            Sources = [Source.Asset(assets.Site)],
            DestinationBucket = storage.Site,
            CacheControl = [CacheControl.FromString(cacheControl)],
            Exclude = exclude,
            Include = include.Length > 0 ? include : null,
            Prune = prune,
            Distribution = invalidate ? distribution : null,
            DistributionPaths = invalidate ? ["/", "/index.html", "/dashboard/*", "/sw.js", "/manifest.webmanifest"] : null,
            MemoryLimit = 256,
        });

    private BehaviorOptions Passing(string host, SiteHeaders headers, AllowedMethods methods, IFunctionAssociation[] edge) => new()
    {
        Origin = new HttpOrigin(host, new HttpOriginProps
        {
            ProtocolPolicy = OriginProtocolPolicy.HTTPS_ONLY,
            CustomHeaders = new Dictionary<string, string> { ["x-origin-verify"] = OriginVerify },
        }),
        ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
        AllowedMethods = methods,
        CachePolicy = CachePolicy.CACHING_DISABLED,
        OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        ResponseHeadersPolicy = headers.Api,
        FunctionAssociations = edge,
    };

    private FunctionAssociation OnRequest(string id, string file) => new()
    {
        EventType = FunctionEventType.VIEWER_REQUEST,
        Function = new Function(this, id, new FunctionProps
        {
            Runtime = FunctionRuntime.JS_2_0,
            Code = FunctionCode.FromInline(EdgeFunctions.Read(file)),
        }),
    };
}
