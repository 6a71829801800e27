using System.Text;
using System.Text.Json.Nodes;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Product;

public sealed class TextTests
{
    [Theory]
    [InlineData(" Ada@Example.COM ", "ada@example.com")]
    [InlineData("a@b", "a@b")]
    [InlineData("åsa@exämple.se", "åsa@exämple.se")]
    [InlineData("@b", null)]
    [InlineData("a@", null)]
    [InlineData("a@b@c", null)]
    [InlineData("a b@c", null)]
    [InlineData("a\u0001@c", null)]
    [InlineData("ab", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_is_trimmed_and_lower_case(string? text, string? expected) => EmailAddress.Normalise(text).ShouldBe(expected);

    [Fact]
    public void An_address_has_at_most_254_characters()
    {
        EmailAddress.Normalise(new string('a', 252) + "@b").ShouldNotBeNull();
        EmailAddress.Normalise(new string('a', 253) + "@b").ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-05-04T09:30:00.123Z", "2026-05-04T09:30:00.123Z")]
    [InlineData("2026-05-04T09:30:00Z", "2026-05-04T09:30:00.000Z")]
    [InlineData("2026-05-04T09:30:00.1239999Z", "2026-05-04T09:30:00.123Z")]
    [InlineData("2026-05-04T09:30:00.000+02:00", "2026-05-04T07:30:00.000Z")]
    [InlineData("2026-05-04T09:30:00-11:30", "2026-05-04T21:00:00.000Z")]
    [InlineData("2026-05-04T09:30:00.000", null)]
    [InlineData("2026-05-04", null)]
    [InlineData("1999-12-31T23:59:59.999Z", null)]
    [InlineData("2100-01-01T00:00:00.000Z", null)]
    [InlineData("2026-02-30T00:00:00.000Z", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_time_is_text_of_24_characters(string? text, string? expected)
    {
        var parsed = Instant.TryParse(text, out var instant);

        parsed.ShouldBe(expected is not null);
        (parsed ? Instant.Text(instant) : null).ShouldBe(expected);
        (instant.Ticks % TimeSpan.TicksPerMillisecond).ShouldBe(0);
    }

    [Fact]
    public void A_fan_out_fits_its_messages_and_loses_no_call()
    {
        var calls = Enumerable.Range(0, 32).Select(i => Samples.Call with { ContactName = $"n{i}", Notes = new string('å', 3_000) }).ToList();

        var messages = FanOut.Messages(calls).ToList();

        messages.Count.ShouldBeGreaterThan(1);
        messages.ShouldAllBe(m => Encoding.UTF8.GetByteCount(m) <= 60 * 1024);
        messages.SelectMany(m => JsonNode.Parse(m)!["calls"]!.AsArray().Select(c => (string)c!["contactName"]!)).ShouldBe(calls.Select(c => c.ContactName!));
    }

    [Fact]
    public void A_fan_out_that_fits_is_one_message()
    {
        FanOut.Messages([Samples.Call, Samples.Call]).Count().ShouldBe(1);
        FanOut.Messages([]).ShouldBeEmpty();
    }

    [Fact]
    public void A_filter_admits_what_it_names()
    {
        var all = new CallFilter(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, null, null, null);

        all.Admits(Samples.Call).ShouldBeTrue();
        all.Admits(Samples.Call with { Deleted = true }).ShouldBeFalse();
        (all with { Status = CallStatus.Missed }).Admits(Samples.Call).ShouldBeFalse();
        (all with { CallType = CallType.Incoming }).Admits(Samples.Call).ShouldBeFalse();
        (all with { Phone = "+46701234567" }).Admits(Samples.Call).ShouldBeTrue();
        (all with { Phone = "+4670" }).Admits(Samples.Call).ShouldBeFalse();
        (all with { Text = "FIRST" }).Admits(Samples.Call).ShouldBeTrue();
        (all with { Text = "4567" }).Admits(Samples.Call).ShouldBeTrue();
        (all with { Text = "second" }).Admits(Samples.Call).ShouldBeFalse();
    }
}
