using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Recordings;
using Ooak.Lambdas.Reports;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Tests.Product;

namespace Ooak.Lambdas.Tests.Recordings;

public sealed class RecordingTests
{
    private static readonly DateTimeOffset At = Samples.At("2026-05-04T09:40:00.000Z");

    private static readonly byte[] WebM = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 0x01, 0x42, 0xF7, 0x81, 0x01, 0x42, 0xF2, 0x81, 0x04, 0x42, 0xF3, 0x81, 0x08, 0x42, 0x82, 0x84, .. "webm"u8, 0x42, 0x87];
    private static readonly byte[] Matroska = [0x1A, 0x45, 0xDF, 0xA3, 0x93, 0x42, 0x82, 0x88, .. "matroska"u8];
    private static readonly byte[] Mp4 = [0, 0, 0, 0x1C, .. "ftypiso5"u8, 0, 0, 2, 0];
    private static readonly byte[] Executable = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF];

    private static Recording Announced { get; } = new()
    {
        State = RecordingState.Pending,
        ContentType = "audio/webm;codecs=opus",
        Size = 1000,
        Duration = 12,
        Consent = new Consent(RecordingMode.AllParty, At),
    };

    [Fact]
    public void A_file_is_named_by_the_organisations_clock()
    {
        var auckland = new OrganisationClock(new FunctionSettings(new Dictionary<string, string> { [FunctionSettings.TimeZone] = "Pacific/Auckland" }), TimeProvider.System);
        var call = Samples.Call with { StartedAt = Samples.At("2026-05-04T21:30:00.000Z"), Recording = Announced };

        GetRecording.FileName(call, auckland).ShouldBe("call-2026-05-05-0930.webm");
        ExportJob.Archive(Samples.CallId, Samples.EmployeeId, ExportKind.Contact, call.StartedAt).FileName(auckland).ShouldBe("contact-2026-05-05.tar");
    }

    [Theory]
    [InlineData("audio/webm;codecs=opus", nameof(WebM), true)]
    [InlineData("audio/webm", nameof(WebM), true)]
    [InlineData("audio/mp4", nameof(Mp4), true)]
    [InlineData("audio/mp4;codecs=mp4a.40.2", nameof(Mp4), true)]
    [InlineData("audio/mp4", nameof(WebM), false)]
    [InlineData("audio/webm", nameof(Mp4), false)]
    [InlineData("audio/webm", nameof(Matroska), false)]
    [InlineData("audio/webm", nameof(Executable), false)]
    [InlineData("audio/mp4", nameof(Executable), false)]
    [InlineData("audio/mp4", "", false)]
    [InlineData("video/webm", nameof(WebM), false)]
    public void A_recording_begins_as_its_type_begins(string contentType, string bytes, bool matches) =>
        AudioFormat.Matches(contentType, Bytes(bytes)).ShouldBe(matches);

    [Theory]
    [InlineData("audio/mp4", true)]
    [InlineData("audio/webm;codecs=opus", true)]
    [InlineData("audio/webm; codecs=\"opus\"", true)]
    [InlineData("audio/mp4;codecs=mp4a.40.2", true)]
    [InlineData("audio/ogg", false)]
    [InlineData("audio/webm\n", false)]
    [InlineData("audio/webm;codecs=opus;x=y", false)]
    [InlineData("audio/webm;codecs=\"a\"b\"", false)]
    [InlineData("text/html", false)]
    [InlineData("video/webm", false)]
    [InlineData("AUDIO/WEBM", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_what_browsers_record_into_may_be_announced(string? contentType, bool allowed) =>
        AudioFormat.IsAllowed(contentType).ShouldBe(allowed);

    [Theory]
    [InlineData(1, true)]
    [InlineData(RecordingRules.MaximumSize, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(RecordingRules.MaximumSize + 1, false)]
    [InlineData(100L * 1024 * 1024, false)]
    public void A_recording_has_at_most_50_MB(long size, bool allowed) =>
        RecordingRules.Check(new RecordingRequest("audio/mp4", size, null, new ConsentGiven(RecordingMode.Notice, At))).ContainsKey("size").ShouldBe(!allowed);

    [Fact]
    public void Nothing_is_announced_without_consent()
    {
        foreach (var consent in new[] { null, new ConsentGiven(null, At), new ConsentGiven(RecordingMode.Off, At), new ConsentGiven(RecordingMode.Notice, null) })
        {
            RecordingRules.Check(new RecordingRequest("audio/mp4", 1, null, consent)).Keys.ShouldBe(["consent"]);
        }
    }

    [Fact]
    public void What_arrived_must_be_what_was_announced()
    {
        var good = new StoredAudio(1000, "audio/webm;codecs=opus", WebM);

        RecordingArrival.Fault(Announced, good).ShouldBeNull();
        RecordingArrival.Fault(Announced, good with { Size = 999 }).ShouldBe("wrong-size");
        RecordingArrival.Fault(Announced, good with { ContentType = "text/html" }).ShouldBe("wrong-type");
        RecordingArrival.Fault(Announced, good with { Head = Executable }).ShouldBe("not-audio");
    }

    [Fact]
    public void A_key_belongs_to_one_call_of_one_employee()
    {
        var key = new RecordingKey(Samples.EmployeeId, Samples.CallId);

        RecordingKey.Parse(key.ToString()).ShouldBe(key);
        foreach (var other in new[] { "", "recordings/", $"recordings/{Samples.EmployeeId}", $"other/{Samples.EmployeeId}/{Samples.CallId}", $"{key}/more", $"recordings/../{Samples.CallId}", $"recordings/{Samples.EmployeeId}/x.webm" })
        {
            RecordingKey.Parse(other).ShouldBeNull(other);
        }
    }

    [Fact]
    public void A_recording_is_stored_with_its_call_and_read_back()
    {
        var ready = Announced with { State = RecordingState.Ready, UploadedAt = At };
        var refused = Announced with { State = RecordingState.Refused, Reason = "not-audio", Duration = null };

        foreach (var recording in new[] { null, Announced, ready, refused })
        {
            var stored = new StoredCall(Samples.Call with { Recording = recording }, At, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>());
            StoredCall.FromItem(stored.ToItem()).Call.Recording.ShouldBe(recording);
        }
    }

    [Fact]
    public void A_call_that_is_deleted_or_private_has_no_recording()
    {
        var stored = new StoredCall(Samples.Call with { Recording = Announced }, At, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>());

        CallMerge.Next(stored, stored.Call with { Notes = "more" }, [], At).Call.Recording.ShouldBe(Announced);
        CallMerge.Next(stored, stored.Call with { Deleted = true }, [], At).Call.Recording.ShouldBeNull();
        CallMerge.Next(stored, stored.Call with { Private = true }, [], At).Call.Recording.ShouldBeNull();
    }

    [Fact]
    public void The_object_of_a_recording_goes_when_its_call_loses_it()
    {
        var before = Samples.Call with { Recording = Announced };

        RecordingErasure.Of(before, before with { Deleted = true, Recording = null }).ShouldNotBeNull().CallId.ShouldBe(Samples.CallId);
        RecordingErasure.Of(before, before with { Private = true, Recording = null }).ShouldNotBeNull();
        RecordingErasure.Of(before, null).ShouldNotBeNull();
        RecordingErasure.Of(before, before with { Notes = "more" }).ShouldBeNull();
        RecordingErasure.Of(null, before).ShouldBeNull();
        RecordingErasure.Of(Samples.Call, Samples.Call with { Deleted = true }).ShouldBeNull();
    }

    [Fact]
    public void An_event_that_comes_twice_is_written_down_once()
    {
        var key = new RecordingKey(Samples.EmployeeId, Samples.CallId);
        AuditEntry Erased() => RecordingAudit.Entry(At, AuditEntry.System, RecordingAudit.Erased, key);
        var id = Erased().Once().Id;

        Erased().Once().Id.ShouldBe(id);
        Erased().Id.ShouldNotBe(Erased().Id);
        (Erased() with { Action = RecordingAudit.Played }).Once().Id.ShouldNotBe(id);
        (Erased() with { At = At.AddMilliseconds(1) }).Once().Id.ShouldNotBe(id);
        RecordingAudit.Entry(At, AuditEntry.System, RecordingAudit.Erased, key with { CallId = Samples.EmployeeId }).Once().Id.ShouldNotBe(id);
        (Guid.Parse(id).Version, Convert.ToInt64(id.Replace("-", "")[..12], 16)).ShouldBe((7, At.ToUnixTimeMilliseconds()));
    }

    private static byte[] Bytes(string name) => name switch
    {
        nameof(WebM) => WebM,
        nameof(Matroska) => Matroska,
        nameof(Mp4) => Mp4,
        nameof(Executable) => Executable,
        _ => [],
    };
}
