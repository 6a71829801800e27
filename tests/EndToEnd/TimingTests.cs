using System.Diagnostics;

namespace Ooak.EndToEnd.Tests;

/// <summary>How long an answer takes tells nobody whether an account exists, though sending a code takes its time.</summary>
[Collection(nameof(Alone))]
public sealed class TimingTests(OwnCloud own, ITestOutputHelper output) : IClassFixture<OwnCloud>
{
    /// <summary>As an e-mail service may take. Without the floor it would show.</summary>
    private const int DeliveryMilliseconds = 250;
    private const int Accounts = 6;
    private readonly TestCloud _cloud = own.Cloud;

    [Theory]
    [InlineData("/auth/login", "password")]
    [InlineData("/auth/login", "otp")]
    [InlineData("/auth/login", "passkey")]
    [InlineData("/auth/password/forgot", "")]
    public async Task Who_exists_is_not_told_by_the_clock(string path, string method)
    {
        await _cloud.FaultAsync(new JsonObject { ["deliveryMs"] = DeliveryMilliseconds });
        await TakeAsync(path, method, People.NewEmail());
        var (known, unknown) = (new List<double>(), new List<double>());

        // In turn, so that whatever else the machine does meets both alike.
        for (var account = 1; account <= Accounts; account++)
        {
            known.Add(await TakeAsync(path, method, $"employee{account}@ooak.test"));
            unknown.Add(await TakeAsync(path, method, People.NewEmail()));
        }

        await _cloud.FaultAsync(new JsonObject { ["deliveryMs"] = 0 });
        var (one, other) = (Median(known), Median(unknown));
        output.WriteLine($"{path} {method}: known {one:0} ms, unknown {other:0} ms (medians of {Accounts})");
        Math.Abs(one - other).ShouldBeLessThan(DeliveryMilliseconds / 2.0);
    }

    private async Task<double> TakeAsync(string path, string method, string email)
    {
        var body = new JsonObject { ["email"] = email };
        if (method == "password")
        {
            body["password"] = "Not-their-password-1";
        }
        else if (method.Length > 0)
        {
            body["method"] = method;
        }

        var started = Stopwatch.GetTimestamp();
        (await _cloud.Anonymous().PostAsync(path, body)).Code.ShouldBeOneOf(200, 204, 401);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> values)
    {
        var ordered = values.Order().ToList();
        return (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
    }
}
