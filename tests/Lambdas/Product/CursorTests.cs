using System.Buffers.Text;
using System.Text;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Sync;

namespace Ooak.Lambdas.Tests.Product;

public sealed class CursorTests
{
    private const string Key = "2026-05-04T09:30:00.000Z#0197a000-0000-7000-8000-000000000001";

    [Theory]
    [InlineData(Key)]
    [InlineData("2026-05-04T09:30:00.000Z#")]
    public void A_list_goes_on_where_its_cursor_says(string position) => CallFilter.Position(CallFilter.Cursor(position)).ShouldBe(position);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("***")]
    [InlineData("MjAyNi0w")]
    public void A_list_refuses_a_cursor_that_it_did_not_give(string? cursor) => CallFilter.Position(cursor).ShouldBeNull();

    [Theory]
    [InlineData("2026-05-04T09:30:00.000Z#x")]
    [InlineData("2026-05-04T09:30:00.000Z|0197a000-0000-7000-8000-000000000001")]
    [InlineData("2026-25-04T09:30:00.000Z#0197a000-0000-7000-8000-000000000001")]
    public void A_list_refuses_a_position_that_is_none(string position) => CallFilter.Position(CallFilter.Cursor(position)).ShouldBeNull();

    [Fact]
    public void A_sync_cursor_survives_the_phone()
    {
        var cursor = new SyncCursor(7, Key, KnownVersions.Of([("0197a000-0000-7000-8000-000000000001", 3), ("0197a000-0000-7000-8000-000000000002", 1)]));

        SyncCursor.Parse(cursor.ToString()).ShouldBe(cursor);
        SyncCursor.Parse(SyncCursor.Start(7).ToString()).ShouldBe(new SyncCursor(7, "", KnownVersions.None));
    }

    [Fact]
    public void A_sync_cursor_counts_announcements_and_one_from_before_has_none()
    {
        SyncCursor.Parse((SyncCursor.Start(7) with { Announced = 12 }).ToString())!.Announced.ShouldBe(12);
        SyncCursor.Parse(Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"1|7|{Key}"))).ShouldBe(new SyncCursor(7, Key, KnownVersions.None));
    }

    [Fact]
    public void A_sync_cursor_survives_the_phone_with_a_full_page_of_known_calls()
    {
        var known = KnownVersions.Of(Enumerable.Range(0, ChangesFeed.Limit).Select(i => ($"{i}", 1L)));

        SyncCursor.Parse(new SyncCursor(long.MaxValue, Key, known).ToString())!.Known.ShouldBe(known);
    }

    [Fact]
    public void A_sync_cursor_knows_a_call_in_one_version()
    {
        var known = KnownVersions.Of([("a", 2)]);

        known.Contains("a", 2).ShouldBeTrue();
        known.Contains("a", 3).ShouldBeFalse();
        known.Contains("b", 2).ShouldBeFalse();
    }

    [Theory]
    [InlineData("1|x|")]
    [InlineData("2|1|")]
    [InlineData("1|1|x")]
    [InlineData("1|1")]
    public void A_sync_cursor_of_no_use_is_told(string text) => SyncCursor.Parse(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))).ShouldBeNull();

    [Fact]
    public void A_sync_cursor_that_is_no_base64_is_told() => SyncCursor.Parse("***").ShouldBeNull();

    [Theory]
    [InlineData("***")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAA.AAAAAAAA")]
    public void A_sync_cursor_whose_known_calls_make_no_sense_is_of_no_use(string known) => SyncCursor.Parse($"{SyncCursor.Start(1)}.{known}").ShouldBeNull();

    [Fact]
    public void A_caught_up_phone_goes_on_ten_minutes_back_and_never_backwards()
    {
        const string early = "2026-05-04T09:10:00.000Z#early";
        var cursor = At("2026-05-04T09:00:00.000Z#x").CaughtUp([(early, "early", 1), (Key, "late", 2)]);

        cursor.After.ShouldBe("2026-05-04T09:20:00.000Z#");
        cursor.Known.ShouldBe(KnownVersions.Of([("late", 2)]));
        At("2026-05-04T09:25:00.000Z#x").CaughtUp([(Key, "late", 2)]).After.ShouldBe("2026-05-04T09:25:00.000Z#x");
        cursor.CaughtUp([]).ShouldBe(cursor);

        static SyncCursor At(string after) => new(1, after, KnownVersions.None);
    }

    [Theory]
    [InlineData("9", "10", -1)]
    [InlineData("10", "9", 1)]
    [InlineData("0010", "10", 0)]
    [InlineData("", "1", -1)]
    [InlineData("", "", 0)]
    [InlineData("1405400000000002063282832", "1405400000000002063282833", -1)]
    [InlineData("9999999999999999999999999999999999999999", "1000000000000000000000000000000000000000", 1)]
    public void Sequence_numbers_compare_as_numbers(string a, string b, int sign) => Math.Sign(SequenceNumber.Compare(a, b)).ShouldBe(sign);
}
