using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Recordings;

/// <summary>A recording as an attribute of its call.</summary>
internal static class RecordingItem
{
    internal static AttributeValue Of(Recording recording)
    {
        var map = new Dictionary<string, AttributeValue>
        {
            ["state"] = Item.S(recording.State.ToString()),
            ["contentType"] = Item.S(recording.ContentType),
            ["size"] = Item.N(recording.Size),
            ["consent"] = Item.S(recording.Consent.Mode.ToString()),
            ["consentAt"] = Item.S(Instant.Text(recording.Consent.At)),
        };
        map.SetIfPresent("reason", recording.Reason);
        map.SetIfPresent("uploadedAt", recording.UploadedAt is { } at ? Instant.Text(at) : null);
        if (recording.Duration is { } seconds)
        {
            map["duration"] = Item.N(seconds);
        }

        return Item.M(map);
    }

    internal static Recording? Read(Dictionary<string, AttributeValue> item) => item.Map("recording") is not { Count: > 0 } map
        ? null
        : new Recording
        {
            State = Enum.Parse<RecordingState>(map.RequiredText("state")),
            Reason = map.Text("reason"),
            ContentType = map.RequiredText("contentType"),
            Size = map.Number("size"),
            Duration = map.TryGetValue("duration", out var seconds) ? int.Parse(seconds.N, CultureInfo.InvariantCulture) : null,
            Consent = new Consent(Enum.Parse<RecordingMode>(map.RequiredText("consent")), Instant.Parse(map.RequiredText("consentAt"))),
            UploadedAt = map.Text("uploadedAt") is { } at ? Instant.Parse(at) : null,
        };
}
