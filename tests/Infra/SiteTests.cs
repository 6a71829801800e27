using System.Text.Json.Nodes;

namespace Ooak.Infra.Tests;

public sealed class SiteTests(Synthesized stack)
{
    private JsonNode Distribution => stack.Single("AWS::CloudFront::Distribution")["Properties"]!["DistributionConfig"]!;

    [Fact]
    public void One_origin_serves_pages_api_and_socket()
    {
        Distribution["CacheBehaviors"]!.AsArray().Select(behavior => behavior!["PathPattern"]!.GetValue<string>()).ShouldBe(["/api/*", "/ws"], ignoreOrder: true);
        Distribution["CustomErrorResponses"].ShouldBeNull();
    }

    [Fact]
    public void Api_answers_are_neither_cached_nor_read_without_TLS()
    {
        foreach (var behavior in Distribution["CacheBehaviors"]!.AsArray())
        {
            behavior!["CachePolicyId"]!.GetValue<string>().ShouldBe("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
            behavior["ViewerProtocolPolicy"]!.GetValue<string>().ShouldBe("https-only");
            behavior["ResponseHeadersPolicyId"].ShouldNotBeNull();
        }
    }

    [Fact]
    public void Functions_can_tell_what_came_through_the_site()
    {
        var origins = Distribution["Origins"]!.AsArray().Where(origin => origin!["CustomOriginConfig"] is not null).ToList();
        origins.Count.ShouldBe(2);
        origins.ShouldAllBe(origin => origin!["OriginCustomHeaders"]![0]!["HeaderName"]!.GetValue<string>() == "x-origin-verify");
    }

    [Fact]
    public void Pages_may_load_nothing_from_elsewhere_and_run_nothing_inline()
    {
        var policies = stack.OfType("AWS::CloudFront::ResponseHeadersPolicy").Select(policy => policy.Resource.ToJsonString()).ToList();
        policies.Count.ShouldBe(2);
        policies.ShouldAllBe(policy => policy.Contains("default-src", StringComparison.Ordinal) && policy.Contains("frame-ancestors", StringComparison.Ordinal));
        policies.ShouldAllBe(policy => !policy.Contains("unsafe-", StringComparison.Ordinal));
        policies.ShouldAllBe(policy => policy.Contains("\"Preload\":true", StringComparison.Ordinal));
    }

    [Fact]
    public void Scripts_take_texts_for_code_by_our_own_policy_alone()
    {
        var pages = stack.OfType("AWS::CloudFront::ResponseHeadersPolicy").Single(policy => policy.Id.Contains("Pages", StringComparison.Ordinal)).Resource.ToJsonString();
        pages.ShouldContain("require-trusted-types-for ");
        pages.ShouldContain("trusted-types ooak;");
    }

    [Fact]
    public void Pages_and_answers_are_closed_to_other_sites_and_to_devices_that_nobody_needs()
    {
        foreach (var (_, policy) in stack.OfType("AWS::CloudFront::ResponseHeadersPolicy"))
        {
            var configuration = policy["Properties"]!["ResponseHeadersPolicyConfig"]!;
            var custom = configuration["CustomHeadersConfig"]!["Items"]!.AsArray().ToDictionary(item => item!["Header"]!.GetValue<string>(), item => item!["Value"]!.GetValue<string>());
            custom["Cross-Origin-Opener-Policy"].ShouldBe("same-origin");
            custom["Cross-Origin-Embedder-Policy"].ShouldBe("require-corp");
            custom["Cross-Origin-Resource-Policy"].ShouldBe("same-origin");
            var features = custom["Permissions-Policy"].Split(", ");
            features.Where(feature => feature.EndsWith("=(self)", StringComparison.Ordinal)).ShouldBe(
                ["microphone=(self)", "screen-wake-lock=(self)", "publickey-credentials-get=(self)", "publickey-credentials-create=(self)"], ignoreOrder: true);
            features.ShouldAllBe(feature => feature.EndsWith("=(self)", StringComparison.Ordinal) || feature.EndsWith("=()", StringComparison.Ordinal));
            var security = configuration["SecurityHeadersConfig"]!;
            security["ReferrerPolicy"]!["ReferrerPolicy"]!.GetValue<string>().ShouldBe("no-referrer");
            security["FrameOptions"]!["FrameOption"]!.GetValue<string>().ShouldBe("DENY");
            security["ContentTypeOptions"].ShouldNotBeNull();
        }
    }

    [Fact]
    public void New_pages_go_out_after_their_functions()
    {
        var functions = stack.OfType("AWS::Lambda::Function").Select(function => function.Id).Where(id => id.StartsWith("Functions", StringComparison.Ordinal)).ToList();
        foreach (var (_, deployment) in stack.OfType("Custom::CDKBucketDeployment"))
        {
            var pages = deployment["Properties"]!["Exclude"]!.ToJsonString().Contains("assets/*", StringComparison.Ordinal);
            var dependencies = deployment["DependsOn"]!.AsArray().Select(id => id!.GetValue<string>()).ToList();
            (pages ? dependencies.Any(id => id.Contains("Hashed", StringComparison.Ordinal)) : functions.TrueForAll(dependencies.Contains)).ShouldBeTrue();
        }
    }
}
