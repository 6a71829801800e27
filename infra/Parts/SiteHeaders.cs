using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Constructs;

namespace Ooak.Infra.Parts;

/// <summary>What browsers are told about our pages and our API.</summary>
internal sealed class SiteHeaders : Construct
{
    public SiteHeaders(Construct scope, string id, Storage storage)
        : base(scope, id)
    {
        var recordings = Fn.Join("", ["https://", storage.Recordings.BucketRegionalDomainName]);
        Pages = Policy(
            "Pages",
            Fn.Join("; ",
            [
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data: blob:",
                "font-src 'self'",
                "manifest-src 'self'",
                "worker-src 'self'",
                Fn.Join(" ", ["connect-src 'self'", recordings]),
                Fn.Join(" ", ["media-src 'self' blob:", recordings]),
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types ooak",
                "upgrade-insecure-requests",
            ]),
            cacheControl: null);
        Api = Policy("Api", "default-src 'none'; frame-ancestors 'none'", cacheControl: "no-store");
    }

    public ResponseHeadersPolicy Pages { get; }
    public ResponseHeadersPolicy Api { get; }

    private ResponseHeadersPolicy Policy(string id, string contentSecurity, string? cacheControl)
    {
        var custom = new List<ResponseCustomHeader>
        {
            Custom("Permissions-Policy", "microphone=(self), screen-wake-lock=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), geolocation=(), payment=(), usb=()"),
            Custom("Cross-Origin-Opener-Policy", "same-origin"),
            Custom("Cross-Origin-Embedder-Policy", "require-corp"),
            Custom("Cross-Origin-Resource-Policy", "same-origin"),
        };
        if (cacheControl is not null)
        {
            custom.Add(Custom("Cache-Control", cacheControl));
        }

        return new ResponseHeadersPolicy(this, id, new ResponseHeadersPolicyProps
        {
            SecurityHeadersBehavior = new ResponseSecurityHeadersBehavior
            {
                ContentSecurityPolicy = new ResponseHeadersContentSecurityPolicy { ContentSecurityPolicy = contentSecurity, Override = true },
                ContentTypeOptions = new ResponseHeadersContentTypeOptions { Override = true },
                FrameOptions = new ResponseHeadersFrameOptions { FrameOption = HeadersFrameOption.DENY, Override = true },
                ReferrerPolicy = new ResponseHeadersReferrerPolicy { ReferrerPolicy = HeadersReferrerPolicy.NO_REFERRER, Override = true },
                StrictTransportSecurity = new ResponseHeadersStrictTransportSecurity
                {
                    AccessControlMaxAge = Duration.Days(730),
                    IncludeSubdomains = true,
                    Preload = true,
                    Override = true,
                },
            },
            CustomHeadersBehavior = new ResponseCustomHeadersBehavior { CustomHeaders = [.. custom] },
        });
    }

    private static ResponseCustomHeader Custom(string name, string value) => new() { Header = name, Value = value, Override = true };
}
